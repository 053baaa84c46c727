package discord

import (
	"bytes"
	"time"

	"summitbot/bot/discord/gateway"
)

// Some servers have a proxy bot, by which people speak under another name: it says a
// message again by a webhook and deletes the original. To Discord that is a deleted
// question; to those who asked it still stands, and so must its answer.

// proxied is a message of a webhook that mentions the bot.
type proxied struct {
	message string
	at      time.Time // when it came
}

// proxyTime is how long after its repetition an original is deleted at the latest.
const proxyTime = 10 * time.Second

// noteProxied remembers a message that may be the repetition of a question. It is called
// in the order of the events, so that the deletion finds it.
func (e *edge) noteProxied(j job) {
	if !bytes.Contains(j.raw, []byte(`"webhook_id"`)) {
		return
	}
	var m message
	if _, err := gateway.Decode(j.raw, &m); err == nil && m.Webhook != "" && m.Author.id() != e.selfID() && mentioned(m.Content, e.selfID()) {
		e.proxies.put(m.Channel, proxied{m.ID, j.at})
	}
}

// repeatedAs returns the message by which a proxy repeated the question that it deletes
// now; empty where a person deletes it. A repetition comes after the question that it
// stands for, and stands for one.
func (e *edge) repeatedAs(j job, d deletion, question string) string {
	p, ok := e.proxies.get(d.Channel)
	if !ok || p.message == "" || j.event != eventDelete || j.at.Sub(p.at) > proxyTime || !isBefore(question, p.message) {
		return ""
	}
	e.proxies.put(d.Channel, proxied{})
	return p.message
}

// isBefore reports whether one message was sent before another: ids are numbers that rise
// with time.
func isBefore(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
