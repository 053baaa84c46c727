package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/bot"
	"summitbot/facts/answer"
	"summitbot/facts/data"
	"summitbot/facts/source"
)

func TestTheTimelineIsTextAndPicture(t *testing.T) {
	t.Parallel()
	store, err := answer.NewStore(func() (*answer.Base, error) { return answer.Load(data.Files, data.Name, source.Text) })
	if err != nil {
		t.Fatal(err)
	}
	drawn := 0
	s := newStage(t, func(o *bot.Options) {
		o.Store = store
		o.Picture = func(*answer.Base) ([]byte, string, error) {
			drawn++
			return []byte("png"), strings.Repeat("years ", 300), nil
		}
	})
	for range 3 {
		got := checked(t, run(t, s.Bot, "timeline", bot.Request{}))
		card := got.Embeds[0]
		if got.Ephemeral || card.Picture != "timeline.png" || len(got.Files) != 1 || got.Files[0].Name != card.Picture {
			t.Fatalf("got %+v", got)
		}
		if alt := got.Files[0].Alt; alt == "" || units(alt) > 1024 {
			t.Errorf("alternative text of %d units", units(alt))
		}
		first, last := strings.Index(card.Description, "**the 1990s** · The China-Kyrgyzstan-Uzbekistan railway"), strings.Index(card.Description, "**2027**")
		if first != 0 || last < strings.Index(card.Description, "**17 June**") {
			t.Errorf("got %s", card.Description)
		}
	}
	if drawn != 1 {
		t.Errorf("drawn %d times for one base", drawn)
	}
	if _, err := store.Reload(); err != nil {
		t.Fatal(err)
	}
	if run(t, s.Bot, "timeline", bot.Request{}); drawn != 2 {
		t.Errorf("drawn %d times for two bases", drawn)
	}
}

func TestAPictureThatFailsLeavesTheText(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(o *bot.Options) {
		o.Picture = func(*answer.Base) ([]byte, string, error) { return nil, "", errors.New("no ink") }
	})
	got := checked(t, run(t, s.Bot, "timeline", bot.Request{}))
	if len(got.Files) != 0 || got.Embeds[0].Picture != "" || got.Embeds[0].Description == "" {
		t.Errorf("got %+v", got)
	}
	if !strings.Contains(s.log.String(), "no ink") {
		t.Errorf("log %q", s.log)
	}
	private := run(t, s.Bot, "timeline", bot.Request{Options: map[string]string{"private": "true"}})
	if !private.Ephemeral {
		t.Error("asked for in private, it is seen by all")
	}
}

func TestALongTimelineGoesOnAndNamesTheRest(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 30, 200} {
		files := birds(n+1, 0)
		yaml := "document: {id: d, title: Birds, file: d.txt}\nfacts:\n"
		for i := range n {
			yaml += fmt.Sprintf("  - {id: P1S%d, answers: [{headline: '%s', when: '%d'}]}\n", i+1, strings.Repeat("bird ", 30), 1000+i)
		}
		files["base.yaml"] = &fstest.MapFile{Data: []byte(yaml)}
		got := checked(t, run(t, newBot(t, loaded(t, files), bot.Admins{}), "timeline", bot.Request{}))
		listed := 0
		for _, e := range got.Embeds {
			listed += strings.Count(e.Description, "**") / 2
		}
		switch last := len(got.Embeds) - 1; {
		case n == 0:
			if got.Text == "" || !got.Ephemeral {
				t.Errorf("without dates: %+v", got)
			}
		case listed < n && !strings.HasSuffix(got.Embeds[last].Description, fmt.Sprintf("… and %d more.", n-listed)):
			t.Errorf("%d of %d events, and the end is %q", listed, n, got.Embeds[last].Description[max(0, len(got.Embeds[last].Description)-40):])
		case n == 200 && last != 1:
			t.Errorf("%d embeds", last+1)
		}
	}
}
