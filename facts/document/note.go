package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// raised are the characters of notes that are raised by themselves.
const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"

// bracketed is a note in brackets: "[4]", "[4, 5]", "[3–6]", "[^1]", "[a]", "[note 2]",
// "[citation needed]".
var bracketed = regexp.MustCompile(`^\[(?:\^?[\pL\d]{1,3}(?:[ ,–-]+\d{1,3})*|note \d{1,3}|citation needed|who\?|when\?)\]`)

var parenthesised = regexp.MustCompile(`^\(\d{1,3}\)`)

// noteWindow is longer than any note.
const noteWindow = 40

// symbols are marks of notes.
const symbols = "†‡§¶*"

// noteLen returns the length of the note that s begins with, right after an end mark; 0 if
// it begins with none.
func noteLen(s string) int {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case r == '[':
		return len(bracketed.FindString(s[:min(len(s), noteWindow)]))
	case r == '(':
		if n := len(parenthesised.FindString(s[:min(len(s), noteWindow)])); !beginsWord(s[n:]) {
			return n
		}
	case strings.ContainsRune(raised, r):
		return len(s) - len(strings.TrimLeft(s, raised+","))
	case strings.ContainsRune(symbols, r):
		if n := len(s) - len(strings.TrimLeft(s, symbols)); !beginsWord(s[n:]) {
			return n
		}
	case r == ' ' && strings.HasPrefix(s, " ["):
		return spacedNote(s)
	}
	return 0
}

// spacedNote returns the length of a note after a space, if a sentence may begin after it.
func spacedNote(s string) int {
	n := len(bracketed.FindString(s[1:min(len(s), noteWindow)]))
	if n == 0 || !unicode.IsDigit(rune(s[2])) {
		return 0
	}
	next := strings.TrimLeft(s[1+n:], " ")
	if r, _ := utf8.DecodeRuneInString(next); next == "" || len(next) < len(s)-1-n && unicode.IsUpper(r) {
		return 1 + n
	}
	return 0
}

// bareNote returns the length of a note's number right after the point of m, as a raised
// number ends up in plain text: "the council.4 The next". 0 if there is none.
func bareNote(text string, m mark) int {
	s := text[m.end:]
	n := 0
	for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || n > 3 {
		return 0
	}
	word := lastWord(text[max(0, m.start-lookBack):m.start])
	last, _ := utf8.DecodeLastRuneInString(word)
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[n:], " "))
	if utf8.RuneCountInString(word) < 3 || !unicode.IsLower(last) || roles[strings.ToLower(word)] != 0 {
		return 0
	}
	if rest := s[n:]; rest != "" && !(rest[0] == ' ' && unicode.IsUpper(r)) {
		return 0
	}
	return n
}
