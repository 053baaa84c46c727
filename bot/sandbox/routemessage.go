package sandbox

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// visible returns the channel of the path, where the bot may see it.
func (s *Sandbox) visible(c *call, need Permissions) (*Channel, *apiError) {
	channel := s.channels[c.vars["channel"]]
	if channel == nil {
		return nil, fail(10003)
	}
	granted := s.permissions(s.app.BotID, channel)
	if !granted.Has(ViewChannel) {
		return nil, fail(50001)
	}
	if need&SendMessages != 0 && channel.Type.thread() {
		need = need&^SendMessages | SendMessagesInThreads
	}
	if !granted.Has(need) {
		return nil, fail(50013)
	}
	return channel, nil
}

// standing returns the message of the path; ephemeral ones are unknown here.
func (s *Sandbox) standing(c *call, channel *Channel) (*Message, *apiError) {
	m := s.messages[c.vars["message"]]
	if m == nil || m.Deleted || m.ChannelID != channel.ID || m.VisibleTo != "" {
		return nil, fail(10008)
	}
	return m, nil
}

func (s *Sandbox) createMessage(c *call) (reply, error) {
	channel, err := s.visible(c, SendMessages)
	if err != nil {
		return reply{}, err
	}
	var out problems
	f := c.form(&out)
	checkMessage(f, createBody, 0, len(c.body.files))
	if err := out.refusal(); err != nil {
		return reply{}, err
	}
	if err := s.mayPost(channel, f, len(c.body.files)); err != nil {
		return reply{}, err
	}
	if m := s.known(f); m != nil {
		return ok(s.seenOverHTTP(m))
	}
	m := &Message{ChannelID: channel.ID, AuthorID: s.app.BotID, Nonce: nonce(f)}
	apply(m, f, c.body.files)
	if err := s.refer(m, channel, f); err != nil {
		return reply{}, err
	}
	s.mention(m, rules(f, everyMention))
	s.post(m)
	s.nonces[string(m.Nonce)] = m.ID
	return ok(s.seenOverHTTP(m))
}

// nonceLife is how long a nonce is known: Discord says "the past few minutes".
const nonceLife = 3 * time.Minute

// known returns the bot's message with the nonce of a request that enforces it, or nil.
func (s *Sandbox) known(f form) *Message {
	m := s.messages[s.nonces[string(nonce(f))]]
	if m == nil || m.Nonce == nil || !f.flag("enforce_nonce") || s.opts.Now().Sub(m.Posted) > nonceLife {
		return nil
	}
	return m
}

func nonce(f form) json.RawMessage {
	if !f.has("nonce") {
		return nil
	}
	return encode(f.fields["nonce"])
}

// mayPost checks what the channel and the contents demand.
func (s *Sandbox) mayPost(channel *Channel, f form, files int) *apiError {
	granted := s.permissions(s.app.BotID, channel)
	switch {
	case channel.Type == DM && s.dmRefused(channel):
		return fail(50007)
	case !blank(f.fields["embeds"]) && !granted.Has(EmbedLinks):
		return fail(50013)
	case files > 0 && !granted.Has(AttachFiles):
		return fail(50013)
	case channel.Type == GuildVoice:
		return nil // voice channels have text too
	}
	return nil
}

// dmRefused reports whether the other end is a bot or accepts no messages.
func (s *Sandbox) dmRefused(channel *Channel) bool {
	for _, id := range channel.Recipients {
		if u := s.users[id]; id != s.app.BotID && (u.DMsClosed || u.Bot) {
			return true
		}
	}
	return false
}

// refer sets what the message answers.
func (s *Sandbox) refer(m *Message, channel *Channel, f form) *apiError {
	ref, ok := f.child("message_reference")
	if !ok {
		return nil
	}
	target := s.messages[ref.id("message_id")]
	strict := true
	if ref.has("fail_if_not_exists") {
		strict = ref.flag("fail_if_not_exists")
	}
	switch {
	case !s.permissions(s.app.BotID, channel).Has(ReadMessageHistory):
		return fail(160002)
	case target != nil && !target.Deleted && target.ChannelID == channel.ID && target.VisibleTo == "":
		m.ReplyTo, m.Type = target.ID, ReplyMessage
	case strict:
		return oneProblem("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
	}
	return nil
}

func (s *Sandbox) editMessage(c *call) (reply, error) {
	channel, err := s.visible(c, 0)
	if err != nil {
		return reply{}, err
	}
	old, err := s.standing(c, channel)
	if err != nil {
		return reply{}, err
	}
	if old.AuthorID != s.app.BotID {
		return reply{}, fail(50005)
	}
	return s.edit(c, old, editBody, everyMention)
}

// edit checks and applies an edit of the bot's own message.
func (s *Sandbox) edit(c *call, old *Message, kind bodyKind, fallback mentionRules) (reply, error) {
	var out problems
	f := c.form(&out)
	checkMessage(f, kind, old.Flags, len(c.body.files))
	if err := out.refusal(); err != nil {
		return reply{}, err
	}
	m := old.clone()
	apply(&m, f, c.body.files)
	m.Flags &^= Loading
	if err := checkWhole(&m); err != nil {
		return reply{}, err
	}
	s.mention(&m, rules(f, fallback))
	s.replace(&m)
	return ok(s.messagePayload(&m))
}

func (s *Sandbox) deleteMessage(c *call) (reply, error) {
	channel, err := s.visible(c, 0)
	if err != nil {
		return reply{}, err
	}
	m, err := s.standing(c, channel)
	if err != nil {
		return reply{}, err
	}
	if m.AuthorID != s.app.BotID && !s.permissions(s.app.BotID, channel).Has(ManageMessages) {
		return reply{}, fail(50013)
	}
	s.remove(m)
	return nothing()
}

func (s *Sandbox) getMessage(c *call) (reply, error) {
	channel, err := s.visible(c, ReadMessageHistory)
	if err != nil {
		return reply{}, err
	}
	m, err := s.standing(c, channel)
	if err != nil {
		return reply{}, err
	}
	return ok(s.seenOverHTTP(m))
}

// getMessages lists the newest first, at most limit, before a message if asked.
func (s *Sandbox) getMessages(c *call) (reply, error) {
	channel, err := s.visible(c, 0)
	if err != nil {
		return reply{}, err
	}
	limit, err := limitOf(c, 50)
	if err != nil {
		return reply{}, err
	}
	before, bounded := parseID(c.query.Get("before"))
	out := []object{}
	for _, id := range slices.Backward(s.order) {
		m := s.messages[id]
		n, _ := parseID(id)
		if len(out) == limit || !s.permissions(s.app.BotID, channel).Has(ReadMessageHistory) {
			break
		}
		if m.ChannelID == channel.ID && m.VisibleTo == "" && !m.Deleted && (!bounded || n < before) {
			out = append(out, s.seenOverHTTP(m))
		}
	}
	return ok(out)
}

// limitOf reads the limit of a list from 1 to 100, or returns the usual one.
func limitOf(c *call, usual int) (int, *apiError) {
	text := c.query.Get("limit")
	if text == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 100 {
		return 0, oneProblem("limit", "NUMBER_TYPE_RANGE", "int value should be between 1 and 100.")
	}
	return n, nil
}
