package wordnet_test

import (
	"bytes"
	"testing"

	"summitbot/facts/wordnet"
	"summitbot/facts/text"
)

// relation returns how b is related to a; false where it is not.
func relation(g *wordnet.Graph, a, b string) (wordnet.Relation, bool) {
	id, ok := g.ID(text.Stem(a))
	other, okOther := g.ID(text.Stem(b))
	if !ok || !okOther {
		return 0, false
	}
	for _, l := range g.Related(nil, id) {
		if l.Word == other {
			return l.Relation, true
		}
	}
	return 0, false
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
		if got, ok := relation(g, tt.a, tt.b); !ok || got != tt.want {
			t.Errorf("%s is related to %s: %v %v, want %v", tt.b, tt.a, got, ok, tt.want)
		}
	}
	if r, ok := relation(g, "bridge", "parliament"); ok {
		t.Errorf("bridge and parliament are related: %v", r)
	}
	if _, ok := g.ID("qwxz"); ok {
		t.Error("qwxz is a word")
	}
}

// A table that ends too early, or is none, is an error and never a panic.
func TestReadBrokenTable(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := wordnet.Default().Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, 10, b.Len() / 2, b.Len() - 9} {
		if _, err := wordnet.Read(bytes.NewReader(b.Bytes()[:n])); err == nil {
			t.Errorf("Read of the first %d bytes: no error", n)
		}
	}
	if g, err := wordnet.Read(&b); err != nil || g.Len() != wordnet.Default().Len() {
		t.Errorf("Read of the whole table: %v", err)
	}
}
