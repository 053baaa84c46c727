package passage

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

//go:embed weights.tsv
var weights string

// A Model turns features into a score: their weighted sum.
type Model struct {
	weights [features]float64
}

// DefaultModel returns the model that is part of the program.
func DefaultModel() *Model {
	m, err := ReadModel(strings.NewReader(weights))
	if err != nil {
		panic(err) // the file is part of the program: a test reads it
	}
	return m
}

// NewModel returns a model with the given weights, by [Feature]; those not given are 0.
func NewModel(weights []float64) *Model {
	m := &Model{}
	copy(m.weights[:], weights)
	return m
}

// ReadModel reads lines of feature, tab, weight. Lines that begin with "#" are comments.
// A feature that is not named weighs nothing; one that is unknown is an error.
func ReadModel(r io.Reader) (*Model, error) {
	m := &Model{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		w, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, fmt.Errorf("passage: weights, line %d: %w", n, err)
		}
		i := slices.Index(featureNames[:], name)
		if i < 0 {
			return nil, fmt.Errorf("passage: weights, line %d: no feature %q", n, name)
		}
		m.weights[i] = w
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("passage: weights: %w", err)
	}
	return m, nil
}

// Write writes the model as [ReadModel] reads it.
func (m *Model) Write(w io.Writer) error {
	for i, v := range m.weights {
		if _, err := fmt.Fprintf(w, "%s\t%.4f\n", featureNames[i], v); err != nil {
			return fmt.Errorf("passage: write weights: %w", err)
		}
	}
	return nil
}

// Score returns the weighted sum of a hit's features.
func (m *Model) Score(row []float64) float64 {
	sum := 0.0
	for i, v := range row[:features] {
		sum += m.weights[i] * v
	}
	return sum
}
