package source_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/source"
)

// shared returns a folder beside the checkout, and skips the test if it isn't there.
func shared(t *testing.T, name string) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; folder = filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			break
		}
		if folder == filepath.Dir(folder) {
			t.Skip("there is no go.mod above this folder")
		}
	}
	path := filepath.Join(filepath.Dir(folder), "shared", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("shared/%s is not beside this checkout", name)
	}
	return path
}

// Every fragment that answers a question stands in one sentence of its document.
func TestCorpus(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"corpus", "anydoc"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := shared(t, name)
			wanted := golds(t, filepath.Join(folder, "questions.tsv"))
			found, all := 0, 0
			for doc, fragments := range wanted {
				path := corpusFile(folder, doc)
				if path == "" {
					continue
				}
				d := openOne(t, path)
				n := holds(t, doc, d, fragments)
				found, all = found+n, all+len(fragments)
				t.Logf("%5.1f %% of %3d in %s, %d sentences, title %q", 100*float64(n)/float64(len(fragments)), len(fragments), filepath.Base(path), len(d.Sentences), d.Title)
			}
			if share := float64(found) / float64(all); share < minShare {
				t.Errorf("%.2f %% of %d fragments are in one sentence, want at least %.0f %%", 100*share, all, 100*minShare)
			} else {
				t.Logf("%.2f %% of %d fragments", 100*share, all)
			}
		})
	}
}

const minShare = 0.98

// corpusFile returns the path of a document in one of the formats of this package.
func corpusFile(folder, doc string) string {
	for _, ext := range []string{".md", ".html", ".rst", ".txt"} {
		path := filepath.Join(folder, "docs", doc+ext)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

func golds(t *testing.T, path string) map[string][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		columns := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(columns) < 5 || columns[0] == "id" || columns[4] == "" {
			continue
		}
		wanted[columns[1]] = append(wanted[columns[1]], strings.Split(columns[4], " || ")...)
	}
	return wanted
}

func openOne(t *testing.T, path string) *facts.Document {
	t.Helper()
	docs, errs := source.Opener{}.Open(path)
	if len(errs) > 0 || len(docs) != 1 {
		t.Fatalf("Open(%s) = %d documents, %v", path, len(docs), errs)
	}
	return docs[0]
}

// holds returns how many of the fragments stand in one sentence.
func holds(t *testing.T, doc string, d *facts.Document, fragments []string) int {
	t.Helper()
	var b strings.Builder
	for _, s := range d.Sentences {
		fmt.Fprintf(&b, "%s\x00", even(s.Text))
	}
	n := 0
	for _, f := range fragments {
		if strings.Contains(b.String(), even(f)) {
			n++
			continue
		}
		t.Logf("%s: no sentence has %q", doc, f)
	}
	return n
}

// even evens out what the makers of the questions wrote otherwise than the documents.
func even(s string) string {
	for _, r := range evens {
		s = r.pattern.ReplaceAllString(s, r.with)
	}
	return strings.ToLower(strings.TrimSpace(s))
}

var evens = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile("[\u2018\u2019]"), "'"},
	{regexp.MustCompile("[\u201c\u201d]"), `"`},
	{regexp.MustCompile("[\u2013\u2014]"), "-"},
	{regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`), "$1"},
	{regexp.MustCompile(`\[\d+\]|\[citation needed\]`), ""},
	{regexp.MustCompile(`\[([^\[\]]+)\]`), "$1"},
	{regexp.MustCompile("[*`~|]+|</?(?:b|i|em|strong|code|ins|br ?/?)>"), " "},
	{regexp.MustCompile(`(^|\W)_+([A-Za-z(])|([\w.!?)])_+(\W|$)`), "$1$3 $2$4"},
	{regexp.MustCompile(`(?m)^\s*(?:[-*+>]|\d+\.)\s+`), " "},
	{regexp.MustCompile(`[\s\x{a0}\x{200b}]+`), " "},
	{regexp.MustCompile(`\s+([.,;:!?)])`), "$1"},
}
