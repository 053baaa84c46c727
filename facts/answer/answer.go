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
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
	"summitbot/facts/text"
)

// Thresholds of the score, which is the probability that the first fact answers.
const (
	answerThreshold  = 0.30
	relatedThreshold = 0.05 // from here on, what may be meant is shown
	meantThreshold   = 0.69 // answerThreshold, if it is known what the question means: see facts/train/testdata/meaning.golden
	meantRelated     = 0.02 // relatedThreshold in that case: one in twenty questions off the topic reaches it
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

// near returns how near each sentence comes to what a question means; nil if the base knows
// no meanings, or the question is in another language than theirs.
func (b *Base) near(q *match.Question) []encoder.Nearness {
	if b.meaning == nil || !isEnglish(q.Words) {
		return nil
	}
	near, _ := b.meaning.Near(context.Background(), q.Read()) // fails only with the context
	return near
}

// isEnglish reports whether at least half of the words are English.
func isEnglish(words []text.Word) bool {
	n := 0
	for _, w := range words {
		if text.IsFunction(w.Stem) || lexicon.IsEnglish(w.Form) {
			n++
		}
	}
	return 2*n >= len(words)
}

// answer answers one question.
func (b *Base) answer(s string) facts.Answer {
	q := b.index.Parse(s)
	a := facts.Answer{Question: s, Status: facts.None, Others: []facts.Passage{}, Explanation: b.explain(s, q)}
	if t, ok := b.asked(s, q); ok {
		a.Explanation.Exact = true
		b.answerExactly(&a, t)
	} else if !isAboutText(q.Words) {
		if q.Near = b.near(q); q.HasContent() {
			b.judge(&a, q, b.index.Match(q))
		}
	}
	b.show(&a)
	return a
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
	q.Near = b.near(q)
	var ids []string
	for _, h := range b.index.Match(q) {
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
	signs := b.index.Signs(q, hits, first)
	score, threshold, related := b.model.Sure(&signs), answerThreshold, relatedThreshold
	if hits[first].Share > 0 {
		score, threshold, related = hits[first].Share, meantThreshold, meantRelated
		a.Explanation.Meant = true
	} else {
		a.Explanation.Signs = signs[:]
	}
	a.Explanation.Threshold = threshold
	for i := range a.Explanation.Words {
		a.Explanation.Words[i].Matched = hits[first].Has&(1<<i) != 0
	}
	switch h := hits[first]; {
	case score >= threshold && b.mayAnswer(q, b.facts[h.At]):
		b.fill(a, h.At, b.index.Answering(q, h.At), score)
		b.highlight(a, q.Words)
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

// mayAnswer reports whether nothing that can be compared speaks against a fact as the answer.
func (b *Base) mayAnswer(q *match.Question, f facts.Fact) bool {
	if len(f.Points) > 0 {
		return !opposes(q.Words, f)
	}
	return isQuotable(f) && !contradicts(q.Words, f.Sentence.Text) && !b.isOfAnotherYear(q.Words, f)
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
// surely does and nobody wrote what the sentence says.
func (b *Base) highlight(a *facts.Answer, question []text.Word) {
	f := b.facts[b.place[a.Fact]]
	if len(f.Points) > 0 {
		return
	}
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
const nearWord = 0.45

// explainMeaning says which words of a sentence come near to those of the question that it
// has not.
func (b *Base) explainMeaning(e *facts.Explanation, sentence string) {
	near, _ := b.meaning.Words(context.Background(), e.Asked, sentence) // fails only with the context
	at := 0
	for i := range e.Words {
		w := &e.Words[i]
		at += max(0, strings.Index(e.Asked[at:], w.Word))
		for _, n := range near {
			by := sentence[n.Passage.Start:n.Passage.End]
			if w.By == "" && w.Weight > 0 && n.Question.Start == at && n.Cosine >= nearWord && !text.IsFunction(text.Stem(text.Fold(by))) {
				w.By, w.Matched = by, true
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
