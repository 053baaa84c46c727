package rank

import (
	"strings"

	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// Repair returns the question with each word that neither the collection nor English
// knows put right, where a word of the collection is near. Words with digits stay.
func (x *Index) Repair(question string) string {
	var b strings.Builder
	end := 0
	for _, w := range text.Words(question) {
		form := x.meant(w)
		if form == "" {
			continue
		}
		b.WriteString(question[end:w.Start] + form)
		end = w.End
	}
	if end == 0 {
		return question
	}
	return b.String() + question[end:]
}

// meant returns the word that a slip was meant for, empty where w is none or nothing is near.
func (x *Index) meant(w text.Word) string {
	if x.stems.id(w.Stem) != none || text.IsFunction(w.Stem) || lexicon.IsEnglish(w.Form) {
		return ""
	}
	if repairs := x.speller().Repairs(w.Form); len(repairs) > 0 {
		return repairs[0].Form
	}
	return ""
}

// newSpeller returns the vocabulary that slips are repaired to.
func (x *Index) newSpeller() *spell.Vocabulary {
	var words []spell.Word
	for _, w := range x.Vocabulary() {
		words = append(words, spell.Word{Form: w.Form, Count: w.Count})
	}
	for _, form := range text.FunctionForms() {
		words = append(words, spell.Word{Form: form, Count: 1})
	}
	return spell.New(words)
}
