package discord

import (
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
)

const (
	globalRoute = "/applications/2000/commands"
	homeRoute   = "/applications/2000/guilds/4000/commands"
)

func sampleCommands() []bot.Command {
	h := new(seen).handler(bot.Response{})
	return []bot.Command{
		{Name: "ask", Description: "Ask.", Handle: h, Options: []bot.Option{{Name: "q", Description: "What?", Required: true, Autocomplete: true, MaxLength: 300}}},
		{Name: "admin", Description: "Look after it.", Admin: true, Subcommands: []bot.Command{{Name: "reload", Description: "Reload.", Handle: h, Slow: true}}},
	}
}

const (
	wireAsk        = `{"type":1,"name":"ask","description":"Ask.","options":[{"type":3,"name":"q","description":"What?","required":true,"autocomplete":true,"max_length":300}],"default_member_permissions":null,"integration_types":[0],"contexts":[0,1]}`
	wireAdmin      = `{"type":1,"name":"admin","description":"Look after it.","options":[{"type":1,"name":"reload","description":"Reload."}],"default_member_permissions":"0"}`
	wireAdminAlone = `{"type":1,"name":"admin","description":"Look after it.","options":[{"type":1,"name":"reload","description":"Reload."}],"default_member_permissions":"0","integration_types":[0],"contexts":[0]}`
)

// registered runs a bot for some time and returns what it put where.
func registered(t *testing.T, home string, prepare func(f *fake), lasts time.Duration) (puts []string, log string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		prepare(f)
		o := f.options()
		o.Commands, o.Home = sampleCommands(), home
		r := f.start(o)
		time.Sleep(lasts)
		synctest.Wait()
		for _, a := range f.requests("PUT") {
			puts = append(puts, strings.TrimPrefix(a.route, "PUT ")+" "+a.body)
		}
		log = f.logs.String()
		wellEnded(t, r)
	})
	return puts, log
}

func TestRegistration(t *testing.T) {
	t.Parallel()
	got, _ := registered(t, "", func(*fake) {}, time.Second)
	if want := []string{globalRoute + " [" + wireAsk + "," + wireAdminAlone + "]"}; !reflect.DeepEqual(got, want) {
		t.Errorf("without a home\n got %q\nwant %q", got, want)
	}
	got, _ = registered(t, guildID, func(*fake) {}, time.Second)
	want := map[string]bool{globalRoute + " [" + wireAsk + "]": true, homeRoute + " [" + wireAdmin + "]": true}
	if len(got) != 2 || !want[got[0]] || !want[got[1]] {
		t.Errorf("with a home\n got %q\nwant %v", got, want)
	}
}

func TestEqualCommandsAreNotWritten(t *testing.T) {
	t.Parallel()
	decorated := strings.NewReplacer(
		`{"type":1,"name":"ask"`, `{"id":"1","version":"2","nsfw":false,"dm_permission":true,"name_localizations":null,"type":1,"name":"ask"`,
		`"contexts":[0,1]`, `"contexts":[1,0]`).Replace("[" + wireAdminAlone + "," + wireAsk + "]")
	prepare := func(f *fake) {
		f.handle("GET "+globalRoute, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(decorated)) })
	}
	if got, _ := registered(t, "", prepare, time.Second); len(got) != 0 {
		t.Errorf("wrote %q over the same", got)
	}
}

func TestAnyDifferenceIsWritten(t *testing.T) {
	t.Parallel()
	same := scopes(appID, "", sampleCommands())[0].commands
	for name, change := range map[string]func(c *wireCommand){
		"description": func(c *wireCommand) { c.Description = "x" },
		"option":      func(c *wireCommand) { c.Options = nil },
		"contexts":    func(c *wireCommand) { c.Contexts = []int{0} },
		"permissions": func(c *wireCommand) { p := "8"; c.Permissions = &p },
		"name":        func(c *wireCommand) { c.Name = "zzz" },
	} {
		there := scopes(appID, "", sampleCommands())[0].commands
		change(&there[0])
		if sameCommands(there, same) || !sameCommands(same, same) {
			t.Errorf("%s: a difference goes unseen", name)
		}
	}
}

func TestFailedRegistrationIsToldAndTriedAgain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		status int
		code   int
		tries  bool
		advice string
	}{
		{"not in the home server", 403, codeMissingAccess, true, "invite the bot"},
		{"no such server", 404, 10004, true, "correct the home server"},
		{"invalid", 400, codeInvalidForm, false, "a bug of this bot"},
		{"down", 503, 0, true, "by itself"},
	}
	for _, tt := range tests {
		var f *fake
		_, log := registered(t, guildID, func(made *fake) {
			f = made
			f.handle("PUT "+homeRoute, refuse(tt.status, tt.code))
		}, 10*time.Minute)
		if n := len(f.requests("PUT " + homeRoute)); (n > 1) != tt.tries || n > 40 || !strings.Contains(log, tt.advice) {
			t.Errorf("%s: tried %d times, want again %t and the advice %q:\n%s", tt.name, n, tt.tries, tt.advice, log)
		}
	}
}

func TestOwners(t *testing.T) {
	t.Parallel()
	member := func(id string, state int) fields {
		return fields{"membership_state": state, "user": fields{"id": id}}
	}
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		tries := 0
		f.handle("GET /oauth2/applications/@me", func(w http.ResponseWriter, _ *http.Request) {
			if tries++; tries < 4 {
				answer(w, 503, nil)
				return
			}
			answer(w, 200, fields{
				"id": appID, "owner": fields{"id": "team"}, "interactions_endpoint_url": "https://elsewhere.test",
				"team": fields{"members": []fields{member("1", 2), member("2", 1), {"membership_state": 2}}},
			})
		})
		e, err := newEdge(f.options())
		if err != nil {
			t.Fatal(err)
		}
		if e.app.owns("1") {
			t.Error("an owner is known before Discord said so")
		}
		if id := e.app.learn(t.Context(), e.api, time.Second, e.log); id != appID {
			t.Errorf("application %q, want %s", id, appID)
		}
		for id, want := range map[string]bool{"1": true, "2": false, "team": false, "": false} {
			if got := e.app.owns(id); got != want {
				t.Errorf("owns(%q) = %t, want %t", id, got, want)
			}
		}
		if !strings.Contains(f.logs.String(), "remove the interactions endpoint URL") {
			t.Errorf("no warning of the endpoint:\n%s", f.logs)
		}
		for _, n := range e.nets {
			n.CloseIdleConnections()
		}
	})
}
