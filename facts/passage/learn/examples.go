package learn

import (
	"math/rand/v2"
	"slices"
	"strings"

	"summitbot/facts/passage"
	"summitbot/facts/text"
	"summitbot/facts/wordnet"
)

// A Question is a question whose answers are known.
type Question struct {
	ID   string
	Text string
	Gold []int // sentences of the collection that answer it
}

// ExampleOptions set how questions become lists. The zero value is usable.
type ExampleOptions struct {
	Candidates int // sentences a question; 0 means 60
	Variants   int // of each question: a word left out, or replaced by a related one
}

// Examples returns, for every question, a list of its candidates, and one for each of
// its variants. A variant is harder than its question, and teaches that a related word
// is nearly as good as the word itself. Lists without candidates are left out.
func Examples(x *passage.Finder, questions []Question, o ExampleOptions) []List {
	if o.Candidates == 0 {
		o.Candidates = 60
	}
	var lists []List
	for i, q := range questions {
		v := varier{rand.New(rand.NewPCG(uint64(i), 1)), wordnet.Default()}
		for _, s := range append([]string{q.Text}, v.variants(q.Text, o.Variants)...) {
			if l := example(x, s, q.Gold, o.Candidates); len(l.Features) > 0 {
				lists = append(lists, l)
			}
		}
	}
	return lists
}

func example(x *passage.Finder, question string, gold []int, n int) List {
	var l List
	for _, h := range x.Candidates(question, n) {
		l.Features = append(l.Features, h.Features)
		l.Gold = append(l.Gold, slices.Contains(gold, h.Sentence))
	}
	return l
}

// A varier makes variants of questions.
type varier struct {
	random *rand.Rand
	graph  *wordnet.Graph
}

// variants returns up to n variants of a question: by turns one without a word, and one
// with a word replaced. Question words and short words stay.
func (v varier) variants(question string, n int) []string {
	words := strings.Fields(question)
	var long []int
	for i, w := range words {
		if i > 0 && len(w) >= 4 {
			long = append(long, i)
		}
	}
	var out []string
	for k := range n {
		if len(long) == 0 {
			break
		}
		i := long[v.random.IntN(len(long))]
		var other []string
		if k%2 == 1 {
			if other = v.related(words[i]); other == nil {
				continue
			}
		}
		out = append(out, strings.Join(slices.Concat(words[:i], other, words[i+1:]), " "))
	}
	return out
}

// related returns a near relative of a word, or nil.
func (v varier) related(word string) []string {
	cut := text.Words(word)
	if len(cut) == 0 {
		return nil
	}
	id, ok := v.graph.ID(cut[0].Stem)
	if !ok {
		return nil
	}
	var near []string
	for _, l := range v.graph.Related(nil, id) {
		if l.Relation <= wordnet.Similar && l.Rank <= 2 {
			near = append(near, v.graph.Word(l.Word))
		}
	}
	if near == nil {
		return nil
	}
	return []string{near[v.random.IntN(len(near))]}
}
