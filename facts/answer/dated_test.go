package answer_test

import (
	"fmt"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/source"
)

func TestTheArticlesEventsStandInOrder(t *testing.T) {
	t.Parallel()
	b := article(t)
	var got []string
	for _, d := range b.Dated() {
		got = append(got, d.When+" "+d.Fact)
		f, ok := b.Fact(d.Fact)
		if !ok || d.Point >= len(f.Points) || d.Headline == "" {
			t.Errorf("%+v has no fact, point or headline", d)
		}
	}
	want := []string{
		"the 1990s P6S4", "2015 P2S2", "2020 P1S4", "2020 P1S5", "2022 P2S3", "2023 P1S2", "2023 P2S5",
		"2024 P3S4", "2024 P5S6", "2025 P2S6", "2025-2026 P7S3", "April 2025 P1S5",
		"one day prior to the summit P6S5", "17 June P1S1", "2027 P7S4",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestABaseWithoutDatesHasNoTimeline(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(small(""), "base.yaml", source.Text)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.Dated(); got != nil {
		t.Errorf("got %+v", got)
	}
}

func TestAFactIsShownByItsPlace(t *testing.T) {
	t.Parallel()
	b := article(t)
	got, ok := b.Show("P6S4", 1)
	if !ok || got.Status != facts.Answered || got.Headline != "In the 1990s" || got.Highlight != "in the 1990s" || got.Source.Sentence != 4 {
		t.Errorf("got %+v", got)
	}
	if got, ok := b.Show("P6S4", 99); !ok || got.Highlight != got.Quote {
		t.Errorf("without a point the whole sentence is shown, not %q", got.Highlight)
	}
	if _, ok := b.Show("P99S1", 0); ok {
		t.Error("there is no P99S1")
	}
}
