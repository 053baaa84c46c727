package match

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Model orders candidates and says how sure the first is. It is not changed after it
// was made.
type Model struct {
	Rank       [featureCount]float64    // weights of the linear model
	Confidence [confidenceCount]float64 // weights of the logistic model, the constant first
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
	places := m.places()
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

// places returns where each weight belongs, by name.
func (m *Model) places() map[string]*float64 {
	places := make(map[string]*float64)
	for i, name := range FeatureNames() {
		places["rank."+name] = &m.Rank[i]
	}
	for i, name := range ConfidenceNames() {
		places["confidence."+name] = &m.Confidence[i]
	}
	return places
}

// String returns the model as [ParseModel] reads it.
func (m *Model) String() string {
	var b strings.Builder
	for i, name := range FeatureNames() {
		fmt.Fprintf(&b, "rank.%s\t%.4f\n", name, m.Rank[i])
	}
	for i, name := range ConfidenceNames() {
		fmt.Fprintf(&b, "confidence.%s\t%.4f\n", name, m.Confidence[i])
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

// Signs say how far the first hit can be trusted.
type Signs [confidenceCount]float64

const (
	constant        = iota
	lead            // softmax share of the first among all hits
	gapLead         // score of the first fact above that of the best gap, squashed
	firstScore      // score of the first, squashed
	unknown         // share of the question's weight that no candidate has words for
	gapWords        // log-odds of the question's words to ask for a gap, squashed
	gapShare        // log-odds of the evidence for all gaps against all facts, squashed
	gapLikeness     // the likeness of the best gap
	gapCoverage     // share of the question's weight that it has words for
	gapEntry        // share that its best entry has
	gapDice         // words that its best entry and the question share
	gapPrecision    // share of its best entry's weight that the question has
	gapEvidence     // the evidence for it
	signs           // the first hit's features follow
	confidenceCount = signs + int(featureCount)
)

// ConfidenceNames returns the signs' names, in order.
func ConfidenceNames() []string {
	names := []string{"constant", "lead", "gap_lead", "score", "unknown", "gap_words", "gap_share", "gap_likeness", "gap_coverage", "gap_entry",
		"gap_dice", "gap_precision", "gap_evidence"}
	for _, n := range FeatureNames() {
		names = append(names, "first_"+n)
	}
	return names
}

// Signs returns the signs of the first fact among the hits, which must not be empty.
// First is its place.
func (x *Index) Signs(q *Question, hits []Hit, first int) Signs {
	s := Signs{constant: 1, gapLead: 1}
	sum := 0.0
	for _, h := range hits {
		sum += math.Exp(h.Score - hits[0].Score)
	}
	s[lead] = math.Exp(hits[first].Score-hits[0].Score) / sum
	s[firstScore] = math.Tanh(hits[first].Score / 16)
	if gap := x.firstGap(hits); gap >= 0 {
		g := &hits[gap]
		s[gapLead] = math.Tanh((hits[first].Score - g.Score) / 4)
		s[gapLikeness], s[gapCoverage], s[gapEntry] = g.Features[Likeness], g.Features[Coverage], g.Features[EntryCoverage]
		s[gapDice], s[gapPrecision], s[gapEvidence] = g.Features[Dice], g.Features[Precision], g.Features[Evidence]
	}
	s[gapShare] = math.Tanh(x.gapEvidence(hits) / 4)
	for i := range q.Units {
		if u := &q.Units[i]; !u.Known && q.weight > 0 {
			s[unknown] += u.Weight / q.weight
		}
	}
	for _, t := range q.stems {
		if t >= 0 {
			s[gapWords] += x.terms[t].gapOdds
		}
	}
	s[gapWords] = math.Tanh(s[gapWords] / 4)
	copy(s[signs:], hits[first].Features[:])
	return s
}

// firstGap returns the place of the first hit that is a gap, -1 where none is.
func (x *Index) firstGap(hits []Hit) int {
	return slices.IndexFunc(hits, func(h Hit) bool { return x.candidates[h.Candidate].Gap })
}

// gapEvidence returns the log-odds that a question asks for a gap by the evidence for all
// hits, each as likely as the others before one reads it.
func (x *Index) gapEvidence(hits []Hit) float64 {
	best := math.Inf(-1)
	for _, h := range hits {
		best = max(best, h.evidence)
	}
	gaps, facts := tinyOdds, tinyOdds
	for _, h := range hits {
		if x.candidates[h.Candidate].Gap {
			gaps += math.Exp(h.evidence - best)
		} else {
			facts += math.Exp(h.evidence - best)
		}
	}
	return math.Log(gaps / facts)
}

// tinyOdds keeps the odds of nothing from being no number.
const tinyOdds = 1e-4

// Trust returns how sure the signs make it that the first fact answers, 0 to 1.
func (m *Model) Trust(s *Signs) float64 {
	sum := 0.0
	for i, v := range s {
		sum += m.Confidence[i] * v
	}
	return 1 / (1 + math.Exp(-sum))
}

// Reason is one sign and what it did to the confidence.
type Reason struct {
	Sign   string  `json:"sign"`
	Value  float64 `json:"value"`
	Effect float64 `json:"effect"` // on the log-odds; above zero it speaks for the answer
}

// Reasons returns what the signs did to the confidence, the most weighty first; those
// that did nothing are left out.
func (m *Model) Reasons(s *Signs) []Reason {
	var reasons []Reason
	for i, name := range ConfidenceNames() {
		if effect := m.Confidence[i] * s[i]; effect != 0 {
			reasons = append(reasons, Reason{name, s[i], effect})
		}
	}
	slices.SortStableFunc(reasons, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Effect), math.Abs(a.Effect)) })
	return reasons
}
