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

// row is what a network learns from: its inputs, and whether what they describe is right.
type row struct {
	inputs []float64
	right  bool
	weight float64
}

// network is a match.Network that is learning: it sees its inputs with mean 0 and spread 1.
type network struct {
	match.Network
	mean, spread []float64
	activations  []float64
}

// teach makes the network tell right rows from others. It is deterministic: rows are
// shuffled and weights begun by a fixed seed.
func teach(plain *match.Network, rows []row) {
	random := rand.New(rand.NewPCG(1, 2))
	n := newNetwork(random, plain, rows)
	for epoch := range epochs {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		rate := networkRate * (1 - float64(epoch)/epochs)
		for i := range rows {
			n.step(&rows[i], rate)
		}
	}
	n.unscale()
	*plain = n.Network
}

// newNetwork returns a network of the same shape that knows nothing, and brings the rows'
// inputs to its scale.
func newNetwork(random *rand.Rand, shape *match.Network, rows []row) *network {
	inputs, units := len(shape.Usual), len(shape.Out)
	n := &network{
		Network: match.NewNetwork(inputs, units),
		mean:    make([]float64, inputs), spread: make([]float64, inputs), activations: make([]float64, units),
	}
	n.measure(rows)
	for i := range rows {
		for j, v := range rows[i].inputs {
			rows[i].inputs[j] = (v - n.mean[j]) / n.spread[j]
		}
	}
	for k := range n.Hidden {
		for i := range n.Hidden[k] {
			n.Hidden[k][i] = random.NormFloat64() * firstHidden
		}
		n.Out[k] = random.NormFloat64() * firstOut
	}
	return n
}

// measure takes each input's mean and spread.
func (n *network) measure(rows []row) {
	count := float64(max(len(rows), 1))
	for _, r := range rows {
		for i, v := range r.inputs {
			n.mean[i] += v / count
		}
	}
	for _, r := range rows {
		for i, v := range r.inputs {
			n.spread[i] += (v - n.mean[i]) * (v - n.mean[i]) / count
		}
	}
	for i := range n.spread {
		n.spread[i] = math.Sqrt(n.spread[i]) + leastSpread
	}
}

// step moves the weights a little so that the row is judged better.
func (n *network) step(r *row, rate float64) {
	value := n.OutBias
	for k := range n.Hidden {
		n.activations[k] = n.Activation(k, r.inputs)
		value += n.Out[k] * n.activations[k]
	}
	slope := 1 / (1 + math.Exp(-value))
	if r.right {
		slope--
	}
	slope *= rate * r.weight
	decay := rate * shrink
	n.OutBias -= slope
	for k, a := range n.activations {
		inner := slope * n.Out[k] * (1 - a*a)
		n.Out[k] -= slope*a + decay*n.Out[k]
		n.Bias[k] -= inner
		w := n.Hidden[k]
		for i, v := range r.inputs {
			w[i] -= inner*v + decay*w[i]
		}
	}
}

// unscale makes the network take inputs as they are.
func (n *network) unscale() {
	n.Usual = n.mean
	for k := range n.Hidden {
		for i := range n.Hidden[k] {
			n.Hidden[k][i] /= n.spread[i]
			n.Bias[k] -= n.Hidden[k][i] * n.mean[i]
		}
	}
}
