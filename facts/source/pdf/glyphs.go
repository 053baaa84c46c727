package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/responses"
	"golang.org/x/text/unicode/norm"
)

// glyph is a character in its place. Its box is tight about what is seen of it.
type glyph struct {
	r                        rune
	left, right, top, bottom float64
	index                    int // in pdfium's page
	turn                     int // the quarters by which the page was turned back
}

// hyphen stands for what pdfium makes of a hyphen at the end of a line (U+0002, U+FFFE).
const hyphen = '\u00AD'

// upright turns a page so that most of it runs from left to right, and leaves out what then
// doesn't. It reports by how many quarters, and whether most characters have no meaning.
func upright(chars []*responses.GetPageTextStructuredChar) (glyphs []glyph, turn int, garbled bool) {
	var turns [4]int
	var shown, unknown int
	for _, c := range chars {
		r := character(c.Text)
		if unicode.IsSpace(r) {
			continue
		}
		turns[quarter(c.Angle)]++
		shown++
		if r == unicode.ReplacementChar {
			unknown++
		}
	}
	turn = slices.Index(turns[:], slices.Max(turns[:]))
	for i, c := range chars {
		if r := character(c.Text); unicode.IsSpace(r) || quarter(c.Angle) == turn {
			glyphs = append(glyphs, turned(c.PointPosition, r, i, turn))
		}
	}
	return glyphs, turn, shown > 0 && unknown*2 > shown
}

// character returns what a character of pdfium's is: a space for what parts words, hyphen
// for a hyphen at the end of a line, the replacement character for what has no meaning.
func character(text string) rune {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case r == '\u0002', r == '\uFFFE', r == hyphen:
		return hyphen
	case n == 0, r == 0, unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), r == '\uFFFF':
		return unicode.ReplacementChar
	}
	return r
}

// quarter returns by how many quarters of a circle text is turned against the clock, of an
// angle with it.
func quarter(angle float64) int {
	return (int(math.Round(-angle/(math.Pi/2)))%4 + 4) % 4
}

// turned returns a character's place on a page that is turned back by quarters.
func turned(p responses.CharPosition, r rune, index, turn int) glyph {
	x0, y0 := turnBack(p.Left, p.Bottom, turn)
	x1, y1 := turnBack(p.Right, p.Top, turn)
	return glyph{
		r: r, index: index, turn: turn,
		left: min(x0, x1), right: max(x0, x1), top: -max(y0, y1), bottom: -min(y0, y1),
	}
}

// turnBack returns the place of a point after quarters of a circle, clockwise.
func turnBack(x, y float64, turn int) (float64, float64) {
	for range turn {
		x, y = y, -x
	}
	return x, y
}

// spell parts characters at spaces, and if one doesn't follow on the one before it.
func spell(glyphs []glyph) [][]glyph {
	var words [][]glyph
	usual := height(glyphs)
	start := 0
	end := func(at, next int) {
		if at > start {
			words = append(words, glyphs[start:at])
		}
		start = next
	}
	for i, g := range glyphs {
		switch {
		case g.r == ' ':
			end(i, i+1)
		case i > start && !follows(glyphs[start:i], g, usual):
			end(i, i)
		}
		if g.r == hyphen && i >= start {
			end(i+1, i+1)
		}
	}
	end(len(glyphs), len(glyphs))
	return words
}

// follows reports whether a character is of the same word: on its line, and close to it.
func follows(w []glyph, g glyph, usual float64) bool {
	last := w[len(w)-1]
	height := max(g.bottom-g.top, last.bottom-last.top, w[0].bottom-w[0].top, usual)
	apart := max(g.top-last.bottom, last.top-g.bottom)
	return apart < height && g.left > last.left-2*height && g.left < last.right+1.5*height
}

// height returns how high most of what is seen is.
func height(glyphs []glyph) float64 {
	var heights []float64
	for _, g := range glyphs {
		if g.r != ' ' {
			heights = append(heights, g.bottom-g.top)
		}
	}
	return max(1, median(heights))
}

// letters returns a word's text: ligatures as letters, raised digits after others as such,
// and an accent that stands over a letter as part of it.
func letters(glyphs []glyph, y, size float64) (text string, broken bool) {
	var b strings.Builder
	for i := 0; i < len(glyphs); i++ {
		g := glyphs[i]
		mark, accent := accents[g.r]
		switch {
		case g.r == hyphen:
			broken = i == len(glyphs)-1
		case accent && i+1 < len(glyphs) && glyphs[i+1].left < g.right && unicode.IsLetter(glyphs[i+1].r):
			i++
			b.WriteString(norm.NFC.String(string([]rune{glyphs[i].r, mark})))
		case g.r >= '\uFB00' && g.r <= '\uFB06':
			b.WriteString(ligatures[g.r-'\uFB00'])
		case i > 0 && g.r >= '0' && g.r <= '9' && y-g.bottom > size*0.2:
			b.WriteString(raised[g.r-'0'])
		default:
			b.WriteRune(g.r)
		}
	}
	return b.String(), broken
}

var (
	ligatures = [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}
	accents   = map[rune]rune{'`': 0x300, '´': 0x301, 'ˆ': 0x302, '˜': 0x303, '¯': 0x304, '˘': 0x306, '˙': 0x307, '¨': 0x308, '˚': 0x30A, '˝': 0x30B, 'ˇ': 0x30C, '¸': 0x327, '˛': 0x328}
	raised    = [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}
)
