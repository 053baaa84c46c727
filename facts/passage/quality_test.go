package passage_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts/index"
	"summitbot/facts/passage"
	"summitbot/facts/passage/learn"
)

var (
	update  = flag.Bool("update", false, "rewrite testdata/quality.golden")
	relearn = flag.Bool("relearn", false, "rewrite weights.tsv from shared/bench/selqa-*.tsv")
)

// bench returns a collection of ../shared/bench, which stands beside the repository;
// where it does not, the test is skipped.
func bench(tb testing.TB, name string) learn.Collection {
	tb.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		tb.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "shared", "bench")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			tb.Skip("no shared/bench beside the repository")
		}
	}
	sentences := open(tb, filepath.Join(dir, "shared", "bench", name+"-sentences.tsv"))
	questions := open(tb, filepath.Join(dir, "shared", "bench", name+"-questions.tsv"))
	c, err := learn.ReadCollection(sentences, questions)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func open(tb testing.TB, path string) *os.File {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

const weightsHead = `# Weights of the ranking model: feature, tab, weight. Features: features.go.
# Learned from SelQA's development set (emorynlp/selqa, Apache-2.0) alone:
# go test ./facts/rank -run TestWeights -relearn
`

// The weights that ship are those that SelQA teaches.
func TestWeights(t *testing.T) {
	if !*relearn {
		t.Skip("learning takes some seconds: -relearn")
	}
	c := bench(t, "selqa")
	m, err := c.CrossValidate(5)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("SelQA by five folds of titles: P@1 %.4f, MRR %.4f", m.P1, m.MRR)
	var b strings.Builder
	b.WriteString(weightsHead)
	if err := c.Model().Write(&b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("weights.tsv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Quality is a golden file, so that what a change of ranking does is a readable diff.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("ranks some thousand questions")
	}
	var b strings.Builder
	for _, name := range []string{"squad", "selqa"} {
		c := bench(t, name)
		for _, row := range []struct {
			model string
			o     passage.Options
		}{
			{"first-stage", passage.Options{Model: firstStage()}},
			{"default", passage.Options{}},
		} {
			if name == "selqa" && row.model == "default" {
				row.model = "default, learned from this" // by folds of titles: -relearn
			}
			m := learn.Evaluate(passage.New(index.New(c.Sentences), row.o), c.Questions, 40)
			fmt.Fprintf(&b, "%s\t%s\tP@1 %.4f\tMRR %.4f\n", name, row.model, m.P1, m.MRR)
		}
	}
	golden(t, b.String())
}

// firstStage returns the model that keeps the first stage's order.
func firstStage() *passage.Model {
	weights := make([]float64, len(passage.Features()))
	weights[passage.FeatureBM25], weights[passage.FeatureParagraph], weights[passage.FeatureDocument] = 1, 1, 0.3
	return passage.NewModel(weights)
}

func golden(t *testing.T, got string) {
	t.Helper()
	path := filepath.Join("testdata", "quality.golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("quality changed (rewrite with -update):\n got:\n%s want:\n%s", got, want)
	}
}
