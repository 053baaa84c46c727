package match

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// Model orders candidates by a linear model, and the points of the first by another, and says
// how sure the first is. It is not changed after it
// was made.
type Model struct {
	Rank  [featureCount]float64      // weights of the linear model
	Point [pointFeatureCount]float64 // of the one that tells a candidate's points apart
	Trust Network
}

// The models that come with the program; each file says what it was learned from.
var (
	//go:embed weights.tsv
	weights string
	//go:embed bare.tsv
	bareWeights string
)

// Shipped returns the model for candidates that people's ways of asking are known of.
func Shipped() (*Model, error) { return ParseModel(weights) }

// ShippedBare returns the model for candidates of which the sentence alone is known.
func ShippedBare() (*Model, error) { return ParseModel(bareWeights) }

// ParseModel reads a model: lines of name, tab, weight; # begins a comment.
func ParseModel(s string) (*Model, error) {
	var m Model
	places := make(map[string]*float64)
	for _, w := range m.weights() {
		places[w.name] = w.value
	}
	for line := range strings.Lines(s) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "#")
		if line == "" {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		w, ok := places[name]
		if !ok {
			return nil, fmt.Errorf("read the model: no weight is called %q", name)
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return nil, fmt.Errorf("read the model: %s: %w", name, err)
		}
		*w = v
		delete(places, name)
	}
	for name := range places {
		return nil, fmt.Errorf("read the model: the weight %q is missing", name)
	}
	return &m, nil
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
	n := &m.Trust
	for i, name := range SignNames() {
		all = append(all, weight{"usual." + name, &n.Usual[i]})
	}
	for k := range n.Hidden {
		unit := "unit" + strconv.Itoa(k+1)
		all = append(all, weight{unit + ".bias", &n.Bias[k]}, weight{unit + ".out", &n.Out[k]})
		for i, name := range SignNames() {
			all = append(all, weight{unit + "." + name, &n.Hidden[k][i]})
		}
	}
	return append(all, weight{"bias", &n.OutBias})
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
