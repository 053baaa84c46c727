package base

import (
	"fmt"
	"slices"

	"summitbot/facts"
)

// With returns a base of b's documents and further ones, of which nobody wrote. Its facts
// have ids as those of [Of] have. A document that b has already, by its bytes, is left out;
// with none left it returns b.
func (b *Base) With(documents ...*facts.Document) *Base {
	documents = b.further(documents)
	if len(documents) == 0 {
		return b
	}
	joined := *b
	all := slices.Concat(b.Library.Documents, documents)
	joined.Library = &facts.Library{Documents: all}
	joined.Facts = factsOf(all)
	ids := make(map[string]string, len(b.Facts))
	for i, f := range b.Facts {
		ids[f.ID] = joined.Facts[i].ID
	}
	for i, f := range b.Facts {
		f.ID, f.Points = ids[f.ID], slices.Clone(f.Points)
		for j := range f.Points {
			f.Points[j].Equal = renamed(f.Points[j].Equal, ids)
		}
		joined.Facts[i] = f
	}
	joined.Gaps = slices.Clone(b.Gaps)
	for i := range joined.Gaps {
		joined.Gaps[i].Near = renamed(joined.Gaps[i].Near, ids)
	}
	joined.Placed = renamed(b.Placed, ids)
	files := [][]byte{[]byte(b.Hash)}
	for _, d := range documents {
		files = append(files, []byte(d.ID), []byte(d.Text))
	}
	joined.Hash = hashOf(files)
	return &joined
}

// further returns the documents that b doesn't have, each with an id that no other has.
func (b *Base) further(documents []*facts.Document) []*facts.Document {
	ids, hashes := map[string]bool{}, map[string]bool{}
	for _, d := range b.Library.Documents {
		ids[d.ID], hashes[d.SHA256] = true, true
	}
	var further []*facts.Document
	for _, d := range documents {
		if hashes[d.SHA256] {
			continue
		}
		named := *d
		for n := 2; ids[named.ID]; n++ {
			named.ID = fmt.Sprintf("%s (%d)", d.ID, n)
		}
		ids[named.ID] = true
		further = append(further, &named)
	}
	return further
}

// renamed returns the ids that facts have now; nil of none.
func renamed(old []string, ids map[string]string) []string {
	var now []string
	for _, id := range old {
		now = append(now, ids[id])
	}
	return now
}
