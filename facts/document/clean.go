package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

// Span is the core's.
type Span = facts.Span

// piece says that the bytes Clean of the cleaned text came from the bytes Original.
// Where both are of the same length the bytes are the same, one for one; elsewhere
// the one was put for the other as a whole. Clean is empty where bytes were dropped.
type piece struct{ Clean, Original Span }

// Text is a cleaned text that remembers its original. Its pieces tile both: each byte
// of either belongs to exactly one. The zero value is the empty text; a Text is not
// changed after it was made.
type Text struct {
	clean  string
	pieces []piece
}

// String returns the cleaned text: paragraphs parted by one blank line, and no other
// line breaks; no two spaces in a row; none at a paragraph's ends.
func (t Text) String() string { return t.clean }

// Original returns the bytes of the original from which the bytes s of the cleaned text came.
func (t Text) Original(s Span) Span {
	if s.Len() <= 0 {
		return Span{}
	}
	return Span{Start: t.at(s.Start).Start, End: t.at(s.End - 1).End}
}

// at returns the original bytes behind byte i of the cleaned text.
func (t Text) at(i int) Span {
	lo, hi := 0, len(t.pieces)
	for lo < hi {
		if mid := (lo + hi) / 2; t.pieces[mid].Clean.End <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	p := t.pieces[lo]
	if p.Clean.Len() != p.Original.Len() {
		return p.Original
	}
	o := p.Original.Start + i - p.Clean.Start
	return Span{Start: o, End: o + 1}
}

// Clean mends what a PDF's conversion to text breaks, by rules alone:
//
//   - lines that were wrapped are joined, also over a page break and after a hyphen
//     ("China-" / "Central" is "China-Central"); a blank line ends a paragraph;
//   - any run of white space, no-break spaces among it, is one space;
//   - a run of UTF-16 code units with their bytes swapped is swapped back;
//   - control characters, soft hyphens and byte order marks are dropped, and bytes
//     that are no UTF-8 become U+FFFD.
//
// What only a reader can mend is left to the fact base's repairs. The rules look at no
// more than the place they mend, so cleaning the bytes of one sentence alone gives
// that sentence again: anybody can check a quote so.
func Clean(original string) Text {
	c := cleaner{in: original}
	for c.pos < len(c.in) {
		c.step()
	}
	c.drop(c.pending)
	return Text{clean: c.out.String(), pieces: c.pieces}
}

// cleaner walks through the original once, holding back white space until it knows
// what follows.
type cleaner struct {
	in      string
	pos     int // bytes of in before pos are done or pending
	swapped int // bytes of in before this are swapped UTF-16
	out     strings.Builder
	pieces  []piece
	pending Span // white space not yet written
	breaks  int  // line breaks in pending
}

func (c *cleaner) step() {
	r, n := c.decode()
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029':
		c.hold(n)
		c.breaks++
	case unicode.IsSpace(r) || isDropped(r):
		c.hold(n)
	default:
		c.flush()
		c.replace(n, string(r))
	}
}

// decode returns the next character, mended, and the number of bytes it stands on.
func (c *cleaner) decode() (rune, int) {
	rest := c.in[c.pos:]
	if c.pos >= c.swapped {
		c.swapped = c.pos + swappedRun(rest)
	}
	if c.pos < c.swapped {
		return unswap(rest)
	}
	return utf8.DecodeRuneInString(rest)
}

// isDropped reports whether r shows nothing and means nothing in a running text.
func isDropped(r rune) bool {
	return unicode.IsControl(r) || r == '\u00AD' || r == '\uFEFF' || r == '\u200B'
}

// hold puts the next n bytes with the white space that waits.
func (c *cleaner) hold(n int) {
	if c.pending.Len() == 0 {
		c.pending.Start = c.pos
	}
	c.pos += n
	c.pending.End = c.pos
}

// flush writes what the waiting white space stands for: nothing at the text's start or
// within a word, a blank line between paragraphs, else one space.
func (c *cleaner) flush() {
	if c.pending.Len() == 0 {
		return
	}
	white := ""
	switch soft := strings.ContainsFunc(c.in[c.pending.Start:c.pending.End], unicode.IsSpace); {
	case c.out.Len() == 0 || !soft:
	case c.breaks > 1:
		white = "\n\n"
	case c.breaks == 1 && c.afterHyphen():
	default:
		white = " "
	}
	c.write(white, c.pending)
	c.pending, c.breaks = Span{}, 0
}

// afterHyphen reports whether what is written ends in a word and a hyphen.
func (c *cleaner) afterHyphen() bool {
	s, ok := strings.CutSuffix(c.out.String(), "-")
	r, _ := utf8.DecodeLastRuneInString(s)
	return ok && unicode.IsLetter(r)
}

func (c *cleaner) replace(n int, with string) {
	c.write(with, Span{Start: c.pos, End: c.pos + n})
	c.pos += n
}

func (c *cleaner) drop(s Span) {
	if s.Len() > 0 {
		c.write("", s)
	}
}

// write adds clean as what the original bytes became, growing the last piece where
// both were copied byte for byte.
func (c *cleaner) write(clean string, original Span) {
	start := c.out.Len()
	c.out.WriteString(clean)
	p := piece{Span{Start: start, End: c.out.Len()}, original}
	if n := len(c.pieces); n > 0 && isCopy(c.pieces[n-1], c) && isCopy(p, c) {
		c.pieces[n-1].Clean.End, c.pieces[n-1].Original.End = p.Clean.End, p.Original.End
		return
	}
	c.pieces = append(c.pieces, p)
}

func isCopy(p piece, c *cleaner) bool {
	return p.Clean.Len() == p.Original.Len() &&
		c.out.String()[p.Clean.Start:p.Clean.End] == c.in[p.Original.Start:p.Original.End]
}

// minSwapped is the length of the shortest run that is taken for swapped UTF-16: the
// scripts that own such characters hardly ever write four of them in a row.
const minSwapped = 4

// swappedRun returns the length in bytes of the run of byte-swapped UTF-16 at the start
// of s, 0 where there is none. Such a run is made of characters whose low byte is zero;
// white space in it does not count, since a sentence's ends lose theirs.
func swappedRun(s string) int {
	end, count := 0, 0
	for end < len(s) {
		r, n := unswap(s[end:])
		if r < ' ' {
			break
		}
		end += n
		if !unicode.IsSpace(r) {
			count++
		}
	}
	if count < minSwapped {
		return 0
	}
	return end
}

// unswap returns the swapped character at the start of s and the bytes it takes; 0 where
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

// highByte returns the high byte of the character at the start of s where its low byte
// is zero, and 0 where it is not or s is empty.
func highByte(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r&0xFF != 0 || r > 0x7E00 {
		return 0, n
	}
	return r >> 8, n
}
