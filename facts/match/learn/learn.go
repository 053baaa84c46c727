// Package learn finds the weights of a match.Model from questions whose answers are
// known. It is deterministic: full-batch gradient descent in a fixed order.
package learn

import (
	"iter"
	"math"

	"summitbot/facts/match"
)

// Example is a question with what is right for it.
type Example struct {
	Question string
	Right    map[int]bool // the candidates that answer, a gap among them where it is one
	Weight   float64
}

// Options say how long and how hard to learn.
type Options struct {
	Steps int     // of gradient descent
	Rate  float64 // of learning
	L2    float64 // how much a large weight costs
}

// Lesson is examples and the index they are asked of.
type Lesson struct {
	Index    *match.Index
	Examples []Example
}

// Model learns both models from lessons: first what orders candidates, then, with that
// order, what tells how sure the first fact is.
func Model(lessons iter.Seq[Lesson], o Options) match.Model {
	var lists []List
	for l := range lessons {
		lists = append(lists, Gather(l)...)
	}
	return Fit(lists, o)
}

// Fit is Model for lists that have been gathered.
func Fit(lists []List, o Options) match.Model {
	var m match.Model
	rank(&m, lists, o)
	m.Trust = trust(rows(&m, lists))
	return m
}

// List is an example with its hits.
type List struct {
	Index    *match.Index
	Question *match.Question
	Hits     []match.Hit
	Right    map[int]bool
	Weight   float64
	Text     string
}

// Gather asks a lesson's questions.
func Gather(l Lesson) []List {
	lists := make([]List, 0, len(l.Examples))
	for _, e := range l.Examples {
		q := l.Index.Parse(e.Question)
		if hits := l.Index.Match(q); len(hits) > 0 {
			lists = append(lists, List{l.Index, q, hits, e.Right, e.Weight, e.Question})
		}
	}
	return lists
}

// rank minimizes the listwise softmax loss (ListNet with the right candidates as the
// target) plus L2.
func rank(m *match.Model, lists []List, o Options) {
	descend(m.Rank[:], o, func(w, gradient []float64) {
		for _, l := range lists {
			p := softmax(l.Hits, w)
			mass := 0.0
			for i, h := range l.Hits {
				if l.Right[h.Candidate] {
					mass += p[i]
				}
			}
			if mass == 0 {
				continue // the right one is not among the hits: no order helps
			}
			for i, h := range l.Hits {
				d := p[i]
				if l.Right[h.Candidate] {
					d -= p[i] / mass
				}
				for j, v := range h.Features {
					gradient[j] += l.Weight * d * v
				}
			}
		}
	})
}

func softmax(hits []match.Hit, w []float64) []float64 {
	p := make([]float64, len(hits))
	most, sum := math.Inf(-1), 0.0
	for i, h := range hits {
		for j, v := range h.Features {
			p[i] += w[j] * v
		}
		most = max(most, p[i])
	}
	for i := range p {
		p[i] = math.Exp(p[i] - most)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// rows returns, for each list that has a fact, the signs of the first one in the model's
// order, and whether it is right.
func rows(m *match.Model, lists []List) []row {
	var rows []row
	for _, l := range lists {
		hits := l.Index.Reorder(l.Hits, m)
		if first := l.Index.FirstFact(hits); first >= 0 {
			rows = append(rows, row{l.Index.Signs(l.Question, hits, first), l.Right[hits[first].Candidate], l.Weight})
		}
	}
	return rows
}

// descend runs Adam (Kingma and Ba, 2014) over the whole batch.
func descend(w []float64, o Options, gradientOf func(w, gradient []float64)) {
	const beta1, beta2, epsilon = 0.9, 0.999, 1e-8
	first, second := make([]float64, len(w)), make([]float64, len(w))
	gradient := make([]float64, len(w))
	for step := 1; step <= o.Steps; step++ {
		clear(gradient)
		gradientOf(w, gradient)
		for i := range w {
			g := gradient[i] + o.L2*w[i]
			first[i] = beta1*first[i] + (1-beta1)*g
			second[i] = beta2*second[i] + (1-beta2)*g*g
			a := first[i] / (1 - math.Pow(beta1, float64(step)))
			b := second[i] / (1 - math.Pow(beta2, float64(step)))
			w[i] -= o.Rate * a / (math.Sqrt(b) + epsilon)
		}
	}
}
