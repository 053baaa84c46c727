package rank

// What the BM25 of a sentence's paragraph and article add to its own in the first stage.
const (
	paragraphShare = 1.0
	documentShare  = 0.3
)

// A tally collects, for the units of one kind, BM25 scores and the terms found.
type tally struct {
	score   []float32
	found   []terms
	touched []int32
}

func newTally(units int) tally {
	return tally{score: make([]float32, units), found: make([]terms, units)}
}

// add counts one term of the question into every unit that has it.
func (t *tally) add(list []posting, bit terms) {
	for _, p := range list {
		if t.found[p.unit] == 0 {
			t.touched = append(t.touched, p.unit)
		}
		t.found[p.unit] |= bit
		t.score[p.unit] += p.impact
	}
}

// reset empties the tally; its cost is that of what was touched.
func (t *tally) reset() {
	for _, u := range t.touched {
		t.score[u], t.found[u] = 0, 0
	}
	t.touched = t.touched[:0]
}

// A scored sentence is one that the first stage found.
type scored struct {
	sentence int32
	score    float64
}

// retrieve leaves in s.top the best n sentences of the first stage, best first, ties
// in reading order.
func (s *scratch) retrieve(x *Index, n int) {
	used := s.q.content
	if !s.anyKnown(used) {
		used = ^terms(0)
	}
	for i, t := range s.q.terms {
		if bit := terms(1) << i; used&bit != 0 && t.id != none {
			s.sentences.add(x.bySentence.lists[t.id], bit)
			s.paragraphs.add(x.byParagraph.lists[t.id], bit)
			s.documents.add(x.byDocument.lists[t.id], bit)
		}
	}
	s.top = s.top[:0]
	for _, u := range s.sentences.touched {
		at := x.sentences[u]
		score := float64(s.sentences.score[u]) + paragraphShare*float64(s.paragraphs.score[at.paragraph]) +
			documentShare*float64(s.documents.score[at.document])
		s.top = keep(s.top, scored{u, score}, n)
	}
}

func (s *scratch) anyKnown(set terms) bool {
	for i, t := range s.q.terms {
		if set&(1<<i) != 0 && t.id != none {
			return true
		}
	}
	return false
}

// keep inserts c into the best n, which stand best first.
func keep(best []scored, c scored, n int) []scored {
	if len(best) == n && !before(c, best[n-1]) {
		return best
	}
	if len(best) < n {
		best = append(best, c)
	}
	i := len(best) - 1
	for ; i > 0 && before(c, best[i-1]); i-- {
		best[i] = best[i-1]
	}
	best[i] = c
	return best
}

func before(a, b scored) bool {
	if a.score != b.score {
		return a.score > b.score
	}
	return a.sentence < b.sentence
}
