package timeline

import (
	"image"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// style is how a text looks.
type style uint8

const (
	titleStyle style = iota
	yearStyle
	smallYearStyle // for headings that are wider than a year
	labelStyle
	textStyle
)

// styles has the size and the distance of lines, in pixels.
var styles = [...]struct {
	bold    bool
	size    float64
	leading int
	ink     ink
}{
	titleStyle:     {true, 50, 62, textOnPage},
	yearStyle:      {true, 40, 44, accentOnPage},
	smallYearStyle: {true, 30, 38, accentOnPage},
	labelStyle:     {false, 29, 36, mutedOnPage},
	textStyle:      {false, 35, 47, textOnCard},
}

// lettering measures and draws text. It must not be used concurrently: its faces keep
// the letter that they drew last.
type lettering struct{ faces [len(styles)]font.Face }

func newLettering() (*lettering, error) {
	regular, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, err
	}
	bold, err := opentype.Parse(gobold.TTF)
	if err != nil {
		return nil, err
	}
	var l lettering
	for i, s := range styles {
		family := regular
		if s.bold {
			family = bold
		}
		if l.faces[i], err = opentype.NewFace(family, &opentype.FaceOptions{Size: s.size, DPI: 72}); err != nil {
			return nil, err
		}
	}
	return &l, nil
}

// width returns how wide s is, in pixels.
func (l *lettering) width(s string, as style) int {
	return font.MeasureString(l.faces[as], s).Ceil()
}

// draw draws s from x on, on the base line y. Letters stand on whole pixels, so that the
// same letter is the same pattern everywhere, which compresses well.
func (l *lettering) draw(on canvas, s string, as style, x, y int) {
	face, at := l.faces[as], fixed.P(x, y)
	previous := rune(-1)
	for _, r := range s {
		if previous >= 0 {
			at.X += face.Kern(previous, r)
		}
		to, mask, from, advance, ok := face.Glyph(fixed.P(at.X.Round(), y), r)
		if alpha, is := mask.(*image.Alpha); ok && is {
			on.lay(styles[as].ink, alpha, from, to)
		}
		at.X += advance
		previous = r
	}
}

// spell makes s ready to be measured and drawn: a box stands for a letter that the font
// lacks, and marks that it lacks are left out. The Go fonts draw their hyphen longer
// than their dash between numbers, so these two change places.
func (l *lettering) spell(s string, as style) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '-', '\u2010', '\u2011': // all hyphens
			return '–'
		case '–':
			return '-'
		}
		if _, ok := l.faces[as].GlyphAdvance(r); ok {
			return r
		}
		if unicode.In(r, unicode.M, unicode.C) {
			return -1
		}
		return '□'
	}, s)
}

// wrap breaks s into lines of at most width pixels and at most that many; the last one
// ends with an ellipsis where not all fit. Where s is empty there are no lines. What
// would leave a short last line, and any title, gets lines of about the same length.
func (l *lettering) wrap(s string, as style, width, most int) []string {
	s = l.spell(s, as)
	lines := l.lines(s, as, width)
	n := len(lines)
	switch {
	case n > most:
		lines = lines[:most]
		lines[most-1] = l.shorten(lines[most-1], as, width)
	case n > 1 && (as == titleStyle || l.width(lines[n-1], as) < width/3):
		lines = l.balanced(s, as, width, lines)
	}
	return lines
}

// lines fills line after line.
func (l *lettering) lines(s string, as style, width int) []string {
	var lines []string
	current := ""
	for word := range strings.FieldsSeq(s) {
		for _, part := range l.parts(word, as, width) {
			joined := strings.TrimSpace(current + " " + part)
			if current == "" || l.width(joined, as) <= width {
				current = joined
				continue
			}
			lines = append(lines, current)
			current = part
		}
	}
	if current != "" {
		lines = append(lines, current)
	}
	return lines
}

// balanced returns the lines in the narrowest width that needs no more of them and cuts
// no word.
func (l *lettering) balanced(s string, as style, width int, lines []string) []string {
	least := 0
	for word := range strings.FieldsSeq(s) {
		least = max(least, l.width(word, as))
	}
	const step = 16
	for width -= step; width >= least; width -= step {
		narrower := l.lines(s, as, width)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// parts cuts a word that is wider than a line.
func (l *lettering) parts(word string, as style, width int) []string {
	var parts []string
	for l.width(word, as) > width {
		end := 0
		for i := range word {
			if i > 0 && l.width(word[:i], as) > width {
				break
			}
			end = i
		}
		if end == 0 {
			break // not even one letter fits
		}
		parts = append(parts, word[:end])
		word = word[end:]
	}
	return append(parts, word)
}

// shorten gives up as many words as an ellipsis needs.
func (l *lettering) shorten(s string, as style, width int) string {
	for {
		short := strings.TrimRight(s, " ,;:.-–") + "…"
		space := strings.LastIndexByte(s, ' ')
		if space < 0 || l.width(short, as) <= width {
			return short
		}
		s = s[:space]
	}
}
