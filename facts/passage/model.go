package passage

import (
	_ "embed"

	"summitbot/facts/weights"
)

//go:embed weights.tsv
var shipped string

// A Model turns features into a score: their weighted sum.
type Model struct {
	weights [features]float64
}

// DefaultModel returns the model that is part of the program.
func DefaultModel() *Model {
	m := &Model{}
	if err := weights.Read(shipped, m.named()); err != nil {
		panic(err) // the file is part of the program: a test reads it
	}
	return m
}

// NewModel returns a model with the given weights, by [Feature]; those not given are 0.
func NewModel(values []float64) *Model {
	m := &Model{}
	copy(m.weights[:], values)
	return m
}

// named returns the weights with their features' names.
func (m *Model) named() []weights.Weight {
	all := make([]weights.Weight, features)
	for i, name := range featureNames {
		all[i] = weights.Weight{Name: name, Value: &m.weights[i]}
	}
	return all
}

// String returns the model as weights.tsv has it.
func (m *Model) String() string { return weights.String(m.named()) }

// Score returns the weighted sum of a hit's features.
func (m *Model) Score(row []float64) float64 {
	sum := 0.0
	for i, v := range row[:features] {
		sum += m.weights[i] * v
	}
	return sum
}
