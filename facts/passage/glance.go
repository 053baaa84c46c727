package passage

import (
	"cmp"
	"slices"

	"summitbot/facts/index"
)

// glance sees which stretches of a large library have the most of a question. It knows of
// each stretch only which of eight terms it has, so that reading a posting sets one bit.
type glance struct {
	has    []uint8      // by stretch: terms, one bit each
	terms  []int8       // of the question, by their bits
	weight [256]float64 // of a set of terms: the sum of their idf
}

// promisingStretches is how many stretches are worth a search.
const promisingStretches = 90

// promising returns the sections of the stretches that have the most of the question's
// rarest terms, by idf, in rising order. Of stretches that have the same, the first count.
func (s *scratch) promising(x *Finder) []int32 {
	g := &s.glance
	g.begin(x.words)
	for _, stem := range s.wanted {
		term := s.termOf[stem]
		if bit := g.bit(term, s.q.terms[term].idf); bit != 0 {
			x.words.Mark(stem, bit, g.has)
		}
	}
	return g.sections(x.words, g.room())
}

// begin forgets what was seen.
func (g *glance) begin(words *index.Index) {
	if g.has == nil {
		g.has = make([]uint8, words.Stretches())
	}
	clear(g.has)
	g.terms = g.terms[:0]
}

// bit returns the bit of a term, 0 if there are eight others.
func (g *glance) bit(term int8, idf float64) uint8 {
	i := slices.Index(g.terms, term)
	if i < 0 {
		if i = len(g.terms); i == 8 {
			return 0
		}
		g.terms = append(g.terms, term)
		for set := range 1 << i {
			g.weight[set|1<<i] = g.weight[set] + idf
		}
	}
	return 1 << i
}

// room returns, by set of terms, how many of the stretches that have just these are among
// the most promising.
func (g *glance) room() *[256]int {
	var room [256]int
	for _, set := range g.has {
		room[set]++
	}
	room[0] = 0
	left := promisingStretches
	for _, set := range g.sets() {
		room[set] = min(room[set], left)
		left -= room[set]
	}
	return &room
}

// sets returns the sets of terms, the heaviest first.
func (g *glance) sets() []int {
	sets := make([]int, 1<<len(g.terms))
	for i := range sets {
		sets[i] = i
	}
	slices.SortFunc(sets, func(a, b int) int { return cmp.Or(cmp.Compare(g.weight[b], g.weight[a]), a-b) })
	return sets
}

// sections returns the sections of the stretches that there is room for.
func (g *glance) sections(words *index.Index, room *[256]int) []int32 {
	var sections []int32
	for stretch, set := range g.has {
		if room[set] == 0 {
			continue
		}
		room[set]--
		first := stretch * index.Stretch
		for u := first; u < min(first+index.Stretch, words.Len()); u++ {
			section, _ := words.Section(int32(u))
			if n := len(sections); n == 0 || sections[n-1] != section {
				sections = append(sections, section)
			}
		}
	}
	return sections
}
