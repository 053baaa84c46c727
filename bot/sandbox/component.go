package sandbox

import (
	"encoding/json"
	"iter"
	"slices"
)

// ComponentType is Discord's number for a kind of component.
type ComponentType int

// The kinds of component.
const (
	ActionRow         ComponentType = 1
	Button            ComponentType = 2
	StringSelect      ComponentType = 3
	TextInput         ComponentType = 4
	UserSelect        ComponentType = 5
	RoleSelect        ComponentType = 6
	MentionableSelect ComponentType = 7
	ChannelSelect     ComponentType = 8
	Section           ComponentType = 9
	TextDisplay       ComponentType = 10
	Thumbnail         ComponentType = 11
	MediaGallery      ComponentType = 12
	FileDisplay       ComponentType = 13
	Separator         ComponentType = 14
	Container         ComponentType = 17
	Label             ComponentType = 18
	FileUpload        ComponentType = 19
	RadioGroup        ComponentType = 21
	CheckboxGroup     ComponentType = 22
	Checkbox          ComponentType = 23
)

// Component is any component of a message or a modal; which fields are set
// depends on its Type.
type Component struct {
	Type          ComponentType   `json:"type"`
	ID            int             `json:"id,omitempty"`
	CustomID      string          `json:"custom_id,omitempty"`
	Style         int             `json:"style,omitempty"`
	Label         string          `json:"label,omitempty"`
	Description   string          `json:"description,omitempty"`
	Content       string          `json:"content,omitempty"`
	URL           string          `json:"url,omitempty"`
	SKUID         string          `json:"sku_id,omitempty"`
	Emoji         json.RawMessage `json:"emoji,omitempty"`
	Disabled      bool            `json:"disabled,omitempty"`
	Placeholder   string          `json:"placeholder,omitempty"`
	Value         string          `json:"value,omitempty"`
	Required      *bool           `json:"required,omitempty"`
	Default       *bool           `json:"default,omitempty"`
	MinLength     *int            `json:"min_length,omitempty"`
	MaxLength     *int            `json:"max_length,omitempty"`
	MinValues     *int            `json:"min_values,omitempty"`
	MaxValues     *int            `json:"max_values,omitempty"`
	Options       []SelectOption  `json:"options,omitempty"`
	DefaultValues json.RawMessage `json:"default_values,omitempty"`
	ChannelTypes  []ChannelType   `json:"channel_types,omitempty"`
	Components    []Component     `json:"components,omitempty"`
	Component     *Component      `json:"component,omitempty"`
	Accessory     *Component      `json:"accessory,omitempty"`
	Media         json.RawMessage `json:"media,omitempty"`
	File          json.RawMessage `json:"file,omitempty"`
	Items         json.RawMessage `json:"items,omitempty"`
	AccentColor   *int            `json:"accent_color,omitempty"`
	Spoiler       bool            `json:"spoiler,omitempty"`
	Divider       *bool           `json:"divider,omitempty"`
	Spacing       int             `json:"spacing,omitempty"`
}

// SelectOption is a choice of a select, radio group or checkbox group.
type SelectOption struct {
	Label       string          `json:"label"`
	Value       string          `json:"value"`
	Description string          `json:"description,omitempty"`
	Emoji       json.RawMessage `json:"emoji,omitempty"`
	Default     bool            `json:"default,omitempty"`
}

func (t ComponentType) selects() bool {
	return t == StringSelect || t >= UserSelect && t <= ChannelSelect
}

// walk yields the components and all inside them, outermost first.
func walk(all []Component) iter.Seq[*Component] {
	return func(yield func(*Component) bool) {
		for i := range all {
			if !all[i].visit(yield) {
				return
			}
		}
	}
}

func (c *Component) visit(yield func(*Component) bool) bool {
	if !yield(c) {
		return false
	}
	for _, inner := range []*Component{c.Component, c.Accessory} {
		if inner != nil && !inner.visit(yield) {
			return false
		}
	}
	for i := range c.Components {
		if !c.Components[i].visit(yield) {
			return false
		}
	}
	return true
}

// find returns nil where no component has the custom_id.
func find(all []Component, customID string) *Component {
	for c := range walk(all) {
		if c.CustomID == customID && customID != "" {
			return c
		}
	}
	return nil
}

// number gives each component without an id the lowest free one, as Discord does.
func number(all []Component) {
	var taken []int
	for c := range walk(all) {
		taken = append(taken, c.ID)
	}
	next := 1
	for c := range walk(all) {
		if c.ID != 0 {
			continue
		}
		for slices.Contains(taken, next) {
			next++
		}
		c.ID = next
		taken = append(taken, next)
	}
}

// Text returns the whole visible text of a message: its content, embeds and
// components, one part a line.
func (m *Message) Text() string {
	text := lines{}
	text.add(m.Content)
	for _, e := range m.Embeds {
		text.embed(e)
	}
	for c := range walk(m.Components) {
		text.add(c.Content, c.Label, c.Placeholder)
	}
	return string(text)
}

type lines []byte

func (l *lines) add(parts ...string) {
	for _, part := range parts {
		if part == "" {
			continue
		}
		if len(*l) > 0 {
			*l = append(*l, '\n')
		}
		*l = append(*l, part...)
	}
}

func (l *lines) embed(e Embed) {
	if e.Author != nil {
		l.add(e.Author.Name)
	}
	l.add(e.Title, e.Description)
	for _, f := range e.Fields {
		l.add(f.Name, f.Value)
	}
	if e.Footer != nil {
		l.add(e.Footer.Text)
	}
}
