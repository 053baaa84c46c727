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
	norm  float64 // the length of its vector
}

// scratch is the working memory of one question, kept between questions.
type scratch struct {
	entries []float64 // by entry: the dot product with the question
	covered []float64 // by fact: the weight of the question's terms that it has
	found   []float64 // by fact: the best entry's cosine
	best    []int32   // by fact: the place of that entry
}

func newIndex(facts []Fact) *index {
	x := &index{terms: make(map[string]int32), facts: facts}
	counts := make(map[string]int)
	ways := int32(0)
	for i, f := range facts {
		x.add(entry{fact: int32(i), point: -1, way: -1}, f.Sentence.Text, counts)
		for j, p := range f.Points {
			x.add(entry{fact: int32(i), point: int32(j), way: -1}, p.Headline, counts)
			for _, w := range p.Ask {
				x.add(entry{fact: int32(i), point: int32(j), way: ways}, w, counts)
				ways++
			}
		}
	}
	x.weigh(len(facts))
	x.vocabulary = spell.New(wordList(counts))
	x.forms = slices.Sorted(maps.Keys(counts))
	x.scratch.New = func() any {
		n := len(facts)
		return &scratch{make([]float64, len(x.entries)), make([]float64, n), make([]float64, n), make([]int32, n)}
	}
	return x
}

// add indexes one entry, and counts its words.
func (x *index) add(e entry, s string, counts map[string]int) {
	place := int32(len(x.entries))
	x.entries = append(x.entries, e)
	for _, w := range text.Words(s) {
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

// hit is a fact and how well a question fits it.
type hit struct {
	fact     int
	point    int     // the point that fits best, -1 where the sentence itself does
	likeness float64 // cosine of the question and the entry most like it
	coverage float64 // share of the question's weight that the fact has words for
	fits     bool    // the fact answers such a kind of question
	score    float64 // of all these, 0 to 1
}

// match returns the facts that share a content word with the question, best first; of
// equals the one that stands first.
func (x *index) match(q *question) []hit {
	s, _ := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	clear(s.entries)
	clear(s.covered)
	clear(s.found)
	for _, t := range q.terms {
		if t.id < 0 {
			continue
		}
		for _, e := range x.postings[t.id] {
			s.entries[e] += t.weight * t.weight
		}
		for _, f := range x.byFact[t.id] {
			s.covered[f] += t.weight
		}
	}
	for i, e := range x.entries {
		if s.entries[i] == 0 {
			continue
		}
		if cosine := s.entries[i] / (e.norm * q.norm); cosine > s.found[e.fact] {
			s.found[e.fact], s.best[e.fact] = cosine, int32(i)
		}
	}
	return x.collect(s, q)
}

func (x *index) collect(s *scratch, q *question) []hit {
	var hits []hit
	for f, likeness := range s.found {
		if likeness == 0 {
			continue
		}
		h := hit{fact: f, point: int(x.entries[s.best[f]].point), likeness: likeness, coverage: s.covered[f] / q.weight}
		h.fits = x.facts[f].answers(q.kinds)
		h.score = likenessShare*h.likeness + (1-likenessShare)*h.coverage
		if !h.fits {
			h.score *= misfit
		}
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	return hits
}

// misfit is what remains of a score where the fact answers no such question.
const misfit = 0.75

// likenessShare is how much of a score is likeness; the rest is coverage.
const likenessShare = 0.6
