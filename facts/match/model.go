package match

import (
	_ "embed"
	"fmt"

	"summitbot/facts/weights"
)

// Model says what a question asks for. It is not changed after it was made.
type Model struct {
	Rank  [featureCount]float64      // orders candidates
	Point [pointFeatureCount]float64 // orders the points of one
	Trust Network                    // of the first [Signs], which are of what people wrote: says how sure it is that the first fact answers
	Alone Network                    // the same, if nobody has written about the fact
}

// How many hidden units the networks have.
const (
	trustUnits = 96
	aloneUnits = 24
)

// NewModel returns a model whose weights are all 0.
func NewModel() *Model {
	return &Model{Trust: NewNetwork(spokenCount, trustUnits), Alone: NewNetwork(int(signCount), aloneUnits)}
}

// shipped is what the model that comes with the program has learned; the file says what from.
//
//go:embed weights.tsv
var shipped string

// Shipped returns the model that comes with the program.
func Shipped() (*Model, error) {
	m := NewModel()
	if err := weights.Read(shipped, m.weights()); err != nil {
		return nil, fmt.Errorf("read the model of answers: %w", err)
	}
	return m, nil
}

// weights returns all weights, in order.
func (m *Model) weights() []weights.Weight {
	var all []weights.Weight
	for i, name := range FeatureNames() {
		all = append(all, weights.Weight{Name: "rank." + name, Value: &m.Rank[i]})
	}
	for i, name := range pointFeatureNames() {
		all = append(all, weights.Weight{Name: "point." + name, Value: &m.Point[i]})
	}
	all = append(all, m.Trust.weights("trust", SignNames()[:spokenCount])...)
	return append(all, m.Alone.weights("alone", SignNames())...)
}

// String returns the model as weights.tsv has it.
func (m *Model) String() string { return weights.String(m.weights()) }

func (m *Model) score(f *Features) float64 {
	sum := 0.0
	for i, v := range f {
		sum += m.Rank[i] * v
	}
	return sum
}
