package passage

import "summitbot/facts/index"

// What the BM25 of a sentence's paragraph and section add to its own in the first stage.
const (
	paragraphShare = 1.0
	sectionShare   = 0.3
)

// scored is a sentence that the first stage found.
type scored struct {
	sentence int32
	score    float64
}

// retrieve leaves in s.top the best n sentences of the first stage, best first, ties in
// reading order.
func (s *scratch) retrieve(x *Finder, n int) {
	used := s.q.content
	if !s.anyKnown(used) {
		used = ^index.Terms(0)
	}
	for i, t := range s.q.terms {
		if bit := index.Terms(1) << i; used&bit != 0 && t.id != index.None {
			s.found.Find(t.id, bit)
		}
	}
	s.top, s.around = s.top[:0], s.around[:0]
	if len(s.found.Sentences.Touched) < n {
		s.addAround(x)
	}
	for _, u := range s.found.Sentences.Touched {
		s.consider(x, u, n)
	}
	for _, u := range s.around {
		s.consider(x, u, n)
	}
}

// consider keeps a sentence if it is one of the best n.
func (s *scratch) consider(x *Finder, u int32, n int) {
	paragraph, _ := x.words.Paragraph(u)
	section, _ := x.words.Section(u)
	s.top = keep(s.top, scored{u, float64(s.found.Sentences.Score[u]) +
		paragraphShare*float64(s.found.Paragraphs.Score[paragraph]) + sectionShare*float64(s.found.Sections.Score[section])}, n)
}

// maxAround is how long a section may be whose sentences are looked at for its title or
// their neighbours alone.
const maxAround = 200

// addAround notes the sentences that have no word of the question, in sections that have:
// what a heading asks for is often answered in other words.
func (s *scratch) addAround(x *Finder) {
	for _, section := range s.found.Sections.Touched {
		in := x.words.In(section)
		if in.Len() > maxAround {
			continue
		}
		for u := in.First; u < in.End; u++ {
			if s.found.Sentences.Found[u] == 0 {
				s.around = append(s.around, u)
			}
		}
	}
}

func (s *scratch) anyKnown(set index.Terms) bool {
	for i, t := range s.q.terms {
		if set&(1<<i) != 0 && t.id != index.None {
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
