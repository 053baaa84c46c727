package answer

import (
	"runtime"
	"slices"
	"sync"

	"summitbot/facts"
)

// Contest is a way of asking that belongs to one fact or gap, and by whose words another
// comes first: asked in nearly the same way, the other would be what is answered.
type Contest struct{ Way, Owner, Winner string }

// Contested returns the ways of asking that their own fact or gap does not win, in the
// order of facts and gaps. That one gap wins from another is no matter, as both refuse. It asks all of them, which takes seconds: it is for keepers.
func (b *Base) Contested() []Contest {
	candidates := b.candidates()
	found := make([][]Contest, len(candidates))
	next := make(chan int)
	var asking sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		asking.Go(func() {
			for c := range next {
				for _, w := range candidates[c].Ways() {
					if winner := b.winner(w.Text); !b.mayWin(winner, c) {
						found[c] = append(found[c], Contest{w.Text, b.name(c), b.name(winner)})
					}
				}
			}
		})
	}
	for c := range candidates {
		next <- c
	}
	close(next)
	asking.Wait()
	return slices.Concat(found...)
}

// winner returns the candidate that comes first by a question's words, -1 where none does.
func (b *Base) winner(question string) int {
	hits := b.index.Match(b.index.Parse(question))
	if len(hits) == 0 {
		return -1
	}
	return hits[0].Candidate
}

// mayWin reports whether it does no harm that the winner comes first where the owner is
// asked for.
func (b *Base) mayWin(winner, owner int) bool {
	bothGaps := min(winner, owner) >= len(b.facts)
	return winner < 0 || winner == owner || bothGaps || b.areEqual(winner, owner)
}

// areEqual reports whether one of two facts says that the other answers a question of its
// own as well.
func (b *Base) areEqual(a, c int) bool { return b.namesEqual(a, c) || b.namesEqual(c, a) }

func (b *Base) namesEqual(a, c int) bool {
	if max(a, c) >= len(b.facts) {
		return false
	}
	return slices.ContainsFunc(b.facts[a].Points, func(p facts.Point) bool { return slices.Contains(p.Equal, b.facts[c].ID) })
}

// name returns the id of a candidate: of a fact, or of a gap.
func (b *Base) name(candidate int) string {
	if candidate < len(b.facts) {
		return b.facts[candidate].ID
	}
	return b.gaps[candidate-len(b.facts)].ID
}
