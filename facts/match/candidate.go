// Package match finds what a question asks for among the sentences of a library and the
// known gaps.
//
//	question → units → evidence for groups → entries of the best candidates → features ┐
//	                 → passages of sentences that nobody has written about → features  ┴→ order → point, confidence
//
// What people have written about is a [Candidate], spoken for by several texts. An entry is
// a sentence, a headline or a way of asking; the entries that ask for one thing are a group.
// The inverted [Index] weighs how much likelier the question's words are from people who ask
// for a group than from all. The entries of the candidates with the best groups are then
// compared with the question one by one (the cosine of their weighted units), which gives
// the [Features] by which a linear model orders the candidates. Another picks the [Point] of
// the first that answers ([Index.Answering]).
//
// All other sentences are found and ordered by package passage, and stand among the
// candidates by their score there.
//
// How sure the first is, a small [Network] says from its [Signs]: one for what people have
// written about, another for the rest. All weights but the passages' stand in weights.tsv.
//
// Everything is deterministic: sums run in a fixed order, ties go to who stands first.
package match

import "summitbot/facts/kind"

// Target is what a question may ask for: a sentence of the library, or a known gap.
type Target struct {
	Gap bool
	At  int // its place among the sentences, or among the gaps
}

// Candidate is a target and what people have written about it. A sentence that nobody has
// written about is found by its own words, and needs none.
type Candidate struct {
	Target
	Sentence  string // of a gap, empty
	Paragraph int    // of the sentence: those of one paragraph are context to each other
	Points    []Point
}

// Ways returns all ways of asking for the candidate, in order: the place of each is its
// number in the index.
func (c Candidate) Ways() []string {
	var ways []string
	for _, p := range c.Points {
		ways = append(ways, p.Ask...)
	}
	return ways
}

// size returns how many texts the candidate has at the most.
func (c Candidate) size() int {
	n := 1
	for _, p := range c.Points {
		n += 1 + len(p.Ask)
	}
	return n
}

// Point is one thing that a candidate answers.
type Point struct {
	Headline string
	Kinds    []kind.Kind
	Mark     string   // the part of the sentence that answers
	Ask      []string // ways in which people ask for it
}

// Hit is a target and how well a question fits it.
type Hit struct {
	Target
	candidate int32  // its place in the index; -1 of a sentence that nobody has written about
	Has       uint64 // the question's units that the target has, as bits
	Features  Features
	Score     float64   // of the linear model: comparable within one question only
	Share     float64   // how likely it is what was asked for, if nobody has written about it and it is known what the question means; else 0
	Foreign   bool      // the question may be in another language: it is known by what it means alone
	evidence  float64   // for its best group
	passage   []float64 // if nobody has written about it: the features of the passage
}
