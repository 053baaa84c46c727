package rank

import (
	"cmp"
	"slices"

	"summitbot/facts/wordnet"
)

// A scratch is the room that ranking one question needs; it is used again and again,
// by one goroutine at a time.
type scratch struct {
	q                                question
	termOf                           []int8 // by stem: the question's term, or -1
	sentences, paragraphs, documents tally
	top                              []scored // the first stage's best
	c                                candidate
	soft                             []softMatch
	softOf                           []int32 // by stem: its newest soft match, or -1
	links                            []wordnet.Link
	meanings                         meanings
	local                            local
	rows                             []float64 // features of the candidates
	hits                             []Hit
}

func newScratch(x *Index) *scratch {
	return &scratch{
		termOf:     slices.Repeat([]int8{-1}, len(x.stems.words)),
		softOf:     slices.Repeat([]int32{-1}, len(x.stems.words)),
		local:      local{slot: make([]int32, len(x.documents))},
		sentences:  newTally(len(x.sentences)),
		paragraphs: newTally(len(x.paragraphs)),
		documents:  newTally(len(x.documents)),
		meanings:   meanings{slot: make([]int32, len(x.stems.words))},
	}
}

// begin parses a question and marks its terms.
func (s *scratch) begin(x *Index, q string) {
	x.parse(&s.q, q)
	for i, t := range s.q.terms {
		if t.id != none {
			s.termOf[t.id] = int8(i)
		}
	}
}

// end takes off the marks of a question.
func (s *scratch) end() {
	for _, t := range s.q.terms {
		if t.id != none {
			s.termOf[t.id] = -1
		}
	}
	s.unrelate()
	s.meanings.reset()
	s.local.reset()
	s.sentences.reset()
	s.paragraphs.reset()
	s.documents.reset()
}

// find leaves in s.hits the n best sentences of the first stage, described, in its order
// and with its scores. They are valid until the scratch is used again.
func (s *scratch) find(x *Index, q string, n int) {
	s.begin(x, q)
	defer s.end()
	s.retrieve(x, n)
	s.relate(x)
	s.localize(x)
	s.meanings.load(&s.q)
	s.rows = slices.Grow(s.rows[:0], len(s.top)*int(features))[:len(s.top)*int(features)]
	s.hits = s.hits[:0]
	for i, t := range s.top {
		row := s.rows[i*int(features) : (i+1)*int(features)]
		s.describe(x, i, row)
		s.hits = append(s.hits, Hit{Sentence: int(t.sentence), Score: t.score, Features: row, missing: s.q.content &^ s.c.own})
	}
}

// order scores the hits by a model and sorts them, best first.
func (s *scratch) order(m *Model) {
	for i := range s.hits {
		s.hits[i].Score = m.Score(s.hits[i].Features)
	}
	slices.SortFunc(s.hits, func(a, b Hit) int {
		if a.Score != b.Score {
			return cmp.Compare(b.Score, a.Score)
		}
		return cmp.Compare(a.Sentence, b.Sentence)
	})
}

// take returns copies of the first k hits, with what they miss.
func (s *scratch) take(k int) []Hit {
	k = max(min(k, len(s.hits)), 0)
	if k == 0 {
		return nil
	}
	out := slices.Clone(s.hits[:k])
	rows := make([]float64, 0, k*int(features))
	for i := range out {
		rows = append(rows, out[i].Features...)
		out[i].Features = rows[len(rows)-int(features):]
		out[i].Missing = s.q.list(out[i].missing)
	}
	return out
}

// list returns the terms of a set with their idf, rarest first; nil where it is empty.
func (q *question) list(set terms) []Term {
	var out []Term
	for i, t := range q.terms {
		if set.has(i) {
			out = append(out, Term{Stem: t.stem, IDF: t.idf, Known: t.id != none})
		}
	}
	slices.SortStableFunc(out, func(a, b Term) int { return cmp.Compare(b.IDF, a.IDF) })
	return out
}
