package weights_test

import (
	"math"
	"testing"

	"summitbot/facts/weights"
)

func TestSharesOfCandidatesAndOfNoneAreOne(t *testing.T) {
	t.Parallel()
	m := weights.NewLinear([]string{"a", "b"}, []float64{2, -1}, math.Log(2))
	scores := []float64{m.Score([]float64{1, 2}), m.Score([]float64{1, 2})}
	if m.Share(scores); math.Abs(scores[0]-0.25) > 1e-12 || scores[0] != scores[1] {
		t.Errorf("got %v, want a quarter each: none is as likely as both together", scores)
	}
}

func TestALinearModelIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	names := []string{"a", "b"}
	want := weights.NewLinear(names, []float64{0.5, -1.25}, 3).String()
	if got := weights.MustReadLinear(names, want).String(); got != want || got != "a\t0.5000\nb\t-1.2500\nnone\t3.0000\n" {
		t.Errorf("got %q, want %q", got, want)
	}
}
