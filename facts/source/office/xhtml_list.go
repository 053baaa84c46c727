package office

import (
	"summitbot/facts"
	"summitbot/facts/source"
)

// list reads a list. Its items are as deep as there are lists around them.
func (x *xhtml) list(n *node) {
	x.flush()
	var l *source.Counter
	if n.name == "ol" {
		l = source.NewCounter(n.attr("type"), n.attr("start"))
	}
	x.lists = append(x.lists, l)
	x.walk(n)
	x.flush()
	x.lists = x.lists[:len(x.lists)-1]
	x.block = x.plain()
}

// item counts an item.
func (x *xhtml) item(n *node) facts.Block {
	b := facts.Block{Kind: facts.Item, Level: max(len(x.lists), 1)}
	if len(x.lists) > 0 {
		b.Label = x.lists[len(x.lists)-1].Label(n.attr("value"))
	}
	return b
}

// table reads a table. One of a single column only sets its text apart: what is in it is read
// as if it stood alone.
func (x *xhtml) table(n *node) {
	x.flush()
	if widestHTML(n) <= 1 {
		x.walk(n)
		x.flush()
		return
	}
	x.tabulate(n, x.table, func(t *table) {
		inner := xhtml{flow: x.flow}
		inner.rows(t, n, false)
	})
}

func widestHTML(n *node) int {
	most := 0
	for _, tr := range deep(n, "tr") {
		most = max(most, len(tr.all("td"))+len(tr.all("th")))
	}
	return most
}

// rows reads the rows of a table, and what else stands in it before them.
func (x *xhtml) rows(t *table, n *node, head bool) {
	for i := range n.kids {
		kid := &n.kids[i]
		switch kid.name {
		case "tr":
			t.rows = append(t.rows, row{head: head || kid.first("th") != nil && kid.first("td") == nil})
			x.cells(t, &t.rows[len(t.rows)-1], kid)
		case "thead", "tbody", "tfoot":
			x.rows(t, kid, kid.name == "thead")
		default:
			x.element(kid)
			x.flush()
		}
	}
}

func (x *xhtml) cells(t *table, r *row, n *node) {
	for i := range n.kids {
		kid := &n.kids[i]
		if kid.name != "td" && kid.name != "th" || unseen(kid) {
			continue
		}
		c := cell{across: number(kid.attr("colspan"), 1), down: number(kid.attr("rowspan"), 1)}
		inner := xhtml{flow: x.flow, bold: kid.name == "th"}
		x.within(t, r, &c, func() {
			inner.walk(kid)
			inner.flush()
		})
	}
}
