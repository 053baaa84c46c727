package sandbox

import (
	"context"
	"errors"
	"fmt"
)

// Post is a message which a person, another bot or a webhook is about to write.
type Post struct {
	// Channel and Author are identifiers. Default: the home channel, the home
	// guild's member.
	Channel, Author string
	// Webhook writes under this name instead of a person.
	Webhook string
	Content string
	// ReplyTo is the ID of the message it answers.
	ReplyTo string
	// Forward is the ID of a message that it forwards, in place of words of its own.
	Forward string
	// Quiet: the reply does not mention the author of that message.
	Quiet bool
	// Type is PlainMessage or, for replies, ReplyMessage; other types are
	// system messages.
	Type        int
	Embeds      []Embed
	Attachments []Attachment
}

// Say posts a message as a person would. The author must be able to post there.
func (s *Sandbox) Say(ctx context.Context, p Post) (Message, error) {
	if err := context.Cause(ctx); err != nil {
		return Message{}, err
	}
	defer s.locked()()
	channel, author, err := s.actors(p.Channel, p.Author)
	if err != nil {
		return Message{}, fmt.Errorf("sandbox: say: %w", err)
	}
	m := &Message{
		ChannelID: channel.ID, AuthorID: author.ID, Content: p.Content, Embeds: p.Embeds,
		Attachments: p.Attachments, ReplyTo: p.ReplyTo, Type: p.Type,
	}
	if p.Webhook != "" {
		m.AuthorID, m.WebhookID, m.WebhookName = "", s.webhook(channel.ID), p.Webhook
	} else if err := s.maySay(channel, author, p); err != nil {
		return Message{}, fmt.Errorf("sandbox: say: %w", err)
	}
	if p.ReplyTo != "" {
		m.Type = ReplyMessage
	}
	if f := s.messages[p.Forward]; f != nil {
		forwarded := f.clone()
		m.Forwarded = &forwarded
	}
	s.mention(m, mentionRules{everyone: true, users: true, roles: true, reply: !p.Quiet})
	s.post(m)
	return m.clone(), nil
}

// maySay reports why the author cannot write this, or nil.
func (s *Sandbox) maySay(channel *Channel, author *User, p Post) error {
	need := ViewChannel | SendMessages
	if channel.Type.thread() {
		need = ViewChannel | SendMessagesInThreads
	}
	if !s.permissions(author.ID, channel).Has(need) {
		return fmt.Errorf("%s may not post in channel %s", author.Username, channel.ID)
	}
	if runes(p.Content) > 2000 {
		return fmt.Errorf("content of %d characters", runes(p.Content))
	}
	if channel.Type == GuildForum || channel.Type == GuildMedia {
		return fmt.Errorf("channel %s takes posts, not messages", channel.ID)
	}
	if p.Forward != "" && (s.messages[p.Forward] == nil || p.Content != "") {
		return fmt.Errorf("no message %s to forward, or words beside it", p.Forward)
	}
	if p.Content == "" && p.Forward == "" && len(p.Embeds)+len(p.Attachments) == 0 && p.Type == PlainMessage {
		return errors.New("empty message")
	}
	if target := s.messages[p.ReplyTo]; p.ReplyTo != "" && (target == nil || target.ChannelID != channel.ID) {
		return fmt.Errorf("no message %s to answer", p.ReplyTo)
	}
	return nil
}

// actors returns the channel and the user, or the defaults where they are empty.
func (s *Sandbox) actors(channelID, userID string) (*Channel, *User, error) {
	channel := s.channels[or(channelID, s.home.Channel.ID)]
	if channel == nil {
		return nil, nil, fmt.Errorf("no channel %q", channelID)
	}
	user := s.users[or(userID, s.home.Member.ID)]
	if user == nil {
		return nil, nil, fmt.Errorf("no user %q", userID)
	}
	return channel, user, nil
}

// webhook returns the identifier of the channel's webhook and makes it.
func (s *Sandbox) webhook(channelID string) string {
	if s.hooks[channelID] == "" {
		s.hooks[channelID] = s.ids.fixed()
	}
	return s.hooks[channelID]
}

// Edit changes the content of a message as its author would.
func (s *Sandbox) Edit(ctx context.Context, messageID, content string) (Message, error) {
	if err := context.Cause(ctx); err != nil {
		return Message{}, err
	}
	defer s.locked()()
	old := s.messages[messageID]
	if old == nil || old.Deleted {
		return Message{}, fmt.Errorf("sandbox: edit: no message %q", messageID)
	}
	m := old.clone()
	m.Content = content
	s.mention(&m, everyMention)
	s.replace(&m)
	return m.clone(), nil
}

// Delete removes a message as its author or a moderator would.
func (s *Sandbox) Delete(ctx context.Context, messageID string) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	defer s.locked()()
	m := s.messages[messageID]
	if m == nil || m.Deleted {
		return fmt.Errorf("sandbox: delete: no message %q", messageID)
	}
	s.remove(m)
	return nil
}

// Mention returns the text which mentions a user.
func Mention(userID string) string { return "<@" + userID + ">" }
