package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/text"
)

// Outcome is what came of one question.
type Outcome struct {
	Question  Question     `json:"-"`
	ID        string       `json:"id"`
	Text      string       `json:"question"`
	Status    facts.Status `json:"status"`
	Fact      string       `json:"fact,omitempty"`
	Gap       string       `json:"gap,omitempty"`
	Score     float64      `json:"score"`
	Rank      int          `json:"rank"`      // of the first gold fact, 0 where it is not among those that came near
	Right     bool         `json:"right"`     // answered with gold, or refused where nothing answers
	Highlight bool         `json:"highlight"` // of a hit: the highlight is right
	Marked    string       `json:"marked,omitempty"`
}

// Report is what came of a question set.
type Report struct{ Outcomes []Outcome }

// Run asks the base all questions.
func Run(b *answer.Base, questions []Question) Report {
	var r Report
	for _, q := range questions {
		a := b.Answer(q.Text)
		o := Outcome{
			Question: q, ID: q.ID, Text: q.Text, Status: a.Status, Fact: a.Fact, Score: a.Score,
			Gap: a.Explanation.Gap, Marked: a.Highlight,
		}
		for i, id := range b.Rank(q.Text) {
			if o.Rank == 0 && slices.Contains(q.Gold, id) {
				o.Rank = i + 1
			}
		}
		if q.Answerable() {
			o.Right = a.Status == facts.Answered && slices.Contains(q.Gold, a.Fact)
			o.Highlight = o.Right && text.Answers(a.Highlight, q.Answer)
		} else {
			o.Right = a.Status != facts.Answered
		}
		r.Outcomes = append(r.Outcomes, o)
	}
	return r
}

// Totals are the measures over some questions. Shares are from 0 to 1; of nothing, 1
// for what should be high and 0 for what should be low.
type Totals struct {
	Answerable int     `json:"answerable"`
	Hit        int     `json:"hit"`   // answered with gold
	Wrong      int     `json:"wrong"` // answered with something else
	Missed     int     `json:"missed"`
	Near       int     `json:"near"`
	NearRefuse int     `json:"near_refused"`
	Far        int     `json:"far"`
	FarRefuse  int     `json:"far_refused"`
	Highlight  int     `json:"highlight"` // right, of the hits
	Sure       int     `json:"sure"`      // answered with a score above 0.9
	SureRight  int     `json:"sure_right"`
	MRR        float64 `json:"mrr"` // of the gold fact's rank, over the answerable
	reciprocal float64
}

// sure is the score above which an answer claims to be nearly certain.
const sure = 0.9

func (t *Totals) add(o Outcome) {
	if o.Status == facts.Answered && o.Score > sure {
		t.Sure++
		if o.Right {
			t.SureRight++
		}
	}
	switch o.Question.Kind {
	case Near:
		t.Near++
		t.NearRefuse += count(o.Right)
	case Far:
		t.Far++
		t.FarRefuse += count(o.Right)
	default:
		t.Answerable++
		t.Hit += count(o.Right)
		t.Highlight += count(o.Highlight)
		t.Wrong += count(!o.Right && o.Status == facts.Answered)
		t.Missed += count(o.Status != facts.Answered)
		if o.Rank > 0 {
			t.reciprocal += 1 / float64(o.Rank)
		}
		t.MRR = t.reciprocal / float64(t.Answerable)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Totals returns the measures over the outcomes that keep lets through.
func (r Report) Totals(keep func(Question) bool) Totals {
	var t Totals
	for _, o := range r.Outcomes {
		if keep(o.Question) {
			t.add(o)
		}
	}
	return t
}

// Misses returns the outcomes that are not right.
func (r Report) Misses() []Outcome {
	var misses []Outcome
	for _, o := range r.Outcomes {
		if !o.Right {
			misses = append(misses, o)
		}
	}
	return misses
}

// Write writes the table of measures: a row for each language group, and for each
// kind of question in it.
func (r Report) Write(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "lang\tkind\tn\thit@1\twrong\tmissed\tnear\tfar\thighlight\tsure\tMRR\t")
	for _, group := range r.values(Question.Group) {
		in := func(q Question) bool { return q.Group() == group }
		writeRow(table, group, "all", r.Totals(in))
		for _, kind := range r.values(func(q Question) string { return q.Kind }) {
			t := r.Totals(func(q Question) bool { return in(q) && q.Kind == kind })
			if t.Answerable+t.Near+t.Far > 0 {
				writeRow(table, group, kind, t)
			}
		}
	}
	return table.Flush()
}

func writeRow(w io.Writer, group, kind string, t Totals) {
	fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.3f\t\n", group, kind, t.Answerable+t.Near+t.Far,
		share(t.Hit, t.Answerable), share(t.Wrong, t.Answerable), share(t.Missed, t.Answerable),
		share(t.NearRefuse, t.Near), share(t.FarRefuse, t.Far), share(t.Highlight, t.Hit), share(t.SureRight, t.Sure), t.MRR)
}

func share(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(n)/float64(of))
}

// values returns the values of a property of the questions, English first.
func (r Report) values(of func(Question) string) []string {
	set := make(map[string]bool)
	for _, o := range r.Outcomes {
		set[of(o.Question)] = true
	}
	return slices.SortedFunc(maps.Keys(set), func(a, b string) int {
		return cmp.Or(cmp.Compare(count(b == "en"), count(a == "en")), strings.Compare(a, b))
	})
}
