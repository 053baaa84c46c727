package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// style marks text: with a terminal's own means, or with asterisks where there is none.
type style struct{ terminal bool }

// styleFor returns the style for what is written to w.
func styleFor(w io.Writer) style {
	return style{terminal: isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// isTerminal reports whether v, a reader or a writer, is a terminal.
func isTerminal(v any) bool {
	f, ok := v.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (s style) strong(text string) string {
	if s.terminal {
		return "\x1b[1m" + text + "\x1b[22m"
	}
	return "**" + text + "**"
}

func (s style) faint(text string) string {
	if s.terminal {
		return "\x1b[2m" + text + "\x1b[22m"
	}
	return text
}
