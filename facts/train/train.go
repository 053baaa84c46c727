// Package train is where the weights come from: real documents with questions, and public
// collections for ranking. Everything is deterministic, so that the same files give the
// same weights to the byte.
package train

import (
	"slices"
	"strings"

	"summitbot/facts/eval"
	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
	"summitbot/facts/passage"
	"summitbot/facts/passage/learn"
)

// Reading makes a collection of a document with questions, their slips put right as they
// are when somebody asks. Questions that the document does not answer are left out.
func Reading(r eval.Reading) learn.Collection {
	c := learn.Collection{Sentences: index.Sentences(r.Document)}
	x := match.New(index.New(c.Sentences), nil, new(lexicon.Lexicon), match.NewModel())
	for i, gold := range r.Gold() {
		if q := r.Questions[i]; q.Answerable() {
			c.Questions = append(c.Questions, learn.Question{ID: q.ID, Text: q.Text, Read: x.Parse(q.Text).Read(), Gold: gold})
		}
	}
	return c
}

// How the weights of passages are learned.
const (
	steps         = 200
	l2            = 0.003
	benchVariants = 2 // of each question of a public collection
)

// Lists returns what a collection teaches. Its variants make a collection of few questions
// weigh more.
func Lists(c learn.Collection, variants int) []learn.List {
	x := passage.New(index.New(c.Sentences), passage.Options{Model: &passage.Model{}})
	return learn.Examples(x, c.Questions, learn.ExampleOptions{Variants: variants})
}

// Passages learns the weights of passages from readings and a public collection.
func Passages(readings []learn.Collection, bench learn.Collection) *passage.Model {
	lists := Lists(bench, benchVariants)
	for _, c := range readings {
		lists = append(lists, Lists(c, 0)...)
	}
	return passage.NewModel(learn.Linear(lists, learn.Options{L2: l2, Steps: steps}))
}

// Folds is how many parts the readings are split into to measure what is learned from the
// others.
const Folds = 8

// LeaveOut returns, for each reading, how well its questions are ranked by weights that
// were learned without it and the others of its fold.
func LeaveOut(readings []learn.Collection, bench learn.Collection) []learn.Measure {
	lists := make([][]learn.List, len(readings))
	for i, c := range readings {
		lists[i] = Lists(c, 0)
	}
	common := Lists(bench, benchVariants)
	measures := make([]learn.Measure, len(readings))
	for fold := range Folds {
		var rest []learn.List
		for i := range lists {
			if i%Folds != fold {
				rest = append(rest, lists[i]...)
			}
		}
		model := passage.NewModel(learn.Linear(slices.Concat(common, rest), learn.Options{L2: l2, Steps: steps}))
		for i := fold; i < len(readings); i += Folds {
			x := passage.New(index.New(readings[i].Sentences), passage.Options{Model: model})
			measures[i] = learn.Evaluate(x, readings[i].Questions, passage.Pool)
		}
	}
	return measures
}

// String writes a model as it stands in its file, under a head.
func String(head string, m *passage.Model) string {
	var b strings.Builder
	b.WriteString(head)
	_ = m.Write(&b) // a builder never fails
	return b.String()
}
