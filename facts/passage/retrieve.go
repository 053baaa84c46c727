package passage

import (
	"cmp"
	"slices"

	"summitbot/facts/index"
)

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

// retrieve leaves in s.top the sentences that are picked, the best of the first stage
// first, ties in reading order.
func (s *scratch) retrieve(x *Finder, p Pick) {
	used := s.q.content
	if !s.anyKnown(used) {
		used = ^index.Terms(0)
	}
	s.search(x, used)
	s.top, s.around = s.top[:0], s.around[:0]
	if p.Pool > 0 {
		s.best(x, p)
	}
}

// enough is how many postings of a question are read in full. If its words stand more often
// in a large library, they are looked for only where a glance finds the most of them.
const enough = 12_000

// search finds the terms of the set, the rarest words first.
func (s *scratch) search(x *Finder, used index.Terms) {
	stems, postings := s.wanted[:0], 0
	for _, stem := range s.marked {
		if used.Has(int(s.termOf[stem])) {
			stems = append(stems, stem)
			postings += x.words.DF(stem)
		}
	}
	s.wanted = stems
	slices.SortStableFunc(stems, func(a, b uint32) int { return cmp.Compare(x.words.DF(a), x.words.DF(b)) })
	if postings <= enough {
		for _, stem := range stems {
			s.found.Find(stem, 1<<s.termOf[stem])
		}
		return
	}
	within := s.promising(x)
	for _, stem := range stems {
		s.found.FindIn(stem, 1<<s.termOf[stem], within)
	}
}

// best leaves in s.top the best sentences of the first stage.
func (s *scratch) best(x *Finder, p Pick) {
	if len(s.found.Sentences.Units) < p.Pool {
		s.addAround(x)
	}
	for _, found := range [][]index.Unit{s.found.Sentences.Units, s.around} {
		for _, u := range found {
			if p.Skip == nil || !p.Skip(u.ID) {
				s.top = keep(s.top, scored{u.ID, s.score(x, u)}, p.Pool)
			}
		}
	}
}

// score returns the first stage's score of a sentence.
func (s *scratch) score(x *Finder, u index.Unit) float64 {
	paragraph, section := x.words.Within(u.ID)
	return float64(u.Score) + paragraphShare*float64(s.found.Paragraphs.Of(paragraph).Score) +
		sectionShare*float64(s.found.Sections.Of(section).Score)
}

// maxAround is how long a section may be whose sentences are looked at for its title or
// their neighbours alone.
const maxAround = 200

// addAround notes the sentences that have no word of the question, in sections that have:
// what a heading asks for is often answered in other words.
func (s *scratch) addAround(x *Finder) {
	for _, section := range s.found.Sections.Units {
		in := x.words.In(section.ID)
		if in.Len() > maxAround {
			continue
		}
		for u := in.First; u < in.End; u++ {
			if unit := s.found.Sentences.Of(u); unit.Found == 0 {
				s.around = append(s.around, unit)
			}
		}
	}
}

func (s *scratch) anyKnown(set index.Terms) bool {
	return slices.ContainsFunc(s.marked, func(stem uint32) bool { return set&(1<<s.termOf[stem]) != 0 })
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
