package complete

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"

	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// repair returns the typed words with those repaired that nothing knows.
func (x *Index) repair(typed string, words []text.Word, unfinished bool) []text.Word {
	read := make([]text.Word, 0, len(words)+2)
	for i, w := range words {
		unfinished := unfinished && i == len(words)-1
		forms := []string{w.Form}
		if !x.knows(w.Form, unfinished) {
			forms = x.likely(w.Form, unfinished, i > 0 && isCapitalized(typed[w.Start:]))
		}
		for _, form := range forms {
			read = append(read, text.Word{Start: w.Start, End: w.End, Form: form, Stem: text.Stem(form)})
		}
	}
	return read
}

// isCapitalized reports whether s begins with a capital and goes on without one.
func isCapitalized(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[size:])
	return unicode.IsUpper(first) && unicode.IsLower(second)
}

// knows reports whether a word is none to repair: the ways have it or another form of it,
// it has a digit, it is common English, or the lexicon has it; or it may become a name that
// the lexicon knows as another's.
func (x *Index) knows(form string, unfinished bool) bool {
	switch {
	case len(x.written(form, unfinished)) > 0, len(x.stem(text.Stem(form))) > 0:
		return true
	case strings.ContainsFunc(form, unicode.IsDigit), lexicon.IsEnglish(form), x.lexicon.Knows(form):
		return true
	}
	i, _ := slices.BinarySearch(x.names, form)
	return unfinished && i < len(x.names) && strings.HasPrefix(x.names[i], form)
}

// likely returns what an unknown word was meant for, itself if it is like nothing: a known
// one's possessive ("cns"), one slip, then a space left out, then more slips, then the
// vowels left out. A name has one slip at most: with more it is another name.
func (x *Index) likely(form string, unfinished, isName bool) []string {
	if base := strings.TrimSuffix(form, "s"); len(base) > 1 && base != form && x.knows(base, false) {
		return []string{base}
	}
	slips := x.slips(form, unfinished)
	if len(slips) > 0 && slips[0].Edits == 1 {
		return []string{slips[0].Form}
	}
	if isName {
		return []string{form}
	}
	if parts := x.split(form, unfinished); parts != nil {
		return parts
	}
	if len(slips) > 0 {
		return []string{slips[0].Form}
	}
	return []string{x.shorthand(form, unfinished)}
}

// slips returns what a misspelt word may be meant for, likeliest first: if it is
// unfinished, words' beginnings, too.
func (x *Index) slips(form string, unfinished bool) []spell.Repair {
	var found []spell.Repair
	if unfinished {
		found = spell.New(x.beginnings(form)).Repairs(form)
	}
	if len(found) == 0 {
		found = x.vocabulary.Repairs(form)
	}
	return found
}

// maxStrange is how many letters of a beginning may be strange to the typed word, and the
// other way round, for the two to be compared.
const maxStrange = 2

// beginnings returns the beginnings of words that are about as long as the typed one,
// have about the same letters, and share its first letter or have its first two swapped.
func (x *Index) beginnings(form string) []spell.Word {
	if len(form) < 3 {
		return nil
	}
	var found []spell.Word
	typed := letters(form)
	for i := range 2 {
		if i == 1 && form[0] == form[1] {
			break
		}
		from, to := x.prefix(form[i : i+1])
		for _, word := range x.forms[from:to] {
			for n := len(form) - 1; n <= min(len(form)+1, len(word)); n++ {
				l := letters(word[:n])
				if bits.OnesCount64(l&^typed) <= maxStrange && bits.OnesCount64(typed&^l) <= maxStrange {
					found = append(found, spell.Word{Form: word[:n], Count: 1})
				}
			}
		}
	}
	return found
}

// letters returns the set of the bytes of s, near enough, as bits.
func letters(s string) (set uint64) {
	for i := range len(s) {
		set |= 1 << (s[i] % 64)
	}
	return set
}

// minPart is how many letters each of two words has at least that were typed as one.
const minPart = 3

// split returns the two words that were typed as one, the first as long as possible; nil
// if they aren't two words of the ways.
func (x *Index) split(form string, unfinished bool) []string {
	for i := len(form) - minPart; i >= minPart; i-- {
		if len(x.written(form[:i], false)) > 0 && len(x.written(form[i:], unfinished)) > 0 {
			return []string{form[:i], form[i:]}
		}
	}
	return nil
}

// minShorthand is how many letters a shorthand has at least: fewer could stand for much.
const minShorthand = 5

// shorthand returns the word that was written without its vowels ("wrkshp", "agrmnt"), form
// itself if there is none. At least half of the word's letters must be there, in order, the
// first among them and, if it is finished, the last.
func (x *Index) shorthand(form string, unfinished bool) string {
	if len(form) < minShorthand || strings.ContainsAny(form[1:], "aeiou") {
		return form
	}
	from, to := x.prefix(form[:1])
	best, score := form, 0
	for _, m := range fuzzy.FindNoSort(form, x.forms[from:to]) {
		fits := len(m.Str) <= 2*len(form) && (unfinished || m.Str[len(m.Str)-1] == form[len(form)-1])
		if fits && (best == form || m.Score > score) {
			best, score = m.Str, m.Score
		}
	}
	return best
}
