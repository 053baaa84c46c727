package answer_test

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/data"
	"summitbot/facts/source"
)

// small is a fact base over two sentences, with more YAML after its document.
func small(more string) fstest.MapFS {
	return fstest.MapFS{
		"base.yaml": {Data: []byte("document: {id: d, title: Birds and fish, file: d.txt}\n" + more)},
		"d.txt":     {Data: []byte("Birds sing at dawn.\nFish swims by night.[2]")},
	}
}

func article(t testing.TB) *answer.Base {
	t.Helper()
	b, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// embedded is the article's base, loaded once for all tests: it never changes.
var embedded = sync.OnceValues(func() (*answer.Base, error) { return answer.Load(data.Files, data.Name, source.Text) })

func TestASentenceWithoutAnEntryIsAFact(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(small(""), "base.yaml", source.Text)
	if err != nil {
		t.Fatal(err)
	}
	got := b.Answer("when do birds sing")
	if got.Status != facts.Answered || got.Fact != "P1S1" || got.Quote != "Birds sing at dawn." || got.Highlight != "at dawn" {
		t.Errorf("got %+v", got)
	}
}

func TestRepairsShowInQuotes(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(small("repairs:\n  - {in: P1S2, was: Fish swims, is: Fish swim}\n"), "base.yaml", source.Text)
	if err != nil {
		t.Fatal(err)
	}
	got := b.Answer("do fish swim by night")
	if got.Quote != "Fish swim by night.[2]" || got.Source.Span != (facts.Mark{20, 43}) || len(got.Source.Notes) != 1 {
		t.Errorf("got %+v, source %+v", got, got.Source)
	}
}

// Every sentence of the article has an entry with headline and ways of asking, each way
// is answered by its own fact, and each answer's mark stands in its quote.
func TestTheArticlesFactsAreWhole(t *testing.T) {
	t.Parallel()
	b := article(t)
	if n := len(b.Facts()); n != 54 {
		t.Fatalf("%d facts, want 54", n)
	}
	for _, f := range b.Facts() {
		if f.Headline() == "" || len(f.Ways()) < 5 || len(f.Topics) == 0 {
			t.Errorf("%s: headline %q, %d ways, topics %v", f.ID, f.Headline(), len(f.Ways()), f.Topics)
		}
		for _, w := range f.Ways() {
			a := b.Answer(w)
			if a.Fact != f.ID || a.Score != 1 {
				t.Errorf("%q is answered with %s, not %s", w, a.Fact, f.ID)
			}
			for _, m := range a.Marks {
				if !strings.Contains(a.Highlight, a.Quote[m[0]:m[1]]) {
					t.Errorf("%q: the highlight %q lacks %q", w, a.Highlight, a.Quote[m[0]:m[1]])
				}
			}
		}
	}
}

func TestAKnownGapIsARefusalThatSaysSo(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(small("gaps:\n  - {id: g, says: The text doesn't say where birds sing., near: [P1S1], ask: [where do birds sing]}\n"), "base.yaml", source.Text)
	if err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{"where do birds sing", "Where do birds sing?"} {
		got := b.Answer(question)
		if got.Status != facts.Related || got.Gap != "The text doesn't say where birds sing." || len(got.Others) != 1 || got.Others[0].Fact != "P1S1" {
			t.Errorf("%q: got %+v", question, got)
		}
	}
}
