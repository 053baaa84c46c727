package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is an end mark with all that belongs to it: more end marks, closing quotation marks
// and brackets, notes.
type mark struct {
	start, end int
	strong     bool // there is more than a point: "!", "?"
	dots       bool // it is an ellipsis
	clear      bool // it ends a sentence in a script that has no short forms
	closed     bool // a quotation mark or bracket closes in it
}

// isEnd reports whether r may end a sentence, in any script.
func isEnd(r rune) bool {
	if r < utf8.RuneSelf {
		return r == '.' || r == '!' || r == '?'
	}
	return r == '…' || r == 0x037E || unicode.Is(unicode.STerm, r)
}

// isClear reports whether the end mark r is never anything else.
func isClear(r rune) bool {
	return r >= utf8.RuneSelf && !strings.ContainsRune("…．‼⁇⁈⁉", r) && isEnd(r)
}

// ending returns the mark that begins at i, which is an end mark.
func ending(text string, i int) mark {
	m := mark{start: i, end: i}
	points := 0 // in a row
	for m.end < len(text) {
		rest := text[m.end:]
		r, n := utf8.DecodeRuneInString(rest)
		switch {
		case r == '.' || isSpacedPoint(rest):
			m.strong = m.strong || m.closed // "etc.)."
			points++
			m.dots = m.dots || points > 1
			n = strings.IndexByte(rest, '.') + 1
		case isEnd(r):
			m.add(r)
		case isCloser(r) || isSpacedCloser(rest):
			m.closed, points = true, 0
			n = len(rest) - len(strings.TrimLeft(rest, " "))
			_, size := utf8.DecodeRuneInString(rest[n:])
			n += size
		default:
			if n = noteLen(rest); n == 0 {
				m.end += bareNote(text, m)
				return m
			}
		}
		m.end += n
	}
	return m
}

// add takes note of the end mark r.
func (m *mark) add(r rune) {
	switch {
	case r == '…':
		m.dots = true
	case isClear(r):
		m.clear = true
	case r != '．':
		m.strong = true
	}
}

func isCloser(r rune) bool {
	return strings.ContainsRune(`"'”’“‘»«›‹)]}」』）】》〉｣］｝〕`, r)
}

// isSpacedPoint reports whether s goes on an ellipsis written with spaces: " . .".
func isSpacedPoint(s string) bool {
	return strings.HasPrefix(s, " .") && !beginsWord(s[2:])
}

// isSpacedCloser reports whether s begins with a quotation mark that closes after a space,
// as in French: " »".
func isSpacedCloser(s string) bool {
	if !strings.HasPrefix(s, " ") {
		return false
	}
	r, n := utf8.DecodeRuneInString(s[1:])
	return strings.ContainsRune("»«›‹", r) && !beginsWord(s[1+n:])
}

// beginsWord reports whether s goes on with neither space nor a mark that ends something.
func beginsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && !unicode.IsSpace(r) && !isEnd(r) && !isCloser(r) && r != ',' && r != ';' && r != ':'
}
