// Package eval measures answers over questions whose answers are known.
//
// A question set is a table of tab-separated columns: id, lang, kind, question, gold
// (the ids of the sentences that answer by themselves, parted by commas; empty where the
// document does not say) and answer (a short answer). [Run] asks a base all of them;
// a [Report] counts, and names each miss with what came in its place.
//
// Three sets come with the program: dev, own (which the weights are learned from) and
// heldout, which nobody looks at while tuning: only its totals count.
package eval

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"strings"
)

// Question is a question with what is right for it.
type Question struct {
	ID, Lang, Kind, Text string
	Gold                 []string // nil where no sentence answers
	Answer               string
}

// The kinds of questions that the document does not answer.
const (
	Near = "unanswerable-near" // on the topic
	Far  = "unanswerable-far"  // anything else
)

// Answerable reports whether the document answers the question.
func (q Question) Answerable() bool { return q.Kind != Near && q.Kind != Far }

//go:embed data/*.tsv
var sets embed.FS

// Sets are the names of the question sets that come with the program.
func Sets() []string { return []string{"dev", "own", "heldout"} }

// Set returns a question set that comes with the program.
func Set(name string) ([]Question, error) {
	f, err := sets.Open("data/" + name + ".tsv")
	if err != nil {
		return nil, fmt.Errorf("no question set %q; there are %s", name, strings.Join(Sets(), ", "))
	}
	defer f.Close()
	return Read(name+".tsv", f)
}

// Read reads a question set. Errors name the file and the line.
func Read(name string, r io.Reader) ([]Question, error) {
	var questions []Question
	err := rows(name, r, "id, lang, kind, question, gold, answer", func(f []string) error {
		q := Question{ID: f[0], Lang: f[1], Kind: f[2], Text: f[3], Answer: f[5]}
		if f[4] != "" {
			q.Gold = strings.Split(f[4], ",")
		}
		if q.Answerable() == (q.Gold == nil) {
			return fmt.Errorf("%s: kind %s with gold %q", q.ID, q.Kind, f[4])
		}
		questions = append(questions, q)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return questions, nil
}

// rows calls row with the fields of every line behind the head of a table, which are so
// many as the columns named. Its errors name the table and the line.
func rows(name string, r io.Reader, columns string, row func([]string) error) error {
	want := strings.Count(columns, ",") + 1
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if n == 1 || lines.Text() == "" {
			continue
		}
		fields := strings.Split(strings.TrimRight(lines.Text(), "\r"), "\t")
		if len(fields) != want {
			return fmt.Errorf("%s:%d: %d columns, want %d: %s", name, n, len(fields), want, columns)
		}
		if err := row(fields); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// Group returns the language group that measures are counted by: en, big or small.
func (q Question) Group() string {
	switch q.Lang {
	case "en":
		return "en"
	case "ru", "zh", "tr", "kk", "uz":
		return "big"
	}
	return "small"
}
