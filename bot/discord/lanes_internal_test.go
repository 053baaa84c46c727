package discord

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
)

// aSnowflake is an id made at a time, with a number of its own.
func aSnowflake(at time.Time, n int) string {
	return fmt.Sprint((at.UnixMilli()-discordEpoch)<<22 | int64(n))
}

// inDiscordsTime waits until ids can tell the time: a bubble begins before Discord did.
func inDiscordsTime() { time.Sleep(27 * 365 * 24 * time.Hour) }

// Row 8: after a resume, commands come that are dead or nearly so. The dead are dropped, and
// the freshest is answered first, whatever this machine's clock says.
func TestRow8DeadlinesStartWithTheInteraction(t *testing.T) {
	t.Parallel()
	for name, ahead := range map[string]time.Duration{"clock right": 0, "clock behind": -7 * time.Minute, "clock ahead": 7 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			inDiscordsTime()
			f := newFake(t)
			o := f.options()
			var due []time.Duration
			o.Commands = []bot.Command{{Name: "ask", Handle: func(ctx context.Context, _ bot.Request) bot.Response {
				until, _ := ctx.Deadline()
				due = append(due, time.Until(until))
				return bot.Response{Text: "hi"}
			}}}
			f.start(o)
			synctest.Wait()
			ask := func(old time.Duration) {
				id := aSnowflake(time.Now().Add(-ahead-old), len(due))
				f.emit(eventInteraction, with(aCommand("ask"), fields{"id": id}))
				synctest.Wait()
			}
			for _, old := range []time.Duration{0, 1500 * time.Millisecond, 2600 * time.Millisecond, 20 * time.Second, 0} {
				ask(old)
			}
			if got := fmt.Sprint(due); got != "[2s 500ms 2s]" {
				t.Errorf("%s: time for the answers %s, want [2s 500ms 2s]: the dead get none", name, got)
			}
		})
	}
}

func TestRow8FreshestFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		inDiscordsTime()
		f := newFake(t)
		o := f.options()
		var mu sync.Mutex
		var order []string
		o.Commands = []bot.Command{{Name: "ask", Handle: func(_ context.Context, r bot.Request) bot.Response {
			mu.Lock()
			order = append(order, r.Options["n"])
			mu.Unlock()
			if n := r.Options["n"]; len(n) == 1 && n != "0" {
				time.Sleep(1900 * time.Millisecond)
			}
			time.Sleep(100 * time.Millisecond)
			return bot.Response{Text: "hi"}
		}}}
		f.start(o)
		synctest.Wait()
		emit := func(n int, old time.Duration) {
			f.emit(eventInteraction, with(aCommand("ask", fields{"name": "n", "type": 3, "value": fmt.Sprint(n)}), fields{"id": aSnowflake(time.Now().Add(-old), n)}))
		}
		for n := range 4 { // as many as run at a time
			emit(n, 0)
		}
		synctest.Wait()
		emit(100, 900*time.Millisecond)
		emit(101, 100*time.Millisecond)
		emit(102, 500*time.Millisecond)
		time.Sleep(time.Minute)
		mu.Lock()
		defer mu.Unlock()
		if got := strings.Join(order[4:], " "); got != "101 102 100" {
			t.Errorf("order %s, want the freshest first: 101 102 100", got)
		}
	})
}

// Handlers of one command that take long hold up no other command.
func TestRow1ACommandHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		o := f.options()
		slow := func(ctx context.Context, _ bot.Request) bot.Response { <-ctx.Done(); return bot.Response{} }
		o.Commands = []bot.Command{{Name: "ask", Handle: slow}, {Name: "help", Handle: new(seen).handler(bot.Response{Text: "hi"})}}
		f.start(o)
		synctest.Wait()
		for n := range 500 {
			f.emit(eventInteraction, with(aCommand("ask"), fields{"id": fmt.Sprint(8000 + n)}))
		}
		f.emit(eventInteraction, aCommand("help"))
		synctest.Wait()
		f.one("POST /interactions/")
		time.Sleep(time.Minute)
	})
}

// A flood of mentions, in one channel or in many, stays within the bounds of its lane, and
// what doesn't fit is counted.
func TestRow1FloodIsBounded(t *testing.T) { //nolint:paralleltest // counts goroutines
	for name, tt := range map[string]struct{ channels, most int }{
		"one channel": {1, 32}, "many channels": {20_000, 2 * 512},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := newFake(t)
			o := f.options()
			o.Log = slog.New(slog.NewTextHandler(f.logs, nil))
			o.Message = func(ctx context.Context, _ bot.Request) bot.Response { <-ctx.Done(); return bot.Response{} }
			o.Commands = []bot.Command{{Name: "ask", Handle: new(seen).handler(bot.Response{Text: "hi"})}}
			r := f.start(o)
			synctest.Wait()
			before := runtime.NumGoroutine()
			for n := range 20_000 {
				f.emit(eventMessage, with(aMessage("<@1000> hi"), fields{"id": fmt.Sprint(100_000 + n), "channel_id": fmt.Sprint(n % tt.channels)}))
			}
			f.emit(eventInteraction, aCommand("ask"))
			synctest.Wait()
			if grown := runtime.NumGoroutine() - before; grown > tt.most {
				t.Errorf("%s: 20,000 mentions grew %d goroutines, want at most %d", name, grown, tt.most)
			}
			f.one(callbackRoute)
			time.Sleep(time.Minute)
			wellEnded(t, r)
			if n := strings.Count(f.logs.String(), "events dropped"); n != 1 || !strings.Contains(f.logs.String(), "events were dropped") {
				t.Errorf("%s: %d lines for one burst, want 1 and a sum at the end:\n%s", name, n, f.logs)
			}
		})
	}
}
