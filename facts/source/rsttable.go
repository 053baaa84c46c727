package source

import (
	"strings"

	"summitbot/facts"
)

// isBorder reports whether a line is the border of a simple table: runs of "=".
func isBorder(text string) bool {
	return strings.HasPrefix(text, "==") && strings.Trim(text, "= ") == ""
}

// isGrid reports whether a line is a border of a grid table.
func isGrid(text string) bool {
	return strings.HasPrefix(text, "+") && strings.HasSuffix(text, "+") && strings.Trim(text, "+-=") == ""
}

// simple reads a simple table: borders above and below, and one below the heads.
func (r *rst) simple(i, j int) (int, error) {
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
	columns := runs(r.says(i), '=', r.lines[i].indent)
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
		for end < j && !r.lines[end].blank() && r.lines[end].indent >= firstGap(columns) {
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

// runs returns the columns that runs of a mark stand in; the text begins in column from.
func runs(text string, mark byte, from int) []span {
	var columns []span
	for i := 0; i < len(text); i++ {
		if text[i] != mark {
			continue
		}
		start := i
		for i < len(text) && text[i] == mark {
			i++
		}
		columns = append(columns, span{from + start, from + i})
	}
	return columns
}

// tableRow opens a row of the lines i to j. The last column reaches to the line's end.
func (r *rst) tableRow(i, j int, columns []span, kind facts.BlockKind) {
	bounds := make([]int, 0, 2*len(columns))
	for n, c := range columns {
		stop := 1 << 30
		if n+1 < len(columns) {
			stop = columns[n+1].start
		}
		bounds = append(bounds, c.start, stop)
	}
	r.row(i, j, r.cells(i, j, bounds), kind)
}

// cells returns the bytes of the cells of a row, line by line; each cell has two bounds,
// which are columns in rising order.
func (r *rst) cells(i, j int, bounds []int) [][]span {
	cells := make([][]span, len(bounds)/2)
	for _, l := range r.lines[i:j] {
		at := r.columns(l, bounds)
		for n := range cells {
			start, stop := at[2*n], at[2*n+1]
			text := strings.TrimSpace(r.text[start:stop])
			if text != "" {
				start += strings.Index(r.text[start:stop], text)
				cells[n] = append(cells[n], span{start, start + len(text)})
			}
		}
	}
	return cells
}

// columns returns the bytes at columns of a line; characters count as one column each.
func (r *rst) columns(l line, columns []int) []int {
	at := make([]int, 0, len(columns))
	n := l.indent
	for i := range r.text[l.start:l.end] {
		for len(at) < len(columns) && columns[len(at)] <= n {
			at = append(at, l.start+i)
		}
		n++
	}
	for len(at) < len(columns) {
		at = append(at, l.end)
	}
	return at
}

// row opens a row of the lines i to j. The bytes of cells of several lines lie between
// each other's: then each cell's text is put for an equal share of the row's bytes.
func (r *rst) row(i, j int, cells [][]span, kind facts.BlockKind) {
	p := r.open(facts.Block{Kind: kind})
	if j == i+1 {
		for _, c := range cells {
			for _, l := range c {
				r.inline(l.start, l.end)
			}
			r.cell()
		}
		return
	}
	var texts []string
	for _, c := range cells {
		texts = append(texts, r.cellText(p, c))
	}
	start, size := r.lines[i].start, r.lines[j-1].end-r.lines[i].start
	for n, text := range texts {
		if text != "" {
			r.put(start+size*n/len(texts), start+size*(n+1)/len(texts), text)
		}
		r.cell()
	}
}

// cellText returns what the lines of a cell say, and leaves the row as it was.
func (r *rst) cellText(p *part, lines []span) string {
	for _, l := range lines {
		r.inline(l.start, l.end)
		r.put(l.end, l.end, " ")
	}
	text := r.words(p)
	p.pieces = nil
	return text
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
	var bounds []int
	column := r.lines[i].indent
	for _, c := range r.says(i) {
		if c == '|' {
			bounds = append(bounds, column, column+1)
		}
		column++
	}
	if len(bounds) < 4 {
		return
	}
	r.row(i, j, r.cells(i, j, bounds[1:len(bounds)-1]), kind)
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

// listRow opens a row: the first item of the list begins it, those of its inner list its
// cells.
func (r *rst) listRow(i, end int) {
	r.open(facts.Block{Kind: facts.Row})
	for k := i; k < end; k++ {
		text := r.says(k)
		inner := strings.TrimPrefix(strings.TrimPrefix(text, "* "), "- ")
		if k > i && len(inner) < len(text) {
			r.cell()
		}
		if l := r.lines[k]; !l.blank() {
			r.inline(l.end-len(inner), l.end)
			r.copy(l.end, min(l.end+1, len(r.text)))
		}
	}
	r.cell()
}
