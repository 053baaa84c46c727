package train

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"summitbot/facts/encoder"
	"summitbot/facts/eval"
	"summitbot/facts/index"
	"summitbot/facts/learn"
	"summitbot/facts/meaning"
	"summitbot/facts/passage"
	"summitbot/facts/text"
)

// Meant is a collection with how near its sentences come to each question.
type Meant struct {
	eval.Collection
	Near    [][]encoder.Nearness // by question and sentence
	Foreign bool                 // the questions stand for such as may be in another language
}

// pick returns which sentences are described of a question.
func (m Meant) pick(question int) passage.Pick {
	if m.Foreign {
		return passage.Foreign(m.Near[question])
	}
	return passage.Meant(m.Near[question])
}

// regardless are the features that say the same whatever language a question is in: what the
// sentence is like, which numbers it has, and how near it comes beside the others. How near it
// comes by itself says less: all sentences in another language are farther away.
var regardless = []passage.Feature{
	passage.FeatureLength, passage.FeatureNewNames, passage.FeatureOpening, passage.FeaturePosition, passage.FeatureLeadIn,
	passage.FeatureAsks, passage.FeatureShort, passage.FeatureSentences, passage.FeatureNumbers, passage.FeatureNumbersMissing,
	passage.FeatureBehind, passage.FeatureAhead, passage.FeatureAbove, passage.FeatureNearRank,
}

// row returns the features of a hit that may be learned from.
func (m Meant) row(features []float64) []float64 {
	if !m.Foreign {
		return features
	}
	row := make([]float64, len(features))
	for _, f := range regardless {
		row[f] = features[f]
	}
	return row
}

// Read reads what a collection's sentences and questions mean.
func Read(ctx context.Context, r *meaning.Reader, c eval.Collection) (Meant, error) {
	x, err := r.Index(ctx, index.Headed(c.Sentences), nil)
	if err != nil {
		return Meant{}, fmt.Errorf("learn: %w", err)
	}
	m := Meant{Collection: c, Near: make([][]encoder.Nearness, len(c.Questions))}
	for i, q := range c.Questions {
		if m.Near[i], err = x.Near(ctx, q.Text); err != nil {
			return Meant{}, fmt.Errorf("learn: %w", err)
		}
	}
	return m, nil
}

// How many parts of a document are learned from as if they were documents, and how many
// sentences each has at the most: many a document is small, and then little is known of how
// near the sentences of its kind come.
const (
	parts        = 24
	longestPart  = 24
	partialShare = 0.5 // what a part's question weighs beside one to the whole
)

// parts returns parts of a collection, each with the questions that it answers and as many
// that it doesn't. It is deterministic.
func (m Meant) parts() []Meant {
	random := rand.New(rand.NewPCG(uint64(len(m.Sentences)), 2))
	all := make([]Meant, 0, parts)
	for range parts {
		size := 1 + random.IntN(min(longestPart, len(m.Sentences)))
		from := random.IntN(len(m.Sentences) - size + 1)
		all = append(all, m.part(random, from, from+size))
	}
	return all
}

// part returns the sentences of a range, with questions.
func (m Meant) part(random *rand.Rand, from, to int) Meant {
	part := Meant{Collection: eval.Collection{Sentences: m.Sentences[from:to]}, Foreign: m.Foreign}
	left := 0 // questions without an answer that are still wanted
	for _, answered := range []bool{true, false} {
		for _, i := range random.Perm(len(m.Questions)) {
			var gold []int
			for _, g := range m.Gold[i] {
				if from <= g && g < to {
					gold = append(gold, g-from)
				}
			}
			if answered != (len(gold) > 0) || !answered && left == 0 {
				continue
			}
			if left++; !answered {
				left -= 2
			}
			part.Questions, part.Gold = append(part.Questions, m.Questions[i]), append(part.Gold, gold)
			part.Near = append(part.Near, m.Near[i][from:to])
		}
	}
	return part
}

// noneWeight is what a question that a document doesn't answer weighs beside another.
const noneWeight = 0.5

// lessons returns the lists of a collection and of its parts.
func (m Meant) lessons() []learn.List {
	lists := m.lists()
	for _, p := range m.parts() {
		for _, l := range p.lists() {
			l.Weight *= partialShare
			lists = append(lists, l)
		}
	}
	return lists
}

// lists returns a list of candidates for each question. One whose answer is not among them
// teaches nothing and is left out; one without an answer teaches what that looks like.
func (m Meant) lists() []learn.List {
	x := passage.New(index.New(m.Sentences), passage.Options{Model: &passage.Model{}, Meant: &passage.Model{}, Foreign: &passage.Model{}})
	var lists []learn.List
	for i, q := range m.Questions {
		l := learn.List{Weight: 1}
		if len(m.Gold[i]) == 0 {
			l.Weight = noneWeight
		}
		for _, h := range x.Candidates(q.Text, text.Words(q.Text), m.pick(i)) {
			l.Features = append(l.Features, m.row(h.Features))
			l.Right = append(l.Right, slices.Contains(m.Gold[i], h.Sentence))
		}
		if slices.Contains(l.Right, true) == (len(m.Gold[i]) > 0) {
			lists = append(lists, l)
		}
	}
	return lists
}

// tunedShare is what a document weighs that the encoder was tuned to, beside one that it was
// not: its sentences come nearer to their questions than those of others do.
const tunedShare = 0.05

// benchShare is what a question of a public collection weighs beside one to a document: a
// collection of many articles, in which all questions are answered, is another thing.
const benchShare = 0.3

// Others are what else the weights are learned from: documents that the encoder was tuned to,
// and a public collection.
type Others struct {
	Tuned []Meant
	Bench Meant
}

// Meaning learns the weights of passages if it is known what sentences and questions mean,
// from documents that the encoder was not tuned to, and less from others.
func Meaning(all []Meant, others Others) *passage.Model {
	lists := others.lists()
	for _, m := range all {
		lists = append(lists, m.lessons()...)
	}
	return passage.NewModel(learn.LinearOrNone(lists))
}

func (o Others) lists() []learn.List {
	lists := o.Bench.lists()
	for i := range lists {
		lists[i].Weight *= benchShare
	}
	for _, m := range o.Tuned {
		for _, l := range m.lessons() {
			l.Weight *= tunedShare
			lists = append(lists, l)
		}
	}
	return lists
}

// MeaningLeftOut returns what comes of all questions by weights that were learned without
// their collection and the others of its fold: of the collections, and of their parts.
func MeaningLeftOut(all []Meant, others Others) (whole, partial eval.Shares) {
	common := others.lists()
	lists := make([][]learn.List, len(all))
	for i, m := range all {
		lists[i] = m.lessons()
	}
	for fold := range Folds {
		rest := slices.Clone(common)
		for i := range lists {
			if i%Folds != fold {
				rest = append(rest, lists[i]...)
			}
		}
		model := passage.NewModel(learn.LinearOrNone(rest))
		for i := fold; i < len(all); i += Folds {
			whole = append(whole, all[i].Shares(model)...)
			for _, p := range all[i].parts() {
				partial = append(partial, p.Shares(model)...)
			}
		}
	}
	return whole, partial
}

// Shares returns what comes of the questions by a model.
func (m Meant) Shares(model *passage.Model) eval.Shares {
	x := passage.New(index.New(m.Sentences), passage.Options{Meant: model, Foreign: model})
	var all eval.Shares
	for i, q := range m.Questions {
		hits := x.Find(q.Text, text.Words(q.Text), m.pick(i))
		all.Add(q, hits, m.Gold[i])
	}
	return all
}
