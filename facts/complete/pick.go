package complete

import (
	"iter"
	"math/bits"
	"slices"
	"sort"
)

// picker picks ways, few of one owner and none twice.
type picker struct {
	x       *Index
	n, most int
	seen    set
	owners  map[int]int // how many were picked of each
	picked  []int
}

func (p *picker) full() bool { return len(p.picked) >= p.n }

func (p *picker) pick(way uint32) {
	owner := p.x.owners[way]
	if p.full() || p.x.repeats[way] || p.owners[owner] >= p.most || !p.seen.add(way) {
		return
	}
	p.owners[owner]++
	p.picked = append(p.picked, int(way))
}

func (p *picker) pickAll(ways iter.Seq[uint32]) {
	for way := range ways {
		if p.pick(way); p.full() {
			return
		}
	}
}

// set is a set of ways, as bits: read in order it is in the order they were given.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

// add reports whether the way was not in the set before.
func (s set) add(way uint32) bool {
	bit := uint64(1) << (way % 64)
	isNew := s[way/64]&bit == 0
	s[way/64] |= bit
	return isNew
}

func (s set) addAll(ways []uint32) {
	for _, way := range ways {
		s.add(way)
	}
}

// all yields the ways in the order they were given.
func (s set) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(uint32(i*64 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// pickBeginnings picks the ways that begin as typed: those with a longer last word only
// if none with the complete word further in could be better.
func (x *Index) pickBeginnings(p *picker, q slots) {
	last := q[len(q)-1]
	for i, a := range last.alternatives {
		if i > 0 && last.meaningful {
			return
		}
		found := newSet(len(x.owners))
		found.addAll(x.beginning(q, a))
		p.pickAll(found.all())
	}
}

// beginning returns the ways that begin with one term for each slot, the last one as given.
func (x *Index) beginning(q slots, last alternative) []uint32 {
	run := make([]uint32, len(q))
	for i, s := range q {
		run[i] = s.alternatives[0].from
	}
	find := func(term uint32) int {
		run[len(run)-1] = term
		return sort.Search(len(x.order), func(i int) bool { return slices.Compare(x.runs.of(x.order[i]), run) >= 0 })
	}
	return x.order[find(last.from):find(last.to)]
}

// pickFitting picks the ways that fill all slots, best first, down to a rank.
func (x *Index) pickFitting(p *picker, q slots, rank int) {
	if p.full() || !q.possible() {
		return
	}
	ranked := make([][]uint32, rank+1)
	found := newSet(len(x.owners))
	x.addWays(found, slices.MinFunc(q, func(a, b slot) int { return x.ways(a) - x.ways(b) }))
	for way := range found.all() {
		if r := q.rank(x.runs.of(way)); r <= rank {
			ranked[r] = append(ranked[r], way)
		}
	}
	for _, ways := range ranked {
		p.pickAll(slices.Values(ways))
	}
}

// addWays adds the ways that fill the slot, and some that have only a phrase's first word.
func (x *Index) addWays(to set, s slot) {
	for _, a := range s.alternatives {
		to.addAll(x.postings.span(a.from, a.to))
	}
}

// ways returns about how many ways fill the slot.
func (x *Index) ways(s slot) (n int) {
	for _, a := range s.alternatives {
		n += len(x.postings.span(a.from, a.to))
	}
	return n
}
