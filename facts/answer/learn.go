package answer

import (
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"summitbot/facts"
	"summitbot/facts/learn"
	"summitbot/facts/match"
	"summitbot/facts/text"
)

// Lesson is a question with the ids of the facts that answer it; none where the document
// does not say.
type Lesson struct {
	Question string
	Facts    []string
	Answer   string // a short one, where there is one
}

// Reading is a base, and questions to it.
type Reading struct {
	Base    *Base
	Lessons []Lesson
}

// What weighs how much: a way of asking, a lesson, a question to a small base, and one
// about anything else. Lessons are few.
const (
	wayWeight    = 1.0
	lessonWeight = 2.0
	smallWeight  = 0.25
	farWeight    = 2.0
)

// Learn returns the weights that best order and trust the base's answers: to its own ways
// of asking, and to the lessons. Far are questions about anything else, to be refused.
//
// A way of asking is a question to a base that lacks all that its writer wrote, since
// those who ask have written none of it. About every second gap's ways are asked of a base that
// lacks the gap as well: people ask for what nobody foresaw.
//
// Readings are documents that nobody wrote about, with questions: what is trusted of a
// sentence that is found by its own words is learned from them.
func (b *Base) Learn(lessons []Lesson, far []string, readings ...Reading) *match.Model {
	all := []learn.Lesson{{Index: b.index, Examples: b.lessons(lessons, far)}}
	for _, r := range readings {
		all = append(all, learn.Lesson{Index: r.Base.index, Examples: r.Base.lessons(r.Lessons, nil)})
	}
	return learn.Model(slices.Concat(all, b.handLessons(), b.smallLessons()))
}

// handLessons returns the ways of asking of each hand in turn, as questions to a base
// without them.
func (b *Base) handLessons() []learn.Lesson {
	var all []learn.Lesson
	for hand := range b.layer.Hands + 1 {
		for _, unforeseen := range []bool{false, true} {
			all = append(all, learn.Lesson{
				Index:    match.New(b.words, b.candidatesWithout(hand, unforeseen), b.layer.Lexicon, b.model),
				Examples: b.waysOf(hand, unforeseen),
			})
		}
	}
	return all
}

// isUnforeseen reports whether a gap is one of those that are asked of a base without
// them: about half, by a hash, so that gaps of one subject are parted.
func (b *Base) isUnforeseen(gap int) bool {
	h := fnv.New32a()
	h.Write([]byte(b.gaps[gap].ID)) // never fails
	return h.Sum32()%2 == 1
}

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
		if unforeseen && b.isUnforeseen(i) {
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
				e := learn.Example{Right: b.targets(f.ID), Point: learn.Point{Sentence: i, Right: like(f, j)}}
				maps.Copy(e.Right, b.targets(p.Equal...))
				add(e, p.Ask, p.Paraphrases)
			}
		}
	}
	for i, g := range b.gaps {
		if b.isUnforeseen(i) == unforeseen {
			add(learn.Example{Right: map[match.Target]bool{{Gap: true, At: i}: true}}, g.Ask, g.Paraphrases)
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

// lessons makes examples of lessons and of questions about anything else.
func (b *Base) lessons(lessons []Lesson, far []string) []learn.Example {
	var examples []learn.Example
	for _, l := range lessons {
		e := learn.Example{Question: l.Question, Right: b.targets(l.Facts...), Weight: lessonWeight}
		if len(l.Facts) > 0 {
			c := b.place[l.Facts[0]]
			e.Point = learn.Point{Sentence: c, Right: answering(b.facts[c], l.Answer)}
		}
		examples = append(examples, e)
	}
	for _, question := range far {
		examples = append(examples, learn.Example{Question: question, Weight: farWeight})
	}
	return examples
}

// targets returns the facts with the given ids.
func (b *Base) targets(ids ...string) map[match.Target]bool {
	targets := make(map[match.Target]bool, len(ids))
	for _, id := range ids {
		if at, ok := b.place[id]; ok {
			targets[match.Target{At: at}] = true
		}
	}
	return targets
}

// Questions returns the ways of asking of one of those who wrote paraphrases, as questions
// to a base without any.
func (b *Base) Questions(hand int) []Lesson {
	var lessons []Lesson
	add := func(ids []string, ask []string, paraphrases []facts.Paraphrase) {
		for _, q := range byHand(hand, ask, paraphrases) {
			lessons = append(lessons, Lesson{Question: q, Facts: ids})
		}
	}
	for _, f := range b.facts {
		for _, p := range f.Points {
			add(append([]string{f.ID}, p.Equal...), p.Ask, p.Paraphrases)
		}
	}
	for _, g := range b.gaps {
		add(nil, g.Ask, g.Paraphrases)
	}
	return lessons
}
