package base

import (
	"unicode"
	"unicode/utf8"

	"summitbot/facts/text"
)

// Key is what two ways of asking must share to be the same: their letters and digits,
// folded, in words. Apostrophes part no words. A plus or a hash at a word's end belongs to
// it: C, C++ and C# are three. A text without a letter or digit has an empty key.
func Key(s string) string {
	if isKey(s) {
		return s
	}
	key := make([]byte, 0, len(s)+1)
	apart := false
	signs := 0 // how many signs the word at hand ends in so far
	for _, r := range text.Fold(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if signs > 0 {
				key, apart = key[:len(key)-signs], true
			}
			if apart && len(key) > 0 {
				key = append(key, ' ')
			}
			key = utf8.AppendRune(key, r)
			apart, signs = false, 0
		case (r == '+' || r == '#') && len(key) > 0 && !apart:
			key = append(key, byte(r))
			signs++
		case r != '\'':
			apart, signs = true, 0
		}
	}
	return string(key)
}

// isKey reports whether a way of asking is its own key, as most are.
func isKey(s string) bool {
	previous := byte(' ')
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == ' ' && previous != ' ') {
			return false
		}
		previous = c
	}
	return previous != ' '
}
