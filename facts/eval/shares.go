package eval

import (
	"cmp"
	"fmt"
	"slices"

	"summitbot/facts/passage"
)

// Shares is what comes of questions to documents if it is known what they mean: which
// passages are found, and how likely each was said to be what was asked for.
type Shares []Share

// Share is what came of one question.
type Share struct {
	Question   Question
	Answerable bool    // a sentence answers it
	Place      int     // of the first right passage, from 1; 0 if none is right
	First      float64 // how likely the first passage was said to be right
}

// Add adds what came of a question, of which some sentences are right.
func (s *Shares) Add(q Question, hits []passage.Hit, gold []int) {
	one := Share{Question: q, Answerable: len(gold) > 0}
	one.Place = 1 + slices.IndexFunc(hits, func(h passage.Hit) bool { return slices.Contains(gold, h.Sentence) })
	if len(hits) > 0 {
		one.First = hits[0].Share
	}
	*s = append(*s, one)
}

// surely is the share from which a passage is said to be surely right.
const surely = 0.8

// Threshold returns the share from which the first passage is an answer, if that share of the
// near misses may be answered.
func (s Shares) Threshold(nearAnswered float64) float64 {
	var near []float64
	for _, one := range s {
		if one.Question.Kind == Near {
			near = append(near, one.First)
		}
	}
	slices.SortFunc(near, func(a, b float64) int { return cmp.Compare(b, a) })
	if at := int(nearAnswered * float64(len(near))); at < len(near) {
		return near[at]
	}
	return 0
}

// Row returns the shares as a row of a table: how often the first passage, or one of the
// first three, is right; and if the first is an answer above a threshold, how many questions
// are answered rightly, wrongly, and though there is no answer.
func (s Shares) Row(threshold float64) string {
	var answerable, first, three, right, wrong, near, nearAnswered, far, farAnswered, sure, sureRight int
	for _, one := range s {
		answered := one.First > threshold
		switch {
		case one.Answerable:
			answerable++
			first += count(one.Place == 1)
			three += count(one.Place >= 1 && one.Place <= 3)
			right += count(answered && one.Place == 1)
			wrong += count(answered && one.Place != 1)
		case one.Question.Kind == Near:
			near++
			nearAnswered += count(answered)
		case one.Question.Kind == Far:
			far++
			farAnswered += count(answered)
		}
		if one.First >= surely {
			sure++
			sureRight += count(one.Place == 1)
		}
	}
	return fmt.Sprintf("%d questions\tfirst right %s\tamong three %s\tanswered right %s\twrong %s\tnear misses answered %s\tfar %s\tsure %d, right %s",
		answerable, percent(first, answerable), percent(three, answerable), percent(right, answerable), percent(wrong, answerable),
		percent(nearAnswered, near), percent(farAnswered, far), sure, percent(sureRight, sure))
}

func percent(n, of int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(max(of, 1))) }
