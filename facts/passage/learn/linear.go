// Package learn learns a ranking model from questions whose answers are known.
//
// It knows nothing of texts: a question is a list of candidates, each described by
// numbers, some of them gold. Everything is deterministic.
package learn

import "math"

// A List is the candidates of one question.
type List struct {
	Features [][]float64 // one row a candidate
	Gold     []bool      // whether the candidate answers the question
}

// Options set how a model is learned. The zero value is usable.
type Options struct {
	L2    float64 // penalty on squared weights of standardized features
	Steps int     // of gradient descent; 0 means 300
}

// Linear returns the weights that minimize the listwise softmax loss: the mean over
// lists of -ln of the share of exp(score) that gold candidates have, plus the penalty.
// Lists without a gold candidate teach nothing. Without any list it returns nil.
func Linear(lists []List, o Options) []float64 {
	lists = withGold(lists)
	if len(lists) == 0 {
		return nil
	}
	scale := deviations(lists)
	p := problem{lists: standardized(lists, scale), l2: o.L2}
	w := p.descend(len(scale), o.Steps)
	for i := range w {
		w[i] /= scale[i]
	}
	return w
}

func withGold(lists []List) []List {
	var out []List
	for _, l := range lists {
		for _, gold := range l.Gold {
			if gold {
				out = append(out, l)
				break
			}
		}
	}
	return out
}

// deviations returns the standard deviation of every feature within the lists, which is
// all that a listwise loss sees; 1 where a feature is constant.
func deviations(lists []List) []float64 {
	n := len(lists[0].Features[0])
	square, rows := make([]float64, n), 0.0
	for _, l := range lists {
		for j := range n {
			mean := 0.0
			for _, row := range l.Features {
				mean += row[j] / float64(len(l.Features))
			}
			for _, row := range l.Features {
				square[j] += (row[j] - mean) * (row[j] - mean)
			}
		}
		rows += float64(len(l.Features))
	}
	for j := range square {
		if square[j] = math.Sqrt(square[j] / rows); square[j] < 1e-9 {
			square[j] = 1
		}
	}
	return square
}

func standardized(lists []List, scale []float64) []List {
	out := make([]List, len(lists))
	for i, l := range lists {
		out[i] = List{Features: make([][]float64, len(l.Features)), Gold: l.Gold}
		for k, row := range l.Features {
			scaled := make([]float64, len(row))
			for j, v := range row {
				scaled[j] = v / scale[j]
			}
			out[i].Features[k] = scaled
		}
	}
	return out
}

// A problem is a loss to minimize.
type problem struct {
	lists []List
	l2    float64
}

// descend minimizes the loss by Adam over all lists at once, with a falling rate.
func (p problem) descend(n, steps int) []float64 {
	if steps == 0 {
		steps = 300
	}
	w, m, v := make([]float64, n), make([]float64, n), make([]float64, n)
	for s := 1; s <= steps; s++ {
		g := p.gradient(w)
		rate := 0.1 * (1 - float64(s-1)/float64(steps))
		for j := range w {
			m[j] = 0.9*m[j] + 0.1*g[j]
			v[j] = 0.99*v[j] + 0.01*g[j]*g[j]
			mean, square := m[j]/(1-math.Pow(0.9, float64(s))), v[j]/(1-math.Pow(0.99, float64(s)))
			w[j] -= rate * mean / (math.Sqrt(square) + 1e-8)
		}
	}
	return w
}

func (p problem) gradient(w []float64) []float64 {
	g := make([]float64, len(w))
	for _, l := range p.lists {
		scores := make([]float64, len(l.Features))
		for k, row := range l.Features {
			scores[k] = dot(w, row)
		}
		pull := Pull(scores, l.Gold)
		for k, row := range l.Features {
			for j, v := range row {
				g[j] -= pull[k] * v / float64(len(p.lists))
			}
		}
	}
	for j := range g {
		g[j] += p.l2 * w[j]
	}
	return g
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// Pull returns, for every candidate, how fast the listwise loss falls as its score
// rises: its share of the gold mass less its share of all.
func Pull(scores []float64, gold []bool) []float64 {
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	pull := make([]float64, len(scores))
	all, right := 0.0, 0.0
	for k, s := range scores {
		pull[k] = math.Exp(s - top)
		all += pull[k]
		if gold[k] {
			right += pull[k]
		}
	}
	for k, e := range pull {
		pull[k] = -e / all
		if gold[k] && right > 0 {
			pull[k] += e / right
		}
	}
	return pull
}
