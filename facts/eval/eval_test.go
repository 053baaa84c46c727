package eval_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/data"
	"summitbot/facts/eval"
	"summitbot/facts/source"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// The golden file holds, for each question of each set, the rank of the gold fact and what
// came of the question, so that a change of ranking is a readable diff.
func TestGolden(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(data.Files, data.Name, source.Text)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	for _, name := range eval.Sets() {
		questions, err := eval.Set(name)
		if err != nil {
			t.Fatal(err)
		}
		r := eval.Run(b, questions)
		fmt.Fprintf(&got, "# %s\n", name)
		if err := r.Write(&got); err != nil {
			t.Fatal(err)
		}
		for _, o := range r.Outcomes {
			fmt.Fprintf(&got, "%s rank %d %s %s %s\n", o.ID, o.Rank, o.Status, strings.Trim(o.Fact+" "+o.Gap, " "), verdict(o))
		}
	}
	golden := filepath.Join("testdata", "golden.txt")
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := firstDifferences(got.String(), string(want)); diff != "" {
		t.Errorf("answers differ from %s; where that is meant, run go test ./facts/eval -update:\n%s", golden, diff)
	}
}

func verdict(o eval.Outcome) string {
	switch {
	case o.Right && (o.Highlight || !o.Question.Answerable()):
		return "right"
	case o.Right:
		return "right, marked wrong"
	}
	return "WRONG"
}

// firstDifferences returns up to ten lines that differ.
func firstDifferences(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	var diff []string
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) {
			return strings.Join(append(diff, fmt.Sprintf("%d lines, want %d", len(g), len(w))), "\n")
		}
		if g[i] != w[i] && len(diff) < 20 {
			diff = append(diff, "got  "+g[i], "want "+w[i])
		}
	}
	return strings.Join(diff, "\n")
}

// The ways of asking are a help and no crutch: sentences and lexicon alone put the right
// sentence first for three of four clean English questions, and answer more than half. The
// weights know other documents alone, so they are less sure than those of a written base.
func TestSentencesAndLexiconAlone(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(data.Files, data.Name, source.Text)
	if err != nil {
		t.Fatal(err)
	}
	if b, err = b.Bare(); err != nil {
		t.Fatal(err)
	}
	questions, err := eval.Set("dev")
	if err != nil {
		t.Fatal(err)
	}
	all, first, hit := 0, 0, 0
	for _, o := range eval.Run(b, questions).Outcomes {
		if o.Question.Lang != "en" || o.Question.Kind != "clean" {
			continue
		}
		all++
		if o.Rank == 1 {
			first++
		}
		if o.Right {
			hit++
		}
	}
	if 4*first < 3*all || 2*hit < all {
		t.Errorf("of %d clean questions %d have the right sentence first, %d are answered right", all, first, hit)
	}
}

// The set dev is the one that the measures are defined by.
func TestDevIsTheSharedSet(t *testing.T) {
	t.Parallel()
	shared, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "eval", "dev.tsv"))
	if err != nil {
		t.Skip("shared/eval/dev.tsv is not beside this checkout")
	}
	own, err := os.ReadFile(filepath.Join("data", "dev.tsv"))
	if err != nil || !bytes.Equal(own, shared) {
		t.Errorf("data/dev.tsv is not shared/eval/dev.tsv any more (%v)", err)
	}
}

func TestReadSaysWhereALineIsWrong(t *testing.T) {
	t.Parallel()
	const head = "id\tlang\tkind\tquestion\tgold\tanswer\n"
	tests := []struct{ text, want string }{
		{head + "a\ten\tclean\tq\n", "q.tsv:2: 4 columns, want 6"},
		{head + "a\ten\tclean\tq\t\t\n", "q.tsv:2: a: kind clean with gold"},
		{head + "a\ten\t" + eval.Near + "\tq\tP1S1\tx\n", "q.tsv:2: a: kind unanswerable-near with gold"},
	}
	for _, tt := range tests {
		if _, err := eval.Read("q.tsv", strings.NewReader(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.text, err, tt.want)
		}
	}
	qs, err := eval.Read("q.tsv", strings.NewReader(head+"a\tru\tclean\tq\tP1S1,P1S2\tx\r\n"))
	if err != nil || len(qs) != 1 || len(qs[0].Gold) != 2 || qs[0].Answer != "x" || qs[0].Group() != "big" {
		t.Errorf("got %+v, %v", qs, err)
	}
}

// The measures count as they are defined.
func TestTotals(t *testing.T) {
	t.Parallel()
	outcome := func(kind string, status facts.Status, right, highlight bool, rank int) eval.Outcome {
		return eval.Outcome{Question: eval.Question{Kind: kind, Lang: "en"}, Status: status, Right: right, Highlight: highlight, Rank: rank, Score: 0.95}
	}
	r := eval.Report{Outcomes: []eval.Outcome{
		outcome("clean", facts.Answered, true, true, 1),
		outcome("clean", facts.Answered, true, false, 1),
		outcome("typo", facts.Answered, false, false, 2),
		outcome("clean", facts.Related, false, false, 4),
		outcome(eval.Near, facts.Related, true, false, 0),
		outcome(eval.Near, facts.Answered, false, false, 0),
		outcome(eval.Far, facts.None, true, false, 0),
	}}
	got := r.Totals(func(eval.Question) bool { return true })
	if got.Answerable != 4 || got.Hit != 2 || got.Wrong != 1 || got.Missed != 1 || got.Near != 2 || got.NearRefuse != 1 ||
		got.Far != 1 || got.FarRefuse != 1 || got.Highlight != 1 || got.Sure != 4 || got.SureRight != 2 || got.MRR != 2.75/4 {
		t.Errorf("got %+v", got)
	}
	if len(r.Misses()) != 3 {
		t.Errorf("%d misses, want 3", len(r.Misses()))
	}
}
