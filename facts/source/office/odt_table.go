package office

// cellSize is how many bytes of text a cell that another stands for counts as.
const cellSize = 64

// table reads a table. One of a single column only sets its text apart: what is in it is read
// as if it stood alone.
func (o *odt) table(n *node) {
	o.newPage(o.look("table", n.attr("table:style-name")))
	rows := deep(n, "table:table-row")
	if widest(rows, "table:table-cell") <= 1 && !repeats(rows) {
		for _, r := range rows {
			for _, c := range deep(r, "table:table-cell") {
				o.blocks(c, nil)
			}
		}
		return
	}
	o.tabulate(n, func(n *node) { o.block(n, nil) }, func(t *table) { o.rows(t, n, false) })
}

// repeats says whether a row has a cell that stands for several.
func repeats(rows []*node) bool {
	for _, r := range rows {
		for _, c := range deep(r, "table:table-cell") {
			if number(c.attr("table:number-columns-repeated"), 1) > 1 {
				return true
			}
		}
	}
	return false
}

// rows reads the rows of a table. A row that is repeated is read once.
func (o *odt) rows(t *table, n *node, head bool) {
	for i := range n.kids {
		kid := &n.kids[i]
		switch kid.name {
		case "table:table-row":
			t.rows = append(t.rows, row{head: head})
			o.cells(t, &t.rows[len(t.rows)-1], kid)
		case "table:table-header-rows":
			o.rows(t, kid, true)
		case "text:soft-page-break":
			o.turned()
		default:
			o.rows(t, kid, head)
		}
	}
}

// cells reads the cells of a row. Those that others cover are known from these others.
func (o *odt) cells(t *table, r *row, n *node) {
	for _, tc := range n.all("table:table-cell") {
		c := cell{
			across: number(tc.attr("table:number-columns-spanned"), 1),
			down:   number(tc.attr("table:number-rows-spanned"), 1),
		}
		o.within(t, r, &c, func() { o.blocks(tc, nil) })
		repeated := min(number(tc.attr("table:number-columns-repeated"), 1), maxColumns)
		for n := 1; n < repeated && len(r.cells) < maxColumns && o.take(cellSize); n++ {
			r.cells = append(r.cells, c)
		}
	}
}
