package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

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

// Cells returns the cells of a row or a table's head, as they stand in its text.
// An empty cell is "".
func Cells(text string) []string {
	var cells []string
	start := 0
	for i := range len(text) {
		if text[i] == '|' && (i == 0 || text[i-1] == ' ') && (i+1 == len(text) || text[i+1] == ' ') {
			cells = append(cells, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	return append(cells, strings.TrimSpace(text[start:]))
}

const cellMark = " | "
