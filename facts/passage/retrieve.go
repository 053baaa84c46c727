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
	s.best(x, p)
}

// enough is how many postings of a question are read in full, the rarest words' first. The
// words that are left, each in a good part of a large library, are looked for only in the
// sections of the sentences that are best by then: they may lift one of these, but not
// bring up another.
const (
	enough       = 12_000
	bestByRarest = 400
)

// search finds the terms of the set.
func (s *scratch) search(x *Finder, used index.Terms) {
	slices.SortStableFunc(s.marked, func(a, b uint32) int { return cmp.Compare(x.words.DF(a), x.words.DF(b)) })
	read := 0
	var within []int32
	for _, stem := range s.marked {
		bit := index.Terms(1) << s.termOf[stem]
		if used&bit == 0 {
			continue
		}
		df := x.words.DF(stem)
		if read > 0 && read+df > enough {
			if within == nil {
				within = s.sectionsOfBest(x)
			}
			s.found.FindIn(stem, bit, within)
			continue
		}
		read += df
		s.found.Find(stem, bit)
	}
}

// sectionsOfBest returns the sections of the sentences that are best so far, in rising
// order.
func (s *scratch) sectionsOfBest(x *Finder) []int32 {
	s.top = s.top[:0]
	for _, u := range s.found.Sentences.Touched {
		s.top = keep(s.top, scored{u, s.score(x, u)}, bestByRarest)
	}
	var sections []int32
	for _, t := range s.top {
		section, _ := x.words.Section(t.sentence)
		sections = append(sections, section)
	}
	slices.Sort(sections)
	return slices.Compact(sections)
}

// best leaves in s.top the best sentences of the first stage.
func (s *scratch) best(x *Finder, p Pick) {
	if len(s.found.Sentences.Touched) < p.Pool {
		s.addAround(x)
	}
	for _, found := range [][]int32{s.found.Sentences.Touched, s.around} {
		for _, u := range found {
			if p.Skip == nil || !p.Skip(u) {
				s.top = keep(s.top, scored{u, s.score(x, u)}, p.Pool)
			}
		}
	}
}

// score returns the first stage's score of a sentence.
func (s *scratch) score(x *Finder, u int32) float64 {
	paragraph, _ := x.words.Paragraph(u)
	section, _ := x.words.Section(u)
	return float64(s.found.Sentences.Score[u]) + paragraphShare*float64(s.found.Paragraphs.Score[paragraph]) +
		sectionShare*float64(s.found.Sections.Score[section])
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
