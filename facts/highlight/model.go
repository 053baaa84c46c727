package highlight

import (
	_ "embed"

	"summitbot/facts/weights"
)

//go:embed weights.tsv
var file string

// shipped is the model that is part of the program.
var shipped = mustRead(file)

// Shipped returns the model that is part of the program.
func Shipped() *Model { return shipped }

// Model says how well a part answers, by the weights of its features. It is never changed and
// safe for concurrent use.
type Model struct {
	weights [features]float64
	none    float64 // the score of what stands for "no part answers"
}

func mustRead(file string) *Model {
	m := &Model{}
	if err := weights.Read(file, m.named()); err != nil {
		panic(err) // the file is part of the program: a test reads it
	}
	return m
}

// NewModel returns a model with the given weights, in the order of the features, and the score
// of none.
func NewModel(values []float64, none float64) *Model {
	m := &Model{none: none}
	copy(m.weights[:], values)
	return m
}

func (m *Model) named() []weights.Weight {
	all := make([]weights.Weight, 0, features+1)
	for i, name := range names() {
		all = append(all, weights.Weight{Name: name, Value: &m.weights[i]})
	}
	return append(all, weights.Weight{Name: "none", Value: &m.none})
}

// String returns the model as its file has it.
func (m *Model) String() string { return weights.String(m.named()) }

func (m *Model) score(row []value) float64 {
	sum := 0.0
	for _, v := range row {
		sum += m.weights[v.feature] * v.value
	}
	return sum
}
