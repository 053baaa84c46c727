// Package complete completes a question as it is typed: it finds the ways of asking
// that fit what stands there so far. A way is any short text: a question that a base
// offers, a document's heading, the question of an FAQ entry.
//
//	typed → words → repaired → slots → ways that have them → ranked → few of one owner
//
// # Order
//
// Words are compared folded: case, accents, apostrophes and punctuation don't count, nor
// do extra spaces. The last word is unfinished unless a space or a question mark follows.
// Ways come in this order, and in the order they were given within each step:
//
//  1. ways that begin as typed, the last word complete;
//  2. ways with what was typed further in, if the last word is complete and carries
//     meaning: "xi" gives "did Xi attend" before "Xinhua";
//  3. ways that begin as typed, the last word longer;
//  4. ways with what was typed further in, then with its words apart but in order, those
//     first that begin alike, then in any order;
//  5. the same with words that mean the same: other forms ("held" for "hold") and what
//     the lexicon knows ("second" for "2nd", "G7" for "G-7");
//  6. if nothing was found: ways with the words that carry meaning.
//
// Each way has all the words that were typed, or stand-ins for them, up to step 6. A word
// that nothing knows is repaired before all this, from the words of the ways; a number is
// never repaired, nor is a word that is common English or that the lexicon knows.
//
// # Data
//
// The words of all ways are kept once, sorted; a term is a word's place among them, so the
// words with one beginning are a range of terms. A way is its run of terms. Runs in sorted
// order find the ways that begin as typed by two binary searches. Postings, the ways of
// each term, stand one after the other in the order of terms, so those of a beginning are
// one slice. The rarest of the typed words gives the candidates, and only their runs are
// read. The texts aren't kept.
package complete

import (
	"iter"
	"math/bits"
	"unicode"

	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// Way is a text that may be offered, and what it belongs to: a fact, a section.
type Way struct {
	Text  string
	Owner int
}

// Index finds ways by how they may begin or what words they have. It is never changed
// after [New] made it and is safe for concurrent use. The zero value has no ways.
type Index struct {
	owners     []int
	offered    []bool            // false for a way whose text another way has
	forms      []string          // folded words, sorted; a term is a place in them
	runs       lists             // way → its terms
	postings   lists             // term → the ways that have it
	order      []uint32          // ways, sorted by their runs
	stems      []stemmed         // sorted by stem
	concepts   [][]alternative   // what stands for each concept of the lexicon
	lexicon    *lexicon.Lexicon  // never nil if there are ways
	known      []string          // the lexicon's words, sorted
	vocabulary *spell.Vocabulary // the forms
}

const (
	maxOfOwner = 3    // ways of one owner that are shown, so that the list offers choices
	maxWords   = 24   // typed words that are looked at
	maxTyped   = 1024 // and bytes
)

// Complete returns the places of at most n ways that fit what has been typed, best first
// and at most three of one owner; nil if nothing fits. If nothing has been typed yet, it
// returns the first way of each owner.
func (x *Index) Complete(typed string, n int) []int {
	if n <= 0 || len(x.owners) == 0 {
		return nil
	}
	p := picker{x: x, n: n, most: maxOfOwner, seen: newSet(len(x.owners)), owners: make(map[int]int)}
	words, unfinished := read(typed)
	switch {
	case len(words) > 0:
		x.complete(&p, x.repair(typed, words, unfinished), unfinished)
	case isBlank(typed):
		p.most = 1
		for way := range x.owners {
			if p.pick(uint32(way)); p.full() {
				break
			}
		}
	}
	return p.picked
}

// read cuts what was typed into words, and reports whether the last one may go on.
func read(typed string) (words []text.Word, unfinished bool) {
	typed = typed[:min(len(typed), maxTyped)]
	words = text.Forms(typed)
	if len(words) == 0 {
		return nil, false
	}
	if len(words) > maxWords {
		return words[:maxWords], false
	}
	for _, r := range typed[words[len(words)-1].End:] {
		if unicode.IsSpace(r) || r == '?' || r == '!' {
			return words, false
		}
	}
	return words, true
}

func isBlank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// complete picks ways, step by step, until there are enough. What is typed of a number is
// a number by itself first: "summit 2" is the second summit before that of 2023.
func (x *Index) complete(p *picker, words []text.Word, unfinished bool) {
	if unfinished && text.IsNumber(words[len(words)-1].Form) {
		x.pickWithAll(p, words, false)
	}
	x.pickWithAll(p, words, unfinished)
	if len(p.picked) == 0 {
		x.pickFitting(p, x.meant(withMeaning(x.units(words), unfinished)))
	}
}

// pickWithAll picks the ways that have all the words, or what means the same.
func (x *Index) pickWithAll(p *picker, words []text.Word, unfinished bool) {
	if as := x.asTyped(words, unfinished); as.possible() {
		x.pickBeginnings(p, as)
		x.pickFitting(p, as)
	}
	if !p.full() {
		x.pickFitting(p, x.meant(x.units(words), unfinished))
	}
}

// picker picks ways, few of one owner and none twice.
type picker struct {
	x       *Index
	n, most int
	seen    set
	owners  map[int]int // how many were picked of each
	picked  []int
}

func (p *picker) full() bool { return len(p.picked) >= p.n }

func (p *picker) pick(way uint32) {
	owner := p.x.owners[way]
	if p.full() || !p.x.offered[way] || p.owners[owner] >= p.most || !p.seen.add(way) {
		return
	}
	p.owners[owner]++
	p.picked = append(p.picked, int(way))
}

func (p *picker) pickAll(ways iter.Seq[uint32]) {
	for way := range ways {
		if p.pick(way); p.full() {
			return
		}
	}
}

// set is a set of ways, as bits: read in order it is in the order they were given.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

// add reports whether the way was not in the set before.
func (s set) add(way uint32) bool {
	bit := uint64(1) << (way % 64)
	isNew := s[way/64]&bit == 0
	s[way/64] |= bit
	return isNew
}

// all yields the ways in the order they were given.
func (s set) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(uint32(i*64 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}
