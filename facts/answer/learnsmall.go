package answer

import (
	"iter"
	"maps"
	"math/rand/v2"
	"slices"

	"summitbot/facts"

	"summitbot/facts/match"
	"summitbot/facts/match/learn"
)

// How many small bases are learned from, how many facts each has, and how many questions
// it is asked.
const (
	smallBases     = 24
	smallFacts     = 8
	smallQuestions = 200
)

// smallLessons returns bases as somebody begins one, with a few facts and a few ways of
// asking for each, in every second one a few gaps; and what people ask of them, much of
// which nobody has written about.
func (b *Base) smallLessons() iter.Seq[learn.Lesson] {
	return func(yield func(learn.Lesson) bool) {
		for n := range smallBases {
			random := rand.New(rand.NewPCG(uint64(n), 1))
			small := b.small(random, n%2 == 0)
			l := learn.Lesson{
				Index:    match.New(b.words, small.candidates(), b.layer.Lexicon, b.model),
				Examples: b.questionsTo(small, random),
			}
			if !yield(l) {
				return
			}
		}
	}
}

// small returns the base with a few of its facts and gaps alone; of the other sentences
// nobody has written.
func (b *Base) small(random *rand.Rand, gaps bool) *Base {
	small := &Base{facts: slices.Clone(b.facts)}
	for i := range small.facts {
		small.facts[i].Points = nil
	}
	for _, i := range random.Perm(len(b.facts))[:min(smallFacts, len(b.facts))] {
		points := slices.Clone(b.facts[i].Points)
		for j := range points {
			p := &points[j]
			p.Ask, p.Paraphrases = p.Ask[:min(len(p.Ask), 1+random.IntN(4))], nil
		}
		small.facts[i].Points = points
	}
	if !gaps {
		return small
	}
	for _, i := range random.Perm(len(b.gaps))[:min(smallFacts, len(b.gaps))] {
		g := b.gaps[i]
		g.Ask, g.Paraphrases = g.Ways()[:min(len(g.Ways()), 4)], nil
		small.gaps = append(small.gaps, g)
	}
	return small
}

// questionsTo returns questions to a part of the base: half of them for what it has written
// of, the others for anything that the whole base knows of.
func (b *Base) questionsTo(small *Base, random *rand.Rand) []learn.Example {
	var written []facts.Fact
	for _, f := range small.facts {
		if len(f.Points) > 0 {
			written = append(written, f)
		}
	}
	var examples []learn.Example
	for n := range smallQuestions {
		var e learn.Example
		switch {
		case n%2 == 0:
			e = b.questionFor(written, random)
		case n%4 == 1 && len(b.gaps) > 0:
			e = learn.Example{Question: anyOf(b.gaps[random.IntN(len(b.gaps))].Paraphrases, random)}
		default:
			e = b.questionFor(b.facts, random)
		}
		if e.Weight = smallWeight; e.Question != "" {
			examples = append(examples, e)
		}
	}
	return examples
}

// questionFor returns a question for one of the facts; without a question if nobody has
// paraphrased the fact.
func (b *Base) questionFor(of []facts.Fact, random *rand.Rand) learn.Example {
	f := b.facts[b.place[of[random.IntN(len(of))].ID]]
	if len(f.Points) == 0 {
		return learn.Example{}
	}
	p := f.Points[random.IntN(len(f.Points))]
	e := learn.Example{Question: anyOf(p.Paraphrases, random), Right: b.targets(f.ID)}
	maps.Copy(e.Right, b.targets(p.Equal...))
	return e
}

func anyOf(all []facts.Paraphrase, random *rand.Rand) string {
	if len(all) == 0 {
		return ""
	}
	return all[random.IntN(len(all))].Text
}
