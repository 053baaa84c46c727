package discord

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"summitbot/bot/discord/gateway"
)

// The events that are answered.
const (
	eventInteraction = "INTERACTION_CREATE"
	eventMessage     = "MESSAGE_CREATE"
	eventEdit        = "MESSAGE_UPDATE"
	eventDelete      = "MESSAGE_DELETE"
	eventDeleteBulk  = "MESSAGE_DELETE_BULK"
)

// job is one event to answer.
type job struct {
	event       string
	raw         json.RawMessage // of what is about messages
	interaction *interaction    // or this
	at          time.Time       // when the user acted, by this machine's clock

	lane  *lane
	key   string // of whom the lane takes only so many: a message's channel
	about string // of what is about the same, one is answered at a time; may be empty
}

// receive starts to answer what the gateway dispatches. It never waits. ctx is for answers.
func (e *edge) receive(ctx context.Context, event gateway.Event) {
	j := job{event: event.Name, raw: event.Data, at: time.Now()}
	if j.event == eventMessage && e.o.Deleted != nil {
		e.noteProxied(j)
	}
	e.api.wary.changed(event, e.selfID())
	switch {
	case j.event == eventInteraction:
		e.receiveInteraction(ctx, j)
	case j.event == eventDeleteBulk && e.o.Deleted != nil:
		e.receiveBulk(ctx, j)
	case j.event == eventDelete && e.o.Deleted != nil:
		e.receiveAbout(ctx, j, laneDeletions)
	case j.event == eventMessage && concerns(j.raw, e.selfID()),
		j.event == eventEdit && concerns(j.raw, e.selfID()) && wasEdited(j.raw):
		e.receiveAbout(ctx, j, laneMessages)
	}
}

// receiveAbout starts to answer what is about one message.
func (e *edge) receiveAbout(ctx context.Context, j job, k kind) {
	if len(j.raw) > maxEvent {
		e.log.Warn("event skipped, it is too large", "event", j.event, "bytes", len(j.raw))
		return
	}
	j.lane = e.lanes[k]
	j.about, j.key = messagePlace(j.raw)
	e.start(ctx, j)
}

// receiveInteraction starts to answer an interaction, if there is time for it.
func (e *edge) receiveInteraction(ctx context.Context, j job) {
	i := new(interaction)
	if !e.decode(j, i) {
		return
	}
	i.large = len(j.raw) > maxEvent
	if err := i.check(); err != nil {
		e.log.Warn("malformed event skipped", "event", j.event, "err", err)
		return
	}
	j.interaction, j.raw = i, nil
	j.at = j.at.Add(-e.ages.of(i.ID, j.at))
	i.due = j.at.Add(e.o.FirstResponse)
	switch i.Type {
	case interactionCommand:
		j.lane = e.lanes[laneCommands]
	case interactionControl:
		j.lane = e.lanes[laneComponents]
	case interactionAutocomplete:
		j.lane, j.about = e.lanes[laneCompletions], i.typing()
	default:
		e.log.Debug("interaction of another kind skipped", "type", i.Type)
		return
	}
	e.start(ctx, j)
}

// receiveBulk starts to answer the deletion of many messages as one job, but for those that
// are being answered.
func (e *edge) receiveBulk(ctx context.Context, j job) {
	j.lane = e.lanes[laneDeletions]
	var d deletion
	if _, err := gateway.Decode(j.raw, &d); err == nil {
		d.IDs = slices.DeleteFunc(d.IDs, func(id string) bool {
			one := j
			one.event, one.raw, one.about = eventDelete, deletion{ID: id, Channel: d.Channel, Guild: d.Guild}.raw(), id
			return e.turns.follow(one)
		})
		j.raw, j.key = d.raw(), d.Channel
	}
	e.start(ctx, j) // whoever answers it says what is wrong with it
}

// start answers a job in a goroutine of its own where its lane has room, and after it what
// became of the same meanwhile. What is about something that is being answered is left to
// whoever answers that.
func (e *edge) start(ctx context.Context, j job) {
	switch {
	case e.late(j) || !e.turns.begin(j):
	case !j.lane.enter(j.key):
		e.turns.next(j)
	default:
		e.busy.Go(func() {
			defer j.lane.leave(j.key)
			for more := true; more; j, more = e.turns.next(j) {
				e.answer(ctx, j)
			}
		})
	}
}

// late drops an interaction whose time is over.
func (e *edge) late(j job) bool {
	if j.interaction == nil || time.Now().Before(j.interaction.due) {
		return false
	}
	j.lane.drop(dropLate)
	return true
}
