package sandbox

import (
	"context"
	"errors"
	"fmt"
)

// Submit sends a modal. Values are by custom_id: a string for a text input or a
// radio group, a []string for menus, checkbox groups and uploads, a bool for a
// checkbox. What is not given keeps the modal's default.
func (s *Sandbox) Submit(ctx context.Context, modal *Modal, values map[string]any) (*Interaction, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	if modal == nil || modal.via == nil {
		return nil, errors.New("sandbox: submit: no modal was shown")
	}
	defer s.locked()()
	via := modal.via
	channel := s.channels[via.Channel]
	sheet := sheet{s: s, channel: channel, values: values, resolved: object{}, used: map[string]bool{}}
	components, err := sheet.fill(modal.Components)
	if err != nil {
		return nil, fmt.Errorf("sandbox: submit %q: %w", modal.CustomID, err)
	}
	data := object{"custom_id": modal.CustomID, "components": components}
	if len(sheet.resolved) > 0 {
		data["resolved"] = sheet.resolved
	}
	i := s.begin(ModalInteraction, s.users[via.UserID], channel, modal.CustomID, data)
	i.trigger = via
	if m := s.messages[via.source]; m != nil {
		i.source = m.ID
		s.attach(i, m)
	}
	return s.deliver(ctx, i)
}

// sheet fills in one modal.
type sheet struct {
	s        *Sandbox
	channel  *Channel
	values   map[string]any
	resolved object
	used     map[string]bool
}

func (sh *sheet) fill(all []Component) ([]object, error) {
	out := []object{}
	for i := range all {
		one, err := sh.one(&all[i])
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	for name := range sh.values {
		if !sh.used[name] {
			return nil, fmt.Errorf("the modal has no component %q", name)
		}
	}
	return out, nil
}

// one returns a component of the payload: rows and labels hold what they hold
// in the modal.
func (sh *sheet) one(c *Component) (object, error) {
	out := object{"type": int(c.Type), "id": c.ID}
	switch {
	case c.Type == ActionRow && len(c.Components) == 1:
		inner, err := sh.field(&c.Components[0])
		out["components"] = []object{inner}
		return out, err
	case c.Type == Label && c.Component != nil:
		inner, err := sh.field(c.Component)
		out["component"] = inner
		return out, err
	}
	return out, nil
}

func (sh *sheet) field(c *Component) (object, error) {
	out := object{"type": int(c.Type), "id": c.ID, "custom_id": c.CustomID}
	given, ok := sh.values[c.CustomID]
	sh.used[c.CustomID] = true
	var err error
	switch c.Type {
	case TextInput:
		out["value"], err = sh.text(c, given, ok)
	case Checkbox:
		checked, _ := given.(bool)
		out["value"] = checked || !ok && c.Default != nil && *c.Default
	case RadioGroup:
		out["value"] = given
		if text, isText := given.(string); isText {
			err = sh.s.chooseOne(c, text, sh.resolved, sh.channel)
		} else if required(c) {
			err = errors.New("a choice is required")
		}
	default:
		out["values"], err = sh.many(c, given)
	}
	if err != nil {
		return nil, fmt.Errorf("%q: %w", c.CustomID, err)
	}
	return out, nil
}

func (sh *sheet) text(c *Component, given any, ok bool) (string, error) {
	text, isText := given.(string)
	if !ok {
		text, isText = c.Value, true
	}
	least, most := 0, 4000
	if c.MinLength != nil {
		least = *c.MinLength
	}
	if c.MaxLength != nil {
		most = *c.MaxLength
	}
	n := runes(text)
	switch {
	case !isText:
		return "", fmt.Errorf("%T is no string", given)
	case n == 0 && required(c):
		return "", errors.New("a text is required")
	case n > most || n > 0 && n < least:
		return "", fmt.Errorf("%d characters, want %d to %d", n, least, most)
	}
	return text, nil
}

// required is true where the component does not say otherwise.
func required(c *Component) bool { return c.Required == nil || *c.Required }

func (sh *sheet) many(c *Component, given any) ([]string, error) {
	values, _ := given.([]string)
	if len(values) == 0 && !required(c) {
		return []string{}, nil
	}
	if c.Type == FileUpload {
		return values, nil
	}
	return values, sh.s.choose(c, values, sh.resolved, sh.channel)
}
