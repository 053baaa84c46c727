package discord

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord/gateway"
)

// message is what is read of MESSAGE_CREATE and MESSAGE_UPDATE. Every part of it may
// be missing.
type message struct {
	addressed
	In     int     `json:"channel_type"`
	Member *member `json:"member"`
	Posted string  `json:"timestamp"`
	Edited string  `json:"edited_timestamp"` // empty: never

	Roles     []string `json:"mention_roles"`
	Snapshots []struct {
		Message struct {
			Content string `json:"content"`
		} `json:"message"`
	} `json:"message_snapshots"` // of the message that it forwards
	Poll struct {
		Question struct {
			Text string `json:"text"`
		} `json:"question"`
	} `json:"poll"`
}

// addressed is what decides whether a message is meant for the bot. If any of it is
// malformed, the message is skipped, since it might be somebody else's.
type addressed struct {
	ID      string `json:"id"`
	Type    int    `json:"type"`
	Channel string `json:"channel_id"`
	Guild   string `json:"guild_id"`
	Webhook string `json:"webhook_id"`
	Content string `json:"content"`
	Author  *user  `json:"author"`
}

// deletion is what is read of MESSAGE_DELETE and MESSAGE_DELETE_BULK.
type deletion struct {
	ID      string   `json:"id"`
	IDs     []string `json:"ids"`
	Channel string   `json:"channel_id"`
	Guild   string   `json:"guild_id"`
}

func (d deletion) raw() json.RawMessage {
	raw, _ := json.Marshal(d) // texts always encode
	return raw
}

// messages are the ids of the deleted messages.
func (d deletion) messages() []string {
	if d.ID == "" {
		return d.IDs
	}
	return []string{d.ID}
}

// threadTypes are the types of channels that are threads.
var threadTypes = []int{10, 11, 12}

// spokenTypes are the types of messages that somebody wrote: default and reply.
var spokenTypes = []int{0, 19}

// concerns reports whether a message may be meant for the bot, without decoding it:
// it names the bot or a role, comes from no server, or forwards a message that may come
// from one. False means that it surely is not.
func concerns(raw []byte, selfID string) bool {
	has := func(s string) bool { return bytes.Contains(raw, []byte(s)) }
	return has(selfID) || !has(`"guild_id"`) || has(`"mention_roles":["`) || has(`"message_snapshots":[`)
}

// messagePlace returns the id of a message and its channel's, each "" where it has none.
func messagePlace(raw []byte) (id, channel string) {
	var m struct {
		ID      string `json:"id"`
		Channel string `json:"channel_id"`
	}
	_ = json.Unmarshal(raw, &m) // whoever answers it says what is wrong with it
	return m.ID, m.Channel
}

// wasEdited reports whether a message was ever edited. Discord updates a message for
// more than that, when a link's preview is there for one.
func wasEdited(raw []byte) bool {
	var m struct {
		Edited string `json:"edited_timestamp"`
	}
	_, err := gateway.Decode(raw, &m)
	return err == nil && m.Edited != ""
}

// asks reports whether the bot is asked something: by a person, in a direct message or
// with the bot's mention in the text itself.
func (m message) asks(selfID string) bool {
	return m.bySomebody(selfID) && (m.Guild == "" || mentioned(m.Content, selfID))
}

// bySomebody reports whether a person wrote the message.
func (m message) bySomebody(selfID string) bool {
	person := m.Author.id() != "" && m.Author.id() != selfID && !m.Author.Bot && m.Webhook == ""
	return person && m.ID != "" && m.Channel != "" && slices.Contains(spokenTypes, m.Type)
}

// mentions are the two ways to write a mention of a user.
func mentions(id string) [2]string { return [2]string{"<@" + id + ">", "<@!" + id + ">"} }

func mentioned(text, id string) bool {
	forms := mentions(id)
	return id != "" && (strings.Contains(text, forms[0]) || strings.Contains(text, forms[1]))
}

// unmentioned returns the text without any mention of the user, trimmed.
func unmentioned(text, id string) string {
	if id == "" {
		return strings.TrimSpace(text)
	}
	for _, form := range mentions(id) {
		text = strings.ReplaceAll(text, form, "")
	}
	return strings.TrimSpace(text)
}

// request is the message as the bot's handler sees it.
func (m message) request(selfID string) bot.Request {
	r := bot.Request{
		Text:    unmentioned(m.text(), selfID),
		Message: m.ID,
		User:    m.Author.id(),
		Guild:   m.Guild,
		Channel: m.Channel,
	}
	if m.Member != nil {
		r.Roles = m.Member.Roles
	}
	return r
}

// editWindow is how long after it was asked a question may be edited to be answered anew.
const editWindow = time.Minute

// editedSoon reports whether the message was edited, and by Discord's clock soon after
// it was posted.
func (m message) editedSoon() bool {
	posted, err := time.Parse(time.RFC3339, m.Posted)
	edited, err2 := time.Parse(time.RFC3339, m.Edited)
	return err == nil && err2 == nil && edited.Sub(posted) <= editWindow
}

// mayOpenThread reports whether a thread can start from the message.
func (m message) mayOpenThread() bool {
	return m.Guild != "" && !m.inThread()
}

func (m message) inThread() bool { return slices.Contains(threadTypes, m.In) }
