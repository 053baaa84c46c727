package train

import (
	"math/rand/v2"
	"slices"
	"strings"

	"summitbot/facts/eval"
	"summitbot/facts/index"
	"summitbot/facts/learn"
	"summitbot/facts/passage"
	"summitbot/facts/text"
	"summitbot/facts/wordnet"
)

// Lists returns what a collection teaches the ranking of passages: for every question a
// list of its candidates, and one for each of its variants. A variant is harder than its
// question, and teaches that a related word is nearly as good as the word itself; variants
// make a collection of few questions weigh more. Lists without candidates are left out.
func Lists(c eval.Collection, variants int) []learn.List {
	x := passage.New(index.New(c.Sentences), passage.Options{Model: &passage.Model{}})
	var lists []learn.List
	for i, q := range c.Questions {
		v := varier{rand.New(rand.NewPCG(uint64(i), 1)), wordnet.Default()}
		for _, s := range append([]string{q.Text}, v.variants(q.Text, variants)...) {
			l := learn.List{Weight: 1}
			for _, h := range x.Candidates(s, text.Words(s), passage.Pick{Pool: passage.Pool}) {
				l.Features = append(l.Features, h.Features)
				l.Right = append(l.Right, slices.Contains(c.Gold[i], h.Sentence))
			}
			if len(l.Features) > 0 {
				lists = append(lists, l)
			}
		}
	}
	return lists
}

// varier makes variants of questions.
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
