package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord/backoff"
)

const callbackRoute = "POST /interactions/7000/interaction-secret/callback"

// seen keeps the requests that handlers got.
type seen struct{ requests []bot.Request }

func (s *seen) handler(answer bot.Response) bot.Handler {
	return func(_ context.Context, r bot.Request) bot.Response {
		s.requests = append(s.requests, r)
		return answer
	}
}

// story runs a bot against a fake and ends it well.
func story(t *testing.T, commands []bot.Command, message bot.Handler, tell func(f *fake)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		o := f.options()
		o.Commands, o.Message = commands, message
		r := f.start(o)
		synctest.Wait()
		tell(f)
		if err := r.stop(); err != nil {
			t.Errorf("Run: %v, want nil", err)
		}
		if strings.Contains(f.logs.String(), fakeToken) || strings.Contains(f.logs.String(), "interaction-secret") {
			t.Errorf("a secret is in the log:\n%s", f.logs)
		}
	})
}

func TestCommandIsAnswered(t *testing.T) {
	t.Parallel()
	var s seen
	ask := bot.Command{Name: "ask", Handle: s.handler(bot.Response{Text: "8849 m @everyone", Ephemeral: true, Embeds: []bot.Embed{{
		Title: "Everest", Description: "high", Footer: "a source", Color: 0xff, Fields: []bot.Field{{Name: "n", Value: "v"}},
	}}})}
	story(t, []bot.Command{ask}, nil, func(f *fake) {
		f.emit(eventInteraction, aCommand("ask", fields{"name": "question", "type": 3, "value": "how high?"}))
		synctest.Wait()
		want := `map[data:map[allowed_mentions:map[parse:[] replied_user:false] content:8849 m @everyone ` +
			`embeds:[map[color:255 description:high fields:[map[name:n value:v]] footer:map[text:a source] title:Everest]] flags:64] type:4]`
		if got := fmt.Sprint(f.one(callbackRoute)); got != want {
			t.Errorf("callback\n got %s\nwant %s", got, want)
		}
	})
	want := []bot.Request{{
		ID: "7000", Command: "ask", Options: map[string]string{"question": "how high?"}, User: userID,
		Roles: []string{"81", "82"}, Guild: guildID, Channel: channelID, Locale: "de",
	}}
	if !reflect.DeepEqual(s.requests, want) {
		t.Errorf("request\n got %+v\nwant %+v", s.requests, want)
	}
}

func TestInteractionBecomesRequest(t *testing.T) {
	t.Parallel()
	sub := fields{"name": "reload", "type": 1, "options": []fields{{"name": "deep", "type": 5, "value": true}}}
	group := fields{"name": "facts", "type": 2, "options": []fields{sub}}
	dm := with(aCommand("ask"), fields{"member": nil, "guild_id": nil, "user": fields{"id": ownerID}})
	tests := []struct {
		name string
		in   fields
		want bot.Request
	}{
		{"subcommand", aCommand("admin", sub), bot.Request{Command: "admin reload", Options: map[string]string{"deep": "true"}, User: userID}},
		{"group", aCommand("admin", group), bot.Request{Command: "admin facts reload", Options: map[string]string{"deep": "true"}, User: userID}},
		{
			"focused option", aCommand("ask", fields{"name": "q", "type": 3, "value": "eve", "focused": true}),
			bot.Request{Command: "ask", Options: map[string]string{"q": "eve"}, Text: "eve", User: userID},
		},
		{
			"number as it is typed", aCommand("ask", fields{"name": "n", "type": 4, "value": "12x", "focused": true}),
			bot.Request{Command: "ask", Options: map[string]string{"n": "12x"}, Text: "12x", User: userID},
		},
		{"direct message", dm, bot.Request{Command: "ask", Options: map[string]string{}, User: ownerID}},
	}
	for _, tt := range tests {
		i := new(interaction)
		if err := json.Unmarshal([]byte(jsonText(tt.in)), i); err != nil || i.check() != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		got := i.request(selfID)
		got.ID, got.Guild, got.Channel, got.Locale, got.Roles = "", "", "", "", nil
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s\n got %+v\nwant %+v", tt.name, got, tt.want)
		}
	}
}

func TestOwnerIsKnown(t *testing.T) {
	t.Parallel()
	var s seen
	story(t, []bot.Command{{Name: "ask", Handle: s.handler(bot.Response{Text: "yes"})}}, nil, func(f *fake) {
		f.emit(eventInteraction, with(aCommand("ask"), fields{"member": fields{"user": fields{"id": ownerID}}}))
		synctest.Wait()
	})
	if len(s.requests) != 1 || !s.requests[0].Owner {
		t.Errorf("requests %+v, want one by the owner", s.requests)
	}
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	complete := func(_ context.Context, r bot.Request) (cs []bot.Choice) {
		cs = []bot.Choice{{Name: "", Value: "x"}, {Name: "x", Value: strings.Repeat("v", 101)}, {Name: strings.Repeat("ä", 120), Value: r.Text}}
		for n := range 30 {
			cs = append(cs, bot.Choice{Name: fmt.Sprint(n), Value: fmt.Sprint(n)})
		}
		return cs
	}
	ask := bot.Command{Name: "ask", Complete: complete, Handle: new(seen).handler(bot.Response{})}
	story(t, []bot.Command{ask}, nil, func(f *fake) {
		f.emit(eventInteraction, with(aCommand("ask", fields{"name": "q", "type": 3, "value": "eve", "focused": true}), fields{"type": 4}))
		synctest.Wait()
		body := f.one(callbackRoute)
		cs := body["data"].(fields)["choices"].([]any)
		first := cs[0].(fields)
		if body["type"] != 8.0 || len(cs) != 25 || first["name"] != strings.Repeat("ä", 100) || first["value"] != "eve" {
			t.Errorf("type %v, %d choices, first %v; want type 8, 25 choices, the first cut to 100", body["type"], len(cs), first)
		}
	})
}

func TestCompletionOfNothing(t *testing.T) {
	t.Parallel()
	panics := func(context.Context, bot.Request) []bot.Choice { panic("no") }
	for name, c := range map[string]bot.Completer{"no completer": nil, "panic": panics} {
		story(t, []bot.Command{{Name: "ask", Complete: c, Handle: new(seen).handler(bot.Response{})}}, nil, func(f *fake) {
			f.emit(eventInteraction, with(aCommand("ask"), fields{"type": 4}))
			synctest.Wait()
			if got := fmt.Sprint(f.one(callbackRoute)); got != "map[data:map[choices:[]] type:8]" {
				t.Errorf("%s: callback %s, want no choices", name, got)
			}
		})
	}
}

func TestSlowCommand(t *testing.T) {
	t.Parallel()
	const edit = "PATCH /webhooks/2000/interaction-secret/messages/@original"
	tests := []struct {
		name   string
		takes  time.Duration
		answer bot.Response
		want   []string // routes and bodies
	}{
		{
			"answered soon is sent directly", time.Second,
			bot.Response{Text: "done"},
			[]string{callbackRoute + ` {"type":4,"data":{"content":"done","embeds":[],"allowed_mentions":{"parse":[],"replied_user":false}}}`},
		},
		{
			"answered late is deferred and edited", 20 * time.Second,
			bot.Response{Text: "done"},
			[]string{callbackRoute + ` {"type":5,"data":{"flags":64}}`, edit + ` {"content":"done","embeds":[],"allowed_mentions":{"parse":[],"replied_user":false}}`},
		},
		{
			"silent late is retracted", 20 * time.Second,
			bot.Response{},
			[]string{callbackRoute + ` {"type":5,"data":{"flags":64}}`, strings.Replace(edit, "PATCH", "DELETE", 1) + ` `},
		},
	}
	for _, tt := range tests {
		handle := func(ctx context.Context, _ bot.Request) bot.Response {
			if backoff.Sleep(ctx, tt.takes) != nil {
				return bot.Response{Text: "cancelled"}
			}
			return tt.answer
		}
		story(t, []bot.Command{{Name: "reload", Slow: true, Ephemeral: true, Handle: handle}}, nil, func(f *fake) {
			f.emit(eventInteraction, aCommand("reload"))
			time.Sleep(tt.takes + time.Second)
			synctest.Wait()
			var got []string
			for _, a := range append(f.requests("POST /interactions"), append(f.requests("PATCH"), f.requests("DELETE")...)...) {
				got = append(got, a.route+" "+a.body)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%s\n got %q\nwant %q", tt.name, got, tt.want)
			}
		})
	}
}

func TestHandlerPanicIsOneKindReply(t *testing.T) {
	t.Parallel()
	panics := func(context.Context, bot.Request) bot.Response { panic("odd") }
	story(t, []bot.Command{{Name: "ask", Handle: panics}, {Name: "slow", Slow: true, Handle: panics}}, panics, func(f *fake) {
		f.emit(eventInteraction, aCommand("ask"))
		synctest.Wait()
		f.emit(eventInteraction, aCommand("slow"))
		synctest.Wait()
		f.emit(eventMessage, aMessage("<@1000> hi"))
		synctest.Wait()
		replies := append(f.requests("POST /interactions"), f.requests("POST /channels")...)
		for _, a := range replies {
			if !strings.Contains(a.body, apology) {
				t.Errorf("%s: %s, want the apology", a.route, a.body)
			}
		}
		if len(replies) != 3 || strings.Count(f.logs.String(), "panic in a handler") != 3 {
			t.Errorf("%d replies, want 3 and as many log lines:\n%s", len(replies), f.logs)
		}
	})
}

func TestUnknownAndSilentCommands(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"gone": unknown, "silent": nothing} {
		story(t, []bot.Command{{Name: "silent", Handle: new(seen).handler(bot.Response{})}}, nil, func(f *fake) {
			f.emit(eventInteraction, aCommand(name))
			synctest.Wait()
			data := f.one(callbackRoute)["data"].(fields)
			if data["content"] != want || data["flags"] != 64.0 {
				t.Errorf("/%s: %v, want %q for the asker alone", name, data, want)
			}
		})
	}
}

func TestHarmlessRefusals(t *testing.T) {
	t.Parallel()
	for refused, level := range map[int]string{codeUnknownInteraction: "INFO", codeAlreadyAnswered: "DEBUG", codeInvalidForm: "ERROR"} {
		story(t, []bot.Command{{Name: "ask", Handle: new(seen).handler(bot.Response{Text: "hi"})}}, nil, func(f *fake) {
			f.handle(callbackRoute, refuse(400, refused))
			f.emit(eventInteraction, aCommand("ask"))
			time.Sleep(time.Minute)
			f.one(callbackRoute)
			if want := "level=" + level + ` msg="not sent"`; strings.Count(f.logs.String(), want) != 1 {
				t.Errorf("code %d: no single line %s:\n%s", refused, want, f.logs)
			}
		})
	}
}

// Row 10: a first response is repeated while there is time for it, where that may help.
func TestRow10CallbackIsRepeated(t *testing.T) {
	t.Parallel()
	for status, want := range map[int][2]int{500: {12, 20}, 502: {12, 20}, 429: {2, 3}, 400: {1, 1}, 404: {1, 1}} {
		story(t, []bot.Command{{Name: "ask", Handle: new(seen).handler(bot.Response{Text: "hi"})}}, nil, func(f *fake) {
			f.handle(callbackRoute, refuse(status, 0))
			f.emit(eventInteraction, aCommand("ask"))
			time.Sleep(time.Minute)
			if got := len(f.requests(callbackRoute)); got < want[0] || got > want[1] {
				t.Errorf("status %d: %d requests, want %d to %d", status, got, want[0], want[1])
			}
		})
	}
}
