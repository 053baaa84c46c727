package discord

import (
	"unicode/utf8"

	"summitbot/bot"
)

// Discord's limits on what is sent.
const (
	maxText     = 2000
	maxChoices  = 25
	maxChoice   = 100
	flagPrivate = 1 << 6
)

// The types of the first response to an interaction.
const (
	respondMessage  = 4
	respondDeferred = 5
	respondUpdate   = 7
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

	Components  []component  `json:"components,omitzero"`
	Attachments []attachment `json:"attachments,omitzero"`
	files       []file       // in the order of Attachments

	Nonce        string     `json:"nonce,omitempty"`
	EnforceNonce bool       `json:"enforce_nonce,omitempty"`
	Reference    *reference `json:"message_reference,omitempty"`
}

// reference makes a message a reply.
type reference struct {
	Message string `json:"message_id"`
	Strict  bool   `json:"fail_if_not_exists"`
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

// render writes a response as Discord takes it, with mentions disarmed and within
// Discord's limits.
func render(r bot.Response) body {
	files, attachments := renderFiles(r.Files)
	return body{
		Content:     cut(r.Text, maxText),
		Embeds:      renderEmbeds(r.Embeds, files),
		Mentions:    mentionsOff{Parse: []string{}},
		Components:  renderRows(r.Rows),
		Attachments: attachments,
		files:       files,
	}
}

// renderAnew is render in the place of another message: what that had is gone.
func renderAnew(r bot.Response) body {
	b := render(r)
	if b.Components == nil {
		b.Components = []component{}
	}
	if b.Attachments == nil {
		b.Attachments = []attachment{}
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
