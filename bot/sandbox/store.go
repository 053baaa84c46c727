package sandbox

import (
	"context"
	"slices"
)

// post stores a new message and tells everyone who may see it; s.mu is held.
// Its ID and time are filled in.
func (s *Sandbox) post(m *Message) {
	m.ID, m.Posted = s.ids.at(s.opts.Now()), s.opts.Now()
	m.GuildID = s.channels[m.ChannelID].GuildID
	s.nameFiles(m)
	s.messages[m.ID] = m
	s.order = append(s.order, m.ID)
	if m.VisibleTo == "" {
		s.tell("MESSAGE_CREATE", m)
	}
	shown := m.clone()
	s.publish(Event{Kind: MessageEvent, Channel: m.ChannelID, Message: &shown})
}

// replace puts the edited copy in place of the message.
func (s *Sandbox) replace(m *Message) {
	m.Edited = s.opts.Now()
	s.nameFiles(m)
	s.messages[m.ID] = m
	if m.VisibleTo == "" {
		s.tell("MESSAGE_UPDATE", m)
	}
	shown := m.clone()
	s.publish(Event{Kind: EditEvent, Channel: m.ChannelID, Message: &shown})
}

// remove marks the message as deleted.
func (s *Sandbox) remove(m *Message) {
	m.Deleted = true
	if m.VisibleTo == "" && s.botSees(m) {
		s.dispatch(m.GuildID, "MESSAGE_DELETE", messageIntent(m.GuildID), object{
			"id": m.ID, "channel_id": m.ChannelID, "guild_id": orNull(m.GuildID),
		})
	}
	shown := m.clone()
	s.publish(Event{Kind: DeleteEvent, Channel: m.ChannelID, Message: &shown})
}

// tell sends a message event to the sessions whose intents include it, each
// with what it may see.
func (s *Sandbox) tell(event string, m *Message) {
	if !s.botSees(m) {
		return
	}
	channel := s.channels[m.ChannelID]
	s.dispatchEach(m.GuildID, event, messageIntent(m.GuildID), func(one *session) any {
		payload := s.redacted(m, s.messagePayload(m), one.intents)
		payload["channel_type"] = channel.Type
		if guild := s.guilds[m.GuildID]; guild != nil {
			payload["guild_id"] = guild.ID
			if member := guild.member(m.AuthorID); member != nil && m.WebhookID == "" {
				payload["member"] = memberPayload(member)
			}
		}
		return payload
	})
}

func (s *Sandbox) botSees(m *Message) bool {
	return s.permissions(s.app.BotID, s.channels[m.ChannelID]).Has(ViewChannel)
}

// nameFiles gives uploaded files their identifiers.
func (s *Sandbox) nameFiles(m *Message) {
	for i := range m.Attachments {
		if len(m.Attachments[i].ID) < 2 {
			m.Attachments[i].ID = s.ids.at(s.opts.Now())
		}
	}
}

// lastMessage returns "" where the channel has none.
func (s *Sandbox) lastMessage(channelID string) string {
	for _, id := range slices.Backward(s.order) {
		if m := s.messages[id]; m.ChannelID == channelID && m.VisibleTo == "" {
			return id
		}
	}
	return ""
}

// Messages returns the messages of the channel which still stand, oldest first,
// ephemeral ones included.
func (s *Sandbox) Messages(channelID string) []Message {
	defer s.read()()
	var out []Message
	for _, id := range s.order {
		if m := s.messages[id]; m.ChannelID == channelID && !m.Deleted {
			out = append(out, m.clone())
		}
	}
	return out
}

// Message returns the message as it is now; ok is false where there never was one.
func (s *Sandbox) Message(id string) (m Message, ok bool) {
	defer s.read()()
	found := s.messages[id]
	if found == nil {
		return Message{}, false
	}
	return found.clone(), true
}

// WaitMessage returns the oldest message of which match reports true: one which
// exists already, a new one, or one after an edit.
func (s *Sandbox) WaitMessage(ctx context.Context, match func(Message) bool) (Message, error) {
	var found Message
	err := s.await(ctx, "a message", func() bool {
		for _, id := range s.order {
			if m := s.messages[id].clone(); match(m) {
				found = m
				return true
			}
		}
		return false
	})
	return found, err
}

// WaitReply returns the first message of the bot which answers the message.
func (s *Sandbox) WaitReply(ctx context.Context, to Message) (Message, error) {
	bot := s.Bot().ID
	return s.WaitMessage(ctx, func(m Message) bool {
		return m.AuthorID == bot && (m.ReplyTo == to.ID || m.ChannelID == to.ThreadID && to.ThreadID != "")
	})
}
