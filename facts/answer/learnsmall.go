package answer

import (
	"math/rand/v2"
	"slices"

	"summitbot/facts"
	"summitbot/facts/index"
	"summitbot/facts/learn"
	"summitbot/facts/match"
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
// which they do not know.
func (b *Base) smallLessons() []learn.Lesson {
	all := make([]learn.Lesson, smallBases)
	for n := range all {
		random := rand.New(rand.NewPCG(uint64(n), 1))
		small := b.small(random, n%2 == 0)
		all[n].Index = match.New(small.words, small.candidates(), b.layer.Lexicon, b.model)
		all[n].Examples = b.questionsTo(small, random)
	}
	return all
}

// small returns a small part of the base: its facts and gaps alone.
func (b *Base) small(random *rand.Rand, gaps bool) *Base {
	small := &Base{place: make(map[string]int)}
	var sentences []index.Sentence
	for _, i := range random.Perm(len(b.facts))[:min(smallFacts, len(b.facts))] {
		f := b.facts[i]
		f.Points = slices.Clone(f.Points)
		for j := range f.Points {
			p := &f.Points[j]
			p.Ask, p.Paraphrases = p.Ask[:min(len(p.Ask), 1+random.IntN(4))], nil
		}
		small.place[f.ID] = len(small.facts)
		small.facts = append(small.facts, f)
		sentences = append(sentences, index.Sentence{Text: f.Sentence.Text, Paragraph: f.Sentence.Paragraph})
	}
	small.words = index.New(sentences)
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

// questionsTo returns questions to a part of the base: half of them for what it has, the
// others for anything that the whole base knows of.
func (b *Base) questionsTo(small *Base, random *rand.Rand) []learn.Example {
	var examples []learn.Example
	for n := range smallQuestions {
		var e learn.Example
		switch {
		case n%2 == 0:
			e = b.questionFor(small.facts, small, random)
		case n%4 == 1 && len(b.gaps) > 0:
			e = learn.Example{Question: anyOf(b.gaps[random.IntN(len(b.gaps))].Paraphrases, random)}
		default:
			e = b.questionFor(b.facts, small, random)
		}
		if e.Weight = smallWeight; e.Question != "" {
			examples = append(examples, e)
		}
	}
	return examples
}

// questionFor returns a question for one of the facts, and which facts of the small base
// answer it; without a question if nobody has paraphrased the fact.
func (b *Base) questionFor(of []facts.Fact, small *Base, random *rand.Rand) learn.Example {
	f := b.facts[b.place[of[random.IntN(len(of))].ID]]
	if len(f.Points) == 0 {
		return learn.Example{}
	}
	p := f.Points[random.IntN(len(f.Points))]
	return learn.Example{
		Question: anyOf(p.Paraphrases, random),
		Right:    small.targets(append([]string{f.ID}, p.Equal...)...),
	}
}

func anyOf(all []facts.Paraphrase, random *rand.Rand) string {
	if len(all) == 0 {
		return ""
	}
	return all[random.IntN(len(all))].Text
}
