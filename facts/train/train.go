// Package train is where the weights come from: real documents with questions, and public
// collections for ranking. Everything is deterministic, so that the same files give the
// same weights to the byte.
package train

import (
	"slices"

	"summitbot/facts/eval"
	"summitbot/facts/index"
	"summitbot/facts/learn"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
	"summitbot/facts/passage"
)

// Reading makes a collection of a document with questions, their slips put right as they
// are when somebody asks. Questions that the document does not answer are left out.
func Reading(r eval.Reading) eval.Collection {
	return repaired(collection(r, func(q eval.Question, _ []int) bool { return q.Answerable() }))
}

// Asked makes a collection of a document with all questions, their slips put right. Those
// whose answer no sentence has whole are left out.
func Asked(r eval.Reading) eval.Collection { return repaired(Typed(r)) }

// Typed makes the same of the questions as they were typed.
func Typed(r eval.Reading) eval.Collection {
	return collection(r, func(q eval.Question, gold []int) bool { return q.Answerable() == (len(gold) > 0) })
}

func collection(r eval.Reading, keep func(q eval.Question, gold []int) bool) eval.Collection {
	c := eval.Collection{Sentences: index.Sentences(r.Document)}
	for i, gold := range r.Gold() {
		if q := r.Questions[i]; keep(q, gold) {
			c.Questions, c.Gold = append(c.Questions, q), append(c.Gold, gold)
		}
	}
	return c
}

// repaired returns a collection with the slips of its questions put right.
func repaired(c eval.Collection) eval.Collection {
	x := match.New(index.New(c.Sentences), nil, new(lexicon.Lexicon), match.NewModel())
	for i := range c.Questions {
		c.Questions[i].Text = x.Parse(c.Questions[i].Text).Read()
	}
	return c
}

// benchVariants is how many variants of each question of a public collection are learned
// from.
const benchVariants = 2

// Passages learns the weights of passages from readings and a public collection.
func Passages(readings []eval.Collection, bench eval.Collection) *passage.Model {
	lists := Lists(bench, benchVariants)
	for _, c := range readings {
		lists = append(lists, Lists(c, 0)...)
	}
	return passage.NewModel(learn.Linear(lists), 0)
}

// Folds is how many parts the readings are split into to measure what is learned from the
// others.
const Folds = 8

// LeaveOut returns, for each reading, how well its questions are ranked by weights that
// were learned without it and the others of its fold.
func LeaveOut(readings []eval.Collection, bench eval.Collection) []eval.Ranking {
	lists := make([][]learn.List, len(readings))
	for i, c := range readings {
		lists[i] = Lists(c, 0)
	}
	common := Lists(bench, benchVariants)
	measures := make([]eval.Ranking, len(readings))
	for fold := range Folds {
		rest := slices.Clone(common)
		for i := range lists {
			if i%Folds != fold {
				rest = append(rest, lists[i]...)
			}
		}
		model := passage.NewModel(learn.Linear(rest), 0)
		for i := fold; i < len(readings); i += Folds {
			x := passage.New(index.New(readings[i].Sentences), passage.Options{Model: model})
			measures[i] = eval.Rank(x, readings[i], passage.Pool)
		}
	}
	return measures
}
