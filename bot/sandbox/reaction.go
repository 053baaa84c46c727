package sandbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// maxReactions is how many different emoji a message takes.
const maxReactions = 20

// Reaction is an emoji below a message and the users who put it there, in their order.
type Reaction struct {
	Emoji string
	Users []string
}

// React puts an emoji below a message, as a person does. It returns an error where the
// user may not.
func (s *Sandbox) React(ctx context.Context, userID, messageID, emoji string) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	defer s.locked()()
	m := s.messages[messageID]
	if m == nil || m.Deleted || s.users[userID] == nil {
		return fmt.Errorf("sandbox: react: no message %q or no user %q", messageID, userID)
	}
	if err := s.mayReact(m, userID, emoji); err != nil {
		return fmt.Errorf("sandbox: react: %w", err)
	}
	s.react(m, userID, emoji)
	return nil
}

// Unreact takes a user's emoji away again; without it there nothing happens.
func (s *Sandbox) Unreact(ctx context.Context, userID, messageID, emoji string) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	defer s.locked()()
	m := s.messages[messageID]
	if m == nil || m.Deleted {
		return fmt.Errorf("sandbox: unreact: no message %q", messageID)
	}
	s.unreact(m, userID, emoji)
	return nil
}

// createReaction is PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me.
func (s *Sandbox) createReaction(c *call) (reply, error) {
	m, err := s.reactedTo(c)
	if err != nil {
		return reply{}, err
	}
	if err := s.mayReact(m, s.app.BotID, c.vars["emoji"]); err != nil {
		return reply{}, err
	}
	s.react(m, s.app.BotID, c.vars["emoji"])
	return nothing()
}

func (s *Sandbox) deleteReaction(c *call) (reply, error) {
	m, err := s.reactedTo(c)
	if err != nil {
		return reply{}, err
	}
	s.unreact(m, s.app.BotID, c.vars["emoji"])
	return nothing()
}

// getReactions lists the users by their IDs, at most limit, after a user if asked.
func (s *Sandbox) getReactions(c *call) (reply, error) {
	m, err := s.reactedTo(c)
	if err != nil {
		return reply{}, err
	}
	limit, err := limitOf(c, 25)
	if err != nil {
		return reply{}, err
	}
	after, _ := parseID(c.query.Get("after"))
	out := []object{}
	for _, id := range slices.SortedFunc(slices.Values(m.reaction(c.vars["emoji"]).Users), byNumber) {
		if n, _ := parseID(id); n > after && len(out) < limit {
			out = append(out, userPayload(s.users[id]))
		}
	}
	return ok(out)
}

// reactedTo returns the message of the path, where the emoji of the path is one.
func (s *Sandbox) reactedTo(c *call) (*Message, *apiError) {
	channel, err := s.visible(c, ReadMessageHistory)
	if err != nil {
		return nil, err
	}
	m, err := s.standing(c, channel)
	if err != nil {
		return nil, err
	}
	if !isEmoji(c.vars["emoji"]) {
		return nil, fail(10014)
	}
	return m, nil
}

// mayReact reports why the user cannot put the emoji there, or nil. ADD_REACTIONS is for
// emoji which nobody put there yet.
func (s *Sandbox) mayReact(m *Message, userID, emoji string) error {
	granted := s.permissions(userID, s.channels[m.ChannelID])
	first := len(m.reaction(emoji).Users) == 0
	switch {
	case !isEmoji(emoji):
		return fail(10014)
	case !granted.Has(ViewChannel | ReadMessageHistory), first && !granted.Has(AddReactions):
		return fail(50013)
	case first && len(m.Reactions) >= maxReactions:
		return fail(30010)
	}
	return nil
}

// isEmoji tells emoji from other text: they have no letters but ℹ, and something beyond
// Latin-1's. The guilds here have none of their own, so that name:id is unknown.
func isEmoji(text string) bool {
	letter := func(r rune) bool { return unicode.IsLetter(r) && r != 'ℹ' || r == ':' }
	return strings.ContainsFunc(text, func(r rune) bool { return r >= '©' }) && !strings.ContainsFunc(text, letter)
}

// reaction returns the zero value where nobody put the emoji there.
func (m *Message) reaction(emoji string) Reaction {
	for _, r := range m.Reactions {
		if r.Emoji == emoji {
			return r
		}
	}
	return Reaction{Emoji: emoji}
}

// react adds the user to those with this emoji, once; s.mu is held.
func (s *Sandbox) react(m *Message, userID, emoji string) {
	r := m.reaction(emoji)
	if slices.Contains(r.Users, userID) {
		return
	}
	r.Users = append(slices.Clone(r.Users), userID)
	s.setReaction(m, r)
	event := s.reactionEvent(m, userID, emoji)
	event["message_author_id"] = m.AuthorID
	if guild := s.guilds[m.GuildID]; guild != nil {
		event["member"] = s.memberWithUser(guild.member(userID))
	}
	s.tellReaction("MESSAGE_REACTION_ADD", m, emoji, event)
}

// unreact takes the user away from those with this emoji; s.mu is held.
func (s *Sandbox) unreact(m *Message, userID, emoji string) {
	r := m.reaction(emoji)
	if !slices.Contains(r.Users, userID) {
		return
	}
	r.Users = slices.DeleteFunc(slices.Clone(r.Users), func(id string) bool { return id == userID })
	s.setReaction(m, r)
	s.tellReaction("MESSAGE_REACTION_REMOVE", m, emoji, s.reactionEvent(m, userID, emoji))
}

// setReaction puts the reaction in the place of the one with its emoji, at the end where
// there is none. One without users goes.
func (s *Sandbox) setReaction(m *Message, r Reaction) {
	at := slices.IndexFunc(m.Reactions, func(old Reaction) bool { return old.Emoji == r.Emoji })
	switch {
	case at < 0:
		m.Reactions = append(m.Reactions, r)
	case len(r.Users) == 0:
		m.Reactions = slices.Delete(m.Reactions, at, at+1)
	default:
		m.Reactions[at] = r
	}
}

func (s *Sandbox) reactionEvent(m *Message, userID, emoji string) object {
	out := object{
		"user_id": userID, "channel_id": m.ChannelID, "message_id": m.ID,
		"emoji": emojiPayload(emoji), "burst": false, "type": 0,
	}
	if m.GuildID != "" {
		out["guild_id"] = m.GuildID
	}
	return out
}

func (s *Sandbox) tellReaction(event string, m *Message, emoji string, payload object) {
	if m.VisibleTo == "" && s.botSees(m) {
		s.dispatch(m.GuildID, event, reactionIntent(m.GuildID), payload)
	}
	shown := m.clone()
	s.publish(Event{Kind: ReactionEvent, Channel: m.ChannelID, Text: emoji, Message: &shown})
}

func emojiPayload(emoji string) object { return object{"id": nil, "name": emoji} }

// reactionPayload is what a message says of its reactions.
func (s *Sandbox) reactionPayload(m *Message) []object {
	var out []object
	for _, r := range m.Reactions {
		out = append(out, object{
			"emoji": emojiPayload(r.Emoji), "count": len(r.Users),
			"count_details": object{"normal": len(r.Users), "burst": 0}, "burst_colors": []string{},
			"me": slices.Contains(r.Users, s.app.BotID), "me_burst": false,
		})
	}
	return out
}

// byNumber orders snowflakes, oldest first.
func byNumber(a, b string) int {
	m, _ := parseID(a)
	n, _ := parseID(b)
	return cmp.Compare(m, n)
}
