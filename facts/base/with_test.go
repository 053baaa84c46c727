package base_test

import (
	"slices"
	"testing"

	"summitbot/facts"
	"summitbot/facts/base"
)

// further is a document that nobody wrote about.
func further(id, text string) *facts.Document {
	d, _ := openText(id, []byte(text))
	d.ID, d.SHA256 = id, "hash of "+text
	return d
}

// A base goes on knowing its own document beside others, under longer ids.
func TestABaseWithFurtherDocuments(t *testing.T) {
	t.Parallel()
	own, err := base.Load(small(`
facts:
  - {id: P1S1, name: dawn, answers: [{headline: At dawn, equal: P1S2, ask: [when do birds sing]}]}
gaps:
  - {id: where, says: It doesn't say where., near: [dawn], ask: [where do birds sing]}
`), "base.yaml", openText)
	if err != nil {
		t.Fatal(err)
	}
	b := own.With(further(own.Library.Documents[0].ID, "Snails crawl."), further("more", "Ants march. They rest."))
	id := own.Library.Documents[0].ID
	var ids []string
	for _, f := range b.Facts {
		ids = append(ids, f.ID)
	}
	want := []string{id + "#P1S1", id + "#P1S2", id + " (2)#P1S1", "more#P1S1", "more#P1S2"}
	if !slices.Equal(ids, want) || b.Facts[4].Document != 2 {
		t.Errorf("ids %q, want %q", ids, want)
	}
	if got := b.Facts[0].Points[0].Equal; !slices.Equal(got, want[1:2]) {
		t.Errorf("equal to %q, want %q", got, want[1])
	}
	if got := b.Gaps[0].Near; !slices.Equal(got, want[:1]) || !slices.Equal(b.Placed, want[:2]) {
		t.Errorf("near %q, placed %q, want %q", got, b.Placed, want[0])
	}
	if target, ok := b.Asked("when do birds sing"); !ok || b.Facts[target.Place].Headline() != "At dawn" {
		t.Errorf("asked for: %+v, %v", target, ok)
	}
	if own.Facts[0].ID != "P1S1" || own.Gaps[0].Near[0] != "P1S1" || own.Hash == b.Hash {
		t.Error("the base itself has changed")
	}
	if again := own.With(own.Library.Documents[0]); again != own {
		t.Error("its own document came in a second time")
	}
}
