package eval

import (
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

// ReadCollection reads a table of sentences and one of questions about them, whose gold is
// the ids of sentences parted by commas. Errors name the table and the line.
func ReadCollection(sentences, questions io.Reader) (Collection, error) {
	var c Collection
	places, paragraphs := map[string]int{}, map[string]int{}
	err := rows("sentences", sentences, "id, title, paragraph, text", func(f []string) error {
		places[f[0]] = len(c.Sentences)
		c.IDs = append(c.IDs, f[0])
		if _, ok := paragraphs[f[2]]; !ok {
			paragraphs[f[2]] = len(paragraphs)
		}
		c.Sentences = append(c.Sentences, index.Sentence{Title: f[1], Paragraph: paragraphs[f[2]], Text: f[3]})
		return nil
	})
	if err != nil {
		return Collection{}, err
	}
	err = rows("questions", questions, "id, question, gold", func(f []string) error {
		q := Question{ID: f[0], Text: f[1], Gold: strings.FieldsFunc(f[2], func(r rune) bool { return r == ',' })}
		gold := make([]int, len(q.Gold))
		for i, id := range q.Gold {
			place, ok := places[id]
			if !ok {
				return fmt.Errorf("%s: no sentence %q", q.ID, id)
			}
			gold[i] = place
		}
		c.Questions, c.Gold = append(c.Questions, q), append(c.Gold, gold)
		return nil
	})
	if err != nil {
		return Collection{}, err
	}
	return c, nil
}
