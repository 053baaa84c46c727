package complete

import (
	"cmp"
	"math"
	"slices"
)

// minNear is the part of the meaningful words' weight that a way has at least to be near.
const minNear = 0.5

// pickNear picks the ways that fill most of the slots that carry meaning, by weight, and
// all of numbers.
func (x *Index) pickNear(p *picker, q slots) {
	type near struct {
		way    uint32
		weight float64
	}
	var found []near
	total := x.weigh(q)
	for way := range x.nearby(q, total).all() {
		if all, meaningful := q.weightOf(x.runs.of(way)); meaningful >= minNear*total {
			found = append(found, near{way, all})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(b.weight, a.weight) })
	for _, n := range found {
		p.pick(n.way)
	}
}

// weigh gives each slot its weight, the most to a word that no way has, and returns the sum
// of those that carry meaning.
func (x *Index) weigh(q slots) (total float64) {
	for i, s := range q {
		q[i].weight = math.Log(1 + float64(len(x.owners))/float64(1+x.ways(s)))
		if s.meaningful {
			total += q[i].weight
		}
	}
	return total
}

// nearby returns all ways that may be near: they fill one of the heaviest slots, since the
// others weigh too little together.
func (x *Index) nearby(q slots, total float64) set {
	heavy := slices.DeleteFunc(slices.Clone(q), func(s slot) bool { return !s.meaningful })
	slices.SortStableFunc(heavy, func(a, b slot) int { return cmp.Compare(b.weight, a.weight) })
	found := newSet(len(x.owners))
	rest := total
	for _, s := range heavy {
		if rest < minNear*total {
			break
		}
		x.addWays(found, s)
		rest -= s.weight
	}
	return found
}

// weightOf returns the weight of the slots that a run fills, and of those among them that
// carry meaning; less than nothing if it lacks a number.
func (q slots) weightOf(run []uint32) (all, meaningful float64) {
	for i := range q {
		s := &q[i]
		end, _ := s.find(run)
		if end < 0 && s.number {
			return 0, -1
		}
		if end >= 0 {
			all += s.weight
		}
		if end >= 0 && s.meaningful {
			meaningful += s.weight
		}
	}
	return all, meaningful
}
