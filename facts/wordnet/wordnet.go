// Package wordnet knows which English words mean similar things: a distillate of
// Princeton WordNet 3.0, by stems.
package wordnet

import "slices"

// A Relation says how a word is related to another.
type Relation uint8

// The relations, closest first.
const (
	Synonym  Relation = iota // shares a sense
	Derived                  // shares a root: destroy, destruction
	Similar                  // adjectives and verbs of close senses
	Broader                  // means a kind of which the other is one
	Narrower                 // means a thing of the other's kind
	Relations
)

// A Link is a word related to another.
type Link struct {
	Word     uint32
	Relation Relation
	Rank     uint8 // of the rarer of the two senses, from 1
}

// A Graph is immutable and safe for concurrent use. Words are numbered in alphabetic
// order of their stems.
type Graph struct {
	words    []string
	senses   [][]sense  // by word
	members  [][]sense  // by synset: words
	parents  [][]uint32 // by synset
	children [][]uint32
	similar  [][]uint32
	derived  [][]uint32 // by word
}

// A sense leads from a word to a synset or back.
type sense struct {
	id   uint32
	rank uint8
}

// Len returns the number of words.
func (g *Graph) Len() int { return len(g.words) }

// Word returns a word's stem.
func (g *Graph) Word(id uint32) string { return g.words[id] }

// ID returns the number of a stem.
func (g *Graph) ID(stem string) (uint32, bool) {
	i, ok := slices.BinarySearch(g.words, stem)
	return uint32(i), ok
}

// Related appends to links the words related to a word, closest first; a word may stand
// there more than once.
func (g *Graph) Related(links []Link, word uint32) []Link {
	for _, s := range g.senses[word] {
		links = g.link(links, s.id, s.rank, Synonym)
	}
	for _, w := range g.derived[word] {
		links = append(links, Link{w, Derived, 1})
	}
	for _, s := range g.senses[word] {
		for _, o := range g.similar[s.id] {
			links = g.link(links, o, s.rank, Similar)
		}
		for _, o := range g.parents[s.id] {
			links = g.link(links, o, s.rank, Broader)
		}
		for _, o := range g.children[s.id] {
			links = g.link(links, o, s.rank, Narrower)
		}
	}
	return links
}

func (g *Graph) link(links []Link, synset uint32, rank uint8, r Relation) []Link {
	for _, m := range g.members[synset] {
		links = append(links, Link{m.id, r, max(rank, m.rank)})
	}
	return links
}

func newGraph(words []string, synsets int) *Graph {
	return &Graph{
		words: words, senses: make([][]sense, len(words)), derived: make([][]uint32, len(words)),
		members: make([][]sense, synsets), parents: make([][]uint32, synsets),
		children: make([][]uint32, synsets), similar: make([][]uint32, synsets),
	}
}

// invert fills in what follows from members and parents.
func (g *Graph) invert() {
	for i, members := range g.members {
		for _, m := range members {
			g.senses[m.id] = append(g.senses[m.id], sense{uint32(i), m.rank})
		}
		for _, p := range g.parents[i] {
			g.children[p] = append(g.children[p], uint32(i))
		}
	}
	for _, s := range g.senses {
		slices.SortStableFunc(s, func(a, b sense) int { return int(a.rank) - int(b.rank) })
	}
}
