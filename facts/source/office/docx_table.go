package office

import "strconv"

// table reads a table. One of a single column only sets its text apart: what is in it is read
// as if it stood alone.
func (d *docx) table(n *node) {
	rows := shownRows(n)
	if widest(rows, "w:tc") <= 1 {
		for _, tr := range rows {
			d.blocks(tr)
		}
		return
	}
	d.tabulate(n, d.block, func(t *table) {
		d.release()
		for _, tr := range rows {
			d.row(t, tr)
		}
		look := n.kid("w:tblPr")
		t.styled = d.styles.look(look.kid("w:tblStyle").attr("w:val")).headRow && firstRow(look.kid("w:tblLook"))
	})
}

// shownRows returns the rows of a table that aren't deleted or hidden.
func shownRows(n *node) []*node {
	var rows []*node
	for _, tr := range deep(n, "w:tr") {
		look := tr.kid("w:trPr")
		if look.kid("w:del") == nil && !toggle(look.kid("w:hidden"), false) {
			rows = append(rows, tr)
		}
	}
	return rows
}

func (d *docx) row(t *table, tr *node) {
	look := tr.kid("w:trPr")
	r := row{head: toggle(look.kid("w:tblHeader"), false)}
	if before := number(look.kid("w:gridBefore").attr("w:val"), 0); before > 0 {
		r.cells = append(r.cells, cell{across: before})
	}
	for _, tc := range deep(tr, "w:tc") {
		look := tc.kid("w:tcPr")
		c := cell{across: number(look.kid("w:gridSpan").attr("w:val"), 1)}
		if m := look.kid("w:vMerge"); m != nil {
			c.above = m.attr("w:val") != "restart"
		}
		d.within(t, &r, &c, func() { d.blocks(tc) })
	}
	t.rows = append(t.rows, r)
}

// firstRow says whether a table uses what its style has for the first row.
func firstRow(look *node) bool {
	if on := look.attr("w:firstRow"); on != "" {
		return !off(on)
	}
	bits, err := strconv.ParseUint(look.attr("w:val"), 16, 32)
	return err == nil && bits&0x20 != 0
}
