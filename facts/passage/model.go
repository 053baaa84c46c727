package passage

import (
	_ "embed"

	"summitbot/facts/weights"
)

//go:embed weights.tsv
var shippedWords string

//go:embed meaning.tsv
var shippedMeaning string

//go:embed foreign.tsv
var shippedForeign string

// A Model turns features into a score, and scores into how likely each sentence is what was asked for.
type Model = weights.Linear

// DefaultModel returns the model that is part of the program and knows words alone.
func DefaultModel() *Model { return weights.MustReadLinear(featureNames[:], shippedWords) }

// MeaningModel returns the model that is part of the program and knows what the sentences
// and the question mean.
func MeaningModel() *Model { return weights.MustReadLinear(featureNames[:], shippedMeaning) }

// ForeignModel returns the model that is part of the program and knows what the sentences and
// the question mean, whatever the languages of the two.
func ForeignModel() *Model { return weights.MustReadLinear(featureNames[:], shippedForeign) }

// NewModel returns a model with the given weights, by [Feature], and the score of none; those
// not given are 0.
func NewModel(values []float64, none float64) *Model {
	return weights.NewLinear(featureNames[:], values, none)
}

// setShares sets how likely each hit is to be what was asked for, none of them being likely too.
func setShares(m *Model, hits []Hit) {
	scores := make([]float64, len(hits))
	for i, h := range hits {
		scores[i] = h.Score
	}
	m.Share(scores)
	for i, s := range scores {
		hits[i].Share = s
	}
}
