package facts

import (
	"maps"
	"math"
	"slices"
	"sync"

	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// index is an inverted index over everything that a question may be matched with: each
// sentence, each headline, each way of asking is an entry, a vector of its stems'
// weights. It is built by newIndex and never changed after.
type index struct {
	facts      []Fact
	terms      map[string]int32 // stem → place in idf and postings
	idf        []float64        // by term; over facts, since they are what is told apart
	rarest     float64          // the weight of a stem that no fact has
	postings   [][]int32        // by term: entries that have it, ascending
	byFact     [][]int32        // by term: facts that have it anywhere, ascending
	entries    []entry
	forms      []string // all words as written, folded, in alphabetical order
	vocabulary *spell.Vocabulary
	scratch    sync.Pool // of *scratch
}

// entry is one text that speaks for a fact.
type entry struct {
	fact  int32
	point int32   // -1 where it is the sentence
	way   int32   // its place among all ways of asking, -1 where it is none
	kinds []Kind  // of question, nil where it does not say
	norm  float64 // the length of its vector
}

func newIndex(facts []Fact) *index {
	x := &index{terms: make(map[string]int32), facts: facts}
	counts := make(map[string]int)
	ways := int32(0)
	for i, f := range facts {
		x.add(entry{fact: int32(i), point: -1, way: -1}, f.Sentence.Text, counts)
		for j, p := range f.Points {
			x.add(entry{fact: int32(i), point: int32(j), way: -1, kinds: p.Kinds}, p.Headline, counts)
			for _, w := range p.Ask {
				x.add(entry{fact: int32(i), point: int32(j), way: ways, kinds: p.Kinds}, w, counts)
				ways++
			}
		}
	}
	x.weigh(len(facts))
	x.vocabulary = spell.New(wordList(counts))
	x.forms = slices.Sorted(maps.Keys(counts))
	x.scratch.New = func() any { return newScratch(len(x.entries), len(facts)) }
	return x
}

// add indexes one entry, and counts its words.
func (x *index) add(e entry, s string, counts map[string]int) {
	place := int32(len(x.entries))
	words := text.Words(s)
	if kinds := kindsOf(words); e.way >= 0 && kinds != nil {
		e.kinds = kinds
	}
	x.entries = append(x.entries, e)
	for _, w := range words {
		counts[w.Form]++
		t := x.term(w.Stem)
		x.postings[t] = appendNew(x.postings[t], place)
		x.byFact[t] = appendNew(x.byFact[t], e.fact)
	}
}

// term returns the place of a stem, giving it one where it is new.
func (x *index) term(stem string) int32 {
	t, ok := x.terms[stem]
	if !ok {
		t = int32(len(x.postings))
		x.terms[stem] = t
		x.postings = append(x.postings, nil)
		x.byFact = append(x.byFact, nil)
	}
	return t
}

// appendNew adds v to an ascending list, unless it is the last there.
func appendNew(list []int32, v int32) []int32 {
	if n := len(list); n > 0 && list[n-1] == v {
		return list
	}
	return append(list, v)
}

// weigh sets each term's weight by the number of facts that have it, as BM25 does
// (Robertson and Walker's idf, with 1 added so that it stays above zero), and
// then each entry's norm. Function words weigh a tenth.
func (x *index) weigh(facts int) {
	idf := func(df int) float64 {
		return math.Log(1 + (float64(facts-df)+0.5)/(float64(df)+0.5))
	}
	x.rarest = idf(0)
	x.idf = make([]float64, len(x.postings))
	for stem, t := range x.terms {
		x.idf[t] = idf(len(x.byFact[t]))
		if text.IsFunction(stem) {
			x.idf[t] *= functionWeight
		}
	}
	for t, list := range x.postings {
		for _, e := range list {
			x.entries[e].norm += x.idf[t] * x.idf[t]
		}
	}
	for i := range x.entries {
		x.entries[i].norm = math.Sqrt(x.entries[i].norm)
	}
}

// functionWeight is what a function word weighs beside a content word of its idf.
const functionWeight = 0.1

func wordList(counts map[string]int) []spell.Word {
	words := make([]spell.Word, 0, len(counts))
	for form, n := range counts {
		words = append(words, spell.Word{Form: form, Count: n})
	}
	return words
}
