package passage

import (
	_ "embed"
	"math"

	"summitbot/facts/weights"
)

//go:embed weights.tsv
var shippedWords string

//go:embed meaning.tsv
var shippedMeaning string

//go:embed foreign.tsv
var shippedForeign string

// A Model turns features into a score: their weighted sum.
type Model struct {
	weights [features]float64
	none    float64 // the score of what stands for "no sentence says it"; 0 if that wasn't learned
}

// DefaultModel returns the model that is part of the program and knows words alone.
func DefaultModel() *Model { return mustRead(shippedWords) }

// MeaningModel returns the model that is part of the program and knows what the sentences
// and the question mean.
func MeaningModel() *Model { return mustRead(shippedMeaning) }

// ForeignModel returns the model that is part of the program and knows what the sentences and
// the question mean, whatever the languages of the two.
func ForeignModel() *Model { return mustRead(shippedForeign) }

func mustRead(file string) *Model {
	m := &Model{}
	if err := weights.Read(file, m.named()); err != nil {
		panic(err) // the file is part of the program: a test reads it
	}
	return m
}

// NewModel returns a model with the given weights, by [Feature], and the score of none; those
// not given are 0.
func NewModel(values []float64, none float64) *Model {
	m := &Model{none: none}
	copy(m.weights[:], values)
	return m
}

// named returns the weights with their features' names.
func (m *Model) named() []weights.Weight {
	all := make([]weights.Weight, 0, features+1)
	for i, name := range featureNames {
		all = append(all, weights.Weight{Name: name, Value: &m.weights[i]})
	}
	return append(all, weights.Weight{Name: "none", Value: &m.none})
}

// String returns the model as its file has it.
func (m *Model) String() string { return weights.String(m.named()) }

// Score returns the weighted sum of a hit's features.
func (m *Model) Score(row []float64) float64 {
	sum := 0.0
	for i, v := range row[:features] {
		sum += m.weights[i] * v
	}
	return sum
}

// share sets how likely each hit is to be what was asked for, none of them being likely too:
// the softmax that the weights were learned with.
func (m *Model) share(hits []Hit) {
	top := m.none
	for _, h := range hits {
		top = max(top, h.Score)
	}
	sum := math.Exp(m.none - top)
	for _, h := range hits {
		sum += math.Exp(h.Score - top)
	}
	for i := range hits {
		hits[i].Share = math.Exp(hits[i].Score-top) / sum
	}
}
