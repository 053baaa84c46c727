// Package wordnet knows which English words mean similar things: a distillate of
// Princeton WordNet 3.0, by stems.
//
// The graph is read in place, in the table that is part of the program. The table is a
// list of words (package packed) and behind it the synsets. A word's value is its links:
// to its synsets, commonest first, and to the words that share its root. A synset is its
// links to its words, to similar, broader and narrower synsets, in this order.
package wordnet

import (
	_ "embed"
	"iter"

	"summitbot/facts/wordnet/packed"
)

//go:embed wordnet.bin
var table string

// License says where the graph comes from, and under which terms.
//
//go:embed LICENSE
var License string

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
// order of their stems. The zero value has no words.
type Graph struct {
	words   packed.List
	synsets string
}

// Default returns the graph that is part of the program.
func Default() *Graph { return Open(table) }

// Open returns the graph of a table that [Distill] made. It copies and checks nothing.
func Open(table string) *Graph {
	words, synsets := packed.Open(table)
	return &Graph{words, synsets}
}

// Len returns the number of words.
func (g *Graph) Len() int { return g.words.Len() }

// Word returns a word's stem.
func (g *Graph) Word(id uint32) string {
	word, _ := g.words.At(int(id))
	return word
}

// ID returns the number of a stem; false if the graph doesn't have it.
func (g *Graph) ID(stem string) (uint32, bool) {
	i, ok := g.words.Find(stem)
	return uint32(i), ok
}

// Related appends to links the words related to a word, closest first; a word may stand
// there more than once.
func (g *Graph) Related(links []Link, word uint32) []Link {
	_, own := g.words.At(int(word))
	for l := range each(own) {
		if l.relation() == Derived {
			links = append(links, Link{uint32(l.target()), Derived, 1})
		} else {
			links = g.members(links, l, l.rank(), Synonym)
		}
	}
	for sense := range each(own) {
		if sense.relation() == Derived {
			break
		}
		for l := range each(g.synsets[3*sense.target():]) {
			if l.relation() != Synonym {
				links = g.members(links, l, sense.rank(), l.relation())
			}
		}
	}
	return links
}

// members appends the words of the synset that l leads to.
func (g *Graph) members(links []Link, l link, rank uint8, r Relation) []Link {
	for m := range each(g.synsets[3*l.target():]) {
		if m.relation() != Synonym {
			break
		}
		links = append(links, Link{uint32(m.target()), r, max(rank, m.rank())})
	}
	return links
}

// A link leads to a word, or to the place of a synset, counted in links. Its lowest bit
// says that it is the last of its list. The next three say how it leads there: 0 to 3
// between a word and its synset, by the sense's rank; then by Derived and what follows.
// The upper 20 bits are the target.
type link int

const (
	maxSense  = 4 // the rarest sense of a word that is kept
	maxTarget = 1<<20 - 1
)

func newLink(target int, r Relation, rank int) link {
	how := rank - 1
	if r != Synonym {
		how = maxSense - 1 + int(r)
	}
	return link(target<<4 | how<<1)
}

func (l link) target() int        { return int(l >> 4) }
func (l link) rank() uint8        { return uint8(l>>1&7) + 1 }
func (l link) relation() Relation { return Relation(max(l>>1&7, maxSense-1) - (maxSense - 1)) }

// each yields the links of the list that a string begins with.
func each(list string) iter.Seq[link] {
	return func(yield func(link) bool) {
		for i := 0; 3*i < len(list); i++ {
			l := link(packed.Number(list, i))
			if !yield(l) || l&1 != 0 {
				return
			}
		}
	}
}
