package discord

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"summitbot/bot"
)

// The types of interactions and options that are understood.
// https://discord.com/developers/docs/interactions/receiving-and-responding
const (
	interactionCommand      = 2
	interactionAutocomplete = 4

	optionSubcommand = 1
	optionGroup      = 2
	optionString     = 3
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
	Data        struct {
		Name    string   `json:"name"`
		Options []option `json:"options"`
	} `json:"data"`

	due time.Time // when the first response must be there
}

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

type member struct {
	User  *user    `json:"user"`
	Roles []string `json:"roles"`
}

type option struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []option        `json:"options"`
}

var errOddInteraction = errors.New("an interaction without id, token or application")

// readInteraction decodes a command or an autocompletion. The data of any other
// type is not looked at, since it has another shape.
func readInteraction(raw []byte) (*interaction, error) {
	var kind struct {
		Type int `json:"type"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		return nil, err
	}
	i := &interaction{Type: kind.Type}
	if i.Type != interactionCommand && i.Type != interactionAutocomplete {
		return i, nil
	}
	if err := json.Unmarshal(raw, i); err != nil {
		return nil, err
	}
	if i.ID == "" || i.Token == "" || i.Application == "" {
		return nil, errOddInteraction
	}
	return i, nil
}

// request is the interaction as the bot's commands see it.
func (i *interaction) request() bot.Request {
	r := bot.Request{Guild: i.Guild, Channel: i.Channel, Locale: i.Locale}
	if i.Member != nil {
		r.Roles = i.Member.Roles
		r.User = i.Member.User.id()
	}
	if r.User == "" {
		r.User = i.User.id()
	}
	path, options := subcommand(i.Data.Name, i.Data.Options)
	r.Command, r.Options = path, make(map[string]string, len(options))
	for _, o := range options {
		value := text(o.Value)
		r.Options[o.Name] = value
		if o.Focused {
			r.Text = value
		}
	}
	return r
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

// text returns a string option's value, and any other value as it is written.
func text(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}
