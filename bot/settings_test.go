package bot_test

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"summitbot/bot"
)

// manager may manage the home server.
var manager = bot.Request{User: keeper, Guild: home, Manager: true}

// A manager opens the panel, names a channel, and switches everything on and off again.
func TestAManagerSetsTheServer(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	panel := checked(t, run(t, s.Bot, "settings", manager))
	if !panel.Ephemeral || panel.Update || !strings.Contains(panel.Embeds[0].Description, "in every channel") {
		t.Fatalf("got %+v", panel)
	}
	if menu := menuOf(t, panel); !menu.Channels || menu.Min != 0 || menu.Max != 25 || len(menu.Chosen) != 0 {
		t.Fatalf("menu %+v", menu)
	}
	panel = pick(t, s.Bot, panel, manager, "501", "502")
	if got := menuOf(t, panel).Chosen; !panel.Update || !reflect.DeepEqual(got, []string{"501", "502"}) || !strings.Contains(panel.Embeds[0].Description, "only in <#501>, <#502>.") {
		t.Fatalf("got %+v", panel)
	}
	for _, label := range []string{"Thread", "Private by default", "Delete the answer with its question"} {
		panel = press(t, s.Bot, panel, label+": off", manager)
	}
	want := bot.ServerSettings{Channels: []string{"501", "502"}, Thread: true, Private: true, DeleteWithQuestion: true}
	if got := s.memory.kept[home]; !reflect.DeepEqual(got, want) {
		t.Fatalf("kept %+v, want %+v", got, want)
	}
	panel = press(t, s.Bot, panel, "Thread: on", manager)
	panel = pick(t, s.Bot, panel, manager)
	if got := s.memory.kept[home]; got.Thread || len(got.Channels) != 0 || !got.Private {
		t.Errorf("kept %+v", got)
	}
	if len(menuOf(t, panel).Chosen) != 0 {
		t.Errorf("got %+v", panel)
	}
}

func TestSettingsAreForManagersOfServers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		who  bot.Request
		want string
	}{
		{"a member", bot.Request{User: stranger, Guild: home}, "may manage the server"},
		{"a manager in a direct message", bot.Request{User: keeper, Manager: true}, "belong to a server"},
		{"the bot's owner", bot.Request{User: stranger, Guild: home, Owner: true}, ""},
	}
	for _, tt := range tests {
		s := newStage(t, nil)
		panel := run(t, s.Bot, "settings", manager)
		for _, got := range []bot.Response{run(t, s.Bot, "settings", tt.who), press(t, s.Bot, panel, "Thread: off", tt.who)} {
			if !got.Ephemeral || !strings.Contains(got.Text, tt.want) || (tt.want == "") != (len(got.Embeds) == 1) {
				t.Errorf("%s: got %+v, want %q", tt.name, got, tt.want)
			}
		}
		if s.memory.kept[home].Thread != (tt.want == "") {
			t.Errorf("%s: kept %+v", tt.name, s.memory.kept)
		}
	}
	without := newStage(t, func(o *bot.Options) { o.Settings = nil })
	if got := run(t, without.Bot, "settings", manager); !strings.Contains(got.Text, "keeps no settings") {
		t.Errorf("without a store: %+v", got)
	}
}

func TestAStoreThatFailsIsToldKindly(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	panel := run(t, s.Bot, "settings", manager)
	s.memory.down = true
	for _, got := range []bot.Response{run(t, s.Bot, "settings", manager), press(t, s.Bot, panel, "Thread: off", manager)} {
		if !got.Ephemeral || got.Update || !strings.Contains(got.Text, "try again") || strings.Contains(got.Text, "disk") {
			t.Errorf("got %+v", got)
		}
	}
	if !strings.Contains(s.log.String(), "the disk is full") {
		t.Errorf("log %q", s.log)
	}
}

func TestAnswersDoNotWaitForTheStore(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.memory.down = true
	mention := bot.Request{Guild: home, Text: "when was the first summit"}
	for range 5 {
		if got := s.Message(t.Context(), mention); len(got.Embeds) != 1 || got.Thread {
			t.Fatalf("got %+v", got)
		}
	}
	if s.memory.reads != 1 {
		t.Errorf("a store that fails was read %d times", s.memory.reads)
	}
	s.memory.down = false
	s.memory.kept = map[string]bot.ServerSettings{home: {Thread: true}}
	s.clock.pass(time.Minute)
	for range 5 {
		if got := s.Message(t.Context(), mention); !got.Thread {
			t.Fatalf("the store is back, but: %+v", got)
		}
	}
	if s.memory.reads != 2 {
		t.Errorf("settings were read %d times, want once more", s.memory.reads)
	}
	for i := range 3000 {
		s.Message(t.Context(), bot.Request{Guild: fmt.Sprint("g", i), Text: "thanks"})
	}
	if got := s.Message(t.Context(), mention); !got.Thread {
		t.Error("after many other servers this one is forgotten, and not read anew")
	}
}

// Who may see an answer: as the asker says, else as the server's managers do.
func TestPrivateAsAskedOrAsSet(t *testing.T) {
	t.Parallel()
	tests := []struct {
		set   bool
		asked string
		want  bool
	}{
		{false, "", false},
		{false, "true", true},
		{false, "false", false},
		{true, "", true},
		{true, "true", true},
		{true, "false", false},
	}
	for _, tt := range tests {
		s := newStage(t, nil)
		s.memory.kept = map[string]bot.ServerSettings{home: {Private: tt.set}}
		for path, options := range map[string]map[string]string{
			"ask": {"question": "when was the first summit"}, "quote": {"place": "6.4"}, "timeline": {},
		} {
			if tt.asked != "" {
				options["private"] = tt.asked
			}
			if got := run(t, s.Bot, path, bot.Request{Guild: home, Options: options}); got.Ephemeral != tt.want {
				t.Errorf("/%s private:%s where %v is set: private is %v", path, tt.asked, tt.set, got.Ephemeral)
			}
		}
	}
}

func TestAnswersGoWithTheirQuestionsAsSet(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.memory.kept = map[string]bot.ServerSettings{home: {DeleteWithQuestion: true}}
	if !s.DeletesAnswers(t.Context(), home, "5") || s.DeletesAnswers(t.Context(), "other", "5") || s.DeletesAnswers(t.Context(), "", "5") {
		t.Error("an answer goes with its question where a server's managers said so, and only there")
	}
	without := newStage(t, func(o *bot.Options) { o.Settings = nil })
	if without.DeletesAnswers(t.Context(), home, "5") {
		t.Error("without a store answers stay")
	}
}

// Row 5: managers of 20 servers press at the same time, each one all three buttons.
func TestSettingsLost(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	var all sync.WaitGroup
	for i := range 20 {
		for _, what := range []string{"thread", "private", "delete"} {
			all.Go(func() {
				r := bot.Request{User: keeper, Guild: fmt.Sprint(i), Manager: true, Control: "1|set|" + what + "|on"}
				if got := s.Control(t.Context(), r).Settled(t.Context()); !got.Update {
					t.Errorf("got %+v", got)
				}
			})
		}
	}
	all.Wait()
	want := bot.ServerSettings{Thread: true, Private: true, DeleteWithQuestion: true}
	for i := range 20 {
		if got := s.memory.kept[fmt.Sprint(i)]; !reflect.DeepEqual(got, want) {
			t.Errorf("server %d: kept %+v, want %+v", i, got, want)
		}
	}
}

// Row 5: what another process sets is seen within five seconds; what this one sets, at once.
func TestSettingsOfAnotherProcessAreSeen(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	threaded := func() bool { return s.Message(t.Context(), bot.Request{Guild: home, Text: cash}).Thread }
	press := func(to string) { s.Control(t.Context(), with(manager, "1|set|thread|"+to)).Settled(t.Context()) }
	if threaded() {
		t.Fatal("nobody wants a thread yet")
	}
	s.memory.kept = map[string]bot.ServerSettings{home: {Thread: true}} // by somebody else
	s.clock.pass(5 * time.Second)
	if !threaded() {
		t.Error("after 5 s the change of another process is not seen")
	}
	if press("off"); threaded() {
		t.Error("this process's own change is not seen at once")
	}
	s.memory.down = true
	if press("on"); threaded() {
		t.Error("a change that failed is seen")
	}
}

// While the store is down, what held last holds.
func TestSettingsHoldWhileTheStoreIsDown(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.memory.kept = map[string]bot.ServerSettings{home: {Private: true}}
	for range 3 {
		if got := run(t, s.Bot, "ask", bot.Request{Guild: home, Options: map[string]string{"question": cash}}); !got.Ephemeral {
			t.Fatal("an answer is for all to see in a server that wants them private")
		}
		s.memory.down = true
		s.clock.pass(time.Minute)
	}
}

// with is a request that uses a control.
func with(r bot.Request, control string) bot.Request {
	r.Control = control
	return r
}
