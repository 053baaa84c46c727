package source

import (
	"strings"

	"summitbot/facts"
)

// afterRule reads a simple table, if a rule of "=" in columns begins one; another rule
// parts what stands above and below it.
func (r *rst) afterRule(i, j int, at place) (int, error) {
	if !strings.HasPrefix(r.says(i), "==") {
		return i + 1, nil
	}
	return r.simple(i, j, at)
}

// isBorder reports whether a line is the border of a simple table: runs of "=".
func isBorder(text string) bool {
	return strings.HasPrefix(text, "==") && strings.Trim(text, "= ") == ""
}

// isGrid reports whether a line is a border of a grid table.
func isGrid(text string) bool {
	return strings.HasPrefix(text, "+") && strings.HasSuffix(text, "+") && strings.Trim(text, "+-=") == ""
}

// simple reads a simple table: borders above and below, and one below the heads.
func (r *rst) simple(i, j int, at place) (int, error) {
	var borders []int
	end := i
	for k := i; k < j; k++ {
		if isBorder(r.says(k)) && r.lines[k].indent == r.lines[i].indent {
			borders = append(borders, k)
			end = k + 1
			if len(borders) > 1 && (k+1 >= j || r.lines[k+1].blank()) {
				break
			}
		}
	}
	if len(borders) < 2 {
		return i + 1, nil
	}
	columns := runs(r.says(i), '=')
	first := borders[0] + 1
	if len(borders) > 2 {
		r.tableRow(first, borders[1], columns, facts.Head)
		first = borders[1] + 1
	}
	r.simpleRows(first, borders[len(borders)-1], columns)
	return end, nil
}

// simpleRows reads rows, each of which begins where the first column has text.
func (r *rst) simpleRows(i, j int, columns []span) {
	for i < j {
		if r.lines[i].blank() || strings.Trim(r.says(i), "- ") == "" {
			i++
			continue
		}
		end := i + 1
		for end < j && !r.lines[end].blank() && r.lines[end].indent >= r.lines[i].indent+firstGap(columns) {
			end++
		}
		r.tableRow(i, end, columns, facts.Row)
		i = end
	}
}

// firstGap returns where the second column begins.
func firstGap(columns []span) int {
	if len(columns) > 1 {
		return columns[1].start
	}
	return 1 << 30
}

// runs returns the columns that runs of a mark stand in.
func runs(text string, mark byte) []span {
	var columns []span
	for i := 0; i < len(text); i++ {
		if text[i] != mark {
			continue
		}
		start := i
		for i < len(text) && text[i] == mark {
			i++
		}
		columns = append(columns, span{start, i})
	}
	return columns
}

// tableRow opens a row of the lines i to j. The last column reaches to the line's end.
func (r *rst) tableRow(i, j int, columns []span, kind facts.BlockKind) {
	p := r.open(facts.Block{Kind: kind})
	base := r.lines[max(i-1, 0)].indent
	for n, c := range columns {
		for k := i; k < j; k++ {
			l := r.lines[k]
			stop := c.end
			if n == len(columns)-1 {
				stop = 1 << 30
			} else {
				stop = columns[n+1].start
			}
			from, to := r.column(l, base+c.start), r.column(l, base+stop)
			r.cellText(from, min(to, l.end))
		}
		p.pieces = append(p.pieces, piece{kind: pieceCell})
	}
}

// column returns the byte at a column of a line; characters count as one column each.
func (r *rst) column(l line, column int) int {
	if column <= l.indent {
		return l.start
	}
	n := l.indent
	for i := range r.text[l.start:l.end] {
		if n == column {
			return l.start + i
		}
		n++
	}
	return l.end
}

// cellText adds a line of a cell to the row at hand.
func (r *rst) cellText(start, end int) {
	text := strings.TrimSpace(r.text[start:max(start, end)])
	if text == "" {
		return
	}
	start += strings.Index(r.text[start:end], text)
	if p := r.last(); len(p.pieces) > 0 && p.pieces[len(p.pieces)-1].kind != pieceCell {
		r.put(start, start, " ")
	}
	r.inline(start, start+len(text))
}

// grid reads a grid table. Its cells are read line by line; a border of "=" ends the
// heads.
func (r *rst) grid(i, j int) (int, error) {
	end := r.paragraphEnd(i, j)
	heads := i
	for k := i + 1; k < end; k++ {
		if strings.HasPrefix(r.says(k), "+=") {
			heads = k
		}
	}
	first := i + 1
	for k := i + 1; k < end; k++ {
		if !strings.HasPrefix(r.says(k), "+-") && !strings.HasPrefix(r.says(k), "+=") {
			continue
		}
		kind := facts.Row
		if k <= heads {
			kind = facts.Head
		}
		r.gridRow(first, k, kind)
		first = k + 1
	}
	return end, nil
}

// gridRow opens a row of the lines i to j: their cells stand between the bars of the
// first line.
func (r *rst) gridRow(i, j int, kind facts.BlockKind) {
	if i >= j {
		return
	}
	r.open(facts.Block{Kind: kind})
	bars := []int{}
	column := 0
	for _, c := range r.says(i) {
		if c == '|' {
			bars = append(bars, column)
		}
		column++
	}
	base := r.lines[i].indent
	for n := 0; n+1 < len(bars); n++ {
		for k := i; k < j; k++ {
			l := r.lines[k]
			r.cellText(r.column(l, base+bars[n]+1), r.column(l, base+bars[n+1]))
		}
		r.cell()
	}
}

// listTable reads a table that is written as a list of lists.
func (r *rst) listTable(i, end int) error {
	for i < end {
		if r.lines[i].blank() {
			i++
			continue
		}
		stop := r.blockEnd(i+1, end, r.lines[i].indent)
		r.listRow(i, stop)
		i = max(stop, i+1)
	}
	return nil
}

func (r *rst) listRow(i, end int) {
	r.open(facts.Block{Kind: facts.Row})
	for k := i; k < end; k++ {
		text := r.says(k)
		start := r.lines[k].start
		cut := len(text) - len(strings.TrimPrefix(strings.TrimPrefix(text, "* "), "- "))
		if k > i && cut > 0 {
			r.cell()
		}
		r.cellText(start+cut, r.lines[k].end)
	}
	r.cell()
}
