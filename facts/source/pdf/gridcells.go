package pdf

import (
	"slices"
)

// part is lines that are read one after the other, or the rows of a table that is drawn.
type part struct {
	page  page
	lines []line
	rows  []row
}

// parts cuts a page at the tables that are drawn on it, and what is between into regions.
func (p page) parts(body look) []part {
	var out []part
	rest := p.words
	for _, g := range p.grids() {
		above, in, beside, below := g.split(rest)
		rows := g.fill(in)
		if len(rows) < 2 || len(beside) > 0 || g.crossed(in) || isUnruled(rows) || isCode(in) {
			continue
		}
		out = append(out, p.flow(above)...)
		switch {
		case isLayout(rows, body):
			for _, r := range rows {
				out = append(out, p.cells(r)...)
			}
		default:
			out = append(out, part{page: p, rows: rows})
		}
		rest = below
	}
	return append(out, p.flow(rest)...)
}

// flow returns the regions of words.
func (p page) flow(words []word) []part {
	var out []part
	for _, r := range regions(words) {
		out = append(out, part{page: p, lines: lines(r)})
	}
	return out
}

// cells returns a row's cells as regions.
func (p page) cells(r row) []part {
	var out []part
	for _, ls := range r.cells {
		if len(ls) > 0 {
			out = append(out, part{page: p, lines: ls})
		}
	}
	return out
}

// middle is the height of a word's middle.
func (w word) middle() float64 { return w.y - 0.3*w.size }

func (g grid) split(words []word) (above, in, beside, below []word) {
	for _, w := range words {
		x := (w.x0 + w.x1) / 2
		switch {
		case w.middle() < g.top():
			above = append(above, w)
		case w.middle() > g.bottom():
			below = append(below, w)
		case x < g.left() || x > g.right():
			beside = append(beside, w)
		default:
			in = append(in, w)
		}
	}
	return above, in, beside, below
}

// crossed reports whether many words lie over what parts the columns: then it doesn't.
func (g grid) crossed(words []word) bool {
	n := 0
	for _, w := range words {
		if slices.ContainsFunc(g.columns, func(x float64) bool { return w.x0 < x-touch && w.x1 > x+touch }) {
			n++
		}
	}
	return n*20 > len(words)
}

// isCode reports whether most words are code.
func isCode(words []word) bool {
	n := 0
	for _, w := range words {
		if w.style&mono != 0 {
			n++
		}
	}
	return n*2 > len(words)
}

// fill puts words into cells. Rows without words are left out.
func (g grid) fill(words []word) []row {
	bands := make([][]word, len(g.rows)-1)
	for _, w := range words {
		i, _ := slices.BinarySearch(g.rows, w.middle())
		i = min(max(i-1, 0), len(bands)-1)
		bands[i] = append(bands[i], w)
	}
	var out []row
	for i, b := range bands {
		if len(b) > 0 {
			out = append(out, g.row(b, g.rows[i], g.rows[i+1]))
		}
	}
	return g.withoutGaps(out)
}

// withoutGaps leaves out narrow columns without words, as between doubled lines.
func (g grid) withoutGaps(rows []row) []row {
	const narrow = 12
	used := map[int]bool{}
	for _, r := range rows {
		for i, c := range r.cells {
			used[i] = used[i] || len(c) > 0 || g.columns[i+1]-g.columns[i] > narrow
		}
	}
	for i := range rows {
		var cells [][]line
		for j, c := range rows[i].cells {
			if used[j] {
				cells = append(cells, c)
			}
		}
		rows[i].cells = cells
	}
	return rows
}

// isUnruled reports whether most of a table's text is in rows without lines between: their
// first cells have about as many lines as the others.
func isUnruled(rows []row) bool {
	const many = 3
	several, all := 0, 0
	for _, r := range rows {
		most, words := 0, 0
		for _, ls := range r.cells {
			most = max(most, len(ls))
			for _, l := range ls {
				words += len(l.words)
			}
		}
		if first := len(r.cells[0]); first >= many && first*10 >= most*7 {
			several += words
		}
		all += words
	}
	return several*2 > all
}

// row puts the words of a row into cells. A cell goes on over what parts columns if its
// text does.
func (g grid) row(words []word, top, bottom float64) row {
	r := row{cells: make([][]line, len(g.columns)-1), bold: true, top: top, bottom: bottom}
	texts := union(spansOf(words), 0.5*sizeOf(words))
	open := slices.DeleteFunc(slices.Clone(g.columns), func(x float64) bool {
		return slices.ContainsFunc(texts, func(s span) bool { return s.from < x-touch && s.to > x+touch })
	})
	cells := make([][]word, len(r.cells))
	for _, w := range words {
		i, _ := slices.BinarySearch(open, (w.x0+w.x1)/2)
		c := slices.Index(g.columns, open[max(i-1, 0)])
		c = min(c, len(cells)-1)
		cells[c] = append(cells[c], w)
		r.bold = r.bold && w.style&bold != 0
	}
	for i, c := range cells {
		r.cells[i] = lines(c)
	}
	return r
}

// isLayout reports whether a table only lays out a page: it holds headings, or most of its
// rows hold code.
func isLayout(rows []row, body look) bool {
	code := 0
	for _, r := range rows {
		n := 0
		for _, ls := range r.cells {
			for _, l := range ls {
				if l.size > 1.3*body.size {
					return true
				}
				if l.style&mono != 0 {
					n++
				}
			}
		}
		if n > 1 {
			code++
		}
	}
	return code*2 > len(rows)
}
