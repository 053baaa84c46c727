package rank

import (
	"unicode"
	"unicode/utf8"

	"summitbot/facts/text"
)

// classify returns the classes of the words of sentence s, one set a word.
func classify(s string, words []text.Word) []class {
	classes := make([]class, len(words))
	marks := newMarks(s)
	for i, w := range words {
		classes[i] = lexicon[w.Form] | shape(s, w, i == 0) | marks.at(w.Start)
	}
	for i := range words {
		classes[i] |= surroundings(words, classes, i)
	}
	return classes
}

// shape returns what the letters and digits of a word, and what stands right beside
// them, tell about it.
func shape(s string, w text.Word, first bool) class {
	var c class
	if text.IsNumber(w.Form) {
		c |= number | numberKind(s, w)
	}
	raw := s[w.Start:w.End]
	r, size := utf8.DecodeRuneInString(raw)
	switch {
	case unicode.IsUpper(r) && isUpper(raw[size:]):
		c |= acronym | name
	case unicode.IsUpper(r) && !first:
		c |= name
	case unicode.IsDigit(r) && len(w.Form) > 2 && hasOrdinalEnding(w.Form):
		c |= ordinal | number
	}
	if w.End < len(s) && (s[w.End] == ',' || s[w.End] == ';') {
		c |= listed
	}
	return c
}

func numberKind(s string, w text.Word) class {
	var c class
	if len(w.Form) == 4 && (w.Form[0] == '1' || w.Form[:2] == "20") {
		c |= year
	}
	before, _ := utf8.DecodeLastRuneInString(s[:w.Start])
	if unicode.Is(unicode.Sc, before) {
		c |= money
	}
	if w.End < len(s) && s[w.End] == '%' || w.End+1 < len(s) && s[w.End:w.End+2] == " %" {
		c |= percent
	}
	return c
}

func hasOrdinalEnding(form string) bool {
	switch form[len(form)-2:] {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

// isUpper reports whether s has letters and all of them are capitals.
func isUpper(s string) bool {
	letters := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		letters = letters || unicode.IsUpper(r)
	}
	return letters
}

// surroundings returns what the words beside word i tell about it.
func surroundings(words []text.Word, classes []class, i int) class {
	if classes[i]&name == 0 {
		return 0
	}
	var c class
	if start := runStart(classes, i); start > 0 {
		before := words[start-1].Form
		c |= flag(beforePlace[before], placed) | flag(beforePerson[before], personal)
	}
	end := i + 1
	for end < len(words) && classes[end]&name != 0 {
		end++
	}
	if end < len(words) && afterPerson[words[end].Form] {
		c |= personal
	}
	if beforePerson[words[i].Form] {
		c |= personal
	}
	return c
}

// runStart returns where the run of names that holds word i begins.
func runStart(classes []class, i int) int {
	for i > 0 && classes[i-1]&name != 0 {
		i--
	}
	return i
}

func flag(on bool, c class) class {
	if on {
		return c
	}
	return 0
}

// marks tells which bytes of a sentence stand in quotation marks or brackets.
type marks struct{ spans []markSpan }

type markSpan struct {
	start, end int
	class      class
}

func newMarks(s string) marks {
	var m marks
	quote, bracket := -1, -1
	for i, r := range s {
		switch r {
		case '"', '“', '”':
			quote = m.close(quote, i, quoted)
		case '(', '[':
			bracket = i
		case ')', ']':
			if bracket >= 0 {
				bracket = m.close(bracket, i, bracketed)
			}
		}
	}
	return m
}

// close ends the span that began at start, or begins one where start is negative; it
// returns the start of the span that is open then.
func (m *marks) close(start, i int, c class) int {
	if start < 0 {
		return i
	}
	m.spans = append(m.spans, markSpan{start, i, c})
	return -1
}

func (m *marks) at(i int) class {
	var c class
	for _, s := range m.spans {
		if s.start < i && i < s.end {
			c |= s.class
		}
	}
	return c
}
