package base

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"summitbot/facts"
)

// finder finds sentences by their words, as they were cleaned and before any repair.
type finder struct {
	sentences []facts.Sentence
	order     []int // places of the sentences, in the order of their texts
	missed    int   // how many it didn't find: what comes near is told of the first few
}

func newFinder(sentences []facts.Sentence) *finder {
	f := &finder{sentences: slices.Clone(sentences), order: make([]int, len(sentences))}
	for i := range f.order {
		f.order[i] = i
	}
	slices.SortStableFunc(f.order, func(a, b int) int { return strings.Compare(sentences[a].Text, sentences[b].Text) })
	return f
}

// find returns the place of the only sentence that is, or else begins with, the given
// words. An ellipsis at their end says that they are its beginning. What it says where
// there is no such sentence, or are several, tells which come near.
func (f *finder) find(words string) (int, error) {
	words = strings.Join(strings.Fields(strings.TrimSuffix(strings.TrimSpace(words), "…")), " ")
	if words == "" {
		return 0, fmt.Errorf("a sentence is named by its words, or its beginning")
	}
	from, _ := slices.BinarySearchFunc(f.order, words, func(place int, words string) int {
		return strings.Compare(f.sentences[place].Text, words)
	})
	begin := f.order[from:]
	isWhole := func(i int) bool { return i < len(begin) && f.sentences[begin[i]].Text == words }
	begins := func(i int) bool { return i < len(begin) && strings.HasPrefix(f.sentences[begin[i]].Text, words) }
	switch {
	case isWhole(1):
		return 0, fmt.Errorf("the sentence %q stands more than once (%s); name it by its place, id: %s",
			words, f.ids(begin, isWhole), f.sentences[begin[0]].ID)
	case isWhole(0) || begins(0) && !begins(1):
		return begin[0], nil
	case begins(0):
		return 0, fmt.Errorf("more than one sentence begins with %q (%s); quote more of it", words, f.ids(begin, begins))
	}
	if f.missed++; f.missed > maxFaults {
		return 0, fmt.Errorf("the document has no sentence that begins with %q", words)
	}
	return 0, fmt.Errorf("the document has no sentence that begins with %q; closest %s", words, f.closest(words))
}

// maxNamed is how many sentences a fault names.
const maxNamed = 3

// ids names the sentences at the given places for which is holds, from the first on.
func (f *finder) ids(places []int, is func(int) bool) string {
	var ids []string
	for i := 0; is(i); i++ {
		if i == maxNamed {
			return strings.Join(ids, ", ") + " and more"
		}
		ids = append(ids, f.sentences[places[i]].ID)
	}
	return strings.Join(ids, ", ")
}

// closest quotes the sentences that share most words with what was looked for.
func (f *finder) closest(words string) string {
	wanted := make(map[string]bool)
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		wanted[w] = true
	}
	shared := make([]int, len(f.sentences))
	best := make([]int, len(f.sentences))
	for i, s := range f.sentences {
		best[i] = i
		seen := make(map[string]bool)
		for w := range strings.FieldsSeq(strings.ToLower(s.Text)) {
			if wanted[w] && !seen[w] {
				seen[w] = true
				shared[i]++
			}
		}
	}
	slices.SortStableFunc(best, func(a, b int) int { return cmp.Compare(shared[b], shared[a]) })
	if shared[best[0]] == 0 {
		return "is none"
	}
	quotes := make([]string, 0, maxNamed)
	for _, i := range best[:min(len(best), maxNamed-1)] {
		quotes = append(quotes, fmt.Sprintf("is %s, %q", f.sentences[i].ID, beginning(f.sentences[i].Text)))
	}
	return strings.Join(quotes, ", then ")
}

// beginning returns a sentence's first words, for faults.
func beginning(s string) string {
	const shown = 60
	runes := []rune(s)
	if len(runes) <= shown {
		return s
	}
	return string(runes[:shown]) + "…"
}
