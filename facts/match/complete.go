package match

import (
	"cmp"
	"slices"
	"strings"

	"summitbot/facts/text"
)

// Completion is a way of asking that may be meant by what has been typed so far.
type Completion struct {
	Candidate, Point, Way int
	Score                 float64
}

// maxCompletions is how many completions are worth looking at.
const maxCompletions = 100

// Complete returns the ways of asking for facts that share words with what has been
// typed, best first. Words may be misspelt, and the last one unfinished.
func (x *Index) Complete(typed string) []Completion {
	words := text.Words(typed)
	if len(words) == 0 {
		return nil
	}
	words = words[:min(len(words), MaxUnits)]
	last := words[len(words)-1]
	scores := make([]float64, len(x.entries))
	for _, w := range words {
		x.addCompletions(scores, w, w == last && last.End == len(typed))
	}
	var found []Completion
	for i, score := range scores {
		if e := &x.entries[i]; score > 0 {
			found = append(found, Completion{int(x.groups[e.group].candidate), int(e.point), int(e.way), score / e.norm})
		}
	}
	slices.SortStableFunc(found, func(a, b Completion) int { return cmp.Compare(b.Score, a.Score) })
	return found[:min(len(found), maxCompletions)]
}

// addCompletions adds a word's weight to the entries that have it: as it is, as its
// beginning where it is unfinished, or repaired where nothing else is found.
func (x *Index) addCompletions(scores []float64, w text.Word, unfinished bool) {
	var terms []int32
	if t, ok := x.stems[w.Stem]; ok {
		terms = append(terms, t)
	}
	if unfinished {
		terms = append(terms, x.beginning(w.Form)...)
	}
	if len(terms) == 0 {
		terms = x.repaired(w.Form)
	}
	best := make(map[int32]float64)
	for _, t := range terms {
		for _, e := range x.terms[t].offered {
			best[e] = max(best[e], x.terms[t].idf)
		}
	}
	for e, weight := range best {
		scores[e] += weight
	}
}

// repaired returns the term of the word that is meant by a slip, if any.
func (x *Index) repaired(form string) []int32 {
	for _, r := range x.vocabulary.Repairs(form) {
		if t, ok := x.stems[text.Stem(r.Form)]; ok {
			return []int32{t}
		}
	}
	return nil
}

// beginning returns the terms of the words that begin with prefix.
func (x *Index) beginning(prefix string) []int32 {
	var terms []int32
	i, _ := slices.BinarySearch(x.forms, prefix)
	for ; i < len(x.forms) && strings.HasPrefix(x.forms[i], prefix); i++ {
		if t, ok := x.stems[text.Stem(x.forms[i])]; ok {
			terms = append(terms, t)
		}
	}
	return terms
}
