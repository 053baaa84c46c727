package facts

import (
	"cmp"
	"slices"
)

// hit is a fact and how well a question fits it.
type hit struct {
	fact     int
	point    int     // the point that fits best, -1 where the fact has none
	likeness float64 // cosine of the question and the entry most like it, less where the kinds of question differ
	coverage float64 // share of the question's weight that the fact has words for
	score    float64 // of both, 0 to 1
}

// The shares of likeness and coverage in a score.
const (
	likenessShare = 0.6
	coverageShare = 1 - likenessShare
)

// What remains of the likeness to an entry that asks for another kind of answer: for
// finding the fact, and for choosing among the fact's points.
const (
	misfit      = 0.75
	pointMisfit = 0.5
)

// scratch is the working memory of one question, kept between questions.
type scratch struct {
	entries []float64   // by entry: the dot product with the question
	covered []float64   // by fact: the weight of the question's terms that it has
	best    []bestEntry // by fact
}

// bestEntry is how like a question a fact's entries are.
type bestEntry struct {
	likeness      float64 // of the best entry of all
	pointLikeness float64 // of the best entry of a point
	point         int32
}

func newScratch(entries, facts int) *scratch {
	return &scratch{make([]float64, entries), make([]float64, facts), make([]bestEntry, facts)}
}

func (s *scratch) reset() {
	clear(s.entries)
	clear(s.covered)
	for i := range s.best {
		s.best[i] = bestEntry{point: -1}
	}
}

// match returns the facts that share a word with the question, best first; of equals
// the one that stands first.
func (x *index) match(q *question) []hit {
	s, ok := x.scratch.Get().(*scratch)
	if !ok {
		s = newScratch(len(x.entries), len(x.facts))
	}
	defer x.scratch.Put(s)
	s.reset()
	x.multiply(s, q)
	x.compare(s, q)
	return x.collect(s, q)
}

// multiply fills in dot products and covered weights, a term of the question at a time.
func (x *index) multiply(s *scratch, q *question) {
	for _, t := range q.terms {
		if t.id < 0 {
			continue
		}
		for _, e := range x.postings[t.id] {
			s.entries[e] += t.weight * t.weight
		}
		for _, f := range x.byFact[t.id] {
			s.covered[f] += t.weight
		}
	}
}

// compare finds each fact's best entries.
func (x *index) compare(s *scratch, q *question) {
	for i, product := range s.entries {
		if product == 0 {
			continue
		}
		e := &x.entries[i]
		likeness := product / (e.norm * q.norm)
		pointLikeness := likeness
		if !agree(q.kinds, e.kinds) {
			likeness *= misfit
			pointLikeness *= pointMisfit
		}
		best := &s.best[e.fact]
		best.likeness = max(best.likeness, likeness)
		if e.point >= 0 && pointLikeness > best.pointLikeness {
			best.pointLikeness, best.point = pointLikeness, e.point
		}
	}
}

// agree reports whether two questions may ask for the same kind of answer; one that
// does not say its kind agrees with all.
func agree(a, b []Kind) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(k Kind) bool { return slices.Contains(b, k) })
}

func (x *index) collect(s *scratch, q *question) []hit {
	var hits []hit
	for f, best := range s.best {
		if best.likeness == 0 {
			continue
		}
		h := hit{fact: f, point: int(best.point), likeness: best.likeness, coverage: s.covered[f] / q.weight}
		h.score = likenessShare*h.likeness + coverageShare*h.coverage
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	return hits
}
