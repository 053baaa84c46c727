package document

import (
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

// minSwapped is the length of the shortest run that is taken for swapped UTF-16: the
// scripts that own such characters hardly ever write four of them in a row.
const minSwapped = 4

// unswapped returns the changes that swap the byte-swapped UTF-16 in the bytes s of text
// back, one a word, so that no sentence ends within a change.
func unswapped(text string, s facts.Span) []facts.Change {
	var changes []facts.Change
	for at := s.Start; at < s.End; {
		if text[at] < utf8.RuneSelf {
			at++
			continue
		}
		end, ok := swappedRun(text[:s.End], at)
		for ok && at < end {
			word := swappedWord(text[:end], at)
			changes = append(changes, word)
			at = word.Span.End
		}
		at = max(end, at)
	}
	return changes
}

// swappedWord returns the change of the swapped letters at the place at, or of the one
// character if it is none.
func swappedWord(text string, at int) facts.Change {
	var word []rune
	end := at
	for end < len(text) {
		r, n := unswap(text[end:])
		if len(word) > 0 && !(unicode.IsLetter(r) && unicode.IsLetter(word[0])) {
			break
		}
		word = append(word, r)
		end += n
	}
	return facts.Change{Span: facts.Span{Start: at, End: end}, Is: string(word)}
}

// swappedRun returns where the run of characters whose low byte is zero ends that starts
// at the place at, or the character there if it is none; and whether it is swapped UTF-16.
func swappedRun(text string, at int) (end int, ok bool) {
	end = at
	count := 0
	for end < len(text) {
		r, n := unswap(text[end:])
		if r < ' ' {
			break
		}
		end += n
		if !unicode.IsSpace(r) {
			count++
		}
	}
	if end == at {
		_, n := utf8.DecodeRuneInString(text[at:])
		end += n
	}
	return end, count >= minSwapped
}

// unswap returns the swapped character at the start of s and the bytes it takes; 0 if
// there is none. A space and a control character are the two bytes of one character of
// general punctuation, widened apart: 20 13 is U+2013, the en dash.
func unswap(s string) (rune, int) {
	r, n := highByte(s)
	if r != ' ' {
		return r, n
	}
	if low, m := highByte(s[n:]); low > 0 && low < ' ' {
		return r<<8 | low, n + m
	}
	return r, n
}

// highByte returns the high byte of the character at the start of s if its low byte is
// zero, and 0 if it isn't or s is empty.
func highByte(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r&0xFF != 0 || r > 0x7E00 {
		return 0, n
	}
	return r >> 8, n
}
