package highlight

import (
	_ "embed"

	"summitbot/facts/weights"
)

//go:embed weights.tsv
var file string

// shipped is the model that is part of the program.
var shipped = &Model{weights.MustReadLinear(names(), file)}

// Shipped returns the model that is part of the program.
func Shipped() *Model { return shipped }

// Model says how well a part answers, by the weights of its features. It is never changed and
// safe for concurrent use.
type Model struct{ linear *weights.Linear }

// NewModel returns a model with the given weights, in the order of the features, and the score
// of none.
func NewModel(values []float64, none float64) *Model {
	return &Model{weights.NewLinear(names(), values, none)}
}

// String returns the model as its file has it.
func (m *Model) String() string { return m.linear.String() }

// score returns the weighted sum of the features that aren't 0.
func (m *Model) score(row []value) float64 {
	sum := 0.0
	for _, v := range row {
		sum += m.linear.Weight(v.feature) * v.value
	}
	return sum
}
