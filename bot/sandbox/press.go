package sandbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Click presses a button of a message. It returns an error where the user does
// not see the message, or it has no such button, or it is disabled.
func (s *Sandbox) Click(ctx context.Context, userID, messageID, customID string) (*Interaction, error) {
	return s.press(ctx, userID, messageID, customID, nil)
}

// Select chooses values of a select menu: option values, or identifiers.
func (s *Sandbox) Select(ctx context.Context, userID, messageID, customID string, values ...string) (*Interaction, error) {
	return s.press(ctx, userID, messageID, customID, orEmpty(values))
}

func (s *Sandbox) press(ctx context.Context, userID, messageID, customID string, values []string) (*Interaction, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	defer s.locked()()
	m, component, err := s.pressable(userID, messageID, customID, values)
	if err != nil {
		return nil, fmt.Errorf("sandbox: press %q: %w", customID, err)
	}
	channel, user := s.channels[m.ChannelID], s.users[userID]
	data := object{"custom_id": customID, "component_type": int(component.Type), "id": component.ID}
	if values != nil {
		resolved := object{}
		if err := s.choose(component, values, resolved, channel); err != nil {
			return nil, fmt.Errorf("sandbox: select %q: %w", customID, err)
		}
		data["values"] = values
		if len(resolved) > 0 {
			data["resolved"] = resolved
		}
	}
	i := s.begin(ComponentInteraction, user, channel, customID, data)
	i.source = m.ID
	s.attach(i, m)
	return s.deliver(ctx, i)
}

// pressable finds the component as the user sees it.
func (s *Sandbox) pressable(userID, messageID, customID string, values []string) (*Message, *Component, error) {
	m := s.messages[messageID]
	switch {
	case m == nil || m.Deleted:
		return nil, nil, errors.New("no such message")
	case s.users[userID] == nil:
		return nil, nil, fmt.Errorf("no user %q", userID)
	case m.VisibleTo != "" && m.VisibleTo != userID, !s.permissions(userID, s.channels[m.ChannelID]).Has(ViewChannel):
		return nil, nil, fmt.Errorf("%s does not see the message", s.users[userID].Username)
	case m.AuthorID != s.app.BotID:
		return nil, nil, errors.New("the message is not the bot's")
	}
	component := find(m.Components, customID)
	switch {
	case component == nil:
		return nil, nil, errors.New("the message has no such component")
	case component.Disabled:
		return nil, nil, errors.New("the component is disabled")
	case (component.Type == Button) != (values == nil):
		return nil, nil, errors.New("a button is clicked, a menu selected from")
	}
	return m, component, nil
}

// attach puts the message with the component into the payload.
func (s *Sandbox) attach(i *Interaction, m *Message) {
	payload := decodeInto[object](i.Payload)
	payload["message"] = s.messagePayload(m)
	i.Payload = encode(payload)
}

// choose checks the values of a menu and resolves identifiers.
func (s *Sandbox) choose(c *Component, values []string, resolved object, channel *Channel) error {
	least, most := 1, 1
	if c.MinValues != nil {
		least = *c.MinValues
	}
	switch {
	case c.MaxValues != nil:
		most = *c.MaxValues
	case c.Type == CheckboxGroup:
		most = len(c.Options)
	}
	if len(values) < least || len(values) > most {
		return fmt.Errorf("%d values, want %d to %d", len(values), least, most)
	}
	for _, v := range values {
		if err := s.chooseOne(c, v, resolved, channel); err != nil {
			return err
		}
	}
	return nil
}

// selectOptions is which option type resolves the values of a menu.
var selectOptions = map[ComponentType]OptionType{
	UserSelect: UserOption, RoleSelect: RoleOption, MentionableSelect: MentionableOption, ChannelSelect: ChannelOption,
}

func (s *Sandbox) chooseOne(c *Component, value string, resolved object, channel *Channel) error {
	if kind, ok := selectOptions[c.Type]; ok {
		if target := s.channels[value]; target != nil && len(c.ChannelTypes) > 0 && !slices.Contains(c.ChannelTypes, target.Type) {
			return fmt.Errorf("channels of type %d are not offered", target.Type)
		}
		return s.resolve(resolved, kind, value, channel)
	}
	if !slices.ContainsFunc(c.Options, func(o SelectOption) bool { return o.Value == value }) {
		return fmt.Errorf("%q is none of the options", value)
	}
	return nil
}

// MessageCommand uses a message context menu command on a message.
func (s *Sandbox) MessageCommand(ctx context.Context, userID, name, messageID string) (*Interaction, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	defer s.locked()()
	m := s.messages[messageID]
	if m == nil || m.Deleted {
		return nil, fmt.Errorf("sandbox: %s: no message %q", name, messageID)
	}
	// The target's text is there whatever the intents.
	resolved := object{"messages": object{m.ID: s.messagePayload(m)}}
	return s.contextMenu(ctx, userID, m.ChannelID, name, MessageCommand, m.ID, resolved)
}

// UserCommand uses a user context menu command on a user, in a channel.
func (s *Sandbox) UserCommand(ctx context.Context, userID, channelID, name, targetID string) (*Interaction, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	defer s.locked()()
	channel, _, err := s.actors(channelID, userID)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %s: %w", name, err)
	}
	resolved := object{}
	if err := s.resolve(resolved, UserOption, targetID, channel); err != nil {
		return nil, fmt.Errorf("sandbox: %s: %w", name, err)
	}
	return s.contextMenu(ctx, userID, channelID, name, UserCommand, targetID, resolved)
}

func (s *Sandbox) contextMenu(ctx context.Context, userID, channelID, name string, kind CommandType, target string, resolved object) (*Interaction, error) {
	channel, user, err := s.actors(channelID, userID)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %s: %w", name, err)
	}
	cmd, err := s.offered(name, kind, user, channel)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %s: %w", name, err)
	}
	data := commandData(cmd, nil, resolved)
	data["target_id"] = target
	return s.deliver(ctx, s.begin(CommandInteraction, user, channel, name, data))
}
