package facts

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"summitbot/facts/text"
)

// Completion limits: how many ways of asking for one point are shown at the most, so that
// the list offers choices, and how many are compared letter by letter.
const (
	maxWaysOfPoint = 3
	maxCompared    = 100
)

// Complete returns at most n ways of asking that fit what has been typed, best first.
// Words may be misspelt and the last one unfinished. Where nothing has been typed it
// returns the first way of asking for each fact; where nothing fits, nil. Each way it
// returns is answered for certain by [Base.Answer].
func (b *Base) Complete(typed string, n int) []string {
	words := text.Words(typed)
	if len(words) == 0 {
		return b.openers(n)
	}
	unfinished := words[len(words)-1].End == len(typed)
	found := b.index.complete(words, unfinished)
	if len(found) == 0 {
		found = b.subsequences(typed)
	}
	b.sortByLetters(found, typed)
	return b.spread(found, n)
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

// completion is a way of asking, by its place in Base.ways, that may be meant.
type completion struct {
	way   int
	score float64
}

// complete returns the ways that share words with those typed, best first, no more than
// are worth comparing.
func (x *index) complete(words []text.Word, unfinished bool) []completion {
	scores := make(map[int32]float64)
	last := len(words) - 1
	for i, w := range words {
		for _, e := range x.entriesFor(w, unfinished && i == last) {
			scores[e.place] = scores[e.place] + e.weight
		}
	}
	var found []completion
	for e, score := range scores {
		if way := x.entries[e].way; way >= 0 {
			found = append(found, completion{int(way), score / x.entries[e].norm})
		}
	}
	slices.SortFunc(found, func(a, b completion) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.way, b.way))
	})
	return found[:min(len(found), maxCompared)]
}

// weightedEntry is an entry that has a word, and what the word weighs there.
type weightedEntry struct {
	place  int32
	weight float64
}

// entriesFor returns the entries that have the word, each once: as it is, as its
// beginning where it is unfinished, or repaired where nothing else is found.
func (x *index) entriesFor(w text.Word, unfinished bool) []weightedEntry {
	terms := []int32{}
	if t, ok := x.terms[w.Stem]; ok {
		terms = append(terms, t)
	}
	if unfinished {
		terms = append(terms, x.beginning(w.Form)...)
	}
	if len(terms) == 0 {
		if repairs := x.vocabulary.Repairs(w.Form); len(repairs) > 0 {
			terms = append(terms, x.terms[text.Stem(repairs[0].Form)])
		}
	}
	best := make(map[int32]float64)
	var entries []weightedEntry
	for _, t := range terms {
		for _, e := range x.postings[t] {
			if _, ok := best[e]; !ok {
				entries = append(entries, weightedEntry{place: e})
			}
			best[e] = max(best[e], x.idf[t])
		}
	}
	for i, e := range entries {
		entries[i].weight = best[e.place]
	}
	return entries
}

// beginning returns the terms of the forms that begin with prefix.
func (x *index) beginning(prefix string) []int32 {
	var terms []int32
	i, _ := slices.BinarySearch(x.forms, prefix)
	for ; i < len(x.forms) && strings.HasPrefix(x.forms[i], prefix); i++ {
		terms = append(terms, x.terms[text.Stem(x.forms[i])])
	}
	return terms
}

// subsequences returns the ways in which the typed letters stand in order.
func (b *Base) subsequences(typed string) []completion {
	var found []completion
	for _, m := range fuzzy.Find(strings.TrimSpace(typed), b.ways) {
		found = append(found, completion{way: m.Index})
	}
	return found[:min(len(found), maxCompared)]
}

// sortByLetters puts first, among ways of about the same score, those whose letters fit.
func (b *Base) sortByLetters(found []completion, typed string) {
	ways := make([]string, len(found))
	for i, c := range found {
		ways[i] = b.ways[c.way]
	}
	for _, m := range fuzzy.FindNoSort(strings.TrimSpace(typed), ways) {
		found[m.Index].score *= 1.5
	}
	slices.SortStableFunc(found, func(a, b completion) int { return cmp.Compare(b.score, a.score) })
}

// spread returns the first n ways, few of each point.
func (b *Base) spread(found []completion, n int) []string {
	var ways []string
	count := make(map[way]int)
	for _, c := range found {
		w := b.ways[c.way]
		point := b.exact[wayKey(w)]
		if count[point]++; count[point] > maxWaysOfPoint {
			continue
		}
		if ways = append(ways, w); len(ways) == n {
			break
		}
	}
	return ways
}
