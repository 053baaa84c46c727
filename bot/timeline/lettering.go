package timeline

import (
	"image"
	"strings"

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

// draw draws s from x on, on the base line y.
func (l *lettering) draw(on canvas, s string, as style, x, y int) {
	face, at := l.faces[as], fixed.P(x, y)
	previous := rune(-1)
	for _, r := range s {
		if previous >= 0 {
			at.X += face.Kern(previous, r)
		}
		to, mask, from, advance, ok := face.Glyph(at, r)
		if alpha, is := mask.(*image.Alpha); ok && is {
			on.lay(styles[as].ink, alpha, from, to)
		}
		at.X += advance
		previous = r
	}
}

// wrap breaks s into lines of at most width pixels and at most that many; the last one
// ends with an ellipsis where not all fit. Where s is empty there are no lines.
func (l *lettering) wrap(s string, as style, width, most int) []string {
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
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = l.shorten(lines[most-1], as, width)
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
		short := strings.TrimRight(s, " ,;:.–-") + "…"
		space := strings.LastIndexByte(s, ' ')
		if space < 0 || l.width(short, as) <= width {
			return short
		}
		s = s[:space]
	}
}
