package pdf

import (
	"math"
	"slices"
)

// table is lines that stand in columns: the lines from to to of a region.
type table struct {
	from, to int
	columns  []span
}

// tables finds the tables among a region's lines. A table has at least two lines that are
// parted by wide gaps, and gaps that all of its lines leave free.
func tables(ls []line) []table {
	var out []table
	for i := 0; i < len(ls); i++ {
		if t, ok := tableAt(ls, i); ok {
			if n := len(out); n > 0 {
				t.from = max(t.from, out[n-1].to)
			}
			out = append(out, t)
			i = t.to - 1
		}
	}
	return out
}

func tableAt(ls []line, from int) (table, bool) {
	if len(ls[from].segments()) < 2 || ls[from].style&mono != 0 {
		return table{}, false
	}
	t := table{from: from, to: from + 1, columns: cells(ls[from])}
	if len(t.columns) > mostColumns {
		return table{}, false
	}
	parted := 1
	for i := from + 1; i < len(ls) && ls[i].y-ls[i-1].y < 3*ls[i].size; i++ {
		spans := cells(ls[i])
		both := union(append(slices.Clone(t.columns), spans...), 0.4*ls[i].size)
		apart := ls[i].y-ls[i-1].y >= 1.6*ls[i].size // so far that it goes on no cell
		if len(both) < 2 || len(both) > mostColumns || len(spans) == 1 && apart {
			break
		}
		t.columns = both
		if len(spans) > 1 {
			parted++
			t.to = i + 1
		} else if ls[i].x0 > t.columns[0].to {
			t.to = i + 1
		}
	}
	if parted < 2 {
		return table{}, false
	}
	return t.refined(ls), true
}

// refined finds columns that stand closer together, which many lines show, and the lines
// above and below that have their words in these columns, too.
func (t table) refined(ls []line) table {
	const many, gap = 4, 0.55
	if t.to-t.from < many {
		return t
	}
	em := gap * ls[t.from].size
	var spans []span
	for _, l := range ls[t.from:t.to] {
		spans = append(spans, spansOf(l.words)...)
	}
	if finer := union(spans, em); len(finer) > len(t.columns) && len(finer) <= mostColumns {
		t.columns = finer
	}
	fits := func(l line) bool {
		spans := spansOf(l.words)
		both := union(append(slices.Clone(t.columns), spans...), em)
		return len(both) == len(t.columns) && len(union(spans, em)) > 1
	}
	for t.from > 0 && ls[t.from].y-ls[t.from-1].y < 3*ls[t.from].size && fits(ls[t.from-1]) {
		t.from--
	}
	for t.to < len(ls) && ls[t.to].y-ls[t.to-1].y < 3*ls[t.to].size && fits(ls[t.to]) {
		t.to++
	}
	return t
}

// cells returns the widths that a line's segments take.
func cells(l line) []span {
	var spans []span
	for _, s := range l.segments() {
		spans = append(spans, span{s[0].x0, s[len(s)-1].x1})
	}
	return spans
}

// row is a table's row: the lines of each of its cells.
type row struct {
	cells       [][]line
	bold        bool
	top, bottom float64 // baselines of its first and last line
}

// rows returns a table's rows. A line begins one if it has a first cell or many, or stands
// apart.
func (t table) rows(ls []line) []row {
	ls = ls[t.from:t.to]
	apart := math.Inf(1)
	for i := 1; i < len(ls); i++ {
		apart = min(apart, ls[i].y-ls[i-1].y)
	}
	var rows []row
	for i, l := range ls {
		cells := t.cellsOf(l)
		gap := i > 0 && l.y-ls[i-1].y > 1.35*apart
		wrapped := len(rows) > 0 && !gap && (len(cells[0]) == 0 && filled(cells) < 3 || t.wraps(ls, i, apart))
		if !wrapped {
			rows = append(rows, row{cells: make([][]line, len(t.columns)), bold: true, top: l.y})
		}
		r := &rows[len(rows)-1]
		r.bold, r.bottom = r.bold && l.style&bold != 0, l.y
		for c, words := range cells {
			if len(words) > 0 {
				r.cells[c] = append(r.cells[c], newLine(words))
			}
		}
	}
	return rows
}

// filled returns how many of a line's cells have words.
func filled(cells [][]word) int {
	n := 0
	for _, c := range cells {
		if len(c) > 0 {
			n++
		}
	}
	return n
}

// wraps reports whether a line that has a first cell only goes on with the one above: rows
// of this table stand farther apart.
func (t table) wraps(ls []line, i int, apart float64) bool {
	if len(cells(ls[i])) > 1 {
		return false
	}
	for j := 1; j < len(ls); j++ {
		if ls[j].y-ls[j-1].y > 1.35*apart {
			return true
		}
	}
	return false
}

// cellsOf returns a line's words by the column they stand in.
func (t table) cellsOf(l line) [][]word {
	out := make([][]word, len(t.columns))
	for _, w := range l.words {
		c := 0
		for c+1 < len(t.columns) && (w.x0+w.x1)/2 >= t.columns[c+1].from {
			c++
		}
		out[c] = append(out[c], w)
	}
	return out
}

// edge is an end of what is drawn on a page, such as a rule or the ground of a row: the upper
// or the lower one, at a height and over a range of widths; or, of a wall, the left or the
// right one, at a width and over a range of heights.
type edge struct {
	at float64
	span
}

// headed reports whether the first row names the columns: it alone is bold, or parted from
// the next by an edge.
func (t table) headed(rows []row, edges []edge) bool {
	if len(rows) < 2 {
		return false
	}
	if rows[0].bold {
		return !rows[1].bold
	}
	for i := 1; i < len(rows); i++ {
		if parted := t.parted(rows[i-1], rows[i], edges); parted != (i == 1) {
			return false
		}
	}
	return true
}

// parted reports whether an edge lies between two rows.
func (t table) parted(a, b row, edges []edge) bool {
	x0, x1 := t.columns[0].from, t.columns[len(t.columns)-1].to
	return slices.ContainsFunc(edges, func(e edge) bool {
		return e.at > a.bottom-1 && e.at < b.top-0.3*(b.top-a.bottom) && min(e.to, x1)-max(e.from, x0) > 0.5*(x1-x0)
	})
}
