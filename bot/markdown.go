package bot

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"summitbot/facts"
)

// Discord's limits on text, in UTF-16 code units, and our shares of them: what a
// description quotes leaves room for the question and what was corrected above it.
const (
	MaxChoices      = 25 // of a completion
	maxTitle        = 256
	maxDescription  = 4096
	maxFooter       = 2048
	maxFieldValue   = 1024
	maxQuestionLine = 300
	maxQuoted       = maxDescription - 3*maxQuestionLine - 16
)

// units returns how long Discord finds s.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// within returns s where it has at most limit units, else its beginning up to a space,
// and an ellipsis. Nothing that was escaped is cut apart.
func within(s string, limit int) string {
	if units(s) <= limit {
		return s
	}
	n, used := 0, len("…")
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if used += max(1, utf16.RuneLen(r)); used > limit-2 {
			break
		}
		n += size
	}
	head := s[:n]
	if space := strings.LastIndexAny(head, " \n"); space > n/2 {
		head = head[:space]
	}
	return strings.TrimRight(head, " \n\\") + "…"
}

// escape makes s show as it is: no Markdown, no mention and no link in it works.
func escape(s string) string {
	var b strings.Builder
	lineStart := true
	for i, r := range s {
		if isMarkup(r, s[i:], lineStart) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		lineStart = r == '\n' || lineStart && r == ' '
	}
	return b.String()
}

// isMarkup reports whether r, with which rest begins, would not be shown as it is.
func isMarkup(r rune, rest string, lineStart bool) bool {
	switch r {
	case '\\', '*', '_', '~', '`', '|', '>', '<', '@', '[', ']':
		return true
	case '#', '-', '+':
		return lineStart
	case ':':
		return strings.HasPrefix(rest, "://")
	}
	return false
}

// codeBlock shows s as it is, in at most limit units.
func codeBlock(s string, limit int) string {
	return "```\n" + within(strings.ReplaceAll(s, "`", "'"), limit-8) + "\n```"
}

// blockQuote shows a quote as a block quote with the marked parts in bold, in at most
// limit units. It keeps its lines; one that is too long is cut around its first mark, and
// is one line.
func blockQuote(quote string, marks []facts.Mark, limit int) string {
	if s := "> " + emphasize(quote, marks); units(s) <= limit {
		return s
	}
	quote, marks = window(strings.ReplaceAll(quote, "\n", " "), marks, limit/2-8)
	return "> " + emphasize(quote, marks)
}

// emphasize escapes the lines of a block quote and sets the marks in bold.
func emphasize(quote string, marks []facts.Mark) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] <= m[0] || m[1] > len(quote) {
			continue
		}
		b.WriteString(quotedLines(quote[at:m[0]], "") + quotedLines(quote[m[0]:m[1]], "**"))
		at = m[1]
	}
	return b.String() + quotedLines(quote[at:], "")
}

// quotedLines returns lines of a block quote, each escaped and between the signs.
func quotedLines(s, sign string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if lines[i] = oneLine(line); !isBlank(line) {
			lines[i] = sign + lines[i] + sign
		}
	}
	return strings.Join(lines, "\n> ")
}

func oneLine(s string) string {
	return escape(strings.NewReplacer("\n", " ", "\r", " ").Replace(s))
}

// window returns the part of a quote around its first mark that has at most limit
// units, from word to word, and the first mark in it as far as it fits.
func window(quote string, marks []facts.Mark, limit int) (string, []facts.Mark) {
	first := facts.Mark{}
	if len(marks) > 0 {
		first = marks[0]
	}
	start := max(0, min(first[0], len(quote))-limit/4)
	if start > 0 {
		start = wordStart(quote, start)
	}
	part := within(quote[start:], limit-2)
	mark := facts.Mark{max(0, first[0]-start), min(first[1]-start, len(strings.TrimSuffix(part, "…")))}
	if start > 0 {
		part = "…" + part
		mark[0], mark[1] = mark[0]+len("…"), mark[1]+len("…")
	}
	if mark[1] <= mark[0] {
		return part, nil
	}
	return part, []facts.Mark{mark}
}

// wordStart returns where the first word after byte i begins, or the nearest character.
func wordStart(s string, i int) int {
	if space := strings.IndexByte(s[i:], ' '); space >= 0 {
		return i + space + 1
	}
	for i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return i
}
