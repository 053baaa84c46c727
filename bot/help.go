package bot

import (
	"context"
	"strings"
)

// privacy is what is stored, in two sentences.
const privacy = "I keep the votes on answers, the settings of servers, and which reply belongs to which message. " +
	"I keep no questions, and nothing that anybody wrote."

// help answers /help with every command that the asker can use, each in one line.
func (b *Bot) help(_ context.Context, r Request) Response {
	var lines []string
	for _, c := range b.Commands() {
		if c.Admin && !b.o.Admins.allow(r) || c.Manager && b.refuseSettings(r) != "" {
			continue
		}
		lines = append(lines, helpLines("/", c)...)
	}
	lines = append(lines,
		"**Mention me** with a question, or write to me directly: I answer with the sentence that says it.",
	)
	return Response{Ephemeral: true, Embeds: []Embed{{
		Title: "What I can do", Color: colorAnswer,
		Description: within(strings.Join(lines, "\n"), maxDescription),
		Footer:      "I speak only when spoken to, and ping nobody.",
	}}}
}

// helpLines says what a command does, or each of its subcommands.
func helpLines(prefix string, c Command) []string {
	if c.OnMessage {
		return []string{"**" + c.Name + "** — in a message's menu under Apps: takes the message as the question; only you see the answer"}
	}
	if len(c.Subcommands) == 0 {
		return []string{"**" + prefix + c.Name + "** — " + c.Description}
	}
	var lines []string
	for _, s := range c.Subcommands {
		lines = append(lines, helpLines(prefix+c.Name+" ", s)...)
	}
	return lines
}

// about answers /about.
func (b *Bot) about(context.Context, Request) Response {
	version := b.o.Version
	if isBlank(version) {
		version = "unknown"
	}
	return Response{Ephemeral: true, Embeds: []Embed{{
		Title: "About", Color: colorAnswer,
		Description: "I answer questions about one document with the sentence that says it, word for word, and say so where it doesn't say.",
		Fields: []Field{
			{"Version", within(escape(version), maxFieldValue)},
			{"Fact base", "`" + b.o.Store.Base().Hash() + "`"},
			{"Privacy", privacy},
			{"Licence", "MIT"},
		},
	}}}
}
