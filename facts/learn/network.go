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

// parts is how many networks are taught, each from another beginning, and put side by side
// as one whose output is their mean: what one of them made of chance, the others did not.
const parts = 4

// teach makes the network tell right rows from others. It is deterministic: rows are
// shuffled and weights begun by fixed seeds.
func teach(whole *match.Network, rows []row) {
	inputs, units := len(whole.Usual), len(whole.Out)/parts
	scale := newNetwork(inputs, units)
	scale.measure(rows)
	scale.apply(rows)
	for part := range parts {
		n := newNetwork(inputs, units)
		n.mean, n.spread = scale.mean, scale.spread
		n.learn(rand.New(rand.NewPCG(1, uint64(part))), rows)
		n.unscale()
		for k := range n.Out {
			at := part*units + k
			whole.Hidden[at], whole.Bias[at], whole.Out[at] = n.Hidden[k], n.Bias[k], n.Out[k]/parts
		}
		whole.OutBias += n.OutBias / parts
	}
	whole.Usual = scale.mean
}

func newNetwork(inputs, units int) *network {
	return &network{
		Network: match.NewNetwork(inputs, units),
		mean:    make([]float64, inputs), spread: make([]float64, inputs), activations: make([]float64, units),
	}
}

// learn begins the weights by chance and goes through the rows.
func (n *network) learn(random *rand.Rand, rows []row) {
	for k := range n.Hidden {
		for i := range n.Hidden[k] {
			n.Hidden[k][i] = random.NormFloat64() * firstHidden
		}
		n.Out[k] = random.NormFloat64() * firstOut
	}
	for epoch := range epochs {
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		rate := networkRate * (1 - float64(epoch)/epochs)
		for i := range rows {
			n.step(&rows[i], rate)
		}
	}
}

// apply brings the rows' inputs to the network's scale.
func (n *network) apply(rows []row) {
	for i := range rows {
		for j, v := range rows[i].inputs {
			rows[i].inputs[j] = (v - n.mean[j]) / n.spread[j]
		}
	}
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
	for k := range n.Hidden {
		for i := range n.Hidden[k] {
			n.Hidden[k][i] /= n.spread[i]
			n.Bias[k] -= n.Hidden[k][i] * n.mean[i]
		}
	}
}
