package pdf

import (
	"strings"
	"unicode/utf8"

	"summitbot/facts"
)

// passage renders a block.
func (v vocabulary) passage(b *block) passage {
	p := passage{Kind: b.kind, Level: b.level, Label: b.label, Page: b.page}
	switch b.kind {
	case facts.Code:
		p.Cells = []string{code(b.lines())}
		return p
	case facts.Item:
		first := b.lines()[0]
		first.words = first.words[1:]
		b.cells = [][]line{append([]line{first}, b.lines()[1:]...)}
		if isBullet(b.label) {
			p.Label = ""
		}
	}
	for _, c := range b.cells {
		p.Cells = append(p.Cells, v.text(c))
	}
	return p
}

// code renders lines of letters that are all of one width, with their indents.
func code(ls []line) string {
	left, width := ls[0].x0, 0.0
	letters := 0
	for _, l := range ls {
		left = min(left, l.x0)
		for _, w := range l.words {
			width += w.x1 - w.x0
			letters += utf8.RuneCountInString(w.text)
		}
	}
	width = max(1, width/float64(max(1, letters)))
	var b strings.Builder
	for i, l := range ls {
		if i > 0 {
			b.WriteByte('\n')
			if l.y-ls[i-1].y > 1.7*l.size {
				b.WriteByte('\n')
			}
		}
		at := left
		for j, w := range l.words {
			n := int((w.x0-at)/width + 0.1)
			b.WriteString(strings.Repeat(" ", min(200, max(n, min(j, 1)))))
			b.WriteString(w.text)
			at = w.x1
		}
	}
	return b.String()
}
