package bot

import (
	"context"
	"math"
	"strconv"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// maxID is how long a control's id may be. Discord counts characters; bytes are never fewer.
const maxID = 100

// maxWords is how many words of a question an explanation names.
const maxWords = 20

// whyButton explains an answer. Its id holds the question, and the answer is given anew when
// it is pressed: the same base gives the same. A question that is too long for an id leaves
// there what came of it, and those of its words that there is room for.
func whyButton(base *answer.Base, a facts.Answer) Button {
	id := controlID(doWhy, shortened(base), spaced(strings.ToValidUTF8(a.Question, "")))
	if len(id) > maxID {
		id = whyLongID(base, a)
	}
	return Button{ID: id, Label: "Why?", Style: Secondary}
}

// reasons is what an explanation tells of an answer, as far as it is known.
type reasons struct {
	status           facts.Status
	exact            bool // the question is a way of asking that the base knows
	gap              bool // a known gap was asked for
	meant            bool // what the question means was compared
	score, threshold float64
	words            []facts.QuestionWord
	partly           bool   // words are only some of the question's
	first            string // the fact that answers, or came nearest; its id
	second           string // the runner-up's id
	secondScore      float64
}

// showWhy explains the answer to the question in the id.
func (b *Bot) showWhy(_ context.Context, _ Request, args []string) Response {
	if len(args) < 2 {
		return Response{Text: oldControl, Ephemeral: true}
	}
	base := b.o.Store.Base()
	a := base.Answer(strings.Join(args[1:], "|"))
	e := base.Explain(a)
	why := reasons{
		status: a.Status, exact: e.Exact, gap: e.Gap != "", meant: e.Meant, score: a.Score, threshold: e.Threshold, words: e.Words, first: a.Fact,
	}
	others := a.Others
	if a.Fact == "" && len(others) > 0 {
		why.first, others = others[0].Fact, others[1:]
	}
	if len(others) > 0 {
		why.second, why.secondScore = others[0].Fact, others[0].Score
	}
	return Response{Text: movedSince(base, args[0]), Ephemeral: true, Embeds: []Embed{whyCard(base, why)}}
}

// whyLongID returns the id for a question that is too long for one: base, status, the ref
// of the first fact, score, threshold, the second fact with its score, and words.
func whyLongID(base *answer.Base, a facts.Answer) string {
	first, others := a.Fact, a.Others
	if first == "" && len(others) > 0 {
		first, others = others[0].Fact, others[1:]
	}
	second, tag, ref := facts.Passage{}, "", ""
	if len(others) > 0 {
		second = others[0]
	}
	if f, ok := base.Fact(second.Fact); ok {
		tag = tagOf(f)
	}
	if f, ok := base.Fact(first); ok {
		ref = refTo(f)
	}
	id := controlID(doWhyLong, shortened(base), string(a.Status[:1]), ref,
		figure(a.Score), figure(a.Explanation.Threshold), tag, figure(second.Score), "")
	return id + wordsWithin(a.Explanation.Words, maxID-len(id))
}

// wordsWithin returns the words that matched as they were typed, as many as there is room for.
func wordsWithin(words []facts.QuestionWord, room int) string {
	typed := ""
	for _, w := range words {
		more := strings.ReplaceAll(spaced(w.Word), "|", "")
		if w.Matched && w.Weight > 0 && len(typed)+1+len(more) <= room {
			typed = strings.TrimLeft(typed+" "+more, " ")
		}
	}
	return typed
}

// showWhyLong explains an answer from what the id tells of it.
func (b *Bot) showWhyLong(_ context.Context, _ Request, args []string) Response {
	if len(args) != 8 {
		return Response{Text: oldControl, Ephemeral: true}
	}
	base := b.o.Store.Base()
	why := reasons{
		status: statusOf(args[1]), score: readFigure(args[3]), threshold: readFigure(args[4]),
		secondScore: readFigure(args[6]), partly: true,
	}
	f, ok := follow(base, args[2])
	if !ok && args[2] != "" {
		return Response{Text: factGone, Ephemeral: true}
	}
	why.first = f.ID
	a := base.Answer(args[7])
	a.Fact = f.ID
	why.words = base.Explain(a).Words
	if second, ok := tagged(base, args[5]); ok && sameBase(base.Hash(), args[0]) {
		why.second = second.ID // in another base its place may be another's
	}
	return Response{Text: movedSince(base, args[0]), Ephemeral: true, Embeds: []Embed{whyCard(base, why)}}
}

// statusOf returns the status that begins with a letter.
func statusOf(letter string) facts.Status {
	for _, s := range []facts.Status{facts.Answered, facts.Related} {
		if letter == string(s[:1]) {
			return s
		}
	}
	return facts.None
}

// figure writes a score from 0 to 1 in an id, and readFigure reads it.
func figure(score float64) string { return strconv.Itoa(int(math.Round(score * 1e4))) }

func readFigure(s string) float64 { return float64(number(s)) / 1e4 }
