package discord

import (
	"regexp"
	"strings"
)

// text is what a message says: its content; where that is empty, the message that it
// forwards, or the question of its poll.
func (m message) text() string {
	if strings.TrimSpace(m.Content) != "" {
		return m.Content
	}
	for _, s := range m.Snapshots {
		if strings.TrimSpace(s.Message.Content) != "" {
			return s.Message.Content
		}
	}
	return m.Poll.Question.Text
}

// markup is what Discord's clients show as something else than it is written: mentions,
// emoji of a server, commands, times, and the signs of Markdown.
var (
	markup = regexp.MustCompile(`<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|id:\w+)>`)
	named  = regexp.MustCompile(`<(/[^:<>]+):\d+>`)         // a command shows its name
	masked = regexp.MustCompile(`\[([^\[\]]+)\]\([^()]+\)`) // a link shows its text
	lead   = regexp.MustCompile(`(?m)^\s*(?:#{1,3}|-#|>{1,3}|[-*])\s+`)
	marks  = regexp.MustCompile("\\*+|__+|~~|\\|\\||`+")
)

// threadName is the question as a thread's name, as it is read; empty where there is no
// question.
func threadName(question string) string {
	const most = 100
	for _, r := range []struct {
		form *regexp.Regexp
		with string
	}{{markup, " "}, {named, "$1"}, {masked, "$1"}, {lead, ""}, {marks, ""}} {
		question = r.form.ReplaceAllString(question, r.with)
	}
	return strings.TrimSpace(cut(strings.Join(strings.Fields(question), " "), most))
}
