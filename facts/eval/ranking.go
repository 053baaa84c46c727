package eval

import (
	"slices"

	"summitbot/facts/passage"
)

// Ranking is how well sentences are ranked for questions, from 0 to 1.
type Ranking struct {
	P1  float64 // share of questions whose first sentence is gold
	MRR float64 // mean of 1/rank of the first gold sentence, 0 where there is none
}

// Rank measures how a finder ranks the sentences of a collection, by the first n for each
// question. Without questions it returns the zero value.
func Rank(x *passage.Finder, c Collection, n int) Ranking {
	var r Ranking
	for i, q := range c.Questions {
		hits := x.Rank(q.Text, n)
		if at := slices.IndexFunc(hits, func(h passage.Hit) bool { return slices.Contains(c.Gold[i], h.Sentence) }); at >= 0 {
			r.P1 += float64(count(at == 0))
			r.MRR += 1 / float64(at+1)
		}
	}
	all := float64(max(len(c.Questions), 1))
	return Ranking{r.P1 / all, r.MRR / all}
}
