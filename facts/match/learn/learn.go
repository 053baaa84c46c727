// Package learn finds the weights of a match.Model from questions whose answers are
// known. It is deterministic: all orders are fixed, and chance has fixed seeds.
package learn

import (
	"iter"
	"math"
	"slices"

	"summitbot/facts/match"
)

// Example is a question with what is right for it.
type Example struct {
	Question string
	Right    map[match.Target]bool // what answers: sentences, or a gap
	Point    Point                 // what of a candidate answers, where that is known
	Weight   float64
}

// Point is some points of a candidate. The zero value is none.
type Point struct {
	Sentence int
	Right    []bool // by point
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

// Model learns from lessons: what orders candidates, what orders the points of one, and,
// with that order, what tells how sure the first fact is.
func Model(lessons iter.Seq[Lesson], o Options) *match.Model {
	var lists []list
	for l := range lessons {
		lists = append(lists, gather(l)...)
	}
	m := match.NewModel()
	rank(m, lists, o)
	choose(m.Point[:], pointChoices(lists), o)
	written, alone := trustRows(m, lists)
	teach(&m.Trust, written)
	teach(&m.Alone, alone)
	return m
}

// list is an example with its hits.
type list struct {
	index    *match.Index
	question *match.Question
	hits     []match.Hit
	right    map[match.Target]bool
	weight   float64

	points []match.PointFeatures // of the candidate whose points are known
	point  []bool                // the right ones
}

// gather asks a lesson's questions; one that hits nothing teaches nothing.
func gather(l Lesson) []list {
	lists := make([]list, 0, len(l.Examples))
	for _, e := range l.Examples {
		q := l.Index.Parse(e.Question)
		if hits := l.Index.Match(q); len(hits) > 0 {
			asked := list{index: l.Index, question: q, hits: hits, right: e.Right, weight: e.Weight}
			asked.know(e.Point)
			lists = append(lists, asked)
		}
	}
	return lists
}

// know describes the points of which it is known which are right, where the index was told
// of them.
func (l *list) know(p Point) {
	if len(p.Right) < 2 {
		return
	}
	if points := l.index.Points(l.question, p.Sentence); len(points) == len(p.Right) {
		l.points, l.point = points, p.Right
	}
}

// rank learns to put the right candidates first.
func rank(m *match.Model, lists []list, o Options) {
	var rows []choice
	for _, l := range lists {
		c := choice{weight: l.weight}
		for _, h := range l.hits {
			c.features = append(c.features, h.Features[:])
			c.right = append(c.right, l.right[h.Target])
		}
		rows = append(rows, c)
	}
	choose(m.Rank[:], rows, o)
}

// pointChoices returns the points of each candidate of which it is known which are right.
func pointChoices(lists []list) []choice {
	var choices []choice
	for _, l := range lists {
		if !slices.Contains(l.point, true) {
			continue
		}
		c := choice{right: l.point, weight: l.weight}
		for _, f := range l.points {
			c.features = append(c.features, slices.Clone(f[:]))
		}
		choices = append(choices, c)
	}
	return choices
}

// choice is several things of which some are right.
type choice struct {
	features [][]float64
	right    []bool
	weight   float64
}

// slopes returns the listwise softmax loss's slope in each value (ListNet with the right
// ones as the target). Where none is right no order helps, and all are 0.
func (c *choice) slopes(values []float64) []float64 {
	p := softmax(values)
	mass := 0.0
	for i, right := range c.right {
		if right {
			mass += p[i]
		}
	}
	for i, right := range c.right {
		switch {
		case mass == 0:
			p[i] = 0
		case right:
			p[i] -= p[i] / mass
		}
	}
	return p
}

// choose finds the linear model that minimizes the listwise softmax loss plus L2.
func choose(w []float64, choices []choice, o Options) {
	descend(w, o, func(w, gradient []float64) {
		for _, c := range choices {
			values := make([]float64, len(c.features))
			for i, row := range c.features {
				for j, v := range row {
					values[i] += w[j] * v
				}
			}
			for i, slope := range c.slopes(values) {
				for j, v := range c.features[i] {
					gradient[j] += c.weight * slope * v
				}
			}
		}
	})
}

// softmax returns values as shares of a whole, in place.
func softmax(p []float64) []float64 {
	most, sum := math.Inf(-1), 0.0
	for _, v := range p {
		most = max(most, v)
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

// trustRows returns, for each list that has a fact, the signs of the first one in the
// model's order, and whether it is right: those of facts that people have written about,
// and those of others.
func trustRows(m *match.Model, lists []list) (written, alone []row) {
	for _, l := range lists {
		hits := match.Reorder(l.hits, m)
		if first := match.FirstFact(hits); first >= 0 {
			signs := l.index.Signs(l.question, hits, first)
			r := row{signs[:], l.right[hits[first].Target], l.weight}
			if signs.Spoken() {
				written = append(written, r)
			} else {
				alone = append(alone, r)
			}
		}
	}
	return written, alone
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
