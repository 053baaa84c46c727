// Package complete completes a question as it is typed: it finds the ways of asking
// that fit what stands there so far. A way is any short text: a question that a base
// offers, a document's heading, the question of an FAQ entry.
//
//	typed → words → repaired → slots → ways that fill them → ranked → few of one owner
//
// # Order
//
// Words are compared folded: case, accents, apostrophes and punctuation don't count, nor
// do extra spaces. The last word is unfinished unless a space, "?" or "!" follows. Ways
// come in this order, and within each step in the order in which they were given:
//
//  1. ways that begin as typed, the last word complete;
//  2. ways with what was typed further in, if the last word is complete and carries
//     meaning: "xi" gives "did Xi attend" before "Xinhua";
//  3. ways that begin as typed, the last word longer;
//  4. ways with what was typed further in, then with its words apart but in order, those
//     first that begin alike, then in any order;
//  5. the same with words that mean the same: other forms ("held" for "hold") and what
//     the lexicon knows ("second" for "2nd", "G7" for "G-7");
//  6. if there are none: ways with most of the words that carry meaning, and all numbers.
//
// A word that nothing knows is repaired before all this, from the words of the ways. A
// number is never repaired, nor is common English or what the lexicon knows.
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
	"strings"
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

// Index finds ways by how they begin and by their words. It is never changed after [New]
// made it and is safe for concurrent use. The zero value has no ways.
type Index struct {
	owners     []int
	repeats    []bool            // a way that has the text of an earlier one
	forms      []string          // folded words, sorted; a term is a place in them
	runs       lists             // way → its terms
	postings   lists             // term → the ways that have it
	order      []uint32          // ways, sorted by their runs
	stems      []stemmed         // terms, sorted by stem
	concepts   [][]alternative   // what stands for each concept of the lexicon
	lexicon    *lexicon.Lexicon  // not nil
	names      []string          // that the lexicon knows as others', sorted
	vocabulary *spell.Vocabulary // the forms
}

const (
	maxOfOwner = 3    // ways of one owner that are shown, so that the list offers choices
	maxText    = 1024 // bytes of a way, and of what was typed, that are looked at
	maxWords   = 24   // and typed words
	minBegun   = 2    // bytes of an unfinished word that say enough by themselves
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
		x.pick(&p, x.repair(typed, words, unfinished), unfinished)
	case strings.TrimSpace(typed) == "":
		p.most = 1
		for way := range x.owners {
			p.pick(uint32(way))
		}
	}
	return p.picked
}

// read cuts what was typed into words, and reports whether the last one may go on.
func read(typed string) (words []text.Word, unfinished bool) {
	typed = typed[:min(len(typed), maxText)]
	words = text.Forms(typed)
	switch {
	case len(words) == 0:
		return nil, false
	case len(words) > maxWords:
		return words[:maxWords], false
	}
	after := typed[words[len(words)-1].End:]
	return words, !strings.ContainsFunc(after, func(r rune) bool { return unicode.IsSpace(r) || r == '?' || r == '!' })
}

// pick picks ways, step by step, until there are enough. A last word hardly begun says
// nothing if no way has it.
func (x *Index) pick(p *picker, words []text.Word, unfinished bool) {
	x.pickWithAll(p, words, unfinished)
	last := words[len(words)-1].Form
	if len(p.picked) == 0 && unfinished && len(last) < minBegun && !text.IsNumber(last) {
		words, unfinished = words[:len(words)-1], false
		x.pickWithAll(p, words, false)
	}
	if len(p.picked) == 0 {
		x.pickNear(p, x.meant(words, unfinished))
	}
}

// pickWithAll picks the ways that have all the words, or what means the same. What is typed
// of a number is a number by itself, too: "summit 2" is the second summit before that of 2023.
func (x *Index) pickWithAll(p *picker, words []text.Word, unfinished bool) {
	if q := x.asTyped(words, unfinished); q.possible() {
		x.pickBeginnings(p, q)
		if unfinished && text.IsNumber(words[len(words)-1].Form) {
			x.pickFitting(p, x.meant(words, false), rankWithin)
		}
		x.pickFitting(p, q, lastRank)
	}
	x.pickFitting(p, x.meant(words, unfinished), lastRank)
}
