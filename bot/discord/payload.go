package discord

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"summitbot/bot"
)

// Discord's limits on what is sent.
const (
	maxText     = 2000
	maxEmbeds   = 10
	maxChoices  = 25
	maxChoice   = 100
	flagPrivate = 1 << 6
)

// The types of the first response to an interaction.
const (
	respondMessage  = 4
	respondDeferred = 5
	respondChoices  = 8
)

// mentionsOff keeps any text from notifying anybody.
type mentionsOff struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"`
}

// body is a message as Discord takes it.
type body struct {
	Content  string      `json:"content"`
	Embeds   []embed     `json:"embeds"`
	Flags    int         `json:"flags,omitempty"`
	Mentions mentionsOff `json:"allowed_mentions"`

	Nonce        string     `json:"nonce,omitempty"`
	EnforceNonce bool       `json:"enforce_nonce,omitempty"`
	Reference    *reference `json:"message_reference,omitempty"`
}

// reference makes a message a reply.
type reference struct {
	Message string `json:"message_id"`
	Strict  bool   `json:"fail_if_not_exists"`
}

type embed struct {
	Title       string  `json:"title,omitempty"`
	Description string  `json:"description,omitempty"`
	Color       int     `json:"color,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
	Fields      []field `json:"fields,omitempty"`
}

type footer struct {
	Text string `json:"text"`
}

type field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// callback is a first response; data is a body, a deferral or choices.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data"`
}

type deferral struct {
	Flags int `json:"flags"`
}

type choices struct {
	Choices []choice `json:"choices"`
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// render writes a response as Discord takes it, with mentions disarmed.
func render(r bot.Response) body {
	b := body{Content: cut(r.Text, maxText), Embeds: []embed{}, Mentions: mentionsOff{Parse: []string{}}}
	for _, e := range r.Embeds[:min(len(r.Embeds), maxEmbeds)] {
		b.Embeds = append(b.Embeds, renderEmbed(e))
	}
	return b
}

// renderPrivate is render with the flag that only the asker sees it.
func renderPrivate(r bot.Response) body {
	b := render(r)
	if r.Ephemeral {
		b.Flags = flagPrivate
	}
	return b
}

// renderReply is render as a reply to a message. Its nonce lets Discord know a
// repetition.
func renderReply(r bot.Response, to string) body {
	b := render(r)
	b.Reference = &reference{Message: to}
	b.Nonce, b.EnforceNonce = to, true
	return b
}

func renderEmbed(e bot.Embed) embed {
	out := embed{Title: e.Title, Description: e.Description, Color: e.Color}
	if e.Footer != "" {
		out.Footer = &footer{e.Footer}
	}
	for _, f := range e.Fields {
		out.Fields = append(out.Fields, field(f))
	}
	return out
}

// renderChoices leaves out what Discord would refuse: too many choices, and values
// that are empty or too long. A name that is too long is cut.
func renderChoices(cs []bot.Choice) choices {
	out := choices{Choices: []choice{}}
	for _, c := range cs {
		if c.Name == "" || c.Value == "" || utf8.RuneCountInString(c.Value) > maxChoice {
			continue
		}
		if len(out.Choices) == maxChoices {
			break
		}
		out.Choices = append(out.Choices, choice{cut(c.Name, maxChoice), c.Value})
	}
	return out
}

// plain says a response without embeds, for where the bot may not send any.
func plain(r bot.Response) bot.Response {
	parts := []string{r.Text}
	for _, e := range r.Embeds {
		parts = append(parts, bold(e.Title), e.Description)
		for _, f := range e.Fields {
			parts = append(parts, strings.TrimSpace(bold(f.Name)+"\n"+f.Value))
		}
		parts = append(parts, e.Footer)
	}
	return bot.Response{Text: cut(joinFilled(parts), maxText)}
}

func bold(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("**%s**", s)
}

// joinFilled joins the parts that are not empty, with a blank line between them.
func joinFilled(parts []string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, "\n\n")
}
