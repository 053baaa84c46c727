package discord

import (
	"context"
	"runtime/debug"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord/gateway"
)

// What is said where no handler can.
const (
	apology  = "Something went wrong on my side. Please try again."
	unknown  = "I do not know this command any more. Please try again in a minute."
	unused   = "This is no longer in use. Please ask me again."
	nothing  = "There is nothing to say to that."
	tooMuch  = "That is more than I can read. Please ask in fewer words."
	sendRoom = 500 * time.Millisecond // of the first response's time is kept for sending
)

// answer answers one job. It recovers from any panic, so that no event, however
// odd, stops the bot.
func (e *edge) answer(ctx context.Context, j job) {
	defer e.survive(j.event)
	switch j.event {
	case eventInteraction:
		e.interaction(ctx, j)
	case eventMessage:
		e.message(ctx, j)
	case eventEdit:
		e.edited(ctx, j)
	case eventDelete, eventDeleteBulk:
		e.deleted(ctx, j)
	}
}

// survive is deferred where an event is answered.
func (e *edge) survive(event string) {
	if p := recover(); p != nil {
		e.log.Error("panic while answering", "event", event, "panic", p, "stack", string(debug.Stack()))
	}
}

// decode reads an event, without a field that is malformed, and reports whether it can be
// read at all.
func (e *edge) decode(j job, into any) bool {
	spoiled, err := gateway.Decode(j.raw, into)
	if err != nil {
		e.log.Warn("malformed event skipped", "event", j.event, "err", err)
		return false
	}
	if spoiled != "" {
		e.log.Warn("malformed field left out", "event", j.event, "field", spoiled)
	}
	return true
}

func (e *edge) interaction(ctx context.Context, j job) {
	if e.late(j) {
		return
	}
	switch j.interaction.Type {
	case interactionCommand:
		e.command(ctx, j)
	case interactionControl:
		e.control(ctx, j)
	case interactionAutocomplete:
		e.complete(ctx, j)
	}
}

func (e *edge) command(ctx context.Context, j job) {
	i := j.interaction
	r := e.asked(i)
	e.log.Debug("command", "command", r.Command, "options", r.Options, "user", r.User)
	c, ok := e.commands[r.Command]
	switch {
	case !ok, c.OnMessage != i.onMessage():
		e.respond(ctx, i, bot.Response{Text: unknown, Ephemeral: true})
	case c.Slow:
		e.slow(ctx, i, c, r)
	default:
		e.respondSoon(ctx, j, c.Handle, r)
	}
}

// control answers the use of a button or a menu.
func (e *edge) control(ctx context.Context, j job) {
	i := j.interaction
	r := e.asked(i)
	e.log.Debug("control", "control", r.Control, "values", r.Values, "user", r.User)
	if e.o.Control == nil {
		e.respond(ctx, i, bot.Response{Text: unused, Ephemeral: true})
		return
	}
	e.respondSoon(ctx, j, e.o.Control, r)
}

// asked is the interaction as a request.
func (e *edge) asked(i *interaction) bot.Request {
	r := i.request(e.selfID())
	r.Owner = e.app.owns(r.User)
	return r
}

// respondSoon responds with what a handler says in the time of the first response. What
// has to wait for the store does so without its turn, and the handler bounds how much does.
func (e *edge) respondSoon(ctx context.Context, j job, h bot.Handler, r bot.Request) {
	hasty, cancel := context.WithDeadline(ctx, j.interaction.due.Add(-sendRoom))
	defer cancel()
	answer, ok := e.think(hasty, j, h, r)
	if !ok {
		return
	}
	if answer.Later != nil {
		answer = e.ask(hasty, func(ctx context.Context, _ bot.Request) bot.Response { return answer.Settled(ctx) }, r)
	}
	e.respond(ctx, j.interaction, answer)
}

// think calls a handler when it is the job's turn; false where the time was over before. What
// is too long for any handler is declined.
func (e *edge) think(ctx context.Context, j job, h bot.Handler, r bot.Request) (bot.Response, bool) {
	if tooLong(r) || j.interaction != nil && j.interaction.large {
		return bot.Response{Text: tooMuch, Ephemeral: true}, true
	}
	if err := j.lane.slots.take(ctx, r.Command, j.at); err != nil {
		j.lane.drop(dropLate)
		return bot.Response{}, false
	}
	defer j.lane.slots.give(r.Command)
	return e.ask(ctx, h, r), true
}

// ask calls a handler, and apologises where that panics.
func (e *edge) ask(ctx context.Context, h bot.Handler, r bot.Request) (answer bot.Response) {
	defer func() {
		if p := recover(); p != nil {
			e.log.Error("panic in a handler", "command", r.Command, "panic", p, "stack", string(debug.Stack()))
			answer = bot.Response{Text: apology, Ephemeral: true}
		}
	}()
	return h(ctx, r)
}

// respond gives the first and only response. Discord has no silence for an
// interaction, so that an empty one says so to the asker alone.
func (e *edge) respond(ctx context.Context, i *interaction, r bot.Response) {
	ctx, cancel := context.WithDeadline(ctx, i.due)
	defer cancel()
	if r.IsZero() {
		r = bot.Response{Text: nothing, Ephemeral: true}
	}
	e.sent("response", fullest(r, func(r bot.Response) error {
		if r.Update && i.Type == interactionControl {
			return e.api.callback(ctx, i, respondUpdate, renderAnew(r))
		}
		return e.api.callback(ctx, i, respondMessage, renderPrivate(r))
	}))
}

// slow answers a command whose handler may outlast the first response: it defers
// when the answer is not there soon, and puts the answer there later.
func (e *edge) slow(ctx context.Context, i *interaction, c bot.Command, r bot.Request) {
	long, cancel := context.WithTimeout(ctx, e.o.SlowTimeout)
	defer cancel()
	ready := make(chan bot.Response, 1)
	go func() { ready <- e.ask(long, c.Handle, r) }()
	soon := time.NewTimer(time.Until(i.due.Add(e.o.DeferAfter - e.o.FirstResponse)))
	defer soon.Stop()
	select {
	case answer := <-ready:
		e.respond(ctx, i, answer)
	case <-soon.C:
		deferred := e.postpone(ctx, i, c.Ephemeral)
		if !deferred {
			cancel()
		}
		if answer := <-ready; deferred {
			e.amend(ctx, i, answer)
		}
	}
}

// postpone says that the answer comes later, and whether Discord knows it now.
func (e *edge) postpone(ctx context.Context, i *interaction, private bool) bool {
	ctx, cancel := context.WithDeadline(ctx, i.due)
	defer cancel()
	var d deferral
	if private {
		d.Flags = flagPrivate
	}
	err := e.api.callback(ctx, i, respondDeferred, d)
	e.sent("deferral", err)
	return err == nil || code(err) == codeAlreadyAnswered
}

// amend replaces the deferral by the answer, and takes it back for silence.
func (e *edge) amend(ctx context.Context, i *interaction, answer bot.Response) {
	ctx, cancel := context.WithTimeout(ctx, e.o.RequestTimeout)
	defer cancel()
	if answer.IsZero() {
		e.sent("retraction", e.api.retract(ctx, i))
		return
	}
	e.sent("late response", fullest(answer, func(r bot.Response) error { return e.api.edit(ctx, i, render(r)) }))
}

// complete answers what is typed so far with choices, with none where nothing fits.
func (e *edge) complete(ctx context.Context, j job) {
	ctx, cancel := context.WithDeadline(ctx, j.interaction.due)
	defer cancel()
	r := e.asked(j.interaction)
	e.log.Debug("completion", "command", r.Command, "typed", r.Text, "user", r.User)
	var found []bot.Choice
	if c, ok := e.commands[r.Command]; ok && c.Complete != nil && !tooLong(r) && !j.interaction.large {
		if err := j.lane.slots.take(ctx, "", j.at); err != nil {
			j.lane.drop(dropLate)
			return
		}
		found = e.choose(ctx, c.Complete, r)
		j.lane.slots.give("")
	}
	e.sent("completion", e.api.callback(ctx, j.interaction, respondChoices, renderChoices(found)))
}

// choose calls a completer, and finds nothing where that panics.
func (e *edge) choose(ctx context.Context, c bot.Completer, r bot.Request) (found []bot.Choice) {
	defer func() {
		if p := recover(); p != nil {
			e.log.Error("panic in a completer", "command", r.Command, "panic", p, "stack", string(debug.Stack()))
			found = nil
		}
	}()
	return c(ctx, r)
}

// sent logs how sending went: one line, at the level that the outcome deserves.
func (e *edge) sent(what string, err error) {
	if err == nil {
		e.log.Debug("sent", "what", what)
		return
	}
	v := judge(err)
	e.log.Log(context.Background(), v.level, "not sent", "what", what, "reason", v.what, "err", err)
}
