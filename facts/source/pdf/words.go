package pdf

import (
	"errors"
	"math"
	"slices"
	"strings"

	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
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
	signs  bool // its letters stand for signs
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
	if f.signs {
		w.text = signs.Replace(w.text)
	}
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
	style, signs, err := t.style(t.text, g.index)
	t.last = font{matrix: m.Matrix, size: size, style: style, signs: signs}
	return t.last, err
}

// signs are what the letters of the font Wingdings show, if a file doesn't say.
var signs = strings.NewReplacer("ü", "✓", "û", "✗", "þ", "☑", "ý", "☒", "¨", "☐", "à", "→", "ß", "←",
	"l", "●", "n", "■", "o", "□", "u", "◆", "v", "❖", "§", "▪", "Ø", "➢")

// style returns how a character looks, and whether its font has signs instead of letters.
func (d *opened) style(text references.FPDF_TEXTPAGE, index int) (style, bool, error) {
	f, err := d.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: text, Index: index})
	if err != nil {
		return 0, false, stopped(err) // a font may have no name
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
	return s, strings.Contains(name, "wingdings"), nil
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
