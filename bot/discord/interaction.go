package discord

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"summitbot/bot"
)

// The types of interactions and options that are understood, and the permissions of
// those who manage a server.
// https://discord.com/developers/docs/interactions/receiving-and-responding
const (
	interactionCommand      = 2
	interactionControl      = 3
	interactionAutocomplete = 4

	optionSubcommand = 1
	optionGroup      = 2
	optionString     = 3
	optionBoolean    = 5

	mayAdministrate = 1 << 3
	mayManageGuild  = 1 << 5
)

// interaction is what is read of INTERACTION_CREATE. Every part of it may be missing.
type interaction struct {
	ID          string  `json:"id"`
	Application string  `json:"application_id"`
	Type        int     `json:"type"`
	Token       string  `json:"token"`
	Guild       string  `json:"guild_id"`
	Channel     string  `json:"channel_id"`
	Locale      string  `json:"locale"`
	Member      *member `json:"member"`
	User        *user   `json:"user"`
	Message     *made   `json:"message"` // with the control that was used
	Data        struct {
		Name     string   `json:"name"`
		Type     int      `json:"type"` // of a command
		Options  []option `json:"options"`
		Control  string   `json:"custom_id"`
		Values   []string `json:"values"`
		Target   string   `json:"target_id"`
		Resolved struct {
			Messages map[string]message `json:"messages"`
		} `json:"resolved"`
	} `json:"data"`

	large bool      // more than is read
	due   time.Time // when the first response must be there
}

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

type member struct {
	User        *user    `json:"user"`
	Roles       []string `json:"roles"`
	Permissions string   `json:"permissions"` // with interactions alone; a number
}

// manages reports whether the member may manage the server.
func (m *member) manages() bool {
	bits, err := strconv.ParseUint(m.Permissions, 10, 64)
	return err == nil && bits&(mayAdministrate|mayManageGuild) != 0
}

type option struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []option        `json:"options"`
}

var (
	errOddInteraction = errors.New("an interaction without id, token or application")
	errOddControl     = errors.New("a control without its id or its message")
	errOddTarget      = errors.New("a message's menu without the message")
)

// check reports what the interaction lacks to be answered.
func (i *interaction) check() error {
	_, aimed := i.Data.Resolved.Messages[i.Data.Target]
	switch {
	case i.ID == "" || i.Token == "" || i.Application == "":
		return errOddInteraction
	case i.Type == interactionControl && (i.Data.Control == "" || i.Message == nil || i.Message.ID == ""):
		return errOddControl
	case i.onMessage() && !aimed:
		return errOddTarget
	default:
		return nil
	}
}

// onMessage reports whether the menu of a message was used.
func (i *interaction) onMessage() bool {
	return i.Type == interactionCommand && i.Data.Type == commandOnMessage
}

// request is the interaction as the bot's commands see it.
func (i *interaction) request(selfID string) bot.Request {
	r := bot.Request{ID: i.ID, Guild: i.Guild, Channel: i.Channel, Locale: i.Locale}
	r.User = i.by()
	if i.Member != nil {
		r.Roles = i.Member.Roles
		r.Manager = i.Member.manages()
	}
	switch {
	case i.Type == interactionControl:
		r.Control, r.Values, r.Message = i.Data.Control, i.Data.Values, i.Message.ID
	case i.onMessage():
		r.Command, r.Target = i.Data.Name, i.target(selfID)
	default:
		i.fill(&r)
	}
	return r
}

// target is the message whose menu was used, its text without the bot's mention.
func (i *interaction) target(selfID string) *bot.Target {
	m := i.Data.Resolved.Messages[i.Data.Target]
	return &bot.Target{
		ID: i.Data.Target, Text: unmentioned(m.text(), selfID), Author: m.Author.id(),
		Bot: m.Webhook != "" || m.Author != nil && m.Author.Bot,
	}
}

// fill puts the command's path and its options into the request.
func (i *interaction) fill(r *bot.Request) {
	path, options := subcommand(i.Data.Name, i.Data.Options)
	r.Command, r.Options = path, make(map[string]string, len(options))
	for _, o := range options {
		value := text(o.Value)
		r.Options[o.Name] = value
		if o.Focused {
			r.Text = value
		}
	}
}

// by returns who acted, and "" where that isn't said.
func (i *interaction) by() string {
	if i.Member != nil && i.Member.User.id() != "" {
		return i.Member.User.id()
	}
	return i.User.id()
}

// typing names the text that is being completed; empty where nobody types it.
func (i *interaction) typing() string {
	if i.by() == "" {
		return ""
	}
	return "typed by " + i.by() // which is no message's id
}

// id returns the user's id, and "" for no user.
func (u *user) id() string {
	if u == nil {
		return ""
	}
	return u.ID
}

// subcommand walks down to the command that was called: its path and its options.
func subcommand(name string, options []option) (string, []option) {
	path := []string{name}
	for len(options) > 0 && (options[0].Type == optionSubcommand || options[0].Type == optionGroup) {
		path = append(path, options[0].Name)
		options = options[0].Options
	}
	return strings.Join(path, " "), options
}

// text returns a string option's value, and any other value as it is written: "true".
func text(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}
