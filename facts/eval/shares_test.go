package eval_test

import (
	"strings"
	"testing"

	"summitbot/facts/eval"
	"summitbot/facts/passage"
)

func TestShares(t *testing.T) {
	t.Parallel()
	var s eval.Shares
	add := func(kind string, gold []int, shares ...float64) {
		var hits []passage.Hit
		for i, share := range shares {
			hits = append(hits, passage.Hit{Sentence: i, Share: share})
		}
		s.Add(eval.Question{Kind: kind}, hits, gold)
	}
	add("clean", []int{0}, 0.9, 0.05)
	add("clean", []int{1}, 0.85, 0.1)
	add("typo", []int{2}, 0.3, 0.2, 0.1)
	add("typo", []int{7}, 0.2)
	for _, first := range []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.1, 0.1} {
		add(eval.Near, nil, first)
	}
	add(eval.Far, nil)
	threshold := s.Threshold(0.1)
	if threshold != 0.6 {
		t.Errorf("threshold %v, want 0.6: one near miss of ten is above it", threshold)
	}
	got := s.Row(threshold)
	for _, want := range []string{
		"4 questions", "first right 25.0 %", "among three 75.0 %", "answered right 25.0 %", "wrong 25.0 %",
		"near misses answered 10.0 %", "far 0.0 %", "sure 2, right 50.0 %",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("row %q lacks %q", got, want)
		}
	}
}
