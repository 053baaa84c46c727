package sandbox

import "slices"

// Intents are a bit set of gateway intents.
type Intents int

// The gateway intents.
const (
	Guilds                 Intents = 1 << 0
	GuildMembers           Intents = 1 << 1 // privileged
	GuildModeration        Intents = 1 << 2
	GuildExpressions       Intents = 1 << 3
	GuildIntegrations      Intents = 1 << 4
	GuildWebhooks          Intents = 1 << 5
	GuildInvites           Intents = 1 << 6
	GuildVoiceStates       Intents = 1 << 7
	GuildPresences         Intents = 1 << 8 // privileged
	GuildMessages          Intents = 1 << 9
	GuildMessageReactions  Intents = 1 << 10
	GuildMessageTyping     Intents = 1 << 11
	DirectMessages         Intents = 1 << 12
	DirectMessageReactions Intents = 1 << 13
	DirectMessageTyping    Intents = 1 << 14
	MessageContent         Intents = 1 << 15 // privileged
	GuildScheduledEvents   Intents = 1 << 16
	AutoModConfiguration   Intents = 1 << 20
	AutoModExecution       Intents = 1 << 21
	GuildMessagePolls      Intents = 1 << 24
	DirectMessagePolls     Intents = 1 << 25
)

const (
	privilegedIntents = GuildMembers | GuildPresences | MessageContent
	knownIntents      = Intents(1<<17-1) | AutoModConfiguration | AutoModExecution | GuildMessagePolls | DirectMessagePolls
)

// messageIntent is the intent which covers messages of the channel.
func messageIntent(guildID string) Intents {
	if guildID == "" {
		return DirectMessages
	}
	return GuildMessages
}

// reactionIntent is the intent which covers reactions to messages of the channel.
func reactionIntent(guildID string) Intents {
	if guildID == "" {
		return DirectMessageReactions
	}
	return GuildMessageReactions
}

// textVisible reports whether a session with these intents sees what the
// message says: in direct messages, in the bot's own messages, where the bot is
// mentioned, or with MESSAGE_CONTENT.
func (s *Sandbox) textVisible(m *Message, intents Intents) bool {
	if m.GuildID == "" || m.from(s.app.BotID) || intents&MessageContent != 0 {
		return true
	}
	return slices.Contains(m.Mentions, s.app.BotID)
}

// redacted empties what the intents hide in a message payload, and in the
// message it answers.
func (s *Sandbox) redacted(m *Message, payload object, intents Intents) object {
	if !s.textVisible(m, intents) {
		hide(payload)
	}
	inner, ok := payload["referenced_message"].(object)
	if target := s.messages[m.ReplyTo]; ok && target != nil && !s.textVisible(target, intents) {
		hide(inner)
	}
	return payload
}

func hide(payload object) {
	payload["content"] = ""
	payload["embeds"], payload["components"], payload["attachments"] = []object{}, []object{}, []object{}
	delete(payload, "poll")
	delete(payload, "message_snapshots")
}

// seenOverHTTP is what the intents hide in answers to requests: there is no
// session, so the application's own setting counts.
func (s *Sandbox) seenOverHTTP(m *Message) object {
	return s.redacted(m, s.messagePayload(m), s.opts.Privileged)
}
