package answer

import (
	"iter"
	"math/rand/v2"
	"slices"
	"strings"

	"summitbot/facts"

	"summitbot/facts/match"
	"summitbot/facts/match/learn"
	"summitbot/facts/text"
)

// Lesson is a question with the ids of the facts that answer it; none where the document
// does not say.
type Lesson struct {
	Question string
	Facts    []string
	Answer   string // a short one, where there is one
}

// How hard the model learns, and what weighs how much: a way of asking, a lesson, and a
// question about anything else. Lessons are few.
const (
	learnSteps   = 600
	learnRate    = 0.05
	learnL2      = 2.0
	wayWeight    = 1.0
	lessonWeight = 2.0
	smallWeight  = 0.25
	farWeight    = 2.0
)

// Learn returns the weights that best order and trust the base's answers: to its own ways
// of asking, and to the lessons. Far are questions about anything else, to be refused.
//
// A way of asking is a question to a base that lacks all that its writer wrote, since
// those who ask have written none of it. Every second gap's ways are asked of a base that
// lacks the gap as well: people ask for what nobody foresaw.
func (b *Base) Learn(lessons []Lesson, far []string) *match.Model {
	return learn.Model(func(yield func(learn.Lesson) bool) {
		if !yield(learn.Lesson{Index: b.index, Examples: b.lessons(lessons, far)}) {
			return
		}
		for _, more := range []iter.Seq[learn.Lesson]{b.handLessons(), b.smallLessons()} {
			for l := range more {
				if !yield(l) {
					return
				}
			}
		}
	}, learn.Options{Steps: learnSteps, Rate: learnRate, L2: learnL2})
}

// handLessons returns the ways of asking of each hand in turn, as questions to a base
// without them.
func (b *Base) handLessons() iter.Seq[learn.Lesson] {
	return func(yield func(learn.Lesson) bool) {
		for hand := range b.hands + 1 {
			for _, unforeseen := range []bool{false, true} {
				l := learn.Lesson{Index: match.New(b.candidatesWithout(hand, unforeseen), b.lexicon, b.model)}
				l.Examples = b.waysOf(hand, unforeseen)
				if !yield(l) {
					return
				}
			}
		}
	}
}

// isUnforeseen reports whether a gap is one of those that are asked of a base without them.
func isUnforeseen(gap int) bool { return gap%2 == 1 }

// candidatesWithout returns the base's candidates without one hand's ways of asking, and
// where so told without every second gap.
func (b *Base) candidatesWithout(hand int, unforeseen bool) []match.Candidate {
	without := *b
	without.facts, without.gaps = nil, nil
	for _, f := range b.facts {
		points := make([]facts.Point, len(f.Points))
		for i, p := range f.Points {
			p.Ask, p.Paraphrases = withoutHand(hand, p.Ask, p.Paraphrases)
			points[i] = p
		}
		f.Points = points
		without.facts = append(without.facts, f)
	}
	for i, g := range b.gaps {
		g.Ask, g.Paraphrases = withoutHand(hand, g.Ask, g.Paraphrases)
		if unforeseen && isUnforeseen(i) {
			g.Ask, g.Paraphrases = nil, nil
		}
		without.gaps = append(without.gaps, g)
	}
	return without.candidates()
}

func withoutHand(hand int, ask []string, paraphrases []facts.Paraphrase) ([]string, []facts.Paraphrase) {
	if hand == 0 {
		return nil, paraphrases
	}
	var kept []facts.Paraphrase
	for _, p := range paraphrases {
		if p.Hand != hand {
			kept = append(kept, p)
		}
	}
	return ask, kept
}

// waysOf returns one hand's ways of asking as examples: those for the gaps that the base
// lacks where they are unforeseen, else all others. Every third has a slip or two.
func (b *Base) waysOf(hand int, unforeseen bool) []learn.Example {
	random := rand.New(rand.NewPCG(uint64(hand), 0))
	var examples []learn.Example
	add := func(e learn.Example, ask []string, paraphrases []facts.Paraphrase) {
		e.Weight = wayWeight
		for _, e.Question = range byHand(hand, ask, paraphrases) {
			examples = append(examples, e)
			if random.IntN(3) == 0 {
				e.Question = learn.Misspell(random, e.Question)
				examples = append(examples, e)
			}
		}
	}
	if !unforeseen {
		for i, f := range b.facts {
			for j, p := range f.Points {
				e := learn.Example{Right: map[int]bool{i: true}, Point: learn.Point{Candidate: i, Right: like(f, j)}}
				for _, id := range p.Equal {
					e.Right[b.place[id]] = true
				}
				add(e, p.Ask, p.Paraphrases)
			}
		}
	}
	for i, g := range b.gaps {
		if isUnforeseen(i) == unforeseen {
			add(learn.Example{Right: map[int]bool{len(b.facts) + i: true}}, g.Ask, g.Paraphrases)
		}
	}
	return examples
}

// like returns, by point, which of a fact's points show the same part of its sentence as
// the point at the given place.
func like(f facts.Fact, place int) []bool {
	like := make([]bool, len(f.Points))
	for i, p := range f.Points {
		like[i] = slices.Equal(p.Marks, f.Points[place].Marks)
	}
	return like
}

// answering returns, by point, which of a fact's points show a short answer; nil where
// none does.
func answering(f facts.Fact, answer string) []bool {
	right := make([]bool, len(f.Points))
	for i, p := range f.Points {
		right[i] = text.Answers(strings.Join(p.Marks, " "), answer)
	}
	if !slices.Contains(right, true) {
		return nil
	}
	return right
}

func byHand(hand int, ask []string, paraphrases []facts.Paraphrase) []string {
	if hand == 0 {
		return ask
	}
	var ways []string
	for _, p := range paraphrases {
		if p.Hand == hand {
			ways = append(ways, p.Text)
		}
	}
	return ways
}

// LearnBare returns the weights for a base that knows the sentences alone: no headline, no
// way of asking, no gap. What this base has of these serves as questions.
func (b *Base) LearnBare(lessons []Lesson, far []string) (*match.Model, error) {
	bare, err := b.Bare()
	if err != nil {
		return nil, err
	}
	var examples []learn.Example
	for hand := range b.hands + 1 {
		for _, e := range append(b.waysOf(hand, false), b.waysOf(hand, true)...) {
			for c := range e.Right {
				e.Right[c] = c < len(b.facts)
			}
			examples = append(examples, e)
		}
	}
	examples = append(examples, bare.lessons(lessons, far)...)
	return learn.Model(func(yield func(learn.Lesson) bool) {
		yield(learn.Lesson{Index: bare.index, Examples: examples})
	}, learn.Options{Steps: learnSteps, Rate: learnRate, L2: learnL2}), nil
}

// lessons makes examples of lessons and of questions about anything else.
func (b *Base) lessons(lessons []Lesson, far []string) []learn.Example {
	var examples []learn.Example
	for _, l := range lessons {
		e := learn.Example{Question: l.Question, Right: make(map[int]bool), Weight: lessonWeight}
		for _, id := range l.Facts {
			if c, ok := b.place[id]; ok {
				e.Right[c] = true
				if e.Point.Right == nil {
					e.Point = learn.Point{Candidate: c, Right: answering(b.facts[c], l.Answer)}
				}
			}
		}
		examples = append(examples, e)
	}
	for _, question := range far {
		examples = append(examples, learn.Example{Question: question, Weight: farWeight})
	}
	return examples
}
