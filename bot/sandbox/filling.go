package sandbox

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// filling turns the options a person gave into the payload's. It is used once.
type filling struct {
	s        *Sandbox
	channel  *Channel
	user     *User
	partial  string // the option being completed, or ""
	focused  OptionType
	resolved object
}

// options returns them in the order of the command's definition.
func (f *filling) options(defined []Option, given map[string]any) ([]object, error) {
	for name := range given {
		if !slices.ContainsFunc(defined, func(o Option) bool { return o.Name == name }) {
			return nil, fmt.Errorf("no option %q", name)
		}
	}
	var out []object
	for _, o := range defined {
		value, ok := given[o.Name]
		switch {
		case o.Name == f.partial:
			one, err := f.focus(o, value)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		case ok:
			v, err := f.value(o, value)
			if err != nil {
				return nil, fmt.Errorf("option %q: %w", o.Name, err)
			}
			out = append(out, object{"name": o.Name, "type": int(o.Type), "value": v})
		case o.Required && f.partial == "":
			return nil, fmt.Errorf("option %q is required", o.Name)
		}
	}
	if f.partial != "" && f.focused == 0 {
		return nil, fmt.Errorf("no option %q to complete", f.partial)
	}
	return out, nil
}

// focus is the option being completed: its value is the text typed so far,
// whatever its type.
func (f *filling) focus(o Option, value any) (object, error) {
	if !o.Autocomplete {
		return nil, fmt.Errorf("option %q has no autocomplete", o.Name)
	}
	f.focused = o.Type
	if value == nil {
		value = ""
	}
	return object{"name": o.Name, "type": int(o.Type), "value": fmt.Sprint(value), "focused": true}, nil
}

// value checks one option as a client does. While another option is completed
// nothing but the type counts.
func (f *filling) value(o Option, value any) (any, error) {
	switch o.Type {
	case StringOption:
		text, ok := value.(string)
		if !ok {
			return nil, fmt.Errorf("%T is no string", value)
		}
		return text, f.lenient(checkText(o, text))
	case IntegerOption, NumberOption:
		return f.numeric(o, value)
	case BooleanOption:
		if _, ok := value.(bool); !ok {
			return nil, fmt.Errorf("%T is no boolean", value)
		}
		return value, nil
	case AttachmentOption:
		return f.file(value)
	}
	id, ok := value.(string)
	if !ok {
		return nil, fmt.Errorf("%T is no identifier", value)
	}
	return id, f.s.resolve(f.resolved, o.Type, id, f.channel)
}

func (f *filling) lenient(err error) error {
	if f.partial != "" {
		return nil
	}
	return err
}

func checkText(o Option, text string) error {
	n := runes(text)
	most := 6000
	if o.MaxLength != nil {
		most = *o.MaxLength
	}
	if n > most || o.MinLength != nil && n < *o.MinLength || o.Required && n == 0 {
		return fmt.Errorf("%d characters", n)
	}
	return checkChoice(o, text)
}

func checkChoice(o Option, value any) error {
	if len(o.Choices) == 0 {
		return nil
	}
	for _, c := range o.Choices {
		if fmt.Sprint(c.Value) == fmt.Sprint(value) {
			return nil
		}
	}
	return fmt.Errorf("%v is none of the choices", value)
}

func (f *filling) numeric(o Option, value any) (any, error) {
	raw := encode(value)
	var n float64
	if json.Unmarshal(raw, &n) != nil {
		return nil, fmt.Errorf("%T is no number", value)
	}
	switch {
	case o.Type == IntegerOption && n != math.Trunc(n), math.Abs(n) > maxSafe:
		return nil, fmt.Errorf("%v is no integer or too large", value)
	case o.MinValue != nil && n < *o.MinValue, o.MaxValue != nil && n > *o.MaxValue:
		return nil, f.lenient(fmt.Errorf("%v is out of range", value))
	}
	return json.Number(raw), f.lenient(checkChoice(o, value))
}

func (f *filling) file(value any) (any, error) {
	a, ok := value.(Attachment)
	if !ok {
		return nil, fmt.Errorf("%T is no Attachment", value)
	}
	a.ID = f.s.ids.at(f.s.opts.Now())
	payload := f.s.attachmentPayload(&Message{ChannelID: f.channel.ID, Attachments: []Attachment{a}, VisibleTo: f.user.ID})
	into(f.resolved, "attachments")[a.ID] = payload[0]
	return a.ID, nil
}

// resolve adds the user, role or channel to the resolved data.
func (s *Sandbox) resolve(resolved object, kind OptionType, id string, channel *Channel) error {
	guild := s.guilds[channel.GuildID]
	if user := s.users[id]; user != nil && (kind == UserOption || kind == MentionableOption) {
		into(resolved, "users")[id] = userPayload(user)
		if guild != nil && guild.member(id) != nil {
			member := memberPayload(guild.member(id))
			member["permissions"] = s.permissions(id, channel).String()
			into(resolved, "members")[id] = member
		}
		return nil
	}
	if guild != nil && guild.role(id) != nil && (kind == RoleOption || kind == MentionableOption) {
		into(resolved, "roles")[id] = rolePayload(guild.role(id))
		return nil
	}
	if target := s.channels[id]; target != nil && kind == ChannelOption && target.GuildID == channel.GuildID {
		into(resolved, "channels")[id] = s.channelPayload(target)
		return nil
	}
	return fmt.Errorf("there is no such user, role or channel: %s", id)
}

// into returns the object under the name and makes it.
func into(parent object, name string) object {
	child, ok := parent[name].(object)
	if !ok {
		child = object{}
		parent[name] = child
	}
	return child
}
