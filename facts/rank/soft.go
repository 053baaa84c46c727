package rank

import (
	"strings"

	"summitbot/facts/rank/wordnet"
)

// A thesaurus ties the collection's stems to WordNet's words.
type thesaurus struct {
	graph *wordnet.Graph
	word  []uint32 // by stem: WordNet's word, or none
	stem  []uint32 // by WordNet's word: the stem, or none
}

func newThesaurus(g *wordnet.Graph, stems *vocabulary) thesaurus {
	t := thesaurus{graph: g, word: make([]uint32, len(stems.words)), stem: make([]uint32, g.Len())}
	for i := range t.stem {
		t.stem[i] = none
	}
	for i, s := range stems.words {
		t.word[i] = none
		if w, ok := g.ID(s); ok {
			t.word[i] = w
			t.stem[w] = uint32(i)
		}
	}
	return t
}

// A soft match says that a word of the collection is related to a term of the question.
type softMatch struct {
	stem     uint32
	term     int8
	relation wordnet.Relation
	rank     uint8
	next     int32 // of the same stem in the list, or -1
}

// relate marks the words of the collection that are related to the question's terms.
func (s *scratch) relate(x *Index) {
	t := x.thesaurus
	for i, term := range s.q.terms {
		w, ok := t.graph.ID(term.stem)
		if !ok || !term.content {
			continue
		}
		s.links = t.graph.Related(s.links[:0], w)
		for _, l := range s.links {
			if stem := t.stem[l.Word]; stem != none && l.Word != w {
				s.soft = append(s.soft, softMatch{stem, int8(i), l.Relation, l.Rank, s.softOf[stem]})
				s.softOf[stem] = int32(len(s.soft) - 1)
			}
		}
	}
}

func (s *scratch) unrelate() {
	for _, m := range s.soft {
		s.softOf[m.stem] = -1
	}
	s.soft = s.soft[:0]
}

// soften describes which of the missing terms have relatives in the sentence.
func (s *scratch) soften(c *candidate, f []float64) {
	missing := c.q.content &^ c.own
	if missing == 0 {
		return
	}
	var found [wordnet.Relations + 2]terms
	for _, t := range c.tokens {
		for j := s.softOf[t.stem]; j >= 0; j = s.soft[j].next {
			m := s.soft[j]
			r := m.relation
			if r == wordnet.Synonym && m.rank > 2 {
				r = wordnet.Relations
			}
			if r >= wordnet.Broader && r < wordnet.Relations && m.rank > 2 {
				continue
			}
			found[r] |= 1 << m.term
		}
	}
	mass := max(c.q.mass, 1e-9)
	f[featureSynonym] = c.q.weight(missing&found[wordnet.Synonym]) / mass
	f[featureDerived] = c.q.weight(missing&found[wordnet.Derived]) / mass
	f[featureSimilar] = c.q.weight(missing&found[wordnet.Similar]) / mass
	f[featureBroader] = c.q.weight(missing&found[wordnet.Broader]) / mass
	f[featureNarrower] = c.q.weight(missing&found[wordnet.Narrower]) / mass
	f[featureRareSynonym] = c.q.weight(missing&found[wordnet.Relations]) / mass
	any := found[0] | found[1] | found[2] | found[3] | found[4] | found[6]
	f[featurePrefix] = c.q.weight(missing&c.prefixed(missing)) / mass
	_ = any
}

// prefixed returns the missing terms that share a long beginning with a word of the
// sentence.
func (c *candidate) prefixed(missing terms) terms {
	var set terms
	for i, term := range c.q.terms {
		if missing&(1<<i) == 0 || len(term.stem) < 4 || term.class&number != 0 {
			continue
		}
		for _, t := range c.tokens {
			if t.class&(stopWord|number) == 0 && alike(term.stem, c.x.stems.words[t.stem]) {
				set |= 1 << i
				break
			}
		}
	}
	return set
}

// alike reports whether two stems share so long a beginning that they may share a root
// (german, germany), or one ends in the other (forest, deforest).
func alike(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 {
		return false
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n == len(a) && len(b)-n <= 4 || n >= 5 && n*10 >= len(b)*7 || len(a) >= 5 && strings.HasSuffix(b, a)
}
