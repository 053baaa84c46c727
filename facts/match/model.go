package match

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Model says what a question asks for. It is not changed after it was made.
type Model struct {
	Rank  [featureCount]float64      // orders candidates
	Point [pointFeatureCount]float64 // orders the points of one
	Trust Network                    // of [Signs]: says how sure it is that the first fact answers
	Alone Network                    // the same, if nobody has written about the fact
}

// How many hidden units the networks have.
const (
	trustUnits = 48
	aloneUnits = 24
)

// NewModel returns a model whose weights are all 0.
func NewModel() *Model {
	return &Model{Trust: NewNetwork(int(signCount), trustUnits), Alone: NewNetwork(int(signCount), aloneUnits)}
}

// weights is the model that comes with the program; the file says what it was learned from.
//
//go:embed weights.tsv
var weights string

// Shipped returns the model that comes with the program.
func Shipped() (*Model, error) { return ParseModel(weights) }

// ParseModel reads a model: lines of name, tab, weight, in the order in which [Model.String]
// writes them; # begins a comment. A text without any weight is a model that has learned
// nothing, from which one begins where features have changed.
func ParseModel(s string) (*Model, error) {
	m := NewModel()
	left, began := m.weights(), false
	for line := range strings.Lines(s) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "#")
		if line == "" {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		if len(left) == 0 || left[0].name != name {
			return nil, misplaced(name, left)
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return nil, fmt.Errorf("read the model: %s: %w", name, err)
		}
		*left[0].value = v
		left, began = left[1:], true
	}
	if began && len(left) > 0 {
		return nil, fmt.Errorf("read the model: the weight %q is missing", left[0].name)
	}
	return m, nil
}

// misplaced says what is wrong with a weight that isn't the next.
func misplaced(name string, left []weight) error {
	if slices.ContainsFunc(left, func(w weight) bool { return w.name == name }) {
		return fmt.Errorf("read the model: the weight %q is missing", left[0].name)
	}
	return fmt.Errorf("read the model: no weight is called %q here", name)
}

// weight is one weight of a model and what it is called.
type weight struct {
	name  string
	value *float64
}

// weights returns all weights, in order.
func (m *Model) weights() []weight {
	var all []weight
	for i, name := range FeatureNames() {
		all = append(all, weight{"rank." + name, &m.Rank[i]})
	}
	for i, name := range PointFeatureNames() {
		all = append(all, weight{"point." + name, &m.Point[i]})
	}
	all = append(all, m.Trust.weights("trust", SignNames())...)
	return append(all, m.Alone.weights("alone", SignNames())...)
}

// String returns the model as [ParseModel] reads it.
func (m *Model) String() string {
	var b strings.Builder
	for _, w := range m.weights() {
		fmt.Fprintf(&b, "%s\t%.4f\n", w.name, *w.value)
	}
	return b.String()
}

func (m *Model) score(f *Features) float64 {
	sum := 0.0
	for i, v := range f {
		sum += m.Rank[i] * v
	}
	return sum
}
