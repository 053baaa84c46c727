package discord

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"summitbot/bot"
)

// message answers a message that asks the bot something, once.
func (e *edge) message(ctx context.Context, j job) {
	m, asked := e.readMessage(j)
	hasty, cancel := context.WithTimeout(ctx, e.o.MessageTimeout)
	defer cancel()
	role := !asked && e.namesRole(hasty, m)
	if !asked && !role || !e.questions.note(m.ID, m.text()) {
		return
	}
	r := e.heard(hasty, m)
	r.Role = role
	answer, ok := e.think(hasty, j, e.o.Message, r)
	if !ok || answer.IsZero() {
		return
	}
	channel, reply := e.reply(hasty, m, answer)
	switch {
	case reply == "":
	case answer.Brief:
		e.takeBackLater(ctx, spot{m.Guild, channel}, reply)
	default:
		e.remember(hasty, m.ID, channel, reply)
	}
}

// readMessage reads a message and reports whether it asks something that can be answered.
func (e *edge) readMessage(j job) (m message, asked bool) {
	var must addressed
	if err := json.Unmarshal(j.raw, &must); err != nil {
		e.log.Warn("malformed event skipped", "event", j.event, "err", err)
		return message{}, false
	}
	e.decode(j, &m)
	return m, m.asks(e.selfID()) && e.o.Message != nil
}

// namesRole reports whether a person's message mentions, in place of the bot, the role
// that Discord made for it. Discord hides the text of such a message.
func (e *edge) namesRole(ctx context.Context, m message) bool {
	if m.Guild == "" || len(m.Roles) == 0 || e.o.Message == nil || !m.bySomebody(e.selfID()) {
		return false
	}
	role, err := e.places.role(ctx, m.Guild, e.selfID())
	if err != nil {
		e.log.Warn("the bot's role is not known", "guild", m.Guild, "err", err)
	}
	return role != "" && slices.Contains(m.Roles, role)
}

// heard is the message as a request.
func (e *edge) heard(ctx context.Context, m message) bot.Request {
	r := m.request(e.selfID())
	r.Owner = e.app.owns(r.User)
	if m.inThread() {
		var err error
		if r.Parent, err = e.places.parent(ctx, m.Channel); err != nil {
			e.log.Warn("the channel of a thread is not known", "thread", m.Channel, "err", err)
		}
	}
	e.log.Debug("message", "text", r.Text, "user", r.User, "channel", r.Channel)
	return r
}

// reply answers a message, in a thread of its own where that is asked for and allowed.
// It returns where the reply is, and "" for its id where there is none. A channel in
// which the bot may not speak is left alone from then on.
func (e *edge) reply(ctx context.Context, m message, r bot.Response) (channel, id string) {
	to := spot{m.Guild, m.Channel}
	if r.Thread && !r.Brief && !e.api.wary.of(to).lacks.threads {
		if channel, id, ok := e.replyInThread(ctx, to, m, r); ok {
			return channel, id
		}
	}
	id, err := e.post(ctx, to, m, r)
	if shuts(err) {
		e.api.wary.shut(to)
	}
	e.sent("reply", err)
	return m.Channel, id
}

// replyInThread makes a thread from the message and answers there. It reports false
// where a plain reply shall be tried: there is no thread, or the bot may not speak in it.
func (e *edge) replyInThread(ctx context.Context, to spot, m message, r bot.Response) (channel, id string, ok bool) {
	name := threadName(unmentioned(m.Content, e.selfID()))
	if name == "" || !m.mayOpenThread() {
		return "", "", false
	}
	channel, err := e.api.thread(ctx, to, m.ID, name)
	if err != nil || channel == "" {
		e.lacksThreads(to, err)
		e.sent("thread", err)
		return "", "", false
	}
	id, err = e.post(ctx, spot{to.guild, channel}, m, r)
	e.lacksThreads(to, err)
	e.sent("reply in a thread", err)
	return channel, id, !shuts(err)
}

// lacksThreads remembers a channel in which the bot may make no threads, or not speak in them.
func (e *edge) lacksThreads(to spot, err error) {
	if shuts(err) {
		e.api.wary.note(to, func(k *standing) { k.lacks.threads = true })
	}
}

// post says a response in a channel: as a reply where the message is there too and the
// bot may read the channel's history, and as fully as it may.
func (e *edge) post(ctx context.Context, to spot, m message, r bot.Response) (id string, err error) {
	lacks := e.api.wary.of(to).lacks
	learnt := lacks
	refers := to.channel == m.Channel && !lacks.history
	err = fullest(lacks.trim(r), func(part bot.Response) error {
		b := renderReply(part, m.ID)
		learnt = lacks.without(r, part)
		if refers {
			id, err = e.api.say(ctx, to, b)
			refers = code(err) != codeNoHistory
		}
		if !refers {
			b.Reference = nil
			id, err = e.api.say(ctx, to, b)
		}
		return err
	})
	learnt.history = to.channel == m.Channel && !refers
	if err == nil && learnt != lacks {
		e.api.wary.note(to, func(k *standing) { k.lacks = learnt })
	}
	return id, err
}

// takeBackLater deletes a message after a while, or when the bot stops. There are only
// as many at a time as Discord's limit lets the bot say.
func (e *edge) takeBackLater(ctx context.Context, from spot, id string) {
	e.busy.Go(func() {
		over := time.NewTimer(e.o.BriefFor)
		defer over.Stop()
		select {
		case <-over.C:
		case <-e.stopping:
		}
		e.takeBack(ctx, from, id)
	})
}

func (e *edge) takeBack(ctx context.Context, from spot, id string) {
	ctx, cancel := context.WithTimeout(ctx, e.o.RequestTimeout)
	defer cancel()
	e.sent("deletion", e.api.remove(ctx, from, id))
}

// edited answers a question anew that was edited soon: the earlier reply changes. A
// message that has no reply gets none by an edit.
func (e *edge) edited(ctx context.Context, j job) {
	m, asked := e.readMessage(j)
	if !asked || !m.editedSoon() || !e.questions.note(m.ID, m.text()) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, e.o.MessageTimeout)
	defer cancel()
	channel, reply, ok := e.replyTo(ctx, m.ID)
	if !ok {
		return
	}
	answer, ok := e.think(ctx, j, e.o.Message, e.heard(ctx, m))
	if !ok || answer.IsZero() || answer.Brief {
		return // a notice takes no answer's place
	}
	e.sent("edited reply", fullest(answer, func(r bot.Response) error {
		return e.api.change(ctx, spot{m.Guild, channel}, reply, renderAnew(r))
	}))
}

// deleted deletes the replies to deleted questions where that is wanted. The reply to one
// that a proxy repeated stays, and belongs to the repetition from then on.
func (e *edge) deleted(ctx context.Context, j job) {
	var d deletion
	if !e.decode(j, &d) {
		return
	}
	for _, id := range d.messages() {
		channel, reply, ok := e.replyTo(ctx, id)
		if !ok || !e.o.Deleted(ctx, d.Guild, d.Channel) {
			continue
		}
		if again := e.repeatedAs(j, d, id); again != "" {
			e.remember(ctx, again, channel, reply)
			continue
		}
		e.takeBack(ctx, spot{d.Guild, channel}, reply)
	}
}

// remember keeps which reply belongs to a question.
func (e *edge) remember(ctx context.Context, question, channel, reply string) {
	if err := e.o.Replies.Remember(ctx, question, channel, reply); err != nil {
		e.log.Warn("a reply is not remembered", "err", err)
	}
}

// replyTo returns the reply to a question; false where none is known.
func (e *edge) replyTo(ctx context.Context, question string) (channel, reply string, ok bool) {
	channel, reply, ok, err := e.o.Replies.Reply(ctx, question)
	if err != nil {
		e.log.Warn("a reply is not found", "err", err)
	}
	return channel, reply, ok && err == nil
}
