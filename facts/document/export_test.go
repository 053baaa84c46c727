package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

// Clean returns a text as a block of it is cleaned.
func Clean(text string) string {
	b := NewBuilder(text)
	b.Copy(0, len(text))
	var c cleaner
	c.clean(text, facts.Span{End: len(text)}, b.changes, false)
	return string(c.out)
}

// Parse makes a document of a running text whose paragraphs are parted by blank lines,
// and that has no other structure. An empty text has no blocks.
func Parse(text string) *facts.Document {
	b := NewBuilder(text)
	for start := 0; start < len(text); {
		end, next := paragraph(text, start)
		b.Open(facts.Block{})
		b.Copy(start, end)
		start = next
	}
	return b.Document()
}

// paragraph returns where the paragraph that starts at start ends, and where the next
// one starts.
func paragraph(text string, start int) (end, next int) {
	breaks := 0
	end = start
	for i := start; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if text[i] == '\r' && strings.HasPrefix(text[i:], "\r\n") {
			n = len("\r\n")
		}
		switch {
		case r == 0x2029:
			breaks += 2
		case isLineBreak(r):
			breaks++
		case unicode.IsSpace(r) || isDropped(r):
		case breaks > 1 && end > start:
			return end, i
		default:
			breaks, end = 0, i+n
		}
		i += n
	}
	return end, len(text)
}
