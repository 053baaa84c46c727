package passage

import (
	"strings"

	"summitbot/facts/index"
	"summitbot/facts/wordnet"
)

// rareSense is the rank from which on a sense of a word is rare; common relations of
// rare senses do not count.
const rareSense = 3

// A softMatch says that a word of the collection is related to a term of the question.
type softMatch struct {
	stem uint32
	term int8
	kind softKind
	next int32 // of the same stem in the list, or -1
}

// A softKind is a relation of WordNet, synonyms of rare senses apart.
type softKind uint8

const (
	rareSynonym = softKind(wordnet.Relations)
	softKinds   = rareSynonym + 1
)

// softFeatures gives the features of kinds. A broader word has none: it answers what is
// counted ("how many poodles", "three dogs"), but does not stand for the term.
var softFeatures = []struct {
	kind    softKind
	feature Feature
}{
	{softKind(wordnet.Synonym), FeatureSynonym},
	{rareSynonym, FeatureRareSynonym},
	{softKind(wordnet.Derived), FeatureDerived},
	{softKind(wordnet.Similar), FeatureSimilar},
	{softKind(wordnet.Narrower), FeatureNarrower},
}

// softKindOf returns the kind of a link; false where it is too weak to count.
func softKindOf(l wordnet.Link) (softKind, bool) {
	switch {
	case l.Relation == wordnet.Synonym && l.Rank >= rareSense:
		return rareSynonym, true
	case l.Relation == wordnet.Broader || l.Relation == wordnet.Narrower:
		return softKind(l.Relation), l.Rank < rareSense
	}
	return softKind(l.Relation), true
}

// relate marks the words of the collection that are related to the question's terms.
func (s *scratch) relate(x *Finder) {
	graph := wordnet.Default()
	for i, term := range s.q.terms {
		w, ok := graph.ID(term.stem)
		if !ok || !term.content {
			continue
		}
		s.links = graph.Related(s.links[:0], w)
		for _, l := range s.links {
			kind, counts := softKindOf(l)
			if stem, ok := x.related[l.Word]; ok && counts && l.Word != w {
				s.soft = append(s.soft, softMatch{stem, int8(i), kind, s.softOf[stem]})
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

// soften describes which of the missing index.Terms have relatives in the sentence.
func (s *scratch) soften(c *candidate, f []float64) {
	missing := c.q.content &^ c.own
	if missing == 0 {
		return
	}
	var found [softKinds]index.Terms
	for _, t := range c.tokens {
		for j := s.softOf[t.Stem]; j >= 0; j = s.soft[j].next {
			found[s.soft[j].kind] |= 1 << s.soft[j].term
		}
	}
	for _, k := range softFeatures {
		f[k.feature] = c.q.weight(missing&found[k.kind]) / c.q.unit
	}
	f[FeaturePrefix] = c.q.weight(c.prefixed(missing)) / c.q.unit
}

// prefixed returns the missing index.Terms of which a word of the sentence may be a relative
// by its letters.
func (c *candidate) prefixed(missing index.Terms) index.Terms {
	var set index.Terms
	for i := range c.q.terms {
		if missing.Has(i) && c.q.terms[i].class&index.Number == 0 && c.hasLike(c.q.terms[i].stem) {
			set |= 1 << i
		}
	}
	return set
}

func (c *candidate) hasLike(stem string) bool {
	for _, t := range c.tokens {
		if t.Class&(index.Stop|index.Number) == 0 && alike(stem, c.x.words.Stems.Word(t.Stem)) {
			return true
		}
	}
	return false
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
