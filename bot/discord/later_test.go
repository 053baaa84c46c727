package discord

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
)

// aPress is the use of a control on a message.
func aPress(id, control string) fields {
	return with(aCommand(""), fields{
		"id": id, "type": 3, "message": fields{"id": "6000"}, "data": fields{"custom_id": control},
	})
}

// Row 3: votes that wait for a locked store hold up no command, and each
// voter hears of it in time.
func TestVotesThatWaitForTheDiskHoldUpNothingElse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		var ids atomic.Int64
		o := f.options()
		o.Commands = []bot.Command{{Name: "ask", Description: "Ask", Handle: new(seen).handler(bot.Response{Text: "8849 m"})}}
		o.Control = func(_ context.Context, r bot.Request) bot.Response {
			return bot.Response{Later: func(ctx context.Context) bot.Response {
				<-ctx.Done()
				if r.ID != "" {
					ids.Add(1)
				}
				return bot.Response{Text: "not saved", Ephemeral: true}
			}}
		}
		f.start(o)
		synctest.Wait()
		for i := range 40 {
			f.emit(eventInteraction, aPress(fmt.Sprint(8000+i), "vote"))
		}
		f.emit(eventInteraction, aCommand("ask"))
		began := time.Now()
		synctest.Wait()
		if got := f.requests(callbackRoute); len(got) != 1 || got[0].at.Sub(began) > 0 {
			t.Fatalf("the command behind 40 votes got %d responses, want one at once", len(got))
		}
		time.Sleep(3 * time.Second)
		told := 0
		for _, a := range f.requests("POST /interactions/80") {
			if strings.Contains(a.body, "not saved") && a.at.Sub(began) < 2500*time.Millisecond {
				told++
			}
		}
		if told != 40 || ids.Load() != 40 {
			t.Errorf("%d of 40 voters heard of it in time, %d votes had the id of their interaction", told, ids.Load())
		}
	})
}

// A panic in what comes later ends with an apology, as in any handler.
func TestAPanicThatComesLater(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		o := f.options()
		o.Control = func(context.Context, bot.Request) bot.Response {
			return bot.Response{Later: func(context.Context) bot.Response { panic("the store") }}
		}
		f.start(o)
		synctest.Wait()
		f.emit(eventInteraction, aPress("7000", "vote"))
		synctest.Wait()
		if got := f.requests(callbackRoute); len(got) != 1 || !strings.Contains(got[0].body, apology) {
			t.Errorf("got %+v, want an apology", got)
		}
	})
}
