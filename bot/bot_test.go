package bot_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"summitbot/bot"
	"summitbot/facts/answer"
	"summitbot/facts/data"
	"summitbot/facts/source"
)

const keeper, stranger, home, role = "1", "2", "100", "7"

// newBot returns a bot over a store, with the clock standing still and no limit.
func newBot(t *testing.T, store *answer.Store, admins bot.Admins) *bot.Bot {
	t.Helper()
	endless := bot.Limit{Every: time.Nanosecond, Burst: 1 << 30}
	b, err := bot.New(bot.Options{
		Store: store, Admins: admins, Now: func() time.Time { return time.Time{} },
		Limits: bot.Limits{User: endless, Channel: endless},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// embedded is the article's base, loaded once for all tests: it never changes.
var embedded = sync.OnceValues(func() (*answer.Base, error) { return answer.Load(data.Files, data.Name, source.Text) })

func article(t testing.TB) *answer.Store {
	t.Helper()
	s, err := answer.NewStore(embedded)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// run calls the command with the given path, as the edge would.
func run(t *testing.T, b *bot.Bot, path string, r bot.Request) bot.Response {
	t.Helper()
	r.Command = path
	commands := b.Commands()
	for {
		name, rest, nested := strings.Cut(path, " ")
		i := 0
		for i < len(commands) && commands[i].Name != name {
			i++
		}
		if i == len(commands) {
			t.Fatalf("no command %q", r.Command)
		}
		if !nested {
			return commands[i].Handle(t.Context(), r).Settled(t.Context())
		}
		commands, path = commands[i].Subcommands, rest
	}
}

func ask(question string) bot.Request {
	return bot.Request{User: stranger, Options: map[string]string{"question": question}}
}

func TestAskGivesQuoteAndPlace(t *testing.T) {
	t.Parallel()
	got := run(t, newBot(t, article(t), bot.Admins{}), "ask", ask("how much cash did xi promise"))
	if len(got.Embeds) != 1 || got.Ephemeral {
		t.Fatalf("got %+v", got)
	}
	card := got.Embeds[0]
	for part, want := range map[string]string{
		card.Title:       "1.5 billion yuan",
		card.Description: "> During the Astana Leaders' Summit, Chinese President Xi pledged **1.5 billion yuan (approximately 210 million dollars)** in",
		card.Footer:      "The second China-Central Asia Leaders' Summit, Astana · paragraph 6, sentence 1 · note 5",
	} {
		if !strings.Contains(part, want) {
			t.Errorf("got %q, want %q in it", part, want)
		}
	}
}

func TestACorrectionIsSaid(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	got := b.Message(t.Context(), bot.Request{Text: "how much cash did Xi plegde to the stnas"}).Embeds[0]
	if !strings.HasPrefix(got.Description, "Searching for *pledge*") {
		t.Errorf("got %q", got.Description)
	}
	if got := b.Message(t.Context(), bot.Request{Text: "how much cash did xi promise"}).Embeds[0]; strings.Contains(got.Description, "Searching") {
		t.Errorf("nothing was misspelt, but: %q", got.Description)
	}
}

func TestAGapIsNamed(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	got := checked(t, b.Message(t.Context(), bot.Request{Text: "what will the railway cost"}))
	card := got.Embeds[0]
	if card.Title != "The document doesn't say" || card.Description != "The article doesn't say what the China-Kyrgyzstan-Uzbekistan railway will cost." {
		t.Errorf("got %+v", card)
	}
	near := press(t, b, got, "Show the closest passages", bot.Request{})
	if !near.Ephemeral || !strings.Contains(near.Embeds[0].Description, "> Originally proposed in the 1990s") {
		t.Errorf("the passages are %+v", near)
	}
	opened := pick(t, b, near, bot.Request{}, menuOf(t, near).Choices[0].Value)
	if !strings.Contains(opened.Embeds[0].Description, "railway") || !opened.Ephemeral {
		t.Errorf("a passage opens as %+v", opened)
	}
}

func TestRefusalSaysWhatCanBeAsked(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	card := run(t, b, "ask", ask("pineapple on pizza")).Embeds[0]
	if card.Title != "The document doesn't say" || strings.Count(card.Description, "\n- ") != 3 {
		t.Errorf("got %+v", card)
	}
	for _, blank := range []string{"", " \n"} {
		if got := b.Message(t.Context(), bot.Request{Text: blank}); !strings.Contains(got.Text, "/ask") || len(got.Embeds) > 0 {
			t.Errorf("Message(%q) = %+v, want one line of help", blank, got)
		}
	}
}

func TestCompletionIsAnsweredForCertain(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	for _, typed := range []string{"", "how mu", "when was teh frist", "luban wrksh", "c5+", "kazahk"} {
		choices := b.Commands()[0].Complete(t.Context(), bot.Request{Text: typed})
		if len(choices) == 0 || len(choices) > bot.MaxChoices {
			t.Errorf("%q completes to %d choices", typed, len(choices))
		}
		for _, c := range choices {
			if got := run(t, b, "ask", ask(c.Value)).Embeds[0]; strings.Contains(got.Title, "doesn't say") || strings.Contains(got.Title, "may not") {
				t.Errorf("%q, offered for %q, is answered with %q", c.Value, typed, got.Title)
			}
		}
	}
}

func TestReloadIsForAdmins(t *testing.T) {
	t.Parallel()
	named := bot.Admins{Users: []string{keeper}, Roles: []string{role}, Home: home}
	tests := []struct {
		name   string
		admins bot.Admins
		who    bot.Request
		want   bool
	}{
		{"a named user", named, bot.Request{User: keeper}, true},
		{"a stranger", named, bot.Request{User: stranger}, false},
		{"the role at home", named, bot.Request{User: stranger, Guild: home, Roles: []string{role}}, true},
		{"the role elsewhere", named, bot.Request{User: stranger, Guild: "101", Roles: []string{role}}, false},
		{"the owner where others are named", named, bot.Request{User: stranger, Owner: true}, false},
		{"the owner where nobody is named", bot.Admins{}, bot.Request{User: stranger, Owner: true}, true},
		{"a stranger where nobody is named", bot.Admins{}, bot.Request{User: stranger}, false},
	}
	for _, tt := range tests {
		got := run(t, newBot(t, article(t), tt.admins), "admin reload", tt.who)
		if loaded := len(got.Embeds) == 1 && got.Embeds[0].Title == "The fact base was loaded"; loaded != tt.want || !got.Ephemeral {
			t.Errorf("%s: %+v, want loaded: %v", tt.name, got, tt.want)
		}
	}
}

func TestReloadTellsWhatChanged(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"base.yaml": {Data: []byte("document: {id: d, title: D, file: d.txt}\n")},
		"d.txt":     {Data: []byte("Birds sing. Fish swim.")},
	}
	store, err := answer.NewStore(func() (*answer.Base, error) { return answer.Load(files, "base.yaml", source.Text) })
	if err != nil {
		t.Fatal(err)
	}
	b := newBot(t, store, bot.Admins{Users: []string{keeper}})
	who := bot.Request{User: keeper}

	files["d.txt"] = &fstest.MapFile{Data: []byte("Birds sing. Fish dive. Cats sleep.")}
	got := run(t, b, "admin reload", who).Embeds[0]
	if got.Fields[0].Value != "1: P1S3" || got.Fields[1].Value != "none" || got.Fields[2].Value != "1: P1S2" {
		t.Errorf("fields %+v", got.Fields)
	}

	files["base.yaml"] = &fstest.MapFile{Data: []byte("document: {id: d, title: D, file: d.txt}\nfacts:\n  - id: P9S9\n")}
	got = run(t, b, "admin reload", who).Embeds[0]
	if !strings.Contains(got.Description, `base.yaml:3`) || !strings.Contains(got.Description, `no sentence "P9S9"`) {
		t.Errorf("description %q, want file, line and fault", got.Description)
	}
	if answer := store.Base().Answer("do cats sleep"); answer.Fact != "P1S3" {
		t.Errorf("after a failed reload the base before it serves; got %+v", answer)
	}
}

// units is how long Discord finds a text.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// Whatever is asked of whatever text: the card is within Discord's limits, and nothing
// in it works as Markdown that was not meant to.
func FuzzCard(f *testing.F) {
	f.Add("Birds sing.", "do birds sing")
	f.Add("**@everyone** [x](http://e.vil) `a` ||b||\n\n> # c", "@everyone <@1> ||")
	f.Add(strings.Repeat("long words ", 900), "long words")
	f.Add(strings.Repeat("\\", 5000)+" x", "x")
	f.Fuzz(func(t *testing.T, text, question string) {
		files := fstest.MapFS{
			"b.yaml": {Data: []byte("document: {id: d, title: D, file: d.txt}\n")},
			"d.txt":  {Data: []byte(text)},
		}
		store, err := answer.NewStore(func() (*answer.Base, error) { return answer.Load(files, "b.yaml", source.Text) })
		if err != nil {
			t.Skip("no text")
		}
		b := newBotF(t, store)
		for _, r := range []bot.Response{b.Commands()[0].Handle(t.Context(), ask(question)), b.Message(t.Context(), bot.Request{Text: question})} {
			useAll(t, b, checked(t, r))
		}
	})
}

func newBotF(t *testing.T, store *answer.Store) *bot.Bot {
	t.Helper()
	return newBot(t, store, bot.Admins{})
}

func checkLimits(t *testing.T, r bot.Response) {
	t.Helper()
	total := 0
	for _, e := range r.Embeds {
		total += units(e.Title) + units(e.Description) + units(e.Footer)
		if units(e.Title) > 256 || units(e.Description) > 4096 || units(e.Footer) > 2048 || e.Description == "" {
			t.Errorf("over a limit: %d, %d, %d", units(e.Title), units(e.Description), units(e.Footer))
		}
		for _, bad := range []string{"@everyone", "@here", "<@", "](", "||"} {
			if i := strings.Index(e.Description, bad); i >= 0 && (i == 0 || e.Description[i-1] != '\\') {
				t.Errorf("%q is not disarmed in %q", bad, e.Description)
			}
		}
	}
	if units(r.Text) > 2000 || total > 6000 || len(r.Embeds) > 10 {
		t.Errorf("text %d, embeds %d of %d", units(r.Text), total, len(r.Embeds))
	}
}
