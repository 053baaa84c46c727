package discord

import (
	"slices"
	"strings"
	"unicode/utf8"

	"summitbot/bot"
)

// The types of components.
// https://discord.com/developers/docs/components/reference
const (
	componentRow      = 1
	componentButton   = 2
	componentMenu     = 3
	componentChannels = 8
)

// Discord's limits on components.
const (
	maxRows        = 5
	maxButtons     = 5 // in a row
	maxControlID   = 100
	maxLabel       = 80
	maxEmoji       = 32
	maxAddress     = 512
	maxPlaceholder = 150
	maxMenu        = 25 // choices, and how many of them are chosen
)

// writtenIn are the types of channels in which people write: text, voice and
// announcement channels, the three kinds of threads, and forum and media channels, whose
// posts are threads.
var writtenIn = []int{0, 2, 5, 10, 11, 12, 15, 16}

// component is any component: which fields it has depends on its type.
type component struct {
	Type        int           `json:"type"`
	Components  []component   `json:"components,omitempty"`
	ID          string        `json:"custom_id,omitempty"`
	Style       int           `json:"style,omitempty"`
	Label       string        `json:"label,omitempty"`
	Emoji       *emoji        `json:"emoji,omitempty"`
	URL         string        `json:"url,omitempty"`
	Disabled    bool          `json:"disabled,omitempty"`
	Placeholder string        `json:"placeholder,omitempty"`
	Options     []menuOption  `json:"options,omitempty"`
	Channels    []int         `json:"channel_types,omitempty"`
	Chosen      []menuDefault `json:"default_values,omitempty"`
	Min         *int          `json:"min_values,omitempty"`
	Max         *int          `json:"max_values,omitempty"`
}

type emoji struct {
	Name string `json:"name"`
}

type menuOption struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

type menuDefault struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// controls renders the rows of one message. What Discord would refuse is left out: a
// control without an id, with one that is too long or there already, or with nothing
// to show. What is only too long to show is cut.
type controls struct {
	ids map[string]bool // those that are there already
}

// renderRows returns nil where there is nothing to click.
func renderRows(rows []bot.Row) (out []component) {
	c := controls{ids: make(map[string]bool)}
	for _, row := range rows {
		if inner := c.row(row); len(inner) > 0 && len(out) < maxRows {
			out = append(out, component{Type: componentRow, Components: inner})
		}
	}
	return out
}

func (c controls) row(row bot.Row) (inner []component) {
	if row.Menu != nil {
		return c.menu(*row.Menu)
	}
	for _, b := range row.Buttons {
		if button, ok := c.button(b); ok && len(inner) < maxButtons {
			inner = append(inner, button)
		}
	}
	return inner
}

// claim reports whether a control may have the id, and gives it away.
func (c controls) claim(id string) bool {
	if id == "" || utf8.RuneCountInString(id) > maxControlID || c.ids[id] {
		return false
	}
	c.ids[id] = true
	return true
}

func (c controls) button(b bot.Button) (component, bool) {
	out := component{Type: componentButton, Style: int(b.Style), Label: cut(b.Label, maxLabel), Disabled: b.Disabled}
	if b.Emoji != "" && utf8.RuneCountInString(b.Emoji) <= maxEmoji {
		out.Emoji = &emoji{b.Emoji}
	}
	switch {
	case out.Label == "" && out.Emoji == nil:
		return component{}, false
	case b.URL != "":
		out.Style, out.URL = int(bot.Link), b.URL
		return out, isLink(b.URL)
	case b.Style < bot.Primary || b.Style > bot.Danger:
		out.Style = int(bot.Secondary)
	}
	out.ID = b.ID
	return out, c.claim(b.ID)
}

func isLink(s string) bool {
	web := strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
	return web && utf8.RuneCountInString(s) <= maxAddress
}

// menu returns the one component of a menu's row, or none.
func (c controls) menu(m bot.Menu) []component {
	out := component{Type: componentMenu, ID: m.ID, Placeholder: cut(m.Placeholder, maxPlaceholder)}
	most := maxMenu
	if !m.Channels {
		out.Options = menuOptions(m.Choices)
		most = len(out.Options)
	}
	if most == 0 || !c.claim(m.ID) {
		return nil
	}
	least, upper := bounds(m, most)
	out.Min, out.Max = &least, &upper
	if m.Channels {
		out.Type, out.Channels = componentChannels, writtenIn
		out.Chosen = chosenChannels(m.Chosen, least, upper)
	} else {
		choose(out.Options, m.Chosen, upper)
	}
	return []component{out}
}

// bounds says how many may be chosen, of at most most.
func bounds(m bot.Menu, most int) (least, upper int) {
	if m.Min <= 0 && m.Max <= 0 {
		return 1, 1
	}
	upper = min(max(m.Min, m.Max, 1), most)
	return min(max(m.Min, 0), upper), upper
}

func menuOptions(cs []bot.Choice) (out []menuOption) {
	values := controls{ids: make(map[string]bool)} // a value has an id's limits
	for _, c := range cs {
		if c.Name != "" && len(out) < maxMenu && values.claim(c.Value) {
			out = append(out, menuOption{Label: cut(c.Name, maxChoice), Value: c.Value})
		}
	}
	return out
}

// choose marks what is chosen already, at most upper of it.
func choose(options []menuOption, chosen []string, upper int) {
	for n := range options {
		if upper > 0 && slices.Contains(chosen, options[n].Value) {
			options[n].Default = true
			upper--
		}
	}
}

// chosenChannels are those that are chosen already. Discord takes as many of them as
// may be chosen, or none.
func chosenChannels(ids []string, least, upper int) (out []menuDefault) {
	known := controls{ids: make(map[string]bool)}
	for _, id := range ids {
		if isSnowflake(id) && len(out) < upper && known.claim(id) {
			out = append(out, menuDefault{ID: id, Type: "channel"})
		}
	}
	if len(out) < least {
		return nil
	}
	return out
}

func isSnowflake(id string) bool {
	return id != "" && len(id) <= 20 && strings.Trim(id, "0123456789") == ""
}
