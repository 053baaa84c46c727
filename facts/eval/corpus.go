package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"summitbot/facts"
)

// Reading is a document with questions about it, as people ask them in a chat. The gold of
// a question are fragments of the document's text; any of them is right.
type Reading struct {
	Document  *facts.Document
	Questions []Question
}

// ReadCorpus reads the documents of a folder (docs/ID.md, .html, .rst, .pdf or .txt, each as
// it came) and the questions about them (questions.tsv: id, doc, kind, question, gold
// fragments parted by " || ", a short answer), in the table's order.
func ReadCorpus(folder string, open func(path string) (*facts.Document, error)) ([]Reading, error) {
	data, err := os.ReadFile(filepath.Join(folder, "questions.tsv"))
	if err != nil {
		return nil, fmt.Errorf("read the corpus: %w", err)
	}
	var readings []Reading
	place := make(map[string]int)
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 5 || f[0] == "id" {
			continue
		}
		i, ok := place[f[1]]
		if !ok {
			d, err := openFirst(filepath.Join(folder, "docs", f[1]), open)
			if err != nil {
				return nil, err
			}
			i = len(readings)
			place[f[1]] = i
			readings = append(readings, Reading{Document: d})
		}
		q := Question{ID: f[0], Lang: "en", Kind: f[2], Text: f[3]}
		if len(f) > 5 {
			q.Answer = f[5]
		}
		if f[4] != "" {
			q.Gold = strings.Split(f[4], " || ")
		}
		readings[i].Questions = append(readings[i].Questions, q)
	}
	return readings, nil
}

// openFirst reads a document in the first form in which it is there.
func openFirst(path string, open func(string) (*facts.Document, error)) (*facts.Document, error) {
	for _, ext := range []string{".md", ".html", ".rst", ".docx", ".pdf", ".txt"} {
		if _, err := os.Stat(path + ext); err == nil {
			return open(path + ext)
		}
	}
	return nil, fmt.Errorf("read the corpus: there is no document %s", path)
}

// Gold returns, for each question, the places of the sentences that have one of its gold
// fragments; nil if the document doesn't say, or no sentence has one whole.
func (r Reading) Gold() [][]int {
	plain := make([]string, len(r.Document.Sentences))
	for i, s := range r.Document.Sentences {
		plain[i] = Plain(s.Text)
	}
	gold := make([][]int, len(r.Questions))
	for i, q := range r.Questions {
		for _, fragment := range q.Gold {
			fragment = Plain(fragment)
			for j, s := range plain {
				if strings.Contains(s, fragment) {
					gold[i] = append(gold[i], j)
				}
			}
		}
	}
	return gold
}

// plainer evens out what two transcripts of one text may differ in.
var plainer = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "ﬁ", "fi", "ﬂ", "fl", "\u00a0", " ")

// marks are what markup leaves in a text, and what stands for it.
var marks = []struct {
	find *regexp.Regexp
	by   string
}{
	{regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`), "$1"},
	{regexp.MustCompile(`\[\d+\]|\[citation needed\]`), ""},
	{regexp.MustCompile(`\[([^\[\]]+)\]`), "$1"},
	{regexp.MustCompile("[*`~|]+|</?(?:b|i|em|strong|code|ins|br ?/?)>"), " "},
	{regexp.MustCompile(`(^|\W)_+([A-Za-z(])`), "$1 $2"},
	{regexp.MustCompile(`([\w.!?)])_+(\W|$)`), "$1 $2"},
	{regexp.MustCompile(`(?m)^\s*(?:[-*+>]|\d+\.)\s+`), " "},
	{regexp.MustCompile(`\s+`), " "},
	{regexp.MustCompile(`\s+([.,;:!?)])`), "$1"},
}

// Plain returns a text as fragments are looked for in it: in small letters, without marks
// of markup, notes and bullets, quotes and dashes made even.
func Plain(s string) string {
	s = plainer.Replace(s)
	for _, m := range marks {
		s = m.find.ReplaceAllString(s, m.by)
	}
	return strings.ToLower(strings.TrimSpace(s))
}
