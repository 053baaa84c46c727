package learn

import (
	"fmt"

	"summitbot/facts/index"
	"summitbot/facts/passage"
)

// CrossValidate measures how well models learned from the other folds rank each fold of
// a collection's questions. Folds are by the titles of the first gold sentences, so that
// no article is learned from and measured at once.
func (c Collection) CrossValidate(folds int) (Measure, error) {
	var sum Measure
	total := float64(max(len(c.Questions), 1))
	for k := range folds {
		train, test := c.split(k, folds)
		if len(train.Questions) == 0 {
			return Measure{}, fmt.Errorf("learn: fold %d of %d leaves nothing to learn from", k+1, folds)
		}
		x := passage.New(index.New(c.Sentences), passage.Options{Model: train.Model()})
		m := Evaluate(x, test.Questions, len(c.Sentences))
		sum.P1 += m.P1 * float64(len(test.Questions)) / total
		sum.MRR += m.MRR * float64(len(test.Questions)) / total
	}
	return sum, nil
}

// split returns the questions outside and inside a fold. All sentences stay in both.
func (c Collection) split(fold, folds int) (train, test Collection) {
	number := map[string]int{}
	train.Sentences, test.Sentences = c.Sentences, c.Sentences
	for _, q := range c.Questions {
		title := c.Sentences[q.Gold[0]].Title
		n, ok := number[title]
		if !ok {
			n = len(number)
			number[title] = n
		}
		if n%folds == fold {
			test.Questions = append(test.Questions, q)
		} else {
			train.Questions = append(train.Questions, q)
		}
	}
	return train, test
}
