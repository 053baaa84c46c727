package train

import (
	"regexp"

	"summitbot/facts/eval"
	"summitbot/facts/highlight"
	"summitbot/facts/learn"
	"summitbot/facts/text"
)

// Told is a question, a sentence that answers it, and a short answer in somebody's words.
type Told struct{ Question, Sentence, Answer string }

// Telling returns the questions about a document with each of the sentences that answer them.
func Telling(r eval.Reading) []Told {
	var all []Told
	c := Asked(r)
	for i, q := range c.Questions {
		for _, g := range c.Gold[i] {
			all = append(all, Told{q.Text, c.Sentences[g].Text, q.Answer})
		}
	}
	return all
}

// Highlights learns which part of a sentence answers: one that [text.Answers], and shares
// about as much with the answer as any does. If none does, as where the answer is yes or no,
// it is right to find none.
func Highlights(all []Told) *highlight.Model {
	var lists []learn.List
	for _, told := range all {
		if l := told.list(); len(l.Right) > 0 {
			lists = append(lists, l)
		}
	}
	return highlight.NewModel(learn.LinearOrNone(lists))
}

// highlightFolds is how many parts the documents are split into to measure what is learned
// from the others.
const highlightFolds = 3

// Likely is a question whose answer a part of a sentence may give: how likely the likeliest
// part was said to be, and whether it answers.
type Likely struct {
	Likely float64
	Right  bool
}

// HighlightsLeftOut returns what a model finds that was learned without the document and the
// others of its fold.
func HighlightsLeftOut(documents [][]Told) []Likely {
	var all []Likely
	for fold := range highlightFolds {
		var rest, left []Told
		for i, d := range documents {
			if i%highlightFolds == fold {
				left = append(left, d...)
			} else {
				rest = append(rest, d...)
			}
		}
		m := Highlights(rest)
		for _, t := range left {
			if part, likely := m.Find(text.Words(t.Question), t.Sentence); likely > 0 {
				all = append(all, Likely{likely, text.Answers(t.Sentence[part.Start:part.End], t.Answer)})
			}
		}
	}
	return all
}

// decided is how an answer begins that says yes or no.
var decided = regexp.MustCompile(`(?i)^(?:yes|no)\b`)

// about is how much less than the best a part may share with the answer.
const about = 0.25

// list returns the parts of a sentence and which are right.
func (t Told) list() learn.List {
	parts, rows := highlight.Parts(text.Words(t.Question), t.Sentence)
	l := learn.List{Features: rows, Right: make([]bool, len(parts)), Weight: 1}
	answer := decided.ReplaceAllString(t.Answer, "")
	likeness, best := make([]float64, len(parts)), 0.0
	for i, p := range parts {
		likeness[i] = alike(t.Sentence[p.Start:p.End], answer)
		best = max(best, likeness[i])
	}
	for i, p := range parts {
		l.Right[i] = likeness[i] >= best-about && text.Answers(t.Sentence[p.Start:p.End], answer)
	}
	return l
}

// alike returns which share of the words of two texts both have (F1), from 0 to 1.
func alike(a, b string) float64 {
	words := make(map[string]int)
	for i, s := range []string{a, b} {
		for _, w := range text.Forms(s) {
			words[w.Form] |= 1 << i
		}
	}
	both, all := 0, 0
	for _, in := range words {
		both += in >> 1 & in
		all += in&1 + in>>1
	}
	return 2 * float64(both) / float64(max(1, all))
}
