package sandbox

import (
	"encoding/json"
	"slices"
	"time"
)

// MessageFlags are the bits of a message's flags.
type MessageFlags int

// The flags the sandbox knows.
const (
	SuppressEmbeds        MessageFlags = 1 << 2
	Ephemeral             MessageFlags = 1 << 6
	Loading               MessageFlags = 1 << 7
	SuppressNotifications MessageFlags = 1 << 12
	ComponentsV2          MessageFlags = 1 << 15
)

// The types of message the sandbox makes.
const (
	PlainMessage       = 0
	ReplyMessage       = 19
	ChatInputMessage   = 20
	ContextMenuMessage = 23
)

// Message is a message as the people of the sandbox see it.
type Message struct {
	ID        string
	Type      int
	ChannelID string
	GuildID   string
	AuthorID  string
	// WebhookID is not empty where a webhook, or the answer to an interaction, wrote it.
	WebhookID   string
	WebhookName string
	Content     string
	Embeds      []Embed
	Components  []Component
	Attachments []Attachment
	Flags       MessageFlags
	Reactions   []Reaction
	// Mentions are the users it notifies.
	Mentions        []string
	MentionRoles    []string
	MentionEveryone bool
	// ReplyTo is the message it answers, by its ID.
	ReplyTo string
	// Forwarded is the message that it forwards, as it was then; nil for other messages.
	Forwarded *Message
	// Via is the interaction which it answers, nil for other messages.
	Via *Via
	// VisibleTo is the one user who sees it, for ephemeral messages.
	VisibleTo string
	ThreadID  string
	Nonce     json.RawMessage
	Poll      json.RawMessage
	TTS       bool
	Posted    time.Time
	Edited    time.Time // zero: never
	Deleted   bool
}

// Via says which interaction a message answers.
type Via struct {
	ID     string
	Type   InteractionType
	Name   string
	UserID string
	// MessageID is the message whose component was used.
	MessageID string
	// Trigger is what showed the modal which was submitted.
	Trigger *Via
}

// Attachment is a file of a message.
type Attachment struct {
	ID          string
	Filename    string
	Description string
	ContentType string
	Data        []byte
}

// Embed is a rich embed as the bot sent it.
type Embed struct {
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Color       int          `json:"color,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *EmbedMedia  `json:"image,omitempty"`
	Thumbnail   *EmbedMedia  `json:"thumbnail,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// EmbedFooter is the last line of an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedMedia is an image of an embed.
type EmbedMedia struct {
	URL string `json:"url"`
}

// EmbedAuthor is the first line of an embed.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedField is one field of an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

func (m *Message) clone() Message {
	c := *m
	c.Embeds, c.Components = slices.Clone(m.Embeds), slices.Clone(m.Components)
	c.Attachments, c.Mentions = slices.Clone(m.Attachments), slices.Clone(m.Mentions)
	c.MentionRoles, c.Reactions = slices.Clone(m.MentionRoles), slices.Clone(m.Reactions)
	return c
}

// from reports whether the user with this ID wrote the message.
func (m *Message) from(userID string) bool { return m.AuthorID == userID }

// messagePayload is the message as the bot gets it over HTTP; s.mu is held.
// Channel events add more (see messageEvent).
func (s *Sandbox) messagePayload(m *Message) object {
	out := s.messageBody(m)
	if m.ReplyTo != "" {
		out["message_reference"] = object{
			"type": 0, "message_id": m.ReplyTo,
			"channel_id": m.ChannelID, "guild_id": orNull(m.GuildID),
		}
		out["referenced_message"] = nil
		if target := s.messages[m.ReplyTo]; target != nil && !target.Deleted {
			out["referenced_message"] = s.messageBody(target)
		}
	}
	return out
}

func (s *Sandbox) messageBody(m *Message) object {
	out := object{
		"id": m.ID, "type": m.Type, "channel_id": m.ChannelID, "author": s.authorPayload(m),
		"content": m.Content, "timestamp": stamp(m.Posted), "edited_timestamp": stamp(m.Edited),
		"tts": m.TTS, "mention_everyone": m.MentionEveryone, "mentions": s.mentionPayload(m),
		"mention_roles": orEmpty(m.MentionRoles), "mention_channels": []object{},
		"attachments": s.attachmentPayload(m), "embeds": orEmpty(m.Embeds), "components": orEmpty(m.Components),
		"pinned": false, "flags": int(m.Flags),
	}
	if m.WebhookID != "" {
		out["webhook_id"] = m.WebhookID
	}
	if m.WebhookID == s.app.ID || m.from(s.app.BotID) {
		out["application_id"] = s.app.ID
	}
	if m.Nonce != nil {
		out["nonce"] = m.Nonce
	}
	if m.Poll != nil {
		out["poll"] = m.Poll
	}
	if len(m.Reactions) > 0 {
		out["reactions"] = s.reactionPayload(m)
	}
	if m.Forwarded != nil {
		s.addForwarded(out, m.Forwarded)
	}
	if m.Via != nil {
		s.addVia(out, m.Via)
	}
	return out
}

// addForwarded adds what a message forwards, without its author, as on Discord.
func (s *Sandbox) addForwarded(out object, f *Message) {
	out["message_reference"] = object{"type": 1, "message_id": f.ID, "channel_id": f.ChannelID, "guild_id": orNull(f.GuildID)}
	out["message_snapshots"] = []object{{"message": object{
		"type": f.Type, "content": f.Content, "timestamp": stamp(f.Posted), "edited_timestamp": stamp(f.Edited), "flags": int(f.Flags),
		"mentions": s.mentionPayload(f), "mention_roles": orEmpty(f.MentionRoles), "attachments": s.attachmentPayload(f),
		"embeds": orEmpty(f.Embeds), "components": orEmpty(f.Components),
	}}}
}

func (s *Sandbox) addVia(out object, via *Via) {
	out["interaction_metadata"] = s.viaPayload(via)
	if via.Type == CommandInteraction {
		out["interaction"] = object{
			"id": via.ID, "type": int(via.Type), "name": via.Name,
			"user": userPayload(s.users[via.UserID]),
		}
	}
}

func (s *Sandbox) viaPayload(via *Via) object {
	out := object{
		"id": via.ID, "type": int(via.Type), "user": userPayload(s.users[via.UserID]),
		"authorizing_integration_owners": object{},
	}
	switch {
	case via.Type == CommandInteraction:
		out["name"], out["command_type"] = via.Name, 1
	case via.Trigger != nil:
		out["triggering_interaction_metadata"] = s.viaPayload(via.Trigger)
	case via.MessageID != "":
		out["interacted_message_id"] = via.MessageID
	}
	return out
}

func (s *Sandbox) authorPayload(m *Message) object {
	if user := s.users[m.AuthorID]; user != nil {
		return userPayload(user)
	}
	return object{
		"id": m.WebhookID, "username": m.WebhookName, "discriminator": "0000",
		"avatar": nil, "bot": true, "global_name": nil, "public_flags": 0,
	}
}

func (s *Sandbox) mentionPayload(m *Message) []object {
	out := []object{}
	guild := s.guilds[m.GuildID]
	for _, id := range m.Mentions {
		user := userPayload(s.users[id])
		if guild != nil && guild.member(id) != nil {
			user["member"] = memberPayload(guild.member(id))
		}
		out = append(out, user)
	}
	return out
}

func (s *Sandbox) attachmentPayload(m *Message) []object {
	out := []object{}
	for _, a := range m.Attachments {
		url := s.base + "/attachments/" + m.ChannelID + "/" + a.ID + "/" + a.Filename
		out = append(out, object{
			"id": a.ID, "filename": a.Filename, "size": len(a.Data),
			"url": url, "proxy_url": url, "content_type": orNull(a.ContentType),
			"description": orNull(a.Description), "ephemeral": m.VisibleTo != "",
		})
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
