package document

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

// piece says where the bytes of a cleaned text from Clean on came from, up to the next
// piece. If Copied, they are the original's bytes one for one; else all of them stand for
// all of the original's.
type piece struct {
	clean    int
	original facts.Span
	copied   bool
}

// cleaner mends what a conversion to text breaks in one block or sentence, by rules alone,
// and remembers where each byte came from:
//
//   - lines that were wrapped are joined, also over a page break, after a hyphen
//     ("China-" / "Central" is "China-Central"), and without a space between characters
//     that are written without ("今天" / "天气");
//   - any run of white space, no-break spaces among it, is one space;
//   - a run of UTF-16 code units with their bytes swapped is swapped back;
//   - control characters, soft hyphens, byte order and direction marks are dropped, and
//     bytes that are no UTF-8 become U+FFFD.
//
// What only a reader can mend is left to the fact base's repairs. White space is held back
// until it is known what follows. A cleaner may be used again.
type cleaner struct {
	text   string
	out    []byte
	pieces []piece

	white  facts.Span // not yet written, with what is dropped in it
	waits  bool
	space  bool // in white
	broken bool // a line ends in white
	soft   bool // white begins with a soft hyphen
}

// clean makes out of the bytes span of text and the changes among them; of code with its
// line breaks.
func (c *cleaner) clean(text string, span facts.Span, changes []facts.Change, code bool) {
	*c = cleaner{text: text, out: c.out[:0], pieces: c.pieces[:0]}
	c.out = slices.Grow(c.out, span.Len())
	copied, put := c.copy, c.put
	if code {
		copied, put = c.copyCode, c.putCode
	}
	at := span.Start
	for _, change := range changes {
		copied(at, change.Span.Start)
		put(change)
		at = change.Span.End
	}
	copied(at, span.End)
	if code {
		c.out = bytes.TrimRightFunc(c.out, unicode.IsSpace)
	}
}

func (c *cleaner) copy(start, end int) {
	for start < end {
		if n := graphic(c.text[start:end]); n > 0 {
			c.flush(c.text[start:end])
			c.write(c.text[start:start+n], facts.Span{Start: start, End: start + n}, true)
			start += n
			continue
		}
		r, n := utf8.DecodeRuneInString(c.text[start:end])
		c.step(r, c.text[start:end], facts.Span{Start: start, End: start + n}, r != utf8.RuneError || n > 1)
		start += n
	}
}

// graphic returns the length of the ASCII letters, digits and marks that s begins with,
// and single spaces between them.
func graphic(s string) int {
	n := 0
	for n < len(s) && (isGraphic(s[n]) || s[n] == ' ' && n > 0 && n+1 < len(s) && isGraphic(s[n+1])) {
		n++
	}
	return n
}

func isGraphic(c byte) bool { return c > ' ' && c < 0x7F }

func (c *cleaner) put(change facts.Change) {
	for i, r := range change.Is {
		c.step(r, change.Is[i:], change.Span, false)
	}
}

// step adds r, the first character of rest, which stands on the bytes o.
func (c *cleaner) step(r rune, rest string, o facts.Span, copied bool) {
	switch {
	case isLineBreak(r):
		c.hold(o)
		c.broken = true
	case unicode.IsSpace(r):
		c.hold(o)
		c.space = true
	case isSoftHyphen(r):
		c.soft = c.soft || !c.space && !c.broken
		c.hold(o)
	case isDropped(r):
		c.hold(o)
	default:
		c.flush(rest)
		c.write(string(r), o, copied)
	}
}

func isLineBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// isSoftHyphen reports whether r is a place in a word where a line may end, as a text or a
// PDF writes it.
func isSoftHyphen(r rune) bool { return r == 0xAD || r == 0x02 || r == 0xFFFE }

// isDropped reports whether r shows nothing and means nothing in a running text.
func isDropped(r rune) bool {
	return unicode.IsControl(r) || isSoftHyphen(r) || r == 0xFEFF || r == 0x200B || r == 0x2060 || unicode.Is(unicode.Bidi_Control, r)
}

func (c *cleaner) hold(o facts.Span) {
	if !c.waits {
		c.white, c.waits = o, true
	}
	c.white.End = o.End
}

// flush writes what the waiting white space stands for: nothing at the start or within a
// word, else one space. rest is what follows.
func (c *cleaner) flush(rest string) {
	if !c.waits {
		return
	}
	if len(c.out) > 0 && (c.space || c.broken) && !(c.broken && (c.soft || c.joins(rest))) {
		c.write(" ", c.white, c.text[c.white.Start:c.white.End] == " ")
	}
	c.waits, c.space, c.broken, c.soft = false, false, false, false
}

// joins reports whether what is written and rest are one word though a line ends between.
func (c *cleaner) joins(rest string) bool {
	last, n := utf8.DecodeLastRune(c.out)
	before, _ := utf8.DecodeLastRune(c.out[:len(c.out)-n])
	next, _ := utf8.DecodeRuneInString(rest)
	switch last {
	case '-', '‐', '‑':
		return isWordRune(before) && !suspends(rest)
	case '–':
		return unicode.IsDigit(before) && unicode.IsDigit(next)
	case '—':
		return isWordRune(before)
	}
	return isSpaceless(last) && isSpaceless(next)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// suspends reports whether the hyphen before rest stands for the end of a later word:
// "pre-" / "and post-war".
func suspends(rest string) bool {
	word := strings.ToLower(rest[:wordEnd(rest)])
	return len(word) < len(rest) && suspending[word]
}

var suspending = map[string]bool{"and": true, "or": true, "und": true, "oder": true, "bzw": true}

// wordEnd returns where the letters that s begins with end, looking no further than a
// short word goes.
func wordEnd(s string) int {
	for i, r := range s {
		if i > 8 || !unicode.IsLetter(r) {
			return i
		}
	}
	return len(s)
}

// isSpaceless reports whether r is written without spaces around it.
func isSpaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		r >= 0x3000 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF65
}

// write adds s as what the bytes o became, growing the last piece if both were copied or
// both stand for the same bytes.
func (c *cleaner) write(s string, o facts.Span, copied bool) {
	start := len(c.out)
	c.out = append(c.out, s...)
	if n := len(c.pieces); n > 0 {
		last := &c.pieces[n-1]
		if copied && last.copied && last.original.End == o.Start {
			last.original.End = o.End
			return
		}
		if !copied && !last.copied && last.original == o {
			return
		}
	}
	c.pieces = append(c.pieces, piece{start, o, copied})
}

// copyCode adds bytes of code: all but what shows nothing, and line ends as one byte.
func (c *cleaner) copyCode(start, end int) {
	for start < end {
		r, n := utf8.DecodeRuneInString(c.text[start:end])
		if strings.HasPrefix(c.text[start:end], "\r\n") {
			r, n = '\n', len("\r\n")
		}
		c.stepCode(r, facts.Span{Start: start, End: start + n}, c.text[start:start+n] == string(r))
		start += n
	}
}

func (c *cleaner) putCode(change facts.Change) {
	for _, r := range change.Is {
		c.stepCode(r, change.Span, false)
	}
}

// stepCode adds a character of code. White space before the first is left out.
func (c *cleaner) stepCode(r rune, o facts.Span, copied bool) {
	switch {
	case isLineBreak(r):
		r, copied = '\n', copied && r == '\n'
	case r != '\t' && isDropped(r):
		return
	}
	if len(c.out) == 0 && unicode.IsSpace(r) {
		return
	}
	c.write(string(r), o, copied)
}

// original returns the bytes that the bytes start to end of out stand on. The piece at
// hand is the one where the last search ended: spans are asked for in rising order.
func (c *cleaner) original(start, end int, at *int) facts.Span {
	first := c.at(start, at)
	last := c.at(end-1, at)
	return facts.Span{Start: first.Start, End: last.End}
}

// whole returns where in out ends what the change says that a sentence up to end ends in:
// a sentence has all of its last change. The piece at hand is the one of its last byte.
func (c *cleaner) whole(end, at int) int {
	p := c.pieces[at]
	if p.copied {
		return end
	}
	next := len(c.out)
	if at+1 < len(c.pieces) {
		next = c.pieces[at+1].clean
	}
	return max(end, p.clean+len(bytes.TrimRightFunc(c.out[p.clean:next], unicode.IsSpace)))
}

func (c *cleaner) at(i int, at *int) facts.Span {
	for *at+1 < len(c.pieces) && c.pieces[*at+1].clean <= i {
		*at++
	}
	p := c.pieces[*at]
	if !p.copied {
		return p.original
	}
	o := p.original.Start + i - p.clean
	return facts.Span{Start: o, End: o + 1}
}
