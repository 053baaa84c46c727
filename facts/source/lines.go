package source

import (
	"strings"
	"unicode/utf8"

	"summitbot/facts"
)

// line is a line of a text, without its end and the white space before that.
type line struct {
	start, end int // of what it says; equal if the line is blank
	indent     int // columns of white space before it
	from, stop int // of all its bytes
}

func (l line) blank() bool { return l.start == l.end }

// splitLines returns the lines of a text. A tab reaches to the next of every eight columns.
func splitLines(text string) []line {
	var lines []line
	at := 0
	if strings.HasPrefix(text, "\ufeff") {
		at = len("\ufeff")
	}
	for at < len(text) {
		stop := lineEnd(text, at)
		l := line{start: at, from: at, stop: stop}
		for l.start < stop && isLineSpace(text[l.start]) {
			l.indent = nextColumn(l.indent, text[l.start])
			l.start++
		}
		l.end = l.start + len(strings.TrimRight(text[l.start:stop], " \t\v\f\r\n\u00a0\u2028\u2029"))
		lines = append(lines, l)
		at = stop
	}
	return lines
}

// nextColumn returns the column after a byte of white space.
func nextColumn(column int, c byte) int {
	if c == '\t' {
		return column/8*8 + 8
	}
	return column + 1
}

// lineEnd returns the place after the line: after "\n", "\r\n" or "\r", or U+2028, U+2029.
func lineEnd(text string, at int) int {
	i := strings.IndexAny(text[at:], "\n\r\u2028\u2029")
	if i < 0 {
		return len(text)
	}
	if strings.HasPrefix(text[at+i:], "\r\n") {
		return at + i + 2
	}
	_, n := utf8.DecodeRuneInString(text[at+i:])
	return at + i + n
}

func isLineSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\v' || c == '\f' }

// code opens a block of code and copies the lines, without the white space that is
// before all of them.
func (o *outline) code(lines []line) {
	least := leastIndent(lines)
	o.open(facts.Block{Kind: facts.Code})
	for _, l := range lines {
		from := l.from
		for column := 0; column < least && from < l.start; from++ {
			column = nextColumn(column, o.text[from])
		}
		o.copy(from, l.stop)
	}
}

// leastIndent returns the smallest indent of lines that aren't blank, -1 if all are.
func leastIndent(lines []line) int {
	least := -1
	for _, l := range lines {
		if !l.blank() && (least < 0 || l.indent < least) {
			least = l.indent
		}
	}
	return least
}
