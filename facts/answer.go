package facts

import (
	"math"
	"slices"
	"strings"

	"summitbot/facts/document"
	"summitbot/facts/text"
)

// Status says how sure an answer is.
type Status string

// The statuses.
const (
	Answered Status = "answer"  // confident: one fact
	Related  Status = "related" // not sure: the closest passages, none of them an answer
	None     Status = "none"    // nothing near
)

// Thresholds of the score of the first fact.
const (
	answerThreshold  = 0.54
	relatedThreshold = 0.35
)

// maxOthers is how many passages are named beside the first, or in place of one.
const maxOthers = 4

// Answer is what a base says to one question. Headline, Quote, Highlight and Source are
// set where the status is [Answered] and zero elsewhere.
type Answer struct {
	Question    string      `json:"question"`
	Status      Status      `json:"status"`
	Fact        string      `json:"fact,omitempty"` // its id
	Headline    string      `json:"headline,omitempty"`
	Quote       string      `json:"quote,omitempty"`     // the sentence, word for word
	Highlight   string      `json:"highlight,omitempty"` // the part of the quote that answers; parts are joined with " … "
	Marks       []Mark      `json:"marks,omitempty"`     // where those parts stand in the quote
	Source      *Source     `json:"source,omitempty"`
	Score       float64     `json:"score"` // 0 to 1, to four decimals
	Others      []Passage   `json:"others"`
	Explanation Explanation `json:"-"` // for who asks why; not part of the answer's JSON
}

// Mark is a half-open range of bytes of a quote.
type Mark [2]int

// Source is where a quote stands.
type Source struct {
	Document  string `json:"document"`
	Title     string `json:"title"`
	Paragraph int    `json:"paragraph"`
	Sentence  int    `json:"sentence"`
	Notes     []int  `json:"notes"`
	Span      Mark   `json:"span"`   // bytes of the document's original
	SHA256    string `json:"sha256"` // of the document's original
}

// Passage is another fact that came near.
type Passage struct {
	Fact  string  `json:"fact"`
	Score float64 `json:"score"`
}

// Explanation says why an answer is what it is.
type Explanation struct {
	Words     []QuestionWord `json:"words"`
	Kinds     []Kind         `json:"kinds"`     // what kinds of answer the question asks for
	Likeness  float64        `json:"likeness"`  // to the nearest way of asking, headline or sentence
	Coverage  float64        `json:"coverage"`  // share of the question's weight that the first fact has words for
	Threshold float64        `json:"threshold"` // the score from which a fact is an answer
	Exact     bool           `json:"exact"`     // the question is one of the fact's ways of asking
}

// Answer answers a question. The same question over the same base gives the same
// answer, to the byte. An empty question gets [None].
func (b *Base) Answer(s string) Answer {
	q := b.index.parse(s)
	a := Answer{
		Question: s, Status: None, Others: []Passage{},
		Explanation: Explanation{Words: q.words, Kinds: q.kinds, Threshold: answerThreshold},
	}
	if w, ok := b.exact[wayKey(s)]; ok {
		a.Explanation.Exact = true
		b.fill(&a, hit{fact: w.fact, point: w.point, likeness: 1, coverage: 1, score: 1}, q)
		return a
	}
	if !q.knowsContent() {
		return a
	}
	b.judge(&a, b.index.match(q), q)
	return a
}

// judge decides what the hits are worth.
func (b *Base) judge(a *Answer, hits []hit, q *question) {
	if len(hits) == 0 || hits[0].score < relatedThreshold {
		return
	}
	others := hits
	if hits[0].score >= answerThreshold {
		b.fill(a, hits[0], q)
		others = hits[1:]
	} else {
		a.Status = Related
		a.Score = round(hits[0].score)
		b.explain(a, hits[0], q)
	}
	for _, h := range others[:min(len(others), maxOthers)] {
		a.Others = append(a.Others, Passage{b.facts[h.fact].ID, round(h.score)})
	}
}

// fill makes the answer say what the hit found.
func (b *Base) fill(a *Answer, h hit, q *question) {
	f := b.facts[h.fact]
	var point Point
	if h.point >= 0 {
		point = f.Points[h.point]
	}
	a.Status, a.Fact, a.Quote, a.Score = Answered, f.ID, f.Sentence.Text, round(h.score)
	a.Headline = point.Headline
	var parts []string
	for _, s := range point.spans(a.Quote) {
		a.Marks = append(a.Marks, Mark{s.Start, s.End})
		parts = append(parts, a.Quote[s.Start:s.End])
	}
	a.Highlight = strings.Join(parts, " … ")
	a.Source = b.source(f.Sentence)
	b.explain(a, h, q)
}

func (b *Base) source(s document.Sentence) *Source {
	notes := s.Notes()
	if notes == nil {
		notes = []int{}
	}
	return &Source{
		Document: b.documentID, Title: b.title, Paragraph: s.Paragraph, Sentence: s.Number,
		Notes: notes, Span: Mark{s.Span.Start, s.Span.End}, SHA256: b.documentHash,
	}
}

func (b *Base) explain(a *Answer, h hit, q *question) {
	a.Explanation.Likeness, a.Explanation.Coverage = round(h.likeness), round(h.coverage)
	for i, w := range q.words {
		t := q.terms[w.term]
		a.Explanation.Words[i].Matched = t.id >= 0 && slices.Contains(b.index.byFact[t.id], int32(h.fact))
		a.Explanation.Words[i].Weight = round(t.weight)
	}
}

// Corrected returns the words that were taken for others, in order, and nil where there
// are none.
func (a Answer) Corrected() []QuestionWord {
	var corrected []QuestionWord
	for _, w := range a.Explanation.Words {
		if w.Corrected != "" && !text.IsFunction(w.Stem) {
			corrected = append(corrected, w)
		}
	}
	return corrected
}

// round keeps four decimals: more would promise more than a score says.
func round(v float64) float64 { return math.Round(v*1e4) / 1e4 }
