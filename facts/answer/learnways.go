package answer

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"summitbot/facts"
	"summitbot/facts/learn"
	"summitbot/facts/match"
	"summitbot/facts/meaning"
)

// everyWay is of how many paraphrases one is learned from.
const everyWay = 8

// LearnWays returns the model for bases with few ways of asking that best says which fact was
// asked for: the base's paraphrases are questions to a base without any, which lacks every
// second gap as well, and to small ones. It fails only with the context.
func (b *Base) LearnWays(ctx context.Context, r *meaning.Reader) (*WayModel, error) {
	thin, err := b.thin()
	if err != nil {
		return nil, err
	}
	lists, err := thin.wayLists(ctx, r, b.Texts(Multilingual), b.everyWay())
	if err != nil {
		return nil, err
	}
	for n := range smallBases {
		random := rand.New(rand.NewPCG(uint64(n), 2))
		small := b.small(random, n%2 == 0)
		small.index = match.New(small.words, small.candidates(), b.layer.Lexicon, b.model)
		small.wordings = wordings(small.facts, small.gaps)
		var sentences []string
		for _, f := range small.facts {
			sentences = append(sentences, f.Sentence.Text)
		}
		more, err := small.wayLists(ctx, r, sentences, b.questionsTo(small, random))
		if err != nil {
			return nil, err
		}
		lists = append(lists, more...)
	}
	return newWayModel(learn.LinearOrNone(lists)), nil
}

// thin returns the base without paraphrases and without the ways of asking for every second gap.
func (b *Base) thin() (*Base, error) {
	layer := b.layer.WithoutParaphrases()
	for i := range layer.Gaps {
		if b.isUnforeseen(i) {
			layer.Gaps[i].Ask = nil
		}
	}
	return New(layer)
}

// everyWay returns some of the paraphrases as examples, every third with a slip or two.
func (b *Base) everyWay() []learn.Example {
	random := rand.New(rand.NewPCG(1, 2))
	var examples []learn.Example
	add := func(right map[match.Target]bool, paraphrases []facts.Paraphrase) {
		for _, p := range paraphrases {
			if random.IntN(everyWay) > 0 {
				continue
			}
			e := learn.Example{Question: p.Text, Right: right, Weight: wayWeight}
			if random.IntN(3) == 0 {
				e.Question = learn.Misspell(random, e.Question)
			}
			examples = append(examples, e)
		}
	}
	for _, f := range b.facts {
		for _, p := range f.Points {
			add(b.targets(append([]string{f.ID}, p.Equal...)...), p.Paraphrases)
		}
	}
	for _, g := range b.gaps {
		add(nil, g.Paraphrases)
	}
	return examples
}

// wayLists returns the facts that come near to each question, of which those are right that
// answer it. A question whose answer is not among them teaches nothing.
func (b *Base) wayLists(ctx context.Context, r *meaning.Reader, sentences []string, questions []learn.Example) ([]learn.List, error) {
	texts := slices.Clone(sentences)
	for _, w := range b.wordings {
		texts = append(texts, w.text)
	}
	x, err := r.Index(ctx, texts, nil)
	if err != nil {
		return nil, fmt.Errorf("learn: %w", err)
	}
	var lists []learn.List
	for _, e := range questions {
		q := b.index.Parse(e.Question)
		near, err := x.Near(ctx, q.Read())
		if err != nil {
			return nil, fmt.Errorf("learn: %w", err)
		}
		q.Near = near[:len(sentences)]
		l := learn.List{Weight: e.Weight}
		for _, m := range b.meantFacts(q, near[len(sentences):], b.index.Match(q)) {
			l.Features, l.Right = append(l.Features, m.row[:]), append(l.Right, e.Right[m.hit.Target])
		}
		if slices.Contains(l.Right, true) == (len(e.Right) > 0) && len(l.Right) > 0 {
			lists = append(lists, l)
		}
	}
	return lists, nil
}
