package weights

import "math"

// Linear is a linear model of which of several candidates is right: the weighted sum of a
// candidate's features is its score. It is never changed and safe for concurrent use. The zero
// value scores all candidates 0.
type Linear struct {
	names   []string // of the features, in order
	weights []float64
	none    float64 // the score of what stands for "none is right"; 0 if that wasn't learned
}

// NewLinear returns a model with the given weights of the features, by their names, and the
// score of none; those not given are 0.
func NewLinear(names []string, values []float64, none float64) *Linear {
	m := &Linear{names, make([]float64, len(names)), none}
	copy(m.weights, values)
	return m
}

// MustReadLinear returns the model of a file that is part of the program, where a test reads it.
func MustReadLinear(names []string, file string) *Linear {
	m := NewLinear(names, nil, 0)
	if err := Read(file, m.named()); err != nil {
		panic(err)
	}
	return m
}

// named returns the weights with their features' names.
func (m *Linear) named() []Weight {
	all := make([]Weight, 0, len(m.names)+1)
	for i, name := range m.names {
		all = append(all, Weight{name, &m.weights[i]})
	}
	return append(all, Weight{"none", &m.none})
}

// String returns the model as its file has it.
func (m *Linear) String() string { return String(m.named()) }

// Weight returns the weight of the feature at a place.
func (m *Linear) Weight(feature int) float64 { return m.weights[feature] }

// Score returns the weighted sum of a candidate's features.
func (m *Linear) Score(row []float64) float64 {
	sum := 0.0
	for i, w := range m.weights {
		sum += w * row[i]
	}
	return sum
}

// Share turns the scores of candidates into how likely each is right, none of them being likely
// too: the softmax that the weights were learned with.
func (m *Linear) Share(scores []float64) {
	top := m.none
	for _, s := range scores {
		top = max(top, s)
	}
	sum := math.Exp(m.none - top)
	for i, s := range scores {
		scores[i] = math.Exp(s - top)
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}
