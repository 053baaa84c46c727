package model_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/model"
)

// The folder of documents and questions that nothing was learned from, and the article's
// sentences. The first is not part of the project.
const (
	anydoc    = "../../../../shared/anydoc"
	sentences = "../../document/testdata/sentences.tsv"
	golden    = "testdata/quality.golden"
)

// TestQuality measures how often the right sentence comes first and among the first five, by
// the score alone, and holds the figures against a golden file.
func TestQuality(t *testing.T) {
	thoroughly(t)
	t.Parallel()
	var report strings.Builder
	fmt.Fprintf(&report, "%-22s %-14s %5s %6s %6s\n", "questions", "model", "n", "first", "five")
	if _, err := os.Stat(anydoc); err == nil {
		for _, name := range model.Names() {
			measure(t, &report, name, "documents", readAnydoc(t))
		}
	} else {
		t.Log("the documents are not there: only the article is measured")
	}
	for _, language := range []string{"ru", "zh", "tr", "kk", "uz", "ky", "fr", "ar"} {
		measure(t, &report, "multilingual", "article, "+language, readCrossLingual(t, language))
	}
	got := report.String()
	t.Log("\n" + got)
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(got) {
		if !strings.Contains(string(want), line) {
			t.Errorf("not in %s: %s", golden, line)
		}
	}
}

// collection is sentences with questions about them.
type collection struct {
	sentences []string
	questions []question
}

type question struct {
	text  string
	right []int // sentences
}

func measure(t *testing.T, report *strings.Builder, name, what string, all []collection) {
	t.Helper()
	e := open(t, name)
	for _, compact := range []bool{false, true} {
		n, first, five := 0, 0, 0
		for _, c := range all {
			encoded := passages(t, e, c.sentences)
			for _, q := range c.questions {
				at := place(t, e, q, encoded, compact)
				n++
				if at < 1 {
					first++
				}
				if at < 5 {
					five++
				}
			}
		}
		label := name
		if compact {
			label += ", compact"
		}
		fmt.Fprintf(report, "%-22s %-22s %5d %5.1f%% %5.1f%%\n", what, label, n, 100*float64(first)/float64(n), 100*float64(five)/float64(n))
	}
}

// place returns the place of the best right sentence, from 0.
func place(t *testing.T, e *encoder.Encoder, q question, encoded []encoder.Encoding, compact bool) int {
	t.Helper()
	asked, err := e.Question(t.Context(), q.text)
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]float32, len(encoded))
	for i, s := range encoded {
		if compact {
			scores[i] = e.CompactScore(e.Compact(asked), e.Compact(s))
		} else {
			scores[i] = e.Score(asked, s)
		}
	}
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return slices.IndexFunc(order, func(i int) bool { return slices.Contains(q.right, i) })
}

// readAnydoc reads the documents' sentences and the questions that one of them answers.
func readAnydoc(t *testing.T) []collection {
	t.Helper()
	byName := make(map[string]*collection)
	var names []string
	for _, row := range readTSV(t, filepath.Join(anydoc, "units.tsv")) {
		if byName[row[0]] == nil {
			byName[row[0]] = new(collection)
			names = append(names, row[0])
		}
		byName[row[0]].sentences = append(byName[row[0]].sentences, row[3])
	}
	for _, row := range readTSV(t, filepath.Join(anydoc, "questions.tsv"))[1:] {
		c := byName[row[1]]
		if c == nil || len(row) < 5 || row[4] == "" {
			continue
		}
		q := question{text: row[3]}
		for i, s := range c.sentences {
			if slices.ContainsFunc(strings.Split(row[4], " || "), func(gold string) bool { return strings.Contains(even(s), even(gold)) }) {
				q.right = append(q.right, i)
			}
		}
		c.questions = append(c.questions, q)
	}
	var all []collection
	for _, name := range names {
		all = append(all, *byName[name])
	}
	return all
}

// even makes texts comparable: letter case, quotes, dashes, blanks and Markdown.
func even(s string) string {
	s = evener.Replace(s)
	for _, r := range rewrites {
		s = r.from.ReplaceAllString(s, r.to)
	}
	return strings.ToLower(strings.TrimSpace(s))
}

var evener = strings.NewReplacer("\u2019", "'", "\u2018", "'", "\u201c", `"`, "\u201d", `"`, "\u2013", "-", "\u2014", "-", "\ufb01", "fi", "\ufb02", "fl", "\u00a0", " ")

var rewrites = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`), "$1"},
	{regexp.MustCompile(`\[\d+\]|\[citation needed\]`), ""},
	{regexp.MustCompile(`\[([^\[\]]+)\]`), "$1"},
	{regexp.MustCompile("[*`~|]+|</?(?:b|i|em|strong|code|ins|br ?/?)>"), " "},
	{regexp.MustCompile(`(?m)^\s*(?:[-*+>]|\d+\.)\s+`), " "},
	{regexp.MustCompile(`\s+`), " "},
	{regexp.MustCompile(`\s+([.,;:!?)])`), "$1"},
}

// readCrossLingual reads the questions of one language about the article.
func readCrossLingual(t *testing.T, language string) []collection {
	t.Helper()
	var c collection
	at := make(map[string]int)
	for _, row := range readTSV(t, sentences)[1:] {
		at[row[0]] = len(c.sentences)
		c.sentences = append(c.sentences, row[len(row)-1])
	}
	for _, row := range readTSV(t, "testdata/crosslingual.tsv")[1:] {
		if row[0] != language {
			continue
		}
		q := question{text: row[1]}
		for place := range strings.SplitSeq(row[2], "|") {
			i, ok := at[place]
			if !ok {
				t.Fatalf("no sentence %q", place)
			}
			q.right = append(q.right, i)
		}
		c.questions = append(c.questions, q)
	}
	return []collection{c}
}
