package bot_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/bot"
)

func TestEveryCommandIsInOrder(t *testing.T) {
	t.Parallel()
	anywhere := map[string]bool{}
	for _, c := range newStage(t, nil).Commands() {
		anywhere[c.Name] = c.Anywhere
		if (c.Description == "") != c.OnMessage || len(c.Description) > 100 {
			t.Errorf("%s is described as %q", c.Name, c.Description)
		}
		for _, o := range c.Options {
			if o.Description == "" || len(o.Description) > 100 || o.Autocomplete != (c.Complete != nil) && !o.YesNo {
				t.Errorf("%s: option %+v", c.Name, o)
			}
		}
	}
	for _, name := range []string{"ask", "Ask the document", "topics", "timeline", "quote", "source", "help", "about"} {
		if !anywhere[name] {
			t.Errorf("%s is not there for those who installed the app for themselves", name)
		}
	}
	if anywhere["settings"] || anywhere["admin"] {
		t.Error("settings and admin belong to servers")
	}
}

func TestHelpNamesWhatTheAskerCanUse(t *testing.T) {
	t.Parallel()
	b := newStage(t, func(o *bot.Options) { o.Admins = bot.Admins{Users: []string{keeper}} }).Bot
	tests := []struct {
		who      bot.Request
		settings bool
		admin    bool
	}{
		{bot.Request{User: stranger, Guild: home}, false, false},
		{bot.Request{User: stranger, Guild: home, Manager: true}, true, false},
		{bot.Request{User: keeper, Guild: home}, true, true},
		{bot.Request{User: keeper}, false, true},
	}
	for _, tt := range tests {
		got := checked(t, run(t, b, "help", tt.who))
		text := got.Embeds[0].Description
		for _, line := range []string{"**/ask** — ", "**Ask the document** — ", "**/topics** — ", "**/timeline** — ", "**/quote** — ", "**/source** — ", "**/about** — "} {
			if !strings.Contains(text, line) {
				t.Errorf("%+v: %q is not in %q", tt.who, line, text)
			}
		}
		if strings.Contains(text, "/settings") != tt.settings || strings.Contains(text, "/admin reload") != tt.admin || !got.Ephemeral {
			t.Errorf("%+v: got %q", tt.who, text)
		}
	}
}

func TestAboutAndSourceSayWhatIsWhat(t *testing.T) {
	t.Parallel()
	store := article(t)
	b := newStage(t, func(o *bot.Options) { o.Store = store }).Bot
	sum := store.Base().Documents()[0].SHA256
	for command, wants := range map[string][]string{
		"about":  {"1.2.3", store.Base().Hash(), "I keep no questions", "MIT"},
		"source": {sum, "54 sentences, 8 notes", "`P1S1` Leaders Summit → Leaders' Summit", "\nand 7 more"},
	} {
		got := checked(t, run(t, b, command, bot.Request{}))
		said := got.Embeds[0].Description
		for _, f := range got.Embeds[0].Fields {
			said += "\n" + f.Value
		}
		for _, want := range wants {
			if !strings.Contains(said, want) || !got.Ephemeral {
				t.Errorf("/%s: %q is not in\n%s", command, want, said)
			}
		}
	}
}

func TestASourceWithoutRepairsSaysSo(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"base.yaml": {Data: []byte("document: {id: '**d**', title: '**D**', file: d.txt}\n")},
		"d.txt":     {Data: []byte("Birds sing.[1]")},
	}
	got := checked(t, run(t, newBot(t, loaded(t, files), bot.Admins{}), "source", bot.Request{})).Embeds[0]
	if got.Title != `\*\*D\*\*` || got.Fields[2].Value != "1 sentence, 1 note" || got.Fields[3].Value != "nothing" {
		t.Errorf("got %+v", got)
	}
}
