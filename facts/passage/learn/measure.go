package learn

import (
	"slices"

	"summitbot/facts/passage"
)

// A Measure is how well questions are answered, from 0 to 1.
type Measure struct {
	P1  float64 // share of questions whose first sentence is gold
	MRR float64 // mean of 1/rank of the first gold sentence, 0 where there is none
}

// Evaluate measures an index over questions, by its first n sentences for each.
// Without questions it returns the zero measure.
func Evaluate(x *passage.Finder, questions []Question, n int) Measure {
	var m Measure
	for _, q := range questions {
		for i, h := range x.Rank(q.Text, n) {
			if slices.Contains(q.Gold, h.Sentence) {
				m.add(i)
				break
			}
		}
	}
	total := float64(max(len(questions), 1))
	return Measure{m.P1 / total, m.MRR / total}
}

func (m *Measure) add(rank int) {
	if rank == 0 {
		m.P1++
	}
	m.MRR += 1 / float64(rank+1)
}
