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
	Point    Point        // what of a candidate answers, where that is known
	Weight   float64
}

// Point is some points of a candidate. The zero value is none.
type Point struct {
	Candidate int
	Right     []bool // by point
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
	points(&m, lists, o)
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

	points []match.PointFeatures // of the candidate whose points are known
	point  []bool                // the right ones
}

// Gather asks a lesson's questions.
func Gather(l Lesson) []List {
	lists := make([]List, 0, len(l.Examples))
	for _, e := range l.Examples {
		q := l.Index.Parse(e.Question)
		if hits := l.Index.Match(q); len(hits) > 0 {
			list := List{Index: l.Index, Question: q, Hits: hits, Right: e.Right, Weight: e.Weight, point: e.Point.Right}
			if len(list.point) > 1 {
				list.points = l.Index.Points(q, e.Point.Candidate)
			}
			if len(list.points) != len(list.point) {
				list.points, list.point = nil, nil // the index was told nothing of points
			}
			lists = append(lists, list)
		}
	}
	return lists
}

// rank learns to put the right candidates first.
func rank(m *match.Model, lists []List, o Options) {
	var rows []choice
	for _, l := range lists {
		c := choice{weight: l.Weight}
		for _, h := range l.Hits {
			c.features = append(c.features, h.Features[:])
			c.right = append(c.right, l.Right[h.Candidate])
		}
		rows = append(rows, c)
	}
	choose(m.Rank[:], rows, o)
}

// points learns to put the right point of a candidate first.
func points(m *match.Model, lists []List, o Options) {
	var rows []choice
	for _, l := range lists {
		if l.points == nil {
			continue
		}
		c := choice{weight: l.Weight, right: l.point}
		for i := range l.points {
			c.features = append(c.features, l.points[i][:])
		}
		rows = append(rows, c)
	}
	choose(m.Point[:], rows, o)
}

// choice is several things of which some are right.
type choice struct {
	features [][]float64
	right    []bool
	weight   float64
}

// choose minimizes the listwise softmax loss (ListNet with the right ones as the target)
// plus L2. Where none is right no order helps, and nothing is learned.
func choose(w []float64, choices []choice, o Options) {
	descend(w, o, func(w, gradient []float64) {
		for _, c := range choices {
			p := softmax(c.features, w)
			mass := 0.0
			for i, right := range c.right {
				if right {
					mass += p[i]
				}
			}
			if mass == 0 {
				continue
			}
			for i, right := range c.right {
				d := p[i]
				if right {
					d -= p[i] / mass
				}
				for j, v := range c.features[i] {
					gradient[j] += c.weight * d * v
				}
			}
		}
	})
}

func softmax(features [][]float64, w []float64) []float64 {
	p := make([]float64, len(features))
	most, sum := math.Inf(-1), 0.0
	for i, row := range features {
		for j, v := range row {
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
