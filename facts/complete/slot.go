package complete

import (
	"cmp"
	"slices"
)

// alternative is what may fill a slot: one term of a range, and the terms that follow it.
type alternative struct {
	from, to uint32
	rest     []uint32
	longer   bool // the terms only begin as typed
}

func (a alternative) compare(b alternative) int {
	return cmp.Or(cmp.Compare(a.from, b.from), slices.Compare(a.rest, b.rest))
}

// slot is a typed word, or phrase, and what may stand for it. Nothing fills the zero slot.
type slot struct {
	alternatives []alternative // longer ones last
	sieve        sieve         // of their first terms
	meaningful   bool          // more than grammar
	number       bool
	weight       float64 // the fewer ways fill it, the more
}

// sieve tells at a glance most terms that fill no slot: it is a set of terms modulo its size.
type sieve [8]uint64

func (s *sieve) add(term uint32)      { s[term/64%8] |= 1 << (term % 64) }
func (s *sieve) has(term uint32) bool { return s[term/64%8]&(1<<(term%64)) != 0 }

func newSlot(as []alternative) slot {
	s := slot{alternatives: as}
	for _, a := range as {
		for t := a.from; t < min(a.to, a.from+uint32(64*len(s.sieve))); t++ {
			s.sieve.add(t)
		}
	}
	return s
}

// start returns how many terms at the start of the run fill the slot, 0 if they don't, and
// whether they are longer than what was typed. The run is not empty.
func (s *slot) start(run []uint32) (n int, longer bool) {
	if !s.sieve.has(run[0]) {
		return 0, false
	}
	for i := range s.alternatives {
		a := &s.alternatives[i]
		n := 1 + len(a.rest)
		if run[0] >= a.from && run[0] < a.to && n <= len(run) && slices.Equal(run[1:n], a.rest) {
			return n, a.longer
		}
	}
	return 0, false
}

// find returns where what fills the slot ends in the run, -1 if nothing does: the first
// that is complete, or else the first that is longer.
func (s *slot) find(run []uint32) (end int, longer bool) {
	end = -1
	for i := range run {
		n, more := s.start(run[i:])
		if n > 0 && !more {
			return i + n, false
		}
		if n > 0 && end < 0 {
			end, longer = i+n, true
		}
	}
	return end, longer
}

// slots is all that was typed.
type slots []slot

// possible reports whether each slot could be filled by itself.
func (q slots) possible() bool {
	return len(q) > 0 && !slices.ContainsFunc(q, func(s slot) bool { return len(s.alternatives) == 0 })
}

// lead returns how many slots the start of the run fills, in order and without a gap, and
// whether the last of them only by a longer word.
func (q slots) lead(run []uint32) (filled int, longer bool) {
	for len(run) > 0 && filled < len(q) {
		n, more := q[filled].start(run)
		if n == 0 {
			break
		}
		run, longer = run[n:], more
		filled++
	}
	return filled, longer
}

// The ranks of ways that fill all slots, best first. From rankInOrder on they come in
// pairs, complete and longer; in order there is a pair for each length of what begins alike.
const (
	rankBegins = iota
	rankWithin // the last word complete, and more than grammar
	rankBeginsLonger
	rankWithinLonger
	rankInOrder
	rankAnyOrder = rankInOrder + 2*(maxLead+1)
	lastRank     = rankAnyOrder + 1
	noRank       = lastRank + 1 // of what doesn't fill them

	maxLead = 7
)

// rank returns how well a run fills the slots.
func (q slots) rank(run []uint32) int {
	best := noRank
	for i := range run {
		if n, longer := q.lead(run[i:]); n == len(q) {
			best = min(best, q.rankAt(i, longer))
		}
	}
	if best < noRank || len(q) == 1 {
		return best
	}
	return q.rankScattered(run)
}

// rankAt returns the rank of a run that fills the slots from term i on.
func (q slots) rankAt(i int, longer bool) int {
	switch {
	case i == 0 && !longer:
		return rankBegins
	case i == 0:
		return rankBeginsLonger
	case !longer && q[len(q)-1].meaningful:
		return rankWithin
	}
	return rankWithinLonger
}

// rankScattered returns the rank of a run whose terms fill the slots here and there.
func (q slots) rankScattered(run []uint32) int {
	rest, inOrder, pair := run, true, 0
	for i := range q {
		end, longer := q[i].find(rest)
		if end < 0 && inOrder {
			inOrder, rest = false, run
			end, longer = q[i].find(run)
		}
		if end < 0 {
			return noRank
		}
		if inOrder {
			rest = rest[end:]
		}
		if longer {
			pair = 1
		}
	}
	if !inOrder {
		return rankAnyOrder + pair
	}
	begins, _ := q.lead(run)
	return rankInOrder + 2*(maxLead-min(begins, maxLead)) + pair
}
