package learn_test

import (
	"math"
	"slices"
	"testing"

	"summitbot/facts/learn"
)

// tellingLists returns lists in which the right row has more of the first feature; the
// second says nothing. The first is in a unit of the given size.
func tellingLists(unit float64) []learn.List {
	var lists []learn.List
	for i := range 20 {
		v := float64(i % 3)
		lists = append(lists, learn.List{
			Features: [][]float64{{1 * unit, v}, {3 * unit, v}, {2 * unit, 2 - v}},
			Right:    []bool{false, true, false},
			Weight:   1,
		})
	}
	return lists
}

func TestLinearFindsWhatTells(t *testing.T) {
	t.Parallel()
	w := learn.Linear(tellingLists(1))
	if w[0] <= 1 || math.Abs(w[1]) > w[0]/4 {
		t.Errorf("weights %v, want the first large and the second small", w)
	}
	if again := learn.Linear(tellingLists(1)); !slices.Equal(w, again) {
		t.Errorf("weights %v, again %v", w, again)
	}
	if small := learn.Linear(tellingLists(1.0 / 1024)); math.Abs(small[0]/1024-w[0]) > 1e-6 {
		t.Errorf("weights %v of a feature in a smaller unit, want 1024 times %v", small, w)
	}
}

func TestLinearIsNilIfNothingIsRight(t *testing.T) {
	t.Parallel()
	none := []learn.List{{Features: [][]float64{{1}}, Right: []bool{false}, Weight: 1}}
	for _, lists := range [][]learn.List{nil, none} {
		if w := learn.Linear(lists); w != nil {
			t.Errorf("Linear(%v) = %v, want nil", lists, w)
		}
	}
}

// A question whose best candidate has little of what tells has no answer.
func TestLinearOrNoneKnowsWhereNothingIsRight(t *testing.T) {
	t.Parallel()
	lists := tellingLists(1)
	for range 20 {
		lists = append(lists, learn.List{Features: [][]float64{{1, 0}, {0, 1}}, Right: []bool{false, false}, Weight: 1})
	}
	w, none := learn.LinearOrNone(lists)
	if 3*w[0] <= none || w[0] >= none {
		t.Errorf("weights %v, none %v: want none between the candidates that are right, with 3, and those that are not, with 1", w, none)
	}
	if w, none := learn.LinearOrNone(nil); w != nil || none != 0 {
		t.Errorf("of nothing: %v, %v", w, none)
	}
}
