package pdf

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"summitbot/facts"
)

// shared returns the directory of shared test data; the test is skipped without it.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("there is no checkout")
		}
	}
	dir = filepath.Join(dir, "..", "shared")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the shared test data isn't there")
	}
	return dir
}

// Every answer in the questions about the corpus's PDF file is in a single sentence.
func TestCorpus(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(shared(t), "corpus")
	const name = "policy-37signals-security"
	data, err := os.ReadFile(filepath.Join(dir, "docs", name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Cache: t.TempDir()}
	link(t, o.Cache)
	d, warnings, err := Read(t.Context(), name+".pdf", data, o)
	if err != nil || len(warnings) > 0 {
		t.Fatalf("read: %v, %v", err, warnings)
	}
	n := 0
	for _, gold := range golds(t, filepath.Join(dir, "questions.tsv"), name) {
		n++
		if !slices.ContainsFunc(d.Sentences, func(s facts.Sentence) bool { return strings.Contains(s.Text, gold) }) {
			t.Errorf("no sentence has %q", gold)
		}
	}
	if n < 40 {
		t.Errorf("there are only %d answers", n)
	}
	if want := contents(t, filepath.Join(dir, "docs", name+".plain.txt")); wordsOf(d.Text) != wordsOf(want) {
		t.Errorf("the words differ:\n%s\nwant:\n%s", wordsOf(d.Text), wordsOf(want))
	}
}

func golds(t *testing.T, path, doc string) []string {
	t.Helper()
	var out []string
	for l := range strings.Lines(contents(t, path)) {
		if row := strings.Split(l, "\t"); row[1] == doc && row[4] != "" {
			out = append(out, strings.Split(row[4], " || ")...)
		}
	}
	return out
}

func contents(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// wordsOf is a text's words without the marks of lists.
func wordsOf(text string) string {
	all := slices.DeleteFunc(strings.Fields(text), func(w string) bool { return w == "-" })
	return strings.Join(all, " ")
}
