package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"summitbot/facts/index"
)

// Collection is sentences and questions about them.
type Collection struct {
	Sentences []index.Sentence
	IDs       []string // of the sentences
	Questions []Question
	Gold      [][]int // by question: the sentences that answer it
}

// ReadCollection reads two tab-separated files with a heading: sentences (id, title,
// paragraph, text) and questions (id, text, gold sentence ids set apart by commas).
func ReadCollection(sentences, questions io.Reader) (Collection, error) {
	var c Collection
	ids, keys := map[string]int{}, map[string]int{}
	err := rows(sentences, 4, func(f []string) error {
		ids[f[0]] = len(c.Sentences)
		c.IDs = append(c.IDs, f[0])
		if _, ok := keys[f[2]]; !ok {
			keys[f[2]] = len(keys)
		}
		c.Sentences = append(c.Sentences, index.Sentence{Title: f[1], Paragraph: keys[f[2]], Text: f[3]})
		return nil
	})
	if err != nil {
		return Collection{}, fmt.Errorf("read the sentences: %w", err)
	}
	err = rows(questions, 3, func(f []string) error {
		q := Question{ID: f[0], Text: f[1], Gold: strings.FieldsFunc(f[2], func(r rune) bool { return r == ',' })}
		gold := make([]int, len(q.Gold))
		for i, id := range q.Gold {
			place, ok := ids[id]
			if !ok {
				return fmt.Errorf("question %s: no sentence %q", f[0], id)
			}
			gold[i] = place
		}
		c.Questions, c.Gold = append(c.Questions, q), append(c.Gold, gold)
		return nil
	})
	if err != nil {
		return Collection{}, fmt.Errorf("read the questions: %w", err)
	}
	return c, nil
}

// rows calls row with the n fields of every line after the heading.
func rows(r io.Reader, n int, row func([]string) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for i := 0; lines.Scan(); i++ {
		if i == 0 {
			continue
		}
		f := strings.Split(lines.Text(), "\t")
		if len(f) != n {
			return fmt.Errorf("line %d: %d fields, want %d", i+1, len(f), n)
		}
		if err := row(f); err != nil {
			return err
		}
	}
	return lines.Err()
}
