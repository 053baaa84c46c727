package rank

import (
	"slices"
	"sort"

	"summitbot/facts/rank/wordnet"
)

// A scratch is the room that ranking one question needs; it is used again and again,
// by one goroutine at a time.
type scratch struct {
	q                                question
	termOf                           []int8 // by stem: the question's term, or -1
	sentences, paragraphs, documents tally
	top                              []scored
	c                                candidate
	soft                             []softMatch
	softOf                           []int32
	links                            []wordnet.Link
	local                            local
}

func newScratch(x *Index) *scratch {
	return &scratch{
		termOf:     slices.Repeat([]int8{-1}, len(x.stems.words)),
		softOf:     slices.Repeat([]int32{-1}, len(x.stems.words)),
		local:      local{slot: make([]int32, len(x.documents))},
		sentences:  newTally(len(x.sentences)),
		paragraphs: newTally(len(x.paragraphs)),
		documents:  newTally(len(x.documents)),
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
	s.local.reset()
	s.sentences.reset()
	s.paragraphs.reset()
	s.documents.reset()
}

// rank returns the described candidates for a question, best first.
func (x *Index) rank(s *scratch, q string) []Hit {
	hits := x.describe(s, q, x.candidates)
	for i := range hits {
		hits[i].Score = x.model.score(hits[i].Features)
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].Score > hits[j].Score })
	return hits
}

// Candidates returns the n best sentences of the first stage with their features, in
// the first stage's order and with its scores: what a model is learned from.
func (x *Index) Candidates(q string, n int) []Hit {
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	return x.describe(s, q, n)
}

func (x *Index) describe(s *scratch, q string, n int) []Hit {
	s.begin(x, q)
	defer s.end()
	s.retrieve(x, n)
	s.relate(x)
	s.localize(x)
	hits := make([]Hit, len(s.top))
	values := make([]float64, len(s.top)*int(featureCount))
	for i, t := range s.top {
		f := values[i*int(featureCount) : (i+1)*int(featureCount)]
		s.describe(x, i, f)
		hits[i] = Hit{Sentence: int(t.sentence), Score: t.score, Features: f}
	}
	return hits
}
