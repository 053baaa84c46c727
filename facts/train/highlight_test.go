package train_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/highlight"
	"summitbot/facts/kind"
	"summitbot/facts/text"
	"summitbot/facts/train"
)

const highlightHead = `# Weights of the parts of a sentence as answers: feature, tab, weight. Features: features.go.
# Learned from real documents with questions and short answers (shared/corpus; its licences
# stand in its SOURCES.tsv), but for every fifth: go test ./facts/train -run TestHighlightWeights -relearn
`

// telling returns a folder's documents: those that are learned from, and those set aside.
func telling(tb testing.TB, name string) (learned, aside [][]train.Told) {
	tb.Helper()
	for i, r := range corpus(tb, name) {
		if i%5 == 4 {
			aside = append(aside, train.Telling(r))
		} else {
			learned = append(learned, train.Telling(r))
		}
	}
	return learned, aside
}

// The weights that ship are those that the corpus teaches.
func TestHighlightWeights(t *testing.T) {
	if !*relearn {
		t.Skip("learning takes a minute: -relearn")
	}
	learned, _ := telling(t, "corpus")
	m := train.Highlights(slices.Concat(learned...))
	if err := os.WriteFile(filepath.Join("..", "highlight", "weights.tsv"), []byte(highlightHead+m.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What the corpus teaches holds on documents that took no part.
func TestHighlightsOfDocumentsLeftOut(t *testing.T) {
	t.Parallel()
	_, aside := telling(t, "corpus")
	one, another := telling(t, "anydoc")
	golden(t, "highlight.golden", "corpus, set aside\n"+found(slices.Concat(aside...))+"\nanydoc\n"+found(slices.Concat(append(one, another...)...)))
}

// The threshold is chosen on the documents that are learned from, each left out in turn.
func TestHighlightThreshold(t *testing.T) {
	if !*thorough {
		t.Skip("learning three times takes minutes: -thorough")
	}
	t.Parallel()
	learned, _ := telling(t, "corpus")
	all := train.HighlightsLeftOut(learned)
	var b strings.Builder
	for _, threshold := range []float64{0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7} {
		sure, right := 0, 0
		for _, l := range all {
			add(&sure, l.Likely >= threshold)
			add(&right, l.Likely >= threshold && l.Right)
		}
		fmt.Fprintf(&b, "from %.2f\t%d of %d sentences\tright %.1f %%\n", threshold, sure, len(all), 100*float64(right)/float64(sure))
	}
	golden(t, "highlight-threshold.golden", b.String())
}

// found returns a table of what is found, by what is asked for: how many sentences there are,
// in how many a part is surely the answer, and is; in how many the likeliest part is, and the
// whole sentence.
func found(told []train.Told) string {
	const all = "all"
	type row struct{ all, sure, right, likeliest, whole int }
	rows := make(map[kind.Kind]*row)
	for _, t := range told {
		question := text.Words(t.Question)
		asked := kind.Kind("anything")
		if kinds := kind.Of(question).Kinds; len(kinds) > 0 {
			asked = kinds[0]
		}
		part, _ := highlight.Shipped().Find(question, t.Sentence)
		right := text.Answers(t.Sentence[part.Start:part.End], t.Answer)
		_, sure := highlight.Find(question, t.Sentence)
		for _, k := range []kind.Kind{all, asked} {
			if rows[k] == nil {
				rows[k] = &row{}
			}
			r := rows[k]
			r.all++
			add(&r.sure, sure)
			add(&r.right, sure && right)
			add(&r.likeliest, right)
			add(&r.whole, text.Answers(t.Sentence, t.Answer))
		}
	}
	var b strings.Builder
	kinds := slices.SortedFunc(maps.Keys(rows), func(a, b kind.Kind) int {
		return cmp.Or(cmp.Compare(rows[b].all, rows[a].all), cmp.Compare(a, b))
	})
	for _, k := range kinds {
		r := rows[k]
		fmt.Fprintf(&b, "%s\t%d sentences\tsure of %d, right %d\tlikeliest right %d\twhole right %d\n", k, r.all, r.sure, r.right, r.likeliest, r.whole)
	}
	return b.String()
}

func add(to *int, one bool) {
	if one {
		*to++
	}
}
