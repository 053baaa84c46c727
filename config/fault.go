package config

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Error is a fault in the settings: the key, where it was set, and what was read and would be
// right. Its text holds no token.
type Error struct {
	Key   string // "discord.home"; empty if the fault is the file as a whole
	Where string // "summitbot.yaml", "SUMMITBOT_DISCORD_HOME", "--home"; may be empty
	Line  int    // of the file, from 1; 0 if there is none
	Err   error
}

func (e *Error) Error() string {
	where := e.Where
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d", e.Where, e.Line)
	}
	parts := slices.DeleteFunc([]string{where, e.Key}, func(s string) bool { return s == "" })
	return Hide(strings.Join(append(parts, e.Err.Error()), ": "))
}

func (e *Error) Unwrap() error { return e.Err }

// Errors are all faults of the settings: those of the file, by their lines, then the others.
type Errors []*Error

func (e Errors) Error() string {
	if len(e) == 1 {
		return e[0].Error()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "the settings are not sound (faults: %d):", len(e))
	for _, fault := range e {
		b.WriteString("\n" + fault.Error())
	}
	return b.String()
}

// Unwrap returns the faults one by one.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, fault := range e {
		all[i] = fault
	}
	return all
}

func (e Errors) inOrder() Errors {
	return slices.SortedStableFunc(slices.Values(e), func(a, b *Error) int {
		if (a.Line > 0) != (b.Line > 0) {
			return cmp.Compare(b.Line, a.Line)
		}
		return cmp.Compare(a.Line, b.Line)
	})
}

// tokens are what Discord makes: the digits of the bot's id in base 64, of which the first
// is 1 to 9 and the first letter so M, N or O; when it was made; and a signature. Keys are
// known in small letters alone.
var tokens = regexp.MustCompile(`(?i)[MNO][\w-]{22,}\.[\w-]{6,}\.[\w-]{27,}`)

// Hide returns a text without what looks like a bot's token.
func Hide(text string) string { return tokens.ReplaceAllString(text, "(hidden)") }
