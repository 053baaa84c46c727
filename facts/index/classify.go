package index

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"summitbot/facts/text"
)

// Classes returns the classes of word w of the text s, of which it may be the first: a
// first word's capital says nothing.
func Classes(s string, w text.Word, first bool) Class { return classOf[w.Form] | shape(s, w, first) }

// shape returns what the letters and digits of a word, and what stands right beside
// them, tell about it.
func shape(s string, w text.Word, first bool) Class {
	var c Class
	if text.IsNumber(w.Form) {
		c |= Number | numberKind(s, w)
	}
	raw := s[w.Start:w.End]
	r, size := utf8.DecodeRuneInString(raw)
	switch {
	case unicode.IsUpper(r) && isUpper(raw[size:]):
		c |= Acronym | Name
	case unicode.IsUpper(r) && !first:
		c |= Name
	case unicode.IsDigit(r) && len(w.Form) > 2 && hasOrdinalEnding(w.Form):
		c |= Number
	}
	return c
}

func numberKind(s string, w text.Word) Class {
	var c Class
	if IsYear(w.Form) {
		c |= Year
	}
	before, _ := utf8.DecodeLastRuneInString(s[:w.Start])
	if unicode.Is(unicode.Sc, before) {
		c |= Money
	}
	if w.End < len(s) && s[w.End] == '%' || w.End+1 < len(s) && s[w.End:w.End+2] == " %" {
		c |= Percent
	}
	return c
}

// IsYear reports whether a folded word is a number from 1000 to 2099.
func IsYear(form string) bool {
	return len(form) == 4 && text.IsNumber(form) && (form[0] == '1' || form[:2] == "20")
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

func flag(on bool, c Class) Class {
	if on {
		return c
	}
	return 0
}

// A quotation is a half-open range of bytes between quotation marks.
type quotation struct{ start, end int }

// quotations returns what stands in quotation marks. A mark that is not closed opens none.
func quotations(s string) []quotation {
	var all []quotation
	start := -1
	for i, r := range s {
		switch {
		case r != '"' && r != '“' && r != '”':
		case start < 0:
			start = i
		default:
			all = append(all, quotation{start, i})
			start = -1
		}
	}
	return all
}

func within(all []quotation, at int) bool {
	return slices.ContainsFunc(all, func(q quotation) bool { return q.start < at && at < q.end })
}
