package match

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"summitbot/facts/passage"
)

// pool is how many candidates are described by features and ordered by the model: half of
// them facts and half gaps, and facts alone where no gap is known.
const pool = 8

// misfit is what remains of the likeness to an entry that asks for another kind of answer.
const misfit = 0.75

// Match returns the targets that share a unit with the question, best first.
func (x *Index) Match(q *Question) []Hit { return x.ordered(x.addPassages(q, x.matchCandidates(q))) }

// Written returns those of them that people have written about.
func (x *Index) Written(q *Question) []Hit { return x.ordered(x.matchCandidates(q)) }

// Nearest returns the sentences that come nearest to what a question means, best first, if it
// may be in another language than they: no word counts.
func (x *Index) Nearest(q *Question) []Hit {
	hits := x.passageHits(q, nil, passage.Foreign(q.Near))
	for i := range hits {
		hits[i].Foreign = true
	}
	return x.ordered(hits)
}

// ordered scores hits and sorts them, best first.
func (x *Index) ordered(hits []Hit) []Hit {
	for i := range hits {
		hits[i].Score = x.model.score(&hits[i].Features)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}

// matchCandidates describes the candidates that share a unit with the question.
func (x *Index) matchCandidates(q *Question) []Hit {
	if len(x.candidates) == 0 {
		return nil
	}
	s := x.take()
	defer x.release(s)
	for _, place := range q.order {
		s.weigh(x, &q.Units[place])
	}
	s.load(q)
	hits := make([]Hit, 0, pool)
	for _, f := range s.foremost(x, q) {
		hits = append(hits, x.describe(s, q, f))
	}
	compareEvidence(hits, x.scale)
	return hits
}

// scratch is the working memory of one question, kept between questions.
type scratch struct {
	round   int32
	sum     []float64  // by group: the evidence of the units that it has
	latest  []addition // by group: to its sum
	touched []int32    // groups that have a unit

	slot  []uint16 // by term: its place in loads, 0 for none
	loads []load   // the first is none
	terms []int32  // that have a slot

	best     standing
	overlaps []overlap    // by entry of the group at hand
	points   [][2]float64 // by point of the candidate at hand: the likeness of its two likeliest entries
}

// addition is what a unit added to a group's evidence, and in which round.
type addition struct {
	evidence float64
	round    int32
}

// load is what a term does for an entry that has it: the units of the question that it
// may stand for, and what these come to together.
type load struct {
	units    uint64
	likeness float64 // the best of theirs: of a word itself, or of its group
	overlap
}

func newScratch(x *Index) *scratch {
	groups := len(x.groups)
	return &scratch{
		sum: make([]float64, groups), latest: make([]addition, groups),
		slot: make([]uint16, len(x.terms)), loads: make([]load, 1),
	}
}

// take returns working memory, empty.
func (x *Index) take() *scratch {
	if s, ok := x.scratch.Get().(*scratch); ok {
		return s
	}
	return newScratch(x)
}

// release empties what the question touched and gives the memory back.
func (x *Index) release(s *scratch) {
	for _, g := range s.touched {
		s.sum[g] = 0
	}
	for _, t := range s.terms {
		s.slot[t] = 0
	}
	s.touched, s.terms, s.loads = s.touched[:0], s.terms[:0], s.loads[:1]
	x.scratch.Put(s)
}

// weigh adds what one unit of the question says to the evidence for every group that has
// it or its like. A minor unit counts only where a group has a major one already.
func (s *scratch) weigh(x *Index, u *Unit) {
	s.round++
	for _, a := range u.alternatives {
		factor := a.likeness * u.factor
		for _, p := range x.terms[a.term].postings {
			v, sum, latest := factor*p.impact, &s.sum[p.group], &s.latest[p.group]
			switch {
			case latest.round != s.round:
				if *sum == 0 {
					if u.minor {
						continue
					}
					s.touched = append(s.touched, p.group)
				}
				*sum += v
				*latest = addition{v, s.round}
			case v > latest.evidence:
				*sum += v - latest.evidence
				latest.evidence = v
			}
		}
	}
}

// load notes for each term which units of the question it may stand for.
func (s *scratch) load(q *Question) {
	for _, place := range q.order {
		for _, a := range q.Units[place].alternatives {
			k := s.slot[a.term]
			if k == 0 {
				k = uint16(len(s.loads))
				s.slot[a.term] = k
				s.terms = append(s.terms, a.term)
				s.loads = append(s.loads, load{likeness: a.likeness})
			}
			l := &s.loads[k]
			l.likeness = max(l.likeness, a.likeness)
			l.units |= 1 << place
			l.overlap = overlap{}
			l.add(q, l.units, l.likeness)
		}
	}
}

// found is a candidate with the evidence for its best group.
type found struct {
	candidate int32
	evidence  float64
	sum       float64 // the most that the units of the question come to in a group
}

// foremost returns the candidates worth describing: the likeliest facts, then the likeliest
// gaps. So one kind never crowds the other out, as where a question is a word that many
// gaps are about.
func (s *scratch) foremost(x *Index, q *Question) []found {
	facts, gaps := make([]found, 0, x.pool+1), make([]found, 0, x.pool+1)
	for c := range x.candidates {
		f := found{candidate: int32(c), evidence: math.Inf(-1)}
		for g := x.first[c]; g < x.first[c+1]; g++ {
			if sum := s.sum[g]; sum > 0 {
				f.evidence = max(f.evidence, sum+q.factor*x.groups[g].absence)
				f.sum = max(f.sum, sum)
			}
		}
		switch {
		case f.sum == 0:
		case x.candidates[c].Gap:
			gaps = f.among(gaps, x.pool)
		default:
			facts = f.among(facts, x.pool)
		}
	}
	return append(facts, gaps...)
}

// among takes a candidate into a list of so many of the likeliest, which stand in order.
func (f found) among(first []found, pool int) []found {
	if len(first) == pool && f.evidence <= first[pool-1].evidence {
		return first
	}
	place, _ := slices.BinarySearchFunc(first, f, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.evidence, a.evidence), cmp.Compare(a.candidate, b.candidate))
	})
	first = slices.Insert(first, place, f)
	return first[:min(len(first), pool)]
}

// overlap is what a question and one entry share.
type overlap struct {
	product float64 // the dot product of the two
	matched float64 // the weight of the question's units that the entry has
	has     uint64  // those units, as bits
}

// add counts units in.
func (o *overlap) add(q *Question, units uint64, likeness float64) {
	for set := units; set != 0; set &= set - 1 {
		weight := q.Units[bits.TrailingZeros64(set)].Weight
		o.product += weight * weight * likeness
		o.matched += weight * likeness
	}
	o.has |= units
}

// overlaps returns what the question shares with each entry of a group, until it is called
// again.
func (x *Index) overlaps(s *scratch, q *Question, g *group) []overlap {
	size := int(g.entries.length())
	s.overlaps = slices.Grow(s.overlaps[:0], size)[:size]
	clear(s.overlaps)
	for _, h := range x.held[g.held.first:g.held.last] {
		slot := s.slot[h.term]
		if slot == 0 {
			continue
		}
		l := &s.loads[slot]
		for _, i := range x.holders[h.holders.first:h.holders.last] {
			o := &s.overlaps[i]
			if o.has&l.units == 0 {
				o.product += l.product
				o.matched += l.matched
				o.has |= l.units
			} else {
				o.add(q, l.units&^o.has, l.likeness)
			}
		}
	}
	return s.overlaps
}

// counts reports whether an entry shares more than minor units with the question: these
// alone are nothing.
func (o *overlap) counts(q *Question) bool { return o.has&q.major != 0 }

// cosine returns how like a question is to an entry that has so much of it.
func (e *entry) cosine(q *Question, o *overlap) float64 { return min(1, o.product/(e.norm*q.norm)) }

// standing is how like a question a candidate's entries are.
type standing struct {
	likeness [3]float64 // of the three best entries
	entry    int32      // the best
	matched  float64    // what that has of the question
	text     overlap    // of its sentence
	textLike float64    // the likeness of its sentence
	has      uint64     // the question's units that the candidate has anywhere, as bits
}

// promising is the share of the best group's sum from which a group's entries are read.
const promising = 0.7

// compare finds how a candidate stands, and its points.
func (x *Index) compare(s *scratch, q *Question, found found) *standing {
	b, c := &s.best, found.candidate
	*b = standing{entry: x.groups[x.first[c]].entries.first}
	s.points = append(s.points[:0], make([][2]float64, len(x.answers[c]))...)
	for g := x.first[c]; g < x.first[c+1]; g++ {
		if x.groups[g].point < 0 || s.sum[g] >= promising*found.sum {
			x.compareGroup(s, q, &x.groups[g])
		}
	}
	return b
}

// compareGroup takes the entries of a group into account.
func (x *Index) compareGroup(s *scratch, q *Question, g *group) {
	b, first := &s.best, g.entries.first
	all := x.overlaps(s, q, g)
	for i := range all {
		o, e := &all[i], &x.entries[int(first)+i]
		if !o.counts(q) {
			continue
		}
		b.has |= o.has
		cosine := e.cosine(q, o)
		agrees := q.kinds.Agree(e.kinds)
		likeness := lessen(cosine, agrees, misfit)
		if g.point >= 0 {
			s.points[g.point] = insert(s.points[g.point], lessen(cosine, agrees, pointMisfit))
		} else {
			b.text, b.textLike = *o, likeness
		}
		b.consider(first+int32(i), likeness, o.matched)
	}
}

// lessen returns the likeness of two that ask for the same kind of answer, or what is left
// of it.
func lessen(cosine float64, agrees bool, misfit float64) float64 {
	if agrees {
		return cosine
	}
	return cosine * misfit
}

func insert(best [2]float64, l float64) [2]float64 {
	switch {
	case l > best[0]:
		return [2]float64{l, best[0]}
	case l > best[1]:
		return [2]float64{best[0], l}
	}
	return best
}

// consider takes an entry into account.
func (b *standing) consider(place int32, likeness, matched float64) {
	switch {
	case likeness > b.likeness[0]:
		b.likeness = [3]float64{likeness, b.likeness[0], b.likeness[1]}
		b.entry, b.matched = place, matched
	case likeness > b.likeness[1]:
		b.likeness = [3]float64{b.likeness[0], likeness, b.likeness[1]}
	case likeness > b.likeness[2]:
		b.likeness[2] = likeness
	}
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
func FirstFact(hits []Hit) int {
	return slices.IndexFunc(hits, func(h Hit) bool { return !h.Gap })
}

// Reorder returns the hits as another model orders them.
func Reorder(hits []Hit, m *Model) []Hit {
	hits = slices.Clone(hits)
	for i := range hits {
		hits[i].Score = m.score(&hits[i].Features)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}
