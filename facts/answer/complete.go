package answer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"summitbot/facts/base"
	"summitbot/facts/match"
)

// maxWaysOfPoint is how many ways of asking for one point are shown at the most, so that
// the list offers choices.
const maxWaysOfPoint = 3

// inOrder is what a completion gains in which all the typed letters stand in order.
const inOrder = 1.5

// Complete returns at most n ways of asking that fit what has been typed, best first.
// Words may be misspelt and the last one unfinished. Where nothing has been typed it
// returns the first way of asking for each fact; where nothing fits, nil. Each way it
// returns is answered for certain by [Base.Answer].
func (b *Base) Complete(typed string, n int) []string {
	typed = strings.TrimLeft(typed, " ")
	if strings.TrimSpace(typed) == "" {
		return b.openers(n)
	}
	ways := b.sortByLetters(b.index.Complete(typed), strings.TrimSpace(typed))
	if len(ways) == 0 {
		for _, m := range fuzzy.Find(strings.TrimSpace(typed), b.ways) {
			ways = append(ways, m.Str)
		}
	}
	return b.spread(ways, n)
}

// openers returns the first way of asking for each fact, in reading order.
func (b *Base) openers(n int) []string {
	var ways []string
	for _, f := range b.facts {
		if w := f.Ways(); len(w) > 0 && len(ways) < n {
			ways = append(ways, w[0])
		}
	}
	return ways
}

// sortByLetters returns the ways of the completions, those first whose letters fit too.
func (b *Base) sortByLetters(found []match.Completion, typed string) []string {
	ways := make([]string, len(found))
	for i, c := range found {
		ways[i] = b.facts[c.Candidate].Ways()[c.Way]
	}
	for _, m := range fuzzy.FindNoSort(typed, ways) {
		found[m.Index].Score *= inOrder
	}
	slices.SortStableFunc(found, func(a, b match.Completion) int { return cmp.Compare(b.Score, a.Score) })
	for i, c := range found {
		ways[i] = b.facts[c.Candidate].Ways()[c.Way]
	}
	return ways
}

// spread returns the first n ways, few of each point.
func (b *Base) spread(ways []string, n int) []string {
	var chosen []string
	count := make(map[base.Target]int)
	for _, w := range ways {
		point := b.exact[base.Key(w)]
		if count[point]++; count[point] > maxWaysOfPoint {
			continue
		}
		if chosen = append(chosen, w); len(chosen) == n {
			break
		}
	}
	return chosen
}
