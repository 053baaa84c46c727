package match

import (
	"math"
	"strconv"

	"summitbot/facts/weights"
)

// Network is a neural network with one hidden layer of tanh units and one output. A linear
// model cannot say what two features mean together: a likely gap is no matter where the
// fact is asked for in the very words of the base.
type Network struct {
	Usual   []float64   // the mean of each input where it was learned
	Hidden  [][]float64 // by unit: the weights of the inputs
	Bias    []float64   // by unit
	Out     []float64   // by unit: its weight in the output
	OutBias float64
}

// NewNetwork returns a network whose weights are all 0.
func NewNetwork(inputs, units int) Network {
	n := Network{
		Usual: make([]float64, inputs), Hidden: make([][]float64, units),
		Bias: make([]float64, units), Out: make([]float64, units),
	}
	for k := range n.Hidden {
		n.Hidden[k] = make([]float64, inputs)
	}
	return n
}

// Value returns the output. Inputs beyond those that the network has don't count.
func (n *Network) Value(inputs []float64) float64 {
	sum := n.OutBias
	for k := range n.Hidden {
		sum += n.Out[k] * n.Activation(k, inputs)
	}
	return sum
}

// Activation returns what a hidden unit makes of the inputs, -1 to 1.
func (n *Network) Activation(unit int, inputs []float64) float64 {
	z := n.Bias[unit]
	for i, w := range n.Hidden[unit] {
		z += w * inputs[i]
	}
	return math.Tanh(z)
}

// weights returns all weights, in order, with their names, which begin with prefix.
func (n *Network) weights(prefix string, inputs []string) []weights.Weight {
	var all []weights.Weight
	add := func(name string, value *float64) {
		all = append(all, weights.Weight{Name: prefix + "." + name, Value: value})
	}
	for i, name := range inputs {
		add("usual."+name, &n.Usual[i])
	}
	for k := range n.Hidden {
		unit := strconv.Itoa(k + 1)
		add(unit+".bias", &n.Bias[k])
		add(unit+".out", &n.Out[k])
		for i, name := range inputs {
			add(unit+"."+name, &n.Hidden[k][i])
		}
	}
	add("bias", &n.OutBias)
	return all
}
