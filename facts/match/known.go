package match

import (
	"maps"
	"unicode"
	"unicode/utf8"

	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/passage"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// findNames takes for names the words that the sentences write with a capital wherever
// they do not begin with them.
func (b *builder) findNames() {
	x := b.x
	x.names = make(map[string]bool)
	lower := make(map[string]bool)
	for _, c := range x.candidates {
		for i, w := range text.Words(c.Sentence) {
			switch r, _ := utf8.DecodeRuneInString(c.Sentence[w.Start:]); {
			case !unicode.IsUpper(r):
				lower[w.Stem] = true
			case i > 0:
				x.names[w.Stem] = true
			}
		}
	}
	maps.DeleteFunc(x.names, func(stem string, _ bool) bool { return lower[stem] })
}

// findNameGroups finds the groups of words that mean the same as a name.
func (x *Index) findNameGroups() {
	x.nameGroups = make(map[int32]bool)
	for stem := range x.names {
		for _, group := range x.lexicon.Word(text.Word{Form: stem, Stem: stem}).Concepts {
			x.nameGroups[group] = true
		}
	}
}

// vocabulary returns the words that slips are repaired to: those of the entries, of the
// lexicon, and of grammar. A word that few entries have and no sentence is left out where
// it is no common English: it may be a slip itself.
func (b *builder) vocabulary() []spell.Word {
	words := make([]spell.Word, 0, len(b.counts))
	for form, n := range b.counts {
		if n >= usual || b.x.isWritten(form) || lexicon.IsEnglish(form) {
			words = append(words, spell.Word{Form: form, Count: n + 1})
		}
	}
	for id := range b.x.words.Forms.Len() {
		form := b.x.words.Forms.Word(uint32(id))
		if _, ok := b.counts[form]; !ok {
			words = append(words, spell.Word{Form: form, Count: b.x.words.Forms.Count(uint32(id)) + 1})
		}
	}
	for _, form := range b.x.lexicon.Forms() {
		words = append(words, spell.Word{Form: form, Count: 1})
	}
	for _, form := range text.FunctionForms() {
		words = append(words, spell.Word{Form: form, Count: 2})
	}
	return words
}

// usual is how often a word stands in the entries that is surely no slip.
const usual = 4

// same returns which stems of the sentences the lexicon knows to mean the same; nil if it
// knows none.
func (x *Index) same() passage.Same {
	if x.lexicon.Groups() == 0 {
		return nil
	}
	stems := make([][]uint32, x.lexicon.Groups())
	for id := range x.words.Stems.Len() {
		stem := x.words.Stems.Word(uint32(id))
		for _, group := range x.lexicon.Word(text.Word{Form: stem, Stem: stem}).Concepts {
			stems[group] = append(stems[group], uint32(id))
		}
	}
	return func(stem string) []uint32 {
		var all []uint32
		for _, group := range x.lexicon.Word(text.Word{Form: stem, Stem: stem}).Concepts {
			all = append(all, stems[group]...)
		}
		return all
	}
}

// isWritten reports whether a sentence has the folded word.
func (x *Index) isWritten(form string) bool { return x.words.Forms.ID(form) != index.None }
