package answer

import (
	"context"
	"math"
	"slices"
	"strings"

	"summitbot/facts"
	"summitbot/facts/base"
	"summitbot/facts/encoder"
	"summitbot/facts/highlight"
	"summitbot/facts/match"
	"summitbot/facts/meaning"
	"summitbot/facts/text"
)

// Thresholds of the score, which is the probability that the first fact answers.
const (
	answerThreshold  = 0.30
	relatedThreshold = 0.05 // from here on, what may be meant is shown
	meantThreshold   = 0.66 // answerThreshold, if it is known what the question means: see facts/train/testdata/meaning.golden
	wayThreshold     = 0.5  // of a fact, if its ways of asking are few and it is known what they mean: likelier than not
	meantRelated     = 0.02 // relatedThreshold in that case: one in twenty questions off the topic reaches it
	foreignThreshold = 0.71 // answerThreshold, if only the multilingual encoder reads it: see facts/train/testdata/foreign.golden
	foreignRelated   = 0.20 // relatedThreshold in that case: three in ten questions off the topic reach it
	surely           = 0.7  // of a part of a message, which lacks what the rest says
)

// maxOthers is how many passages are named beside the first, or in place of one.
const maxOthers = 3

// Answer answers a question. The same question over the same base gives the same answer,
// to the byte. An empty question gets [facts.None]. A message is read as a whole first; if
// it gets no answer so, the parts of it that ask are read alone.
func (b *Base) Answer(message string) facts.Answer {
	s := bare(message)
	a := b.answer(s)
	if a.Status != facts.Answered {
		for _, part := range asked(s) {
			if alone := b.answer(part); alone.Status == facts.Answered && alone.Score >= surely {
				a = alone
				break
			}
		}
	}
	a.Question = message
	return a
}

// near returns how near each of [Base.Texts] comes to what a question means, and to which
// encoder, and sets how near each sentence does; nil if the base doesn't know what they mean to
// the one that reads the question.
func (b *Base) near(q *match.Question) ([]encoder.Nearness, Encoder) {
	if b.meaning == [encoders]*meaning.Index{} {
		return nil, English
	}
	e, ok := b.encoderOf(q)
	x := b.meaning[e]
	if !ok || x == nil {
		return nil, e
	}
	near, _ := x.Near(context.Background(), b.readBy(e, q)) // fails only with the context
	q.Near = near[:len(b.facts)]
	return near, e
}

// readBy returns a question as an encoder reads it: its words are put right only in English.
func (b *Base) readBy(e Encoder, q *match.Question) string {
	if e == Multilingual {
		return q.Text
	}
	return q.Read()
}

// answer answers one question.
func (b *Base) answer(s string) facts.Answer {
	q := b.index.Parse(s)
	a := facts.Answer{Question: s, Status: facts.None, Others: []facts.Passage{}, Explanation: b.explain(s, q)}
	if t, ok := b.asked(s, q); ok {
		a.Explanation.Exact = true
		b.answerExactly(&a, t)
	} else if !isAboutText(q.Words) {
		b.judgeBy(&a, q)
	}
	b.show(&a)
	return a
}

// judgeBy answers a question by words, or by what it means too, if it has any content.
func (b *Base) judgeBy(a *facts.Answer, q *match.Question) {
	near, by := b.near(q)
	switch {
	case !q.HasContent():
	case near != nil && by == Multilingual:
		b.judgeForeign(a, q)
	default:
		b.judge(a, q, b.hits(q, near))
	}
}

// hits returns what comes near to an English question, best first, by words, and by what it
// means if it is known how near each of [Base.Texts] comes.
func (b *Base) hits(q *match.Question, near []encoder.Nearness) []match.Hit {
	hits := b.index.Match(q)
	if near == nil || b.wordings == nil {
		return hits
	}
	return b.byMeaning(q, near[len(b.facts):], hits)
}

// dayWords is how many words a day has: 17 June 2025.
const dayWords = 3

// asked returns what a question asks for that is one of the base's ways of asking, or its
// date, and whether it is one. Numbers and dates may be written otherwise, but no word may
// have been misspelt.
func (b *Base) asked(s string, q *match.Question) (base.Target, bool) {
	if t, ok := b.layer.Asked(s); ok {
		return t, true
	}
	if slices.ContainsFunc(q.Units, func(u match.Unit) bool { return u.Corrected != "" }) {
		return base.Target{}, false
	}
	read := q.Read()
	if read != s {
		if t, ok := b.layer.Asked(read); ok {
			return t, true
		}
	}
	if len(q.Words) != dayWords {
		return base.Target{}, false
	}
	t, ok := b.dated[base.Key(read)]
	return t, ok
}

// Rank returns the ids of the facts that come near a question, best first, whether or
// not any of them is sure to answer it.
func (b *Base) Rank(s string) []string {
	q := b.index.Parse(s)
	near, by := b.near(q)
	var hits []match.Hit
	if near != nil && by == Multilingual {
		hits = b.index.Nearest(q)
	} else {
		hits = b.hits(q, near)
	}
	var ids []string
	for _, h := range hits {
		if !h.Gap {
			ids = append(ids, b.facts[h.At].ID)
		}
	}
	return ids
}

// answerExactly answers a question that is one of the base's ways of asking.
func (b *Base) answerExactly(a *facts.Answer, t base.Target) {
	if t.Gap {
		b.refuse(a, int(t.Place), 0)
		return
	}
	b.fill(a, int(t.Place), []int{int(t.Point)}, 1)
}

// judge decides what the hits are worth.
func (b *Base) judge(a *facts.Answer, q *match.Question, hits []match.Hit) {
	first := match.FirstFact(hits)
	if first < 0 {
		if len(hits) > 0 && asksFor(hits[0]) {
			b.refuse(a, hits[0].At, 0)
		}
		return
	}
	score, threshold, related := hits[first].Share, meantThreshold, meantRelated
	a.Explanation.Meant = true
	switch h := hits[first]; {
	case h.Foreign:
		threshold, related = foreignThreshold, foreignRelated
	case h.Share > 0 && b.isWritten(h):
		threshold = wayThreshold
	case h.Share == 0:
		signs := b.index.Signs(q, hits, first)
		score, threshold, related = b.model.Sure(&signs), answerThreshold, relatedThreshold
		a.Explanation.Meant, a.Explanation.Signs = false, signs[:]
	}
	a.Explanation.Threshold = threshold
	for i := range a.Explanation.Words {
		a.Explanation.Words[i].Matched = hits[first].Has&(1<<i) != 0
	}
	switch h := hits[first]; {
	case score >= threshold && b.mayAnswer(q, h):
		b.fill(a, h.At, b.answering(q, h), score)
		b.highlight(a, q.Words, h)
		b.others(a, hits[first+1:], hits[0].Score, score)
	case first > 0 && hits[0].Gap && asksFor(hits[0]):
		b.refuse(a, hits[0].At, score)
	default:
		if score >= related {
			a.Status = facts.Related
		}
		a.Score = round(min(score, threshold))
		b.others(a, hits, hits[0].Score, score)
	}
}

// isWritten reports whether people have written about a hit's fact.
func (b *Base) isWritten(h match.Hit) bool { return len(b.facts[h.At].Points) > 0 }

// answering returns the points of a hit's fact that answer; none if only its sentence is known
// to, as what a question in another language asks for isn't compared with them.
func (b *Base) answering(q *match.Question, h match.Hit) []int {
	if h.Foreign {
		return nil
	}
	return b.index.Answering(q, h.At)
}

// mayAnswer reports whether nothing that can be compared speaks against a hit as the answer.
func (b *Base) mayAnswer(q *match.Question, h match.Hit) bool {
	f := b.facts[h.At]
	switch {
	case h.Foreign && deniesAlone(q.Words, f.Sentence.Text):
		return false
	case b.isWritten(h) && !h.Foreign:
		return !opposes(q.Words, f)
	}
	shown, _ := b.Shown(f)
	return isQuotable(f) && !contradicts(q.Words, f.Sentence.Text) && !b.isOfAnother(q.Words, f, shown) && !lacksQuantity(q.Words, shown) && !lacksUnit(q.Words, shown)
}

// How much of a question a known gap must account for to be what was asked.
const (
	gapCoverage = 0.6
	gapLikeness = 0.5
)

// asksFor reports whether a question asks for the gap that it hit, and does not just
// share a word with it.
func asksFor(gap match.Hit) bool {
	return gap.Features[match.Coverage] >= gapCoverage && gap.Features[match.Likeness] >= gapLikeness
}

// fill makes the answer say what the points of a fact say, of which the first gives the
// headline.
func (b *Base) fill(a *facts.Answer, fact int, points []int, score float64) {
	f := b.facts[fact]
	var marks []string
	for i, p := range points {
		if i == 0 {
			a.Headline = f.Points[p].Headline
		}
		marks = append(marks, f.Points[p].Marks...)
	}
	a.Status, a.Fact, a.Score = facts.Answered, f.ID, round(score)
	quote, own := b.Shown(f)
	a.Quote = quote
	mark(a, own, find(quote[own:], marks)...)
	a.Source = b.Source(f)
}

// highlight marks the part of the sentence that answers a question of these words, if one
// surely does, nobody wrote what the sentence says, and both are in one language.
func (b *Base) highlight(a *facts.Answer, question []text.Word, h match.Hit) {
	if b.isWritten(h) || h.Foreign {
		return
	}
	f := b.facts[h.At]
	if part, ok := highlight.Find(question, f.Sentence.Text); ok {
		mark(a, len(a.Quote)-len(f.Sentence.Text), part)
	}
}

// mark marks parts of the sentence that ends the quote and begins at a byte of it.
func mark(a *facts.Answer, own int, parts ...facts.Span) {
	a.Marks = nil
	var texts []string
	for _, p := range parts {
		m := facts.Mark{own + p.Start, own + p.End}
		a.Marks, texts = append(a.Marks, m), append(texts, a.Quote[m[0]:m[1]])
	}
	a.Highlight = strings.Join(texts, " … ")
}

// refuse makes the answer say what the document is known not to say, and what comes near.
func (b *Base) refuse(a *facts.Answer, place int, score float64) {
	gap := b.gaps[place]
	a.Status, a.Gap, a.Score = facts.Related, gap.Says, round(score)
	a.Explanation.Gap = gap.ID
	for _, id := range gap.Near {
		a.Others = append(a.Others, facts.Passage{Fact: id})
	}
	if len(a.Others) == 0 {
		a.Status = facts.None
	}
}

// others names the facts among the hits, each with a share of the first one's score.
func (b *Base) others(a *facts.Answer, hits []match.Hit, best, score float64) {
	for _, h := range hits {
		if !h.Gap && len(a.Others) < maxOthers {
			a.Others = append(a.Others, facts.Passage{Fact: b.facts[h.At].ID, Score: round(score * math.Exp(h.Score-best))})
		}
	}
}

func (b *Base) explain(s string, q *match.Question) facts.Explanation {
	e := facts.Explanation{Asked: s, Words: make([]facts.QuestionWord, 0, len(q.Units)), Kinds: q.Kinds, Threshold: answerThreshold}
	for _, u := range q.Units {
		e.Words = append(e.Words, facts.QuestionWord{Word: s[u.Start:u.End], Corrected: u.Corrected, Known: u.Known, Weight: round(u.Weight)})
	}
	return e
}

// Explain returns the explanation of an answer of this base in full: by which word of the
// first fact each word was matched, and what made the score. Reasons are nil where nothing
// was weighed: no fact came near, or the question is a known way of asking.
func (b *Base) Explain(a facts.Answer) facts.Explanation {
	e := a.Explanation
	e.Reasons = b.model.Reasons(e.Signs)
	id := a.Fact
	if id == "" && len(a.Others) > 0 {
		id = a.Others[0].Fact
	}
	place, ok := b.place[id]
	if !ok {
		return e
	}
	e.Words = slices.Clone(e.Words)
	for i, by := range b.index.Counterparts(b.index.Parse(e.Asked), textsOf(b.facts[place])...) {
		e.Words[i].By, e.Words[i].Matched = by, by != ""
	}
	if e.Meant {
		b.explainMeaning(&e, b.facts[place].Sentence.Text)
	}
	return e
}

// nearWord is the cosine from which a word of a sentence, none of grammar, stands for one of
// the question.
// To the multilingual encoder, all words are nearer.
var nearWord = [encoders]float32{0.45, 0.8}

// explainMeaning says which words of a sentence come near to those of the question that it
// has not.
func (b *Base) explainMeaning(e *facts.Explanation, sentence string) {
	by, _ := b.encoderOf(b.index.Parse(e.Asked))
	if b.meaning[by] == nil {
		return
	}
	near, _ := b.meaning[by].Words(context.Background(), e.Asked, sentence) // fails only with the context
	at := 0
	for i := range e.Words {
		w := &e.Words[i]
		at += max(0, strings.Index(e.Asked[at:], w.Word))
		for _, n := range near {
			word := sentence[n.Passage.Start:n.Passage.End]
			if w.By == "" && w.Weight > 0 && n.Question.Start == at && n.Cosine >= nearWord[by] && !text.IsFunction(text.Stem(text.Fold(word))) {
				w.By, w.Matched = word, true
			}
		}
	}
}

// textsOf returns all that speaks for a fact: its sentence, headlines, ways of asking.
func textsOf(f facts.Fact) []string {
	texts := []string{f.Sentence.Text}
	for _, p := range f.Points {
		texts = append(texts, p.Headline)
	}
	return append(texts, f.Ways()...)
}

// find returns where the marks stand in the sentence, in reading order and without
// overlaps, and the whole sentence where there are none.
func find(sentence string, marks []string) []facts.Span {
	var spans []facts.Span
	for _, m := range marks {
		if i := strings.Index(sentence, m); i >= 0 {
			spans = append(spans, facts.Span{Start: i, End: i + len(m)})
		}
	}
	if len(spans) == 0 {
		return []facts.Span{{Start: 0, End: len(sentence)}}
	}
	slices.SortFunc(spans, func(a, b facts.Span) int { return a.Start - b.Start })
	whole := spans[:1]
	for _, s := range spans[1:] {
		if last := &whole[len(whole)-1]; s.Start < last.End {
			last.End = max(last.End, s.End)
			continue
		}
		whole = append(whole, s)
	}
	return whole
}

// round keeps four decimals: more would promise more than a score says.
func round(v float64) float64 { return math.Round(v*1e4) / 1e4 }
