package learn

import (
	"math"
	"slices"
)

// List is candidates of which some are right.
type List struct {
	Features [][]float64 // one row a candidate
	Right    []bool      // by candidate
	Weight   float64     // what the list counts for beside others
}

// How Linear learns. A weight costs as much as it moves scores within the lists, so what
// unit its feature is in makes no difference.
const (
	linearSteps  = 200
	linearRate   = 0.1
	linearShrink = 0.003
)

// Linear returns the weights by which sums of features put what is right first: those with
// the least listwise softmax loss (ListNet, Cao et al., 2007), which is the mean over lists
// of -ln of the share of exp(sum) that the right candidates have. Lists with none right
// teach nothing; without any other it returns nil.
func Linear(lists []List) []float64 {
	lists = slices.DeleteFunc(slices.Clone(lists), func(l List) bool { return !slices.Contains(l.Right, true) })
	if len(lists) == 0 {
		return nil
	}
	spread := spreads(lists)
	w, a := make([]float64, len(spread)), newAdam(len(spread))
	for step := range linearSteps {
		rate := linearRate * (1 - float64(step)/linearSteps)
		for j, slope := range slopes(lists, w) {
			w[j] -= rate * a.move(j, step+1, slope/spread[j]+linearShrink*w[j]*spread[j]) / spread[j]
		}
	}
	return w
}

// LinearOrNone returns the weights that [Linear] finds if each list has one more candidate,
// none of the others, which is right where no other is; and the score of that candidate. So
// the share that softmax gives a candidate says how likely it is to be right, across lists.
func LinearOrNone(lists []List) (w []float64, none float64) {
	mean := means(lists)
	with := make([]List, len(lists))
	for i, l := range lists {
		with[i] = List{Weight: l.Weight, Right: append(slices.Clone(l.Right), !slices.Contains(l.Right, true))}
		for _, row := range l.Features {
			centered := make([]float64, len(row)+1)
			for j, v := range row {
				centered[j] = v - mean[j]
			}
			with[i].Features = append(with[i].Features, centered)
		}
		last := make([]float64, len(mean)+1)
		last[len(mean)] = 1
		with[i].Features = append(with[i].Features, last)
	}
	w = Linear(with)
	if w == nil {
		return nil, 0
	}
	w, none = w[:len(mean)], w[len(mean)]
	for j := range w {
		none += w[j] * mean[j]
	}
	return w, none
}

// means returns the mean of every feature over all candidates.
func means(lists []List) []float64 {
	var sums []float64
	rows := 0.0
	for _, l := range lists {
		for _, row := range l.Features {
			if sums == nil {
				sums = make([]float64, len(row))
			}
			for j, v := range row {
				sums[j] += v
			}
			rows++
		}
	}
	for j := range sums {
		sums[j] /= rows
	}
	return sums
}

// spreads returns the standard deviation of every feature within the lists, which is all
// that a listwise loss sees; 1 where a feature is constant.
func spreads(lists []List) []float64 {
	squares, rows := make([]float64, len(lists[0].Features[0])), 0.0
	for _, l := range lists {
		for j := range squares {
			mean := 0.0
			for _, row := range l.Features {
				mean += row[j] / float64(len(l.Features))
			}
			for _, row := range l.Features {
				squares[j] += (row[j] - mean) * (row[j] - mean)
			}
		}
		rows += float64(len(l.Features))
	}
	for j := range squares {
		if squares[j] = math.Sqrt(squares[j] / rows); squares[j] < 1e-9 {
			squares[j] = 1
		}
	}
	return squares
}

// slopes returns the loss's slope in each weight.
func slopes(lists []List, w []float64) []float64 {
	sums, weight := make([]float64, len(w)), 0.0
	for i := range lists {
		weight += lists[i].Weight
		for k, slope := range lists[i].slopes(w) {
			for j, v := range lists[i].Features[k] {
				sums[j] += lists[i].Weight * slope * v
			}
		}
	}
	for j := range sums {
		sums[j] /= weight
	}
	return sums
}

// slopes returns the list's loss's slope in the sum of each candidate: its share of all
// less its share of what is right.
func (l *List) slopes(w []float64) []float64 {
	p := make([]float64, len(l.Features))
	for k, row := range l.Features {
		for j, v := range row {
			p[k] += w[j] * v
		}
	}
	top, all, right := slices.Max(p), 0.0, 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		all += p[k]
		if l.Right[k] {
			right += p[k]
		}
	}
	for k, e := range p {
		p[k] = e / all
		if l.Right[k] && right > 0 {
			p[k] -= e / right
		}
	}
	return p
}

// adam finds how far weights move (Kingma and Ba, 2014).
type adam struct{ first, second []float64 }

func newAdam(weights int) adam { return adam{make([]float64, weights), make([]float64, weights)} }

// move returns how far weight j moves at a step, counted from 1, by its slope.
func (a adam) move(j, step int, slope float64) float64 {
	const beta1, beta2, epsilon = 0.9, 0.99, 1e-8
	a.first[j] = beta1*a.first[j] + (1-beta1)*slope
	a.second[j] = beta2*a.second[j] + (1-beta2)*slope*slope
	first := a.first[j] / (1 - math.Pow(beta1, float64(step)))
	second := a.second[j] / (1 - math.Pow(beta2, float64(step)))
	return first / (math.Sqrt(second) + epsilon)
}
