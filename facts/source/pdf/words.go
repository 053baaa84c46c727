package pdf

import (
	"errors"
	"math"
	"slices"
	"strings"
	"unicode"

	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/structs"
	"golang.org/x/text/unicode/norm"
)

// word is what stands together on a line. Lengths are in points, from the left and from
// the top of the page as it is read.
type word struct {
	text   string
	x0, x1 float64
	y      float64 // of its baseline
	size   float64 // of its letters, as they appear
	style  style
	broken bool // a hyphen at the end of a line followed it
}

// style is how letters look, besides their size.
type style uint8

const (
	bold style = 1 << iota
	mono
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
	for _, r := range text {
		switch {
		case r == '\u0002', r == '\uFFFE', r == hyphen:
			return hyphen
		case unicode.IsSpace(r), r == 0:
			return ' '
		case unicode.IsControl(r), r == '\uFFFF':
			return unicode.ReplacementChar
		}
		return r
	}
	return ' '
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

// typesetter asks pdfium for the fonts of a page's words. Words of one text object have
// one font, so it asks once for those that stand in a row.
type typesetter struct {
	*opened
	text references.FPDF_TEXTPAGE
	last font
}

// font is what the words of a text object have in common.
type font struct {
	matrix structs.FPDF_FS_MATRIX // of the object, so it has its place, too
	size   float64
	style  style
}

// typeset makes a word of its characters.
func (t *typesetter) typeset(glyphs []glyph) (word, error) {
	w := word{x0: glyphs[0].left, x1: glyphs[0].right}
	for _, g := range glyphs {
		if g.r != hyphen {
			w.x0, w.x1 = min(w.x0, g.left), max(w.x1, g.right)
		}
	}
	f, err := t.font(glyphs[0])
	if err != nil {
		return w, err
	}
	w.size, w.style = f.size, f.style
	_, y := turnBack(float64(f.matrix.E), float64(f.matrix.F), glyphs[0].turn)
	if w.y = -y; w.y < glyphs[0].top-w.size || w.y > glyphs[0].bottom+w.size {
		w.y = glyphs[0].bottom // the object doesn't say where it is
	}
	w.text, w.broken = letters(glyphs, w.y, w.size)
	return w, nil
}

// font returns a character's font. What pdfium can't tell is left zero.
func (t *typesetter) font(g glyph) (font, error) {
	m, err := t.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: t.text, Index: g.index})
	if err != nil {
		return font{size: sane(0, g)}, stopped(err)
	}
	s, err := t.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: t.text, Index: g.index})
	if err != nil {
		return font{size: sane(0, g)}, stopped(err)
	}
	size := sane(s.FontSize*math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D)), g)
	if m.Matrix == t.last.matrix && size == t.last.size {
		return t.last, nil
	}
	style, err := t.style(t.text, g.index)
	t.last = font{matrix: m.Matrix, size: size, style: style}
	return t.last, err
}

// style returns how a character looks.
func (d *opened) style(text references.FPDF_TEXTPAGE, index int) (style, error) {
	f, err := d.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: text, Index: index})
	if err != nil {
		return 0, stopped(err) // a font may have no name
	}
	const fixedPitch, forceBold = 1 << 0, 1 << 18
	var s style
	name := strings.ToLower(f.FontName)
	if f.Flags&forceBold != 0 || hasAny(name, "bold", "black", "heavy", "cmbx", "cmssbx", "-bd", "sfbx", "nimbusromno9l-medi", "nimbussanl-medi") {
		s |= bold
	}
	if f.Flags&fixedPitch != 0 || hasAny(name, "mono", "courier", "cmtt", "cmsltt", "typewriter", "consola", "menlo", "sftt", "nimbusmonl") {
		s |= mono
	}
	return s, nil
}

func hasAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// sane returns the size, or one that fits the character if it is nonsense.
func sane(size float64, g glyph) float64 {
	if size > 0.5 && size < 2000 {
		return math.Round(size*10) / 10
	}
	return math.Round(max(1, min(g.bottom-g.top, 2000)))
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

// pageError says why pdfium gives no page.
func pageError(err error) error {
	if errors.Is(err, pdferrors.ErrPage) || errors.Is(err, pdferrors.ErrFormat) {
		return ErrDamaged
	}
	return ErrStopped
}

// stopped returns the error if pdfium has stopped, not if it has only no answer.
func stopped(err error) error {
	if strings.Contains(err.Error(), "could not get") {
		return nil
	}
	return err
}
