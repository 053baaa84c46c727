package sandbox

import "encoding/json"

// Wire returns a message in Discord's form, as a client gets it. The message may be one
// of an event, as it was then.
func (s *Sandbox) Wire(m Message) json.RawMessage {
	defer s.read()()
	out := s.messagePayload(&m)
	if thread := s.channels[m.ThreadID]; thread != nil {
		out["thread"] = s.channelPayload(thread)
	}
	return encode(out)
}

// Allowed returns what the user may do in the channel: nothing where they or it do not exist.
func (s *Sandbox) Allowed(userID, channelID string) Permissions {
	defer s.read()()
	channel := s.channels[channelID]
	if channel == nil || s.users[userID] == nil {
		return 0
	}
	return s.permissions(userID, channel)
}

// Offered returns the commands which a client would show to the user in the channel,
// those of the guild first.
func (s *Sandbox) Offered(userID, channelID string) []Command {
	defer s.read()()
	channel, user := s.channels[channelID], s.users[userID]
	if channel == nil || user == nil {
		return nil
	}
	var out []Command
	for _, scope := range scopesOf(channel) {
		for _, c := range s.commands.scopes[scope] {
			if found, err := s.offered(c.Name, c.Type, user, channel); err == nil && found == c {
				out = append(out, *c)
			}
		}
	}
	return out
}

// scopesOf names where commands for the channel may be registered.
func scopesOf(c *Channel) []string {
	if c.GuildID == "" {
		return []string{""}
	}
	return []string{c.GuildID, ""}
}
