package discord

import (
	"strconv"
	"time"
)

// ages tells how old events are when they come, by the time in their ids. That is
// Discord's clock, not this machine's: so an event is as old as it took longer than the
// quickest of the last minutes. A new process asks for no old events, and so the first
// event is a fresh one. Its zero value is ready to use, by one goroutine.
type ages struct {
	start   time.Time     // of this machine's clock, which goes on steadily from there
	turned  time.Time     // when the older quickest was left behind
	least   time.Duration // from the id's time to the arrival, since turned; may be negative
	earlier time.Duration // the same before that
}

const (
	discordEpoch  = 1420070400000 // ms, in Unix time
	agesPeriod    = 10 * time.Minute
	plausibleSkew = 24 * time.Hour // between the clocks
)

// of returns the age of what has the id and comes now: nothing where the id tells no time.
func (a *ages) of(id string, now time.Time) time.Duration {
	made, ok := snowflakeTime(id)
	if a.start.IsZero() {
		a.start = now
	}
	took := a.start.Add(now.Sub(a.start)).Sub(made)
	if !ok || took.Abs() > plausibleSkew {
		return 0
	}
	if a.turned.IsZero() {
		a.turned, a.least, a.earlier = now, took, took
	}
	if now.Sub(a.turned) > agesPeriod {
		a.turned, a.earlier, a.least = now, a.least, took
	}
	a.least = min(a.least, took)
	return took - min(a.least, a.earlier)
}

// snowflakeTime returns when an id was made, to the millisecond.
func snowflakeTime(id string) (time.Time, bool) {
	n, err := strconv.ParseInt(id, 10, 64)
	return time.UnixMilli(n>>22 + discordEpoch), err == nil && n > 0
}
