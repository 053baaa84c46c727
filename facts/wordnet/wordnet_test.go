package wordnet_test

import (
	"testing"

	"summitbot/facts/text"
	"summitbot/facts/wordnet"
)

// relation returns how b is related to a; false if it is not.
func relation(g *wordnet.Graph, a, b string) (wordnet.Link, bool) {
	id, ok := g.ID(text.Stem(a))
	other, okOther := g.ID(text.Stem(b))
	if !ok || !okOther {
		return wordnet.Link{}, false
	}
	for _, l := range g.Related(nil, id) {
		if l.Word == other {
			return l, true
		}
	}
	return wordnet.Link{}, false
}

func TestRelated(t *testing.T) {
	t.Parallel()
	g := wordnet.Default()
	for _, tt := range []struct {
		a, b string
		want wordnet.Relation
	}{
		{"hard", "difficult", wordnet.Synonym},
		{"movie", "film", wordnet.Synonym},
		{"decision", "decide", wordnet.Derived},
		{"awoke", "awake", wordnet.Derived},
		{"oak", "tree", wordnet.Broader},
		{"dog", "poodle", wordnet.Narrower},
	} {
		if got, ok := relation(g, tt.a, tt.b); !ok || got.Relation != tt.want {
			t.Errorf("%s is related to %s: %v %v, want %v", tt.b, tt.a, got, ok, tt.want)
		}
	}
	if l, ok := relation(g, "bridge", "parliament"); ok {
		t.Errorf("bridge and parliament are related: %v", l)
	}
	if _, ok := g.ID("qwxz"); ok {
		t.Error("qwxz is a word")
	}
}

// The whole table is read here once, as nothing checks it when the program starts.
func TestEveryWord(t *testing.T) {
	t.Parallel()
	g := wordnet.Default()
	if g.Len() < 60_000 {
		t.Errorf("%d words, want more than 60,000", g.Len())
	}
	var links []wordnet.Link
	for id := range uint32(g.Len()) {
		word := g.Word(id)
		if got, ok := g.ID(word); got != id || !ok {
			t.Fatalf("ID(%q) = %d %v, want %d", word, got, ok, id)
		}
		links = g.Related(links[:0], id)
		for _, l := range links {
			if int(l.Word) >= g.Len() || l.Relation >= wordnet.Relations || l.Rank < 1 || l.Rank > 4 {
				t.Fatalf("%s is related to %+v", word, l)
			}
		}
	}
}

func TestZeroGraph(t *testing.T) {
	t.Parallel()
	var g wordnet.Graph
	if _, ok := g.ID("mill"); ok || g.Len() != 0 {
		t.Errorf("the zero graph has %d words", g.Len())
	}
}

// Nothing is unpacked or copied: not when the graph is opened, and not when it's asked.
func TestNoAllocations(t *testing.T) {
	links := make([]wordnet.Link, 0, 1000)
	n := testing.AllocsPerRun(10, func() {
		g := wordnet.Default()
		id, _ := g.ID("hous")
		for _, l := range g.Related(links, id) {
			_ = g.Word(l.Word)
		}
	})
	if n > 1 { // the Graph itself
		t.Errorf("%v allocations, want 1", n)
	}
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		wordnet.Default()
	}
}

func BenchmarkID(b *testing.B) {
	g := wordnet.Default()
	for b.Loop() {
		g.ID("hous")
	}
}

// BenchmarkRelated looks a common word's relations up, down to their letters.
func BenchmarkRelated(b *testing.B) {
	g := wordnet.Default()
	id, _ := g.ID("make")
	links := g.Related(nil, id)
	letters := 0
	for b.Loop() {
		links = g.Related(links[:0], id)
		for _, l := range links {
			letters += len(g.Word(l.Word))
		}
	}
	b.ReportMetric(float64(len(links)), "links")
}
