package answer_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts/answer"
	"summitbot/facts/source"
)

// birds is a fact base with one more paraphrase for what its key names: a fact or a gap.
func birds(of map[string]string) fstest.MapFS {
	return small("facts:\n" +
		"  - id: P1S1\n    answers:\n      - {headline: At dawn, mark: at dawn, ask: [when do birds sing], paraphrases: [" + of["P1S1"] + "]}\n" +
		"  - id: P1S2\n    answers:\n      - {headline: Fish, ask: [who swims by night], paraphrases: [" + of["P1S2"] + "]}\n" +
		"gaps:\n  - {id: song, says: The text doesn't say which song., near: [P1S1], paraphrases: [" + of["song"] + "]}\n")
}

func TestParaphrasesAreMatchedAndNotOffered(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(birds(map[string]string{"P1S1": "hour of the feathered choir", "song": "which tune do they sing"}), "base.yaml", source.Text)
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

func TestContestedWaysAreThoseThatAnotherWins(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		of, way string
		want    []answer.Contest
	}{
		{"song", "birds sing at dawn", []answer.Contest{{Way: "birds sing at dawn", Owner: "song", Winner: "P1S1"}}},
		{"song", "when is it that birds sing", nil},
		{"P1S2", "what do swimmers do at dusk", nil},
	} {
		b, err := answer.Load(birds(map[string]string{tt.of: tt.way}), "base.yaml", source.Text)
		if err != nil {
			t.Fatal(err)
		}
		if got := b.Contested(); !slices.Equal(got, tt.want) {
			t.Errorf("%s %q: contested are %+v, want %+v", tt.of, tt.way, got, tt.want)
		}
	}
}
