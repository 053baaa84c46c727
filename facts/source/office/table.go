package office

import (
	"cmp"
	"slices"
	"strings"

	"summitbot/facts"
)

const (
	maxColumns = 256 // that are read of a table; Word has no more than 63
	maxHeads   = 8   // rows that together name the columns
)

// table is a table as a file has it.
type table struct {
	rows   []row
	styled bool    // its style sets the first row apart
	inside []*node // tables and text boxes in its cells, which are read after it
}

type row struct {
	head  bool // it names the columns
	page  int
	cells []cell
	words bool // it has some,
	plain bool // and not all of them are bold
}

type cell struct {
	parts  []string // its paragraphs,
	text   string   // and all of them
	across int      // columns it takes; 0 is 1
	down   int      // rows it takes; 0 is 1
	above  bool     // it goes on the cell above
}

func (r row) bold() bool { return r.words && !r.plain }

// place is the cell that is being read.
type place struct {
	table *table
	row   *row
	cell  *cell
}

// add adds a paragraph. A list's numbers are a part of its text here.
func (p *place) add(label string, l *line) {
	l.labelled(label)
	text := strings.TrimSpace(l.String())
	if text == "" {
		return
	}
	p.cell.parts = append(p.cell.parts, text)
	p.row.page = cmp.Or(p.row.page, l.page)
	p.row.words, p.row.plain = true, p.row.plain || l.plain
}

// within adds a cell to a row, and has what is read meanwhile go into it.
func (f *flow) within(t *table, r *row, c *cell, read func()) {
	outside := f.cell
	f.cell = &place{t, r, c}
	read()
	f.cell = outside
	c.text = strings.Join(c.parts, "\n")
	r.cells = append(r.cells, *c)
}

// later says whether a part of a cell must be read after the table, and keeps it until then.
func (f *flow) later(n *node) bool {
	if f.cell == nil {
		return false
	}
	f.cell.table.inside = append(f.cell.table.inside, n)
	return true
}

// tabulate reads a table, and then what is in its cells but must be read after it. One in
// another's cell waits itself.
func (f *flow) tabulate(n *node, inside func(*node), read func(*table)) {
	if f.later(n) {
		return
	}
	t := new(table)
	read(t)
	t.findHead()
	t.put(f)
	for _, n := range t.inside {
		inside(n)
	}
}

// findHead finds the row that names the columns, if no row says that it does: the first, if
// it is styled so, or if it is bold and the second isn't.
func (t *table) findHead() {
	if len(t.rows) > 1 && t.heads() == 0 {
		t.rows[0].head = t.styled || t.rows[0].bold() && !t.rows[1].bold()
	}
}

// widest counts the cells of the row that has most.
func widest(rows []*node, name string) int {
	most := 0
	for _, r := range rows {
		most = max(most, len(deep(r, name)))
	}
	return most
}

// put adds the rows of a table. A row says all that is in it: a cell that was merged over
// several rows stands in each, and one over several columns is followed by empty ones, so
// that the columns stay in step. The head is one row, with the words of all its rows.
func (t *table) put(f *flow) {
	f.b.Open(facts.Block{}) // parts it from a table right before it
	var g grid
	heads := t.heads()
	head := make([]string, 0)
	for i, r := range t.rows {
		cells := g.row(r, i < heads)
		if i < heads && f.take(bytesOf(cells)) {
			head = addHead(head, cells)
		}
		if i == heads-1 {
			f.row(facts.Head, t.rows[0].page, head)
		}
		if i >= heads {
			f.row(facts.Row, r.page, cells)
		}
		if f.full {
			return
		}
	}
}

// heads counts the rows at the top that name the columns. A table of heads alone has none.
func (t *table) heads() int {
	n := slices.IndexFunc(t.rows, func(r row) bool { return !r.head })
	return min(max(n, 0), maxHeads)
}

func bytesOf(cells []string) int {
	n := 0
	for _, c := range cells {
		n += len(c)
	}
	return n
}

// addHead adds a row to a head that may have several. What a column says already, because
// a cell spans rows, isn't said again.
func addHead(head, cells []string) []string {
	for i, text := range cells {
		switch {
		case i == len(head):
			head = append(head, text)
		case head[i] == "":
			head[i] = text
		case text != "" && !strings.HasSuffix(head[i], text):
			head[i] += " " + text
		}
	}
	return head
}

// grid knows which cells of the rows before reach into the next one.
type grid struct {
	hanging []hanging // by column
	before  []string
}

type hanging struct {
	text string
	rows int
}

// row lays out a row. In a head, a cell over several columns belongs to each.
func (g *grid) row(r row, head bool) []string {
	var cells []string
	for _, c := range r.cells {
		cells = g.reach(cells)
		if c.above {
			c.text = at(g.before, len(cells))
		}
		for i := range min(max(c.across, 1), maxColumns) {
			text := c.text
			if i > 0 && !head {
				text = ""
			}
			cells = g.add(cells, text, c.down)
		}
	}
	g.before = g.rest(cells)
	return g.before
}

func (g *grid) add(cells []string, text string, down int) []string {
	if len(cells) == maxColumns {
		return cells
	}
	for len(g.hanging) <= len(cells) {
		g.hanging = append(g.hanging, hanging{})
	}
	if down > 1 {
		g.hanging[len(cells)] = hanging{text, down - 1}
	}
	return append(cells, text)
}

// reach adds the cells that reach from above into the place of the next one.
func (g *grid) reach(cells []string) []string {
	for len(cells) < len(g.hanging) && g.hanging[len(cells)].rows > 0 {
		h := &g.hanging[len(cells)]
		h.rows--
		cells = append(cells, h.text)
	}
	return cells
}

// rest adds the cells that reach from above to the right of a row's own.
func (g *grid) rest(cells []string) []string {
	last := -1
	for i := len(cells); i < len(g.hanging); i++ {
		if g.hanging[i].rows > 0 {
			last = i
		}
	}
	for len(cells) <= last {
		if n := len(cells); g.hanging[n].rows == 0 {
			cells = append(cells, "")
		}
		cells = g.reach(cells)
	}
	return cells
}

func at(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}
