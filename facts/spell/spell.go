// Package spell repairs misspelt words from a vocabulary.
//
// Candidates come from two sources, since each misses what the other finds:
// [fuzzy.Find] finds words in which the typed letters stand in order ("kazakstan" in
// "kazakhstan", and, with each typed letter left out once, where one is wrong), and an
// edit distance with transpositions finds the rest ("kazahkstan"). The distance decides.
//
// Words with a digit are never repaired: a wrong number is another number. Nor are words
// in other letters than English ones: the costs know no others.
package spell

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"
	"github.com/sahilm/fuzzy"
)

// Word is a word of a vocabulary, folded, and how often it stands in the base.
type Word struct {
	Form  string
	Count int
}

// Vocabulary is a set of words to repair to. It is not changed after it was made and is
// safe for concurrent use. The zero value has no words.
type Vocabulary struct {
	known    map[string]int // its count
	byLength []bucket       // by length in characters
}

// bucket is the words of one length, each in two lists: by its first and by its second
// letter, since a slip rarely spoils both.
type bucket struct {
	first, second [letters]list
}

// list is words and, apart from them since most words are told by these alone, the sets of
// their letters.
type list struct {
	sets  []uint32
	words []Word
}

func (l *list) add(w Word) {
	l.sets, l.words = append(l.sets, setOf(w.Form)), append(l.words, w)
}

// letters is how many letters there are, a to z, and one place for what is none.
const letters = 'z' - 'a' + 2

// letter returns the place of letter i of a word.
func letter(word string, i int) int {
	if i >= len(word) || word[i] < 'a' || word[i] > 'z' {
		return letters - 1
	}
	return int(word[i] - 'a')
}

// New returns the vocabulary of the given words. The same word twice counts once, with
// the larger count; words with digits are known but never repaired to.
func New(words []Word) *Vocabulary {
	v := &Vocabulary{known: make(map[string]int, len(words))}
	for _, w := range words {
		v.known[w.Form] = max(v.known[w.Form], w.Count)
	}
	v.sort()
	return v
}

// sort sorts the words that can be repaired to by their length and their letters.
func (v *Vocabulary) sort() {
	for form, count := range v.known {
		if n := utf8.RuneCountInString(form); isRepairable(form) {
			v.byLength = slices.Grow(v.byLength, max(0, n+1-len(v.byLength)))[:max(n+1, len(v.byLength))]
			b := &v.byLength[n]
			b.first[letter(form, 0)].add(Word{form, count})
			b.second[letter(form, 1)].add(Word{form, count})
		}
	}
}

// Knows reports whether the folded word is in the vocabulary.
func (v *Vocabulary) Knows(form string) bool { return v.known[form] > 0 }

// Repair is a word that may have been meant.
type Repair struct {
	Form  string
	Edits int // how many letters were inserted, left out, changed or swapped with the next
	Cost  int // what these slips cost, in hundredths of an edit: likely ones less
}

// Repairs returns the words that may be meant by the folded word, the cheapest first, then
// the most frequent, then by the alphabet. It returns nil for a word that is known, too
// short, or has a digit, and where nothing is near.
func (v *Vocabulary) Repairs(form string) []Repair {
	length := utf8.RuneCountInString(form)
	limit := maxEdits(length)
	if limit == 0 || v.Knows(form) || !isRepairable(form) {
		return nil
	}
	near := search{form: form, set: setOf(form), limit: limit}
	for n := max(0, length-limit); n <= length+limit && n < len(v.byLength); n++ {
		near.most = maxCost(length, n)
		near.through(&v.byLength[n])
	}
	found := near.found
	if len(found) == 0 && length >= surelyLong {
		found = v.otherwiseSame(form)
	}
	slices.SortFunc(found, func(a, b Repair) int {
		switch {
		case a.Cost != b.Cost:
			return a.Cost - b.Cost
		case v.known[a.Form] != v.known[b.Form]:
			return v.known[b.Form] - v.known[a.Form]
		}
		return strings.Compare(a.Form, b.Form)
	})
	return found
}

// surelyLong is how long a word must be to be known by all letters but its first.
const surelyLong = 6

// otherwiseSame returns the words that differ from form in the first letter alone, however
// far apart the two are.
func (v *Vocabulary) otherwiseSame(form string) []Repair {
	var found []Repair
	if len(form) >= len(v.byLength) {
		return nil
	}
	for _, c := range v.byLength[len(form)].second[letter(form, 1)].words {
		if c.Form[1:] == form[1:] {
			found = append(found, Repair{c.Form, 1, costOther + costFirst})
		}
	}
	return found
}

// maxEdits returns how many slips are forgiven in a word of n letters.
func maxEdits(n int) int {
	switch {
	case n < 3:
		return 0
	case n < 6:
		return 1
	case n < 10:
		return 2
	}
	return 3
}

// maxCost is what it may cost to take a word of n letters for one of m: where the word is
// short, two letters swapped or one left out.
func maxCost(n, m int) int {
	switch {
	case n > 3:
		return costOther * maxEdits(n) * 9 / 10
	case m > n:
		return costMissing
	}
	return costSwap
}

func isRepairable(form string) bool {
	return len(form) <= maxLength && !strings.ContainsFunc(form, func(r rune) bool { return r >= utf8.RuneSelf || unicode.IsDigit(r) })
}

// search is for the words that are at most limit edits away and cost at most so much.
type search struct {
	form        string
	set         uint32 // of its letters
	limit, most int
	found       []Repair
}

// through searches the words of a bucket that begin alike, and those whose second letter is
// the typed first one.
func (s *search) through(b *bucket) {
	for c := range b.first {
		if beginAlike(s.form, c) {
			s.among(&b.first[c], true)
		}
	}
	s.among(&b.second[letter(s.form, 0)], false)
}

// among searches a list of words, all of which begin alike, or passes over those that do.
func (s *search) among(l *list, alike bool) {
	for i, set := range l.sets {
		if max(bits.OnesCount32(s.set&^set), bits.OnesCount32(set&^s.set)) > s.limit {
			continue
		}
		w := l.words[i].Form
		if !alike && beginAlike(s.form, letter(w, 0)) {
			continue
		}
		p := cost(s.form, w, s.most)
		if p > s.most || !plausible(s.form, w) {
			continue
		}
		if d := edlib.OSADamerauLevenshteinDistance(s.form, w); d <= s.limit {
			s.found = append(s.found, Repair{w, d, p})
		}
	}
}

// beginAlike reports whether a word that begins with the letter may be meant by what was
// typed: its first letter is that one, beside it on the keyboard or alike in sound, or the
// second one is.
func beginAlike(typed string, first int) bool {
	c := byte('a' + first)
	return first == letters-1 || changes[typed[0]][c] < costOther || len(typed) > 1 && typed[1] == c
}

// plausible reports whether typed may be a slip for form: most people get the first
// letter right, or swap it with the second, and most of the letters in order.
func plausible(typed, form string) bool {
	if typed[0] == form[0] || len(typed) > 1 && len(form) > 1 && typed[0] == form[1] && typed[1] == form[0] {
		return true
	}
	return len(fuzzy.FindNoSort(typed[1:], []string{form})) > 0
}

// setOf returns the set of letters of a word, as bits: an edit brings in one letter and
// takes one away at the most.
func setOf(form string) uint32 {
	var set uint32
	for _, r := range form {
		set |= 1 << (uint(r) % 32)
	}
	return set
}
