package answer

import (
	"runtime"
	"slices"
	"sync"

	"summitbot/facts"
	"summitbot/facts/match"
)

// Contest is a way of asking that belongs to one fact or gap, and by whose words another
// comes first: asked in nearly the same way, the other would be what is answered.
type Contest struct{ Way, Owner, Winner string }

// Contested returns the ways of asking that their own fact or gap does not win, in the
// order of facts and gaps. That one gap wins from another is no matter, as both refuse. It
// asks all of them, which takes seconds: it is for keepers.
func (b *Base) Contested() []Contest {
	candidates := b.candidates()
	found := make([][]Contest, len(candidates))
	next := make(chan int)
	var asking sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		asking.Go(func() {
			for i := range next {
				found[i] = b.contestsOf(candidates[i])
			}
		})
	}
	for i := range candidates {
		next <- i
	}
	close(next)
	asking.Wait()
	return slices.Concat(found...)
}

// contestsOf returns the ways of asking for a candidate that it does not win.
func (b *Base) contestsOf(c match.Candidate) []Contest {
	var lost []Contest
	for _, w := range c.Ways() {
		hits := b.index.Match(b.index.Parse(w))
		if len(hits) > 0 && !b.mayWin(hits[0].Target, c.Target) {
			lost = append(lost, Contest{w, b.name(c.Target), b.name(hits[0].Target)})
		}
	}
	return lost
}

// mayWin reports whether it does no harm that the winner comes first if the owner is asked
// for.
func (b *Base) mayWin(winner, owner match.Target) bool {
	return winner == owner || winner.Gap && owner.Gap || b.namesEqual(winner, owner) || b.namesEqual(owner, winner)
}

// namesEqual reports whether the first of two facts says that the other answers a question
// of its own as well.
func (b *Base) namesEqual(a, c match.Target) bool {
	if a.Gap || c.Gap {
		return false
	}
	return slices.ContainsFunc(b.facts[a.At].Points, func(p facts.Point) bool { return slices.Contains(p.Equal, b.facts[c.At].ID) })
}

// name returns the id of a fact or gap.
func (b *Base) name(t match.Target) string {
	if t.Gap {
		return b.gaps[t.At].ID
	}
	return b.facts[t.At].ID
}
