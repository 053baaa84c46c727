package answer_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"summitbot/facts/answer"
	"summitbot/facts/source"
)

func TestCompareKnowsASentenceThatMoved(t *testing.T) {
	t.Parallel()
	of := func(text, more string) *answer.Base {
		t.Helper()
		b, err := answer.Load(fstest.MapFS{
			"b.yaml": {Data: []byte("document: {id: d, title: t, file: d.txt}\n" + more)},
			"d.txt":  {Data: []byte(text)},
		}, "b.yaml", source.Text)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	const two = "Birds sing.\n\nFish swim."
	for _, tt := range []struct{ what, text, more, want string }{
		{"nothing", two, "", "{[] [] []}"},
		{"a paragraph before the others", "Bees hum.\n\n" + two, "", "{[P1S1] [] []}"},
		{"a sentence that goes", "Fish swim.", "", "{[] [P1S1] []}"},
		{"other words in its place", "Birds sing.\n\nFish swim well.", "", "{[] [] [P2S1]}"},
		{"the order", "Fish swim.\n\nBirds sing.", "", "{[] [] []}"},
		{"a sentence said again", two + "\n\nFish swim.", "", "{[P3S1] [] []}"},
		{"a headline", two, "facts:\n  - {sentence: Fish swim., answers: [{headline: they swim, kinds: [statement], mark: swim, ask: [what do fish do]}]}\n", "{[] [] [P2S1]}"},
	} {
		if got := fmt.Sprint(of(tt.text, tt.more).Compare(of(two, ""))); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.what, got, tt.want)
		}
	}
}
