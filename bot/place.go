package bot

import (
	"fmt"
	"regexp"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// typedPlace is a place as somebody writes it.
type typedPlace struct {
	paragraph, sentence string // digits; the sentence may be missing
	headline            string // what follows in a choice of the completion; may be empty
	named               bool   // a letter or word says that a place is meant: P6, not 6
}

// between is what may stand between the parts of a place, and around them.
const between = `[^\p{L}\p{N}]*`

var (
	// placeForm is "P6S4", "6.4", "6 4", "(P6S4).", "paragraph 6, sentence 4", and what may
	// follow in a choice of the completion: " · headline".
	placeForm = regexp.MustCompile(`(?i)^` + between + `(p|par|para|paragraph)?` + between + `(\d{1,6})(?:` +
		between + `(s|sent|sentence)` + between + `|[^\p{L}\p{N}]+)(\d{1,6})(?:\s*·\s*(.*?)…?)?` + between + `$`)
	// reverseForm is "sentence 4 of paragraph 6".
	reverseForm = regexp.MustCompile(`(?i)^` + between + `(?:s|sent|sentence)` + between + `(\d{1,6})` + between +
		`(?:of|in)?` + between + `(?:the)?` + between + `(?:p|par|para|paragraph)` + between + `(\d{1,6})` + between + `$`)
	// paragraphForm is "P6", "6" and "paragraph 6", also where the sentence is to follow.
	paragraphForm = regexp.MustCompile(`(?i)^` + between + `(p|par|para|paragraph)?` + between + `(\d{1,6})` + between + `(?:s|sent|sentence)?` + between + `$`)
)

// readPlace reads a place, and reports whether one was typed.
func readPlace(typed string) (typedPlace, bool) {
	if m := placeForm.FindStringSubmatch(typed); m != nil {
		return typedPlace{m[2], m[4], m[5], m[1]+m[3] != ""}, true
	}
	if m := reverseForm.FindStringSubmatch(typed); m != nil {
		return typedPlace{m[2], m[1], "", true}, true
	}
	if m := paragraphForm.FindStringSubmatch(typed); m != nil {
		return typedPlace{m[2], "", "", m[1] != ""}, true // 1990s is none
	}
	return typedPlace{}, false
}

// label is how the sentences at the place begin: 06 and 4 are P6S4, 6 alone P6S.
func (p typedPlace) label() string {
	return "P" + strings.TrimLeft(p.paragraph, "0") + "S" + strings.TrimLeft(p.sentence, "0")
}

// first returns the fact at the place, the first one of a paragraph, and whether there is one.
func (p typedPlace) first(base *answer.Base) (facts.Fact, bool) {
	for _, f := range base.Facts() {
		if f.Sentence.ID == p.label() || p.sentence == "" && strings.HasPrefix(f.Sentence.ID, p.label()) {
			return f, true
		}
	}
	return facts.Fact{}, false
}

// pointNamed returns the point of a fact whose headline begins with s, the first one
// where none does.
func pointNamed(f facts.Fact, s string) int {
	for i, p := range f.Points {
		if s != "" && strings.HasPrefix(p.Headline, s) {
			return i
		}
	}
	return 0
}

// noSuchPlace says what can be typed.
func noSuchPlace(base *answer.Base, typed string) string {
	const how = " Write paragraph and sentence, such as P6S4, or words of a headline."
	p, ok := readPlace(typed)
	if !ok {
		return "I found no sentence by these words." + how
	}
	paragraph, sentences, last := number(p.paragraph), 0, 0
	for _, f := range base.Facts() {
		last = max(last, f.Sentence.Paragraph)
		if f.Sentence.Paragraph == paragraph {
			sentences++
		}
	}
	if sentences == 0 {
		return fmt.Sprintf("There is no paragraph %d: the text has %s.", paragraph, counted(last, "paragraph")) + how
	}
	return fmt.Sprintf("There is no sentence %d in paragraph %d: it has %s.", number(p.sentence), paragraph, counted(sentences, "sentence")) + how
}
