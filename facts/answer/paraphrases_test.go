package answer_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts/answer"
)

// birds is a fact base whose paraphrases are the given text.
func birds(paraphrases string) fstest.MapFS {
	fsys := small("paraphrases: [more.txt]\n" +
		"facts:\n" +
		"  - id: P1S1\n    answers:\n      - {headline: At dawn, id: 1, mark: at dawn, ask: [when do birds sing], equal: P1S2}\n" +
		"  - id: P1S2\n    answers:\n      - {headline: Fish, id: 1, ask: [who swims by night]}\n" +
		"gaps:\n  - {id: song, says: The text doesn't say which song., near: [P1S1]}\n")
	fsys["more.txt"] = &fstest.MapFile{Data: []byte(paraphrases)}
	return fsys
}

func TestParaphrasesAreMatchedAndNotOffered(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(birds("# by one hand\n= P1S1.1\nhour of the feathered choir\n\n= song\nwhich tune do they sing\n"), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if a := b.Answer("hour of the feathered choir?"); a.Fact != "P1S1" || a.Headline != "At dawn" || a.Score != 1 {
		t.Errorf("the paraphrase is answered with %+v", a)
	}
	if a := b.Answer("which tune do they sing"); a.Gap != "The text doesn't say which song." {
		t.Errorf("the gap's paraphrase is answered with %+v", a)
	}
	for _, typed := range []string{"", "hour", "hour of the feathered"} {
		for _, offered := range b.Complete(typed, 25) {
			if strings.Contains(offered, "choir") {
				t.Errorf("%q offers %q", typed, offered)
			}
		}
	}
}

func TestFaultsOfParaphrases(t *testing.T) {
	t.Parallel()
	tests := []struct{ paraphrases, want string }{
		{"= P1S1.2\nx\n", `more.txt:1: there is no answer or gap "P1S1.2"`},
		{"= nothing\nx\n", `more.txt:1: there is no answer or gap "nothing"`},
		{"= song\nWhen do birds sing?\n", `more.txt:2: gap song: the way of asking "When do birds sing?" stands already with fact P1S1, at base.yaml:6`},
		{"= song\nwhich\n\nWhich?\n", `more.txt:4: gap song: the way of asking "Which?" stands already with gap song, on line 2`},
		{"= song\n" + strings.Repeat("x", 101) + "\n", `more.txt:2: gap song: a way of asking has 1 to 100 characters, this one 101`},
	}
	for _, tt := range tests {
		if _, err := answer.Load(birds(tt.paraphrases), "base.yaml"); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.paraphrases, err, tt.want)
		}
	}
}

func TestEqualFactsMayShareAWayOfAsking(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(birds("= P1S1.1\nwhat do animals do\n= P1S2.1\nWhat do animals do?\n"), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if a := b.Answer("what do animals do"); a.Fact != "P1S1" {
		t.Errorf("answered with %s, want the first of the two", a.Fact)
	}
}

func TestAnErrorTellsTheFirstFaultsAndCountsTheRest(t *testing.T) {
	t.Parallel()
	_, err := answer.Load(birds(strings.Repeat("= nothing\n", 50)), "base.yaml")
	if err == nil || !strings.Contains(err.Error(), "(faults: 50)") || !strings.Contains(err.Error(), "\nand 20 more") {
		t.Errorf("error %v", err)
	}
}

func TestContestedWaysAreThoseThatAnotherWins(t *testing.T) {
	t.Parallel()
	for paraphrases, want := range map[string][]answer.Contest{
		"= song\nbirds sing at dawn\n":            {{Way: "birds sing at dawn", Owner: "song", Winner: "P1S1"}},
		"= song\nwhen is it that birds sing\n":    nil,
		"= P1S2.1\nwhat do swimmers do at dusk\n": nil,
	} {
		b, err := answer.Load(birds(paraphrases), "base.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if got := b.Contested(); !slices.Equal(got, want) {
			t.Errorf("%q: contested are %+v, want %+v", paraphrases, got, want)
		}
	}
}
