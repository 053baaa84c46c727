package discord

import (
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord/backoff"
	"summitbot/bot/discord/gateway"
)

var malformed = []string{
	`null`, `[]`, `"x"`, `{}`, `{"type":2}`, `{"type":"2"}`, `{"id":1,"type":2,"token":"t"}`,
	`{"id":"1","token":"t","application_id":"2","type":2}`,
	`{"id":"1","token":"t","application_id":"2","type":2,"data":null,"member":null,"user":null}`,
	`{"id":"1","token":"t","application_id":"2","type":2,"member":{"user":null,"roles":null},"data":{"options":[{"type":1},{"value":{}}]}}`,
	`{"id":"1","token":"t","application_id":"2","type":4,"data":{"name":"ask","options":[{"name":"q","focused":true}]}}`,
	`{"id":"1","token":"t","application_id":"2","type":5,"data":{"components":[{"type":18,"component":{"type":4}}]}}`,
	`{"id":"1","token":"t","application_id":"2","type":3,"data":{"component_type":99}}`,
	`{"id":"1","token":"t","application_id":"2","type":3,"data":{"custom_id":"a"},"message":null}`,
	`{"id":"1","token":"t","application_id":"2","type":3,"data":{"custom_id":"a","values":[1]},"message":{"id":"9"}}`,
	`{"id":"1","token":"t","application_id":"2","type":3,"data":{"custom_id":"a"},"message":{"id":"9"},"member":{"permissions":"x"}}`,
	`{"id":"1","token":"t","application_id":"2","type":2,"data":{"type":3,"name":"ask","target_id":"9"}}`,
	`{"id":"1","token":"t","application_id":"2","type":2,"data":{"type":3,"name":"ask","target_id":"9","resolved":{"messages":{"9":null}}}}`,
	`{"id":"1","token":"t","application_id":"2","type":2,"data":{"type":3,"name":"ask","target_id":"9","resolved":{"messages":["9"]}}}`,
	`{"id":"6000","channel_id":"5000","content":"<@1000>","author":{"id":"1"},"timestamp":"x","edited_timestamp":"y","type":0}`,
	`{"id":"6000","channel_id":"5000","content":"<@1000>","author":{"id":"1"},"edited_timestamp":7}`,
	`{"ids":["6000",7],"channel_id":"5000"}`,
	`{"id":"6000","channel_id":"5000","content":"<@1000>","author":null}`,
	`{"id":"6000","channel_id":"5000","content":"<@1000>","author":{"id":"1"},"components":[{"type":99}],"type":0}`,
	`{"id":"6000","channel_id":"5000","content":7,"author":{"id":"1000"}}`,
	`{"id":"6000","channel_id":"../../x","content":"hi","author":{"id":"1"},"type":0}`,
}

func TestMalformedEventsAreSurvived(t *testing.T) {
	t.Parallel()
	var s seen
	story(t, []bot.Command{{Name: "ask", Handle: s.handler(bot.Response{Text: "hi"})}}, s.handler(bot.Response{Text: "hi"}), func(f *fake) {
		for _, raw := range malformed {
			for _, event := range []string{eventInteraction, eventMessage, eventEdit, eventDelete, eventDeleteBulk, "GUILD_CREATE", "GUILD_UPDATE", "VOICE_STATE_UPDATE", "X\"\n"} {
				f.emit(strings.TrimSuffix(event, "\"\n"), json.RawMessage(raw))
			}
		}
		f.connections()[0].say(`{"op":0,"s":"x","t":"MESSAGE_CREATE"}`)
		f.connections()[0].say(`{"op":0,"s":null,"t":"MESSAGE_CREATE"}`)
		f.connections()[0].say(`nonsense`)
		synctest.Wait()
		s.requests = nil
		f.emit(eventInteraction, aCommand("ask"))
		synctest.Wait()
		if len(s.requests) != 1 || len(f.connections()) != 1 {
			t.Errorf("%d requests over %d connections afterwards, want 1 over 1", len(s.requests), len(f.connections()))
		}
	})
}

// TestRow12MalformedOptionalField: a field that an answer can do without costs that field,
// and one that says whom a message is for costs the message.
func TestRow12MalformedOptionalField(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		event    string
		data     fields
		answered bool
	}{
		{"locale", eventInteraction, with(aCommand("ask"), fields{"locale": 7}), true},
		{"member's roles", eventInteraction, with(aCommand("ask"), fields{"member": fields{"roles": "x", "user": fields{"id": userID}}}), true},
		{"permissions", eventInteraction, with(aCommand("ask"), fields{"member": fields{"permissions": 8, "user": fields{"id": userID}}}), true},
		{"resolved", eventInteraction, with(aCommand("ask"), fields{"data": fields{"name": "ask", "type": 1, "resolved": "x"}}), true},
		{"message of a command", eventInteraction, with(aCommand("ask"), fields{"message": []int{1}}), true},
		{"token", eventInteraction, with(aCommand("ask"), fields{"token": 7}), false},
		{"timestamp", eventMessage, with(aMessage("<@1000> hi"), fields{"timestamp": 7}), true},
		{"roles", eventMessage, with(aMessage("<@1000> hi"), fields{"member": fields{"roles": fields{}}}), true},
		{"poll", eventMessage, with(aMessage("<@1000> hi"), fields{"poll": "x"}), true},
		{"component", eventMessage, with(aMessage("<@1000> hi"), fields{"components": []fields{{"type": "new"}}}), true},
		{"server", eventMessage, with(aMessage("hi"), fields{"guild_id": 4000, "nonce": selfID}), false},
		{"webhook", eventMessage, with(aMessage("<@1000> hi"), fields{"webhook_id": 88}), false},
		{"author's kind", eventMessage, with(aMessage("<@1000> hi"), fields{"author": fields{"id": "77", "bot": "yes"}}), false},
	}
	for _, tt := range tests {
		var s seen
		story(t, []bot.Command{{Name: "ask", Handle: s.handler(bot.Response{Text: "hi"})}}, s.handler(bot.Response{Text: "hi"}), func(f *fake) {
			f.emit(tt.event, tt.data)
			synctest.Wait()
			if answered := len(f.requests(callbackRoute))+len(f.requests(sayRoute)) == 1; answered != tt.answered {
				t.Errorf("%s: answered %t, want %t\n%s", tt.name, answered, tt.answered, f.logs)
			}
			if !strings.Contains(f.logs.String(), "malformed") && tt.name != "component" {
				t.Errorf("%s: not logged", tt.name)
			}
		})
	}
}

func TestStopFinishesAnswers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		takes time.Duration
		want  int
		stops time.Duration
	}{
		{"what is soon done", 2 * time.Second, 1, 2 * time.Second},
		{"not what takes longer", 9 * time.Second, 0, 3 * time.Second},
	}
	for _, tt := range tests {
		synctest.Test(t, func(t *testing.T) {
			f := newFake(t)
			o := f.options()
			o.Message = func(ctx context.Context, _ bot.Request) bot.Response {
				_ = backoff.Sleep(ctx, tt.takes)
				return bot.Response{Text: "hi"}
			}
			r := f.start(o)
			synctest.Wait()
			f.emit(eventMessage, aMessage("<@1000> hi"))
			synctest.Wait()
			began := time.Now()
			wellEnded(t, r)
			if got := len(f.requests(sayRoute)); got != tt.want {
				t.Errorf("%s: %d replies, want %d", tt.name, got, tt.want)
			}
			if took := time.Since(began); took > tt.stops+time.Second {
				t.Errorf("%s: stopping took %v", tt.name, took)
			}
		})
	}
}

func TestUsersTextIsLoggedAtDebugOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		o := f.options()
		o.Log = slog.New(slog.NewTextHandler(f.logs, nil))
		panics := func(context.Context, bot.Request) bot.Response { panic("odd") }
		o.Message, o.Commands = panics, []bot.Command{{Name: "ask", Handle: panics}}
		f.handle(sayRoute, refuse(400, codeInvalidForm))
		r := f.start(o)
		synctest.Wait()
		f.emit(eventMessage, aMessage("<@1000> private words"))
		f.emit(eventInteraction, aCommand("ask", fields{"name": "q", "type": 3, "value": "private words"}))
		f.emit(eventMessage, with(aMessage("<@1000> private words"), fields{"type": "x"}))
		synctest.Wait()
		wellEnded(t, r)
		if strings.Contains(f.logs.String(), "private") {
			t.Errorf("a user's words are in the log:\n%s", f.logs)
		}
	})
}

func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	h := new(seen).handler(bot.Response{})
	for want, o := range map[string]Options{
		"no token":       {Token: " Bot  "},
		"is not like":    {Token: "x", APIURL: "discord"},
		"is there twice": {Token: "x", Commands: []bot.Command{{Name: "a", Handle: h}, {Name: "a", Handle: h}}},
		"has no handler": {Token: "x", Commands: []bot.Command{{Name: "a", Subcommands: []bot.Command{{Name: "b"}}}}},
	} {
		if err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Run: %v, want %q in it", err, want)
		}
	}
}

// FuzzEvent: no event makes answering panic or send anything that is not JSON.
func FuzzEvent(f *testing.F) {
	kinds := []string{eventMessage, eventInteraction, eventEdit, eventDelete, eventDeleteBulk}
	for _, raw := range malformed {
		for kind := range kinds {
			f.Add(uint8(kind), []byte(raw))
		}
	}
	f.Add(uint8(1), []byte(jsonText(aCommand("ask", fields{"name": "q", "type": 3, "value": "x"}))))
	f.Add(uint8(0), []byte(jsonText(aMessage("<@1000> hi"))))
	f.Fuzz(func(t *testing.T, kind uint8, raw []byte) {
		var l logs
		hi := new(seen).handler(bot.Response{Text: "hi"})
		e, err := newEdge(Options{
			Token: fakeToken, Log: slog.New(slog.NewTextHandler(&l, nil)), Control: hi,
			Message: hi, Commands: []bot.Command{{Name: "ask", Handle: hi}},
			Deleted: func(context.Context, string, string) bool { return true },
		})
		if err != nil {
			t.Fatal(err)
		}
		e.api = clientOf(echoNothing)
		e.know(selfID)
		e.receive(t.Context(), gateway.Event{Name: kinds[int(kind)%len(kinds)], Data: raw})
		e.busy.Wait()
		if strings.Contains(l.String(), "panic") {
			t.Errorf("panic: %s", &l)
		}
	})
}
