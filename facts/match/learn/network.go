package learn

import (
	"math"
	"math/rand/v2"

	"summitbot/facts/match"
)

// How the network learns: stochastic gradient descent on the logistic loss, one row after
// the other, with a rate that falls to nothing and weights that shrink.
const (
	epochs      = 10
	networkRate = 0.03
	shrink      = 0.001
	firstHidden = 0.15 // spread of the weights at first
	firstOut    = 0.3
	leastSpread = 1e-3 // of a sign that hardly varies
)

// row is what a network learns from: the signs of a first fact, and whether it was right.
type row struct {
	signs  match.Signs
	right  bool
	weight float64
}

// network is a match.Network that is learning: it sees its signs with mean 0 and spread 1.
type network struct {
	match.Network
	mean, spread match.Signs
}

// trust returns the network that tells the right first facts from the others. It is
// deterministic: rows are shuffled and weights begun by a fixed seed.
func trust(rows []row) match.Network {
	random := rand.New(rand.NewPCG(1, 2))
	n := newNetwork(random, rows)
	for i := range rows {
		rows[i].signs = n.standardized(&rows[i].signs)
	}
	for epoch := range epochs {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		rate := networkRate * (1 - float64(epoch)/epochs)
		for i := range rows {
			n.step(&rows[i], rate)
		}
	}
	return n.plain()
}

func newNetwork(random *rand.Rand, rows []row) *network {
	n := new(network)
	count := float64(max(len(rows), 1))
	for _, r := range rows {
		for i, v := range r.signs {
			n.mean[i] += v / count
		}
	}
	for _, r := range rows {
		for i, v := range r.signs {
			n.spread[i] += (v - n.mean[i]) * (v - n.mean[i]) / count
		}
	}
	for i := range n.spread {
		n.spread[i] = math.Sqrt(n.spread[i]) + leastSpread
	}
	for k := range n.Hidden {
		for i := range n.Hidden[k] {
			n.Hidden[k][i] = random.NormFloat64() * firstHidden
		}
		n.Out[k] = random.NormFloat64() * firstOut
	}
	return n
}

func (n *network) standardized(s *match.Signs) match.Signs {
	var out match.Signs
	for i, v := range s {
		out[i] = (v - n.mean[i]) / n.spread[i]
	}
	return out
}

// step moves the weights a little so that the row is judged better.
func (n *network) step(r *row, rate float64) {
	var activations [len(n.Out)]float64
	odds := n.OutBias
	for k := range n.Hidden {
		activations[k] = n.Activation(k, &r.signs)
		odds += n.Out[k] * activations[k]
	}
	slope := 1 / (1 + math.Exp(-odds))
	if r.right {
		slope--
	}
	slope *= rate * r.weight
	decay := rate * shrink
	n.OutBias -= slope
	for k, a := range activations {
		inner := slope * n.Out[k] * (1 - a*a)
		n.Out[k] -= slope*a + decay*n.Out[k]
		n.Bias[k] -= inner
		w := &n.Hidden[k]
		for i, v := range r.signs {
			w[i] -= inner*v + decay*w[i]
		}
	}
}

// plain returns the network for signs as they are.
func (n *network) plain() match.Network {
	p := n.Network
	p.Usual = n.mean
	for k := range p.Hidden {
		for i := range p.Hidden[k] {
			p.Hidden[k][i] /= n.spread[i]
			p.Bias[k] -= p.Hidden[k][i] * n.mean[i]
		}
	}
	return p
}
