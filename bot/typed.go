package bot

import (
	"context"
	"slices"
	"strings"
)

// askName is the command that asks.
const askName = "ask"

// The words of a cry for help: one of the first, and beside it none but the second.
var (
	helpWords   = []string{"help", "commands", "usage"}
	helpFillers = []string{
		"me", "us", "please", "pls", "i", "we", "need", "want", "some", "can", "could", "you", "your", "the", "a", "list", "show", "with", "this",
		"bot", "what", "are", "is", "how", "to", "get", "hi", "hello", "hey", "all",
	}
)

// typedCommand answers a text that is a command's name in place of a question: "help",
// "/topics", "!quote P6S4". A name without a sign before it stands alone. It reports false
// where the text is none.
func (b *Bot) typedCommand(ctx context.Context, r Request, text string) (Response, bool) {
	text = strings.TrimSpace(text)
	bare := strings.TrimLeft(text, "/!")
	signed := len(bare) < len(text)
	name, rest, _ := strings.Cut(bare, " ")
	name, rest = strings.ToLower(strings.TrimRight(name, ".!")), strings.TrimSpace(rest)
	if isHelp(bare) {
		return b.help(ctx, r), true
	}
	if !signed && rest != "" {
		return Response{}, false
	}
	for _, c := range b.Commands() {
		if c.Name == name && c.typable() {
			return b.runTyped(ctx, c, r, rest), true
		}
	}
	if rest == "" && (signed || name == askName) {
		return b.help(ctx, r), true
	}
	return Response{}, false
}

// typable reports whether a command can be given by its name in a message. For /ask that
// is the message itself.
func (c Command) typable() bool {
	return c.Handle != nil && c.Name != askName && !c.OnMessage && !c.Admin && !c.Manager
}

// question returns what is asked in a text that may begin with /ask, as the command would
// be typed.
func question(text string) string {
	for _, sign := range []string{"/", "!"} {
		if name, rest, ok := strings.Cut(strings.TrimSpace(text), " "); ok && strings.EqualFold(name, sign+askName) {
			return strings.TrimPrefix(strings.TrimSpace(rest), "question:")
		}
	}
	return text
}

// runTyped runs a command with what was typed behind its name, and helps where it needs
// something and nothing was.
func (b *Bot) runTyped(ctx context.Context, c Command, r Request, rest string) Response {
	r.Command, r.Options = c.Name, make(map[string]string)
	for _, o := range c.Options {
		switch {
		case o.Required && rest == "":
			return b.help(ctx, r)
		case o.Required:
			r.Options[o.Name] = within(rest, o.MaxLength)
		}
	}
	return c.Handle(ctx, r)
}

// isHelp reports whether a text only asks for help.
func isHelp(text string) bool {
	words := wordsOf(text)
	others := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(helpWords, w) })
	return len(others) < len(words) && !slices.ContainsFunc(others, func(w string) bool { return !slices.Contains(helpFillers, w) })
}
