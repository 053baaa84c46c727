package train

import (
	"fmt"

	"summitbot/facts/answer"
	"summitbot/facts/base"
	"summitbot/facts/eval"
	"summitbot/facts/match"
)

// bareHands is how many of those who wrote paraphrases ask a base of which nobody has
// written anything.
const bareHands = 3

// Answers learns what orders and trusts a base's answers: from its ways of asking, from the
// questions of a set about it, from questions about anything else (far), and from documents
// that nobody wrote about, with questions; the base's own is one of these too.
func Answers(b *answer.Base, set []eval.Question, far []string, readings []eval.Reading) (*match.Model, error) {
	var lessons []answer.Lesson
	for _, q := range set {
		if q.Kind == eval.Far {
			far = append(far, q.Text)
			continue
		}
		lessons = append(lessons, answer.Lesson{Question: q.Text, Facts: q.Gold, Answer: q.Answer})
	}
	bare, err := b.Bare()
	if err != nil {
		return nil, fmt.Errorf("learn: %w", err)
	}
	own := answer.Reading{Base: bare, Lessons: lessons}
	for hand := range bareHands {
		own.Lessons = append(own.Lessons, b.Questions(hand+1)...)
	}
	all := []answer.Reading{own}
	for _, r := range readings {
		read, err := reading(r)
		if err != nil {
			return nil, err
		}
		all = append(all, read)
	}
	return b.Learn(lessons, far, all...), nil
}

// reading makes lessons of the questions about a document.
func reading(r eval.Reading) (answer.Reading, error) {
	b, err := answer.New(base.Of(r.Document))
	if err != nil {
		return answer.Reading{}, fmt.Errorf("learn: %w", err)
	}
	read := answer.Reading{Base: b}
	for i, gold := range r.Gold() {
		l := answer.Lesson{Question: r.Questions[i].Text}
		for _, place := range gold {
			l.Facts = append(l.Facts, b.Facts()[place].ID)
		}
		if len(gold) > 0 || !r.Questions[i].Answerable() {
			read.Lessons = append(read.Lessons, l)
		}
	}
	return read, nil
}
