package facts

import (
	"summitbot/facts/match"
	"summitbot/facts/match/learn"
)

// Lesson is a question with the ids of the facts that answer it; none where the document
// does not say.
type Lesson struct {
	Question string
	Facts    []string
}

// How hard the model learns, and what a way of asking weighs beside a lesson: the fact
// base's own words fit it better than those of people who ask.
const (
	learnSteps = 600
	learnRate  = 0.05
	learnL2    = 2.0
	wayWeight  = 0.1
	farWeight  = 0.3
)

// Learn returns the weights that best order and trust the base's answers: to its own ways
// of asking, each left out of the index in turn, and to the lessons. Every second gap is
// left out as a whole, since people ask for what nobody foresaw. Far are questions about
// anything else, to be refused.
func (b *Base) Learn(lessons []Lesson, far []string) match.Model {
	var examples []learn.Example
	for c, candidate := range b.candidates() {
		for _, way := range candidate.Ways() {
			e := learn.Example{Question: way.Text, Right: map[int]bool{c: true}, Weight: wayWeight}
			e.Leave = match.Leave{Active: true, Hand: way.Hand, Candidate: c, Whole: candidate.Gap && c%2 == 0}
			examples = append(examples, e)
		}
	}
	return learnFrom(b.index, append(examples, b.lessons(lessons, far)...))
}

// LearnBare returns the weights for a base that knows the sentences alone: no headline, no
// way of asking, no gap. What this base has of these serves as questions.
func (b *Base) LearnBare(lessons []Lesson, far []string) (match.Model, error) {
	bare, err := b.Bare()
	if err != nil {
		return match.Model{}, err
	}
	var examples []learn.Example
	for c, candidate := range b.candidates() {
		for _, way := range candidate.Ways() {
			e := learn.Example{Question: way.Text, Right: make(map[int]bool), Weight: wayWeight}
			e.Right[c] = !candidate.Gap
			examples = append(examples, e)
		}
	}
	return learnFrom(bare.index, append(examples, bare.lessons(lessons, far)...)), nil
}

func learnFrom(x *match.Index, examples []learn.Example) match.Model {
	return learn.Model(x, match.Model{}, examples, learn.Options{Steps: learnSteps, Rate: learnRate, L2: learnL2})
}

// lessons makes examples of lessons and of questions about anything else.
func (b *Base) lessons(lessons []Lesson, far []string) []learn.Example {
	var examples []learn.Example
	for _, l := range lessons {
		e := learn.Example{Question: l.Question, Right: make(map[int]bool), Weight: 1}
		for _, id := range l.Facts {
			if c, ok := b.place[id]; ok {
				e.Right[c] = true
			}
		}
		examples = append(examples, e)
	}
	for _, question := range far {
		examples = append(examples, learn.Example{Question: question, Weight: farWeight})
	}
	return examples
}
