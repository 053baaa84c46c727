package bot_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"summitbot/bot"
	"summitbot/facts/answer"
	"summitbot/facts/source"
)

// clock is a clock that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// memory keeps settings, and fails while down.
type memory struct {
	mu    sync.Mutex
	kept  map[string]bot.ServerSettings
	down  bool
	reads int
}

var errDown = errors.New("the disk is full")

func (m *memory) Settings(ctx context.Context, guild string) (bot.ServerSettings, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reads++
	if m.down {
		return bot.ServerSettings{}, errDown
	}
	if _, ok := ctx.Deadline(); !ok {
		return bot.ServerSettings{}, errors.New("somebody waits for the store without an end")
	}
	return m.kept[guild], nil
}

func (m *memory) ChangeSettings(ctx context.Context, guild string, change func(*bot.ServerSettings)) (bot.ServerSettings, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.down {
		return bot.ServerSettings{}, errDown
	}
	if _, ok := ctx.Deadline(); !ok {
		return bot.ServerSettings{}, errors.New("somebody waits for the store without an end")
	}
	if m.kept == nil {
		m.kept = make(map[string]bot.ServerSettings)
	}
	s := m.kept[guild]
	change(&s)
	m.kept[guild] = s
	return s, nil
}

// stage is a bot with a clock, a memory and a log that a test can look into.
type stage struct {
	*bot.Bot
	clock  *clock
	memory *memory
	log    *strings.Builder
}

// newStage returns a bot over the article; change changes its options.
func newStage(t *testing.T, change func(o *bot.Options)) stage {
	t.Helper()
	s := stage{clock: &clock{}, memory: &memory{}, log: &strings.Builder{}}
	o := bot.Options{
		Store: article(t), Now: s.clock.Now, Settings: s.memory, Version: "1.2.3",
		Log: slog.New(slog.NewTextHandler(s.log, nil)),
	}
	if change != nil {
		change(&o)
	}
	b, err := bot.New(o)
	if err != nil {
		t.Fatal(err)
	}
	s.Bot = b
	return s
}

// loaded returns a store over files that a test can change and load anew.
func loaded(t *testing.T, files fstest.MapFS) *answer.Store {
	t.Helper()
	store, err := answer.NewStore(func() (*answer.Base, error) { return answer.Load(files, "base.yaml", source.Text) })
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// press uses the button with the label on a response.
func press(t *testing.T, b *bot.Bot, on bot.Response, label string, r bot.Request) bot.Response {
	t.Helper()
	for _, row := range on.Rows {
		for _, button := range row.Buttons {
			if button.Label == label {
				r.Control = button.ID
				return checked(t, b.Control(t.Context(), r).Settled(t.Context()))
			}
		}
	}
	t.Fatalf("there is no button %q in %+v", label, on.Rows)
	return bot.Response{}
}

// pick chooses values in the first menu of a response.
func pick(t *testing.T, b *bot.Bot, on bot.Response, r bot.Request, values ...string) bot.Response {
	t.Helper()
	for _, row := range on.Rows {
		if row.Menu != nil {
			r.Control, r.Values = row.Menu.ID, values
			return checked(t, b.Control(t.Context(), r).Settled(t.Context()))
		}
	}
	t.Fatalf("there is no menu in %+v", on.Rows)
	return bot.Response{}
}

// menuOf returns the first menu of a response.
func menuOf(t *testing.T, r bot.Response) bot.Menu {
	t.Helper()
	for _, row := range r.Rows {
		if row.Menu != nil {
			return *row.Menu
		}
	}
	t.Fatalf("there is no menu in %+v", r.Rows)
	return bot.Menu{}
}

// checked returns a response that is within Discord's limits.
func checked(t *testing.T, r bot.Response) bot.Response {
	t.Helper()
	checkLimits(t, r)
	for _, e := range r.Embeds {
		checkFields(t, e)
	}
	if len(r.Rows) > 5 {
		t.Errorf("%d rows of controls", len(r.Rows))
	}
	seen := make(map[string]bool)
	for _, row := range r.Rows {
		for _, id := range checkRow(t, row) {
			if len(id) == 0 || len(id) > 100 || seen[id] {
				t.Errorf("control's id %q: 1 to 100 characters are needed, once in a message", id)
			}
			seen[id] = true
		}
	}
	return r
}

func checkFields(t *testing.T, e bot.Embed) {
	t.Helper()
	for _, f := range e.Fields {
		if f.Name == "" || f.Value == "" || units(f.Name) > 256 || units(f.Value) > 1024 {
			t.Errorf("field %q has %d units", f.Name, units(f.Value))
		}
	}
}

// checkRow checks one row of controls and returns their ids.
func checkRow(t *testing.T, row bot.Row) []string {
	t.Helper()
	var ids []string
	for _, b := range row.Buttons {
		ids = append(ids, b.ID)
		if units(b.Label) > 80 || b.Label == "" {
			t.Errorf("label %q", b.Label)
		}
	}
	if len(row.Buttons) > 5 || (row.Menu == nil) == (len(row.Buttons) == 0) {
		t.Errorf("a row has up to 5 buttons or a menu: %+v", row)
	}
	if row.Menu != nil {
		ids = append(ids, row.Menu.ID)
		checkChoices(t, row.Menu.Choices)
		if len(row.Menu.Choices) == 0 && !row.Menu.Channels || units(row.Menu.Placeholder) > 150 {
			t.Errorf("menu %+v", row.Menu)
		}
	}
	return ids
}

func checkChoices(t *testing.T, choices []bot.Choice) {
	t.Helper()
	seen := make(map[string]bool)
	for _, c := range choices {
		if c.Name == "" || c.Value == "" || units(c.Name) > 100 || units(c.Value) > 100 || seen[c.Value] {
			t.Errorf("choice %+v", c)
		}
		seen[c.Value] = true
	}
	if len(choices) > bot.MaxChoices {
		t.Errorf("%d choices", len(choices))
	}
}
