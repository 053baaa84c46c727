package match

import (
	"cmp"
	"math/bits"
	"slices"
)

// pool is how many candidates are described by features and ordered by the model.
const pool = 16

// misfit is what remains of the likeness to an entry that asks for another kind of answer.
const misfit = 0.75

// scratch is the working memory of one question, kept between questions.
type scratch struct {
	round    int32
	seen     []int32   // by entry: the last round in which a unit was credited to it
	product  []float64 // by entry: the dot product with the question
	matched  []float64 // by entry: the weight of the question's units that it has
	has      []uint64  // by candidate: the question's units that it has anywhere, as bits
	inText   []uint64  // by candidate: those that its sentence has
	best     []standing
	standing []int32 // candidates that have a unit
}

// standing is how like a question a candidate's entries are.
type standing struct {
	likeness [3]float64 // of the three best entries
	entry    int32      // the best
	text     float64    // the likeness of its sentence
	rough    float64    // the best likeness and the coverage together
}

func newScratch(entries, candidates int) *scratch {
	return &scratch{
		seen: make([]int32, entries), product: make([]float64, entries), matched: make([]float64, entries),
		has: make([]uint64, candidates), inText: make([]uint64, candidates), best: make([]standing, candidates),
	}
}

// release empties what the question touched and gives the memory back.
func (x *Index) release(s *scratch) {
	for _, c := range s.standing {
		from, to := x.starts[c], x.starts[c+1]
		clear(s.product[from:to])
		clear(s.matched[from:to])
		s.has[c], s.inText[c] = 0, 0
	}
	s.standing = s.standing[:0]
	x.scratch.Put(s)
}

// Leave names what is left out of a match, so that a way of asking can be used as a
// question to learn from. The zero value leaves nothing out.
type Leave struct {
	Active    bool
	Hand      int  // whose ways of asking are left out
	Candidate int  // what is left out with all its ways
	Whole     bool // where this is set
}

func (l Leave) skips(e *entry) bool {
	return l.Active && (l.Whole && int(e.candidate) == l.Candidate || e.way >= 0 && int(e.hand) == l.Hand)
}

// Match returns the candidates that share a unit with the question, best first.
func (x *Index) Match(q *Question) []Hit { return x.MatchWithout(q, Leave{}) }

// MatchWithout is Match with something left out.
func (x *Index) MatchWithout(q *Question, leave Leave) []Hit {
	s, ok := x.scratch.Get().(*scratch)
	if !ok {
		s = newScratch(len(x.entries), len(x.candidates))
	}
	defer x.release(s)
	for _, place := range q.order {
		x.credit(s, q, place, leave)
	}
	x.compare(s, q)
	hits := make([]Hit, 0, pool)
	for _, c := range s.foremost() {
		hits = append(hits, x.describe(s, q, c))
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}

// credit gives one unit of the question to every entry that has it or its like, once. A
// minor unit counts only where an entry has a major one already.
func (x *Index) credit(s *scratch, q *Question, place int, leave Leave) {
	u := &q.Units[place]
	s.round++
	leaves := leave != Leave{}
	for _, a := range u.alternatives {
		product, matched := u.Weight*u.Weight*a.likeness, u.Weight*a.likeness
		for _, e := range x.terms[a.term].entries {
			if s.seen[e] == s.round || u.minor && s.product[e] == 0 || leaves && leave.skips(&x.entries[e]) {
				continue
			}
			s.seen[e] = s.round
			s.product[e] += product
			s.matched[e] += matched
			c := x.owners[e]
			s.has[c] |= 1 << place
			if x.sentences[c] == e {
				s.inText[c] |= 1 << place
			}
		}
	}
}

// compare finds how each candidate stands.
func (x *Index) compare(s *scratch, q *Question) {
	for c := range x.candidates {
		if s.has[c] == 0 {
			continue
		}
		s.standing = append(s.standing, int32(c))
		b := &s.best[c]
		*b = standing{entry: -1}
		for i := x.starts[c]; i < x.starts[c+1]; i++ {
			if s.product[i] > 0 {
				b.consider(i, x.likeness(s, q, i, misfit))
			}
		}
		if place := x.sentences[c]; place >= 0 && s.product[place] > 0 {
			b.text = x.likeness(s, q, place, misfit)
		}
		b.rough = b.likeness[0] + q.share(s.has[c])
	}
}

// likeness returns how like the question an entry is that has a product: the cosine of
// the two, less where they ask for different kinds of answer.
func (x *Index) likeness(s *scratch, q *Question, entry int32, misfit float64) float64 {
	cosine := min(1, s.product[entry]/(x.norms[entry]*q.norm))
	if !q.kinds.Agree(x.asks[entry]) {
		return cosine * misfit
	}
	return cosine
}

// consider takes an entry into account.
func (b *standing) consider(place int32, likeness float64) {
	switch {
	case likeness > b.likeness[0]:
		b.likeness = [3]float64{likeness, b.likeness[0], b.likeness[1]}
		b.entry = place
	case likeness > b.likeness[1]:
		b.likeness = [3]float64{b.likeness[0], likeness, b.likeness[1]}
	case likeness > b.likeness[2]:
		b.likeness[2] = likeness
	}
}

// foremost returns the candidates worth describing, the likeliest first.
func (s *scratch) foremost() []int32 {
	first := make([]int32, 0, pool+1)
	for _, c := range s.standing {
		if len(first) == pool && s.best[c].rough <= s.best[first[pool-1]].rough {
			continue
		}
		place, _ := slices.BinarySearchFunc(first, c, func(a, b int32) int {
			return cmp.Or(cmp.Compare(s.best[b].rough, s.best[a].rough), cmp.Compare(a, b))
		})
		first = slices.Insert(first, place, c)
		first = first[:min(len(first), pool)]
	}
	return first
}

// share returns the share of the question's weight that the units in the set have.
func (q *Question) share(set uint64) float64 {
	if q.weight == 0 {
		return 0
	}
	sum := 0.0
	for ; set != 0; set &= set - 1 {
		sum += q.Units[bits.TrailingZeros64(set)].Weight
	}
	return min(1, sum/q.weight)
}

// FirstFact returns the place of the first hit that is a fact, -1 where none is.
func (x *Index) FirstFact(hits []Hit) int {
	return slices.IndexFunc(hits, func(h Hit) bool { return !x.candidates[h.Candidate].Gap })
}

// Reorder returns the hits as another model orders them.
func (x *Index) Reorder(hits []Hit, m *Model) []Hit {
	hits = slices.Clone(hits)
	for i := range hits {
		hits[i].Score = m.score(&hits[i].Features)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}
