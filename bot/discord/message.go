package discord

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"summitbot/bot"
)

// message is what is read of MESSAGE_CREATE. Every part of it may be missing.
type message struct {
	ID      string  `json:"id"`
	Type    int     `json:"type"`
	Channel string  `json:"channel_id"`
	Guild   string  `json:"guild_id"`
	Webhook string  `json:"webhook_id"`
	Content string  `json:"content"`
	Author  *user   `json:"author"`
	Member  *member `json:"member"`
}

// spokenTypes are the types of messages that somebody wrote: default and reply.
var spokenTypes = []int{0, 19}

// concerns reports whether a message may be meant for the bot, without decoding it:
// it names the bot or comes from no server. False means that it surely is not.
func concerns(raw []byte, selfID string) bool {
	return bytes.Contains(raw, []byte(selfID)) || !bytes.Contains(raw, []byte(`"guild_id"`))
}

// readMessage decodes a message and reports whether the bot is asked something:
// by a person, in a direct message or with the bot's mention in the text itself.
func readMessage(raw []byte, selfID string) (m message, asked bool, err error) {
	if err := json.Unmarshal(raw, &m); err != nil {
		return message{}, false, err
	}
	person := m.Author.id() != "" && m.Author.id() != selfID && !m.Author.Bot && m.Webhook == ""
	if !person || m.ID == "" || m.Channel == "" || !slices.Contains(spokenTypes, m.Type) {
		return m, false, nil
	}
	return m, m.Guild == "" || mentioned(m.Content, selfID), nil
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
		Text:    unmentioned(m.Content, selfID),
		User:    m.Author.id(),
		Guild:   m.Guild,
		Channel: m.Channel,
	}
	if m.Member != nil {
		r.Roles = m.Member.Roles
	}
	return r
}
