package rank

// A Model turns features into a score.
type Model struct {
	Weights []float64 // by Feature
}

// DefaultModel returns the model that is part of the program.
func DefaultModel() *Model {
	m := &Model{Weights: make([]float64, featureCount)}
	m.Weights[featureBM25] = 1
	m.Weights[featureParagraph] = 0.6
	return m
}

func (m *Model) score(f []float64) float64 {
	sum := 0.0
	for i, w := range m.Weights {
		sum += w * f[i]
	}
	return sum
}
