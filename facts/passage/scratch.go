package passage

import (
	"cmp"
	"slices"

	"summitbot/facts/index"
	"summitbot/facts/text"
	"summitbot/facts/wordnet"
)

// scratch is the room that ranking one question needs; it is used again and again, by one
// goroutine at a time.
type scratch struct {
	q        question
	termOf   []int8   // by stem: the question's term, or -1
	marked   []uint32 // the stems that have one
	wanted   []uint32 // those that are looked for
	glance   glance
	found    *index.Search
	around   []index.Unit // sentences that were found by what stands around them
	top      []scored     // the first stage's best
	c        candidate
	soft     []softMatch
	softOf   []int32 // by stem: its newest soft match, or -1
	links    []wordnet.Link
	meanings meanings
	near     near
	local    local
	rows     []float64 // features of the candidates
	hits     []Hit
}

func newScratch(x *Finder) *scratch {
	stems := x.words.Stems.Len()
	return &scratch{
		termOf:   slices.Repeat([]int8{-1}, stems),
		softOf:   slices.Repeat([]int32{-1}, stems),
		found:    x.words.NewSearch(),
		local:    local{slot: make([]int32, x.words.Sections())},
		meanings: meanings{slot: make([]int32, stems)},
	}
}

// begin parses a question and marks its terms.
func (s *scratch) begin(x *Finder, q string, words []text.Word) {
	x.parse(&s.q, q, words)
	for i, t := range s.q.terms {
		if t.id != index.None {
			s.mark(t.id, int8(i))
		}
	}
	if x.same == nil {
		return
	}
	for i, t := range s.q.terms {
		for _, id := range x.same(t.stem) {
			if s.termOf[id] < 0 {
				s.mark(id, int8(i))
			}
		}
	}
}

// mark notes that a stem is a term of the question.
func (s *scratch) mark(stem uint32, term int8) {
	s.termOf[stem] = term
	s.marked = append(s.marked, stem)
}

// end takes off the marks of a question.
func (s *scratch) end() {
	for _, stem := range s.marked {
		s.termOf[stem] = -1
	}
	s.marked = s.marked[:0]
	s.unrelate()
	s.meanings.reset()
	s.local.reset()
	s.found.Reset()
}

// find leaves in s.hits the sentences that are picked, described, in the first stage's
// order and with its scores. They are valid until the scratch is used again.
func (s *scratch) find(x *Finder, q string, words []text.Word, p Pick) {
	s.begin(x, q, words)
	defer s.end()
	s.retrieve(x, p)
	s.addNearest(p)
	s.relate(x)
	s.localize(x)
	s.meanings.load(&s.q)
	s.rows = slices.Grow(s.rows[:0], len(s.top)*int(features))[:len(s.top)*int(features)]
	s.hits = s.hits[:0]
	for i, t := range s.top {
		row := s.rows[i*int(features) : (i+1)*int(features)]
		s.describe(x, i, row)
		s.hits = append(s.hits, Hit{Sentence: int(t.sentence), Score: t.score, Features: row, Has: s.c.own})
	}
}

// order scores the hits by a model and sorts them, best first.
func (s *scratch) order(m *Model) {
	for i := range s.hits {
		s.hits[i].Score = m.Score(s.hits[i].Features)
	}
	slices.SortFunc(s.hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Sentence, b.Sentence))
	})
}

// take returns copies of the hits, nil if there are none.
func (s *scratch) take() []Hit {
	if len(s.hits) == 0 {
		return nil
	}
	out := slices.Clone(s.hits)
	rows := make([]float64, 0, len(out)*int(features))
	for i := range out {
		rows = append(rows, out[i].Features...)
		out[i].Features = rows[len(rows)-int(features):]
	}
	return out
}
