package source

import (
	"strconv"

	"summitbot/facts"
)

// maxColumns is how many columns a cell may span.
const maxColumns = 100

// isData reports whether a table holds data. One that holds tables, headings, lists or
// code only lays out a page.
func (w *htmlWriter) isData(i int) bool {
	if r := w.nodes[i].attributes["role"]; r == "presentation" || r == "none" {
		return false
	}
	for j := i + 1; j < w.nodes[i].end; j++ {
		if tag := w.nodes[j].tag; tag == "table" || tag == "pre" || tag == "blockquote" || isHeading(tag) {
			return false
		}
	}
	return true
}

// maxEmpty is how many empty cells a table gets for cells that span others.
const maxEmpty = 10_000

// columns knows which columns of the next row cells of the rows above reach into.
type columns struct {
	rows  [maxColumns]int
	empty int // cells that were added
}

// table writes the rows of a table, and its caption before them.
func (w *htmlWriter) table(i int) {
	c := &columns{}
	for j := i + 1; j < w.nodes[i].end; {
		switch tag := alias(w.nodes[j].tag, w, j); {
		case w.out[j]:
			j = w.nodes[j].end
		case tag == "tr":
			w.row(j, c)
			j = w.nodes[j].end
		case tag == "thead" || tag == "tbody" || tag == "tfoot" || tag == "tgroup":
			j++
		case tag == "caption":
			w.flat(j, facts.Block{}, scope{})
			j = w.nodes[j].end
		default:
			w.node(j, scope{})
			j = w.nodes[j].end
		}
	}
	w.start(facts.Block{})
}

// row writes a row of a table; one of nothing but heads names the columns.
func (w *htmlWriter) row(i int, c *columns) {
	kind := facts.Row
	if w.isHead(i) {
		kind = facts.Head
	}
	w.o.open(facts.Block{Kind: kind})
	w.pending, w.broken = nil, false
	column := 0
	for j := i + 1; j < w.nodes[i].end; j = w.nodes[j].end {
		if tag := alias(w.nodes[j].tag, w, j); !w.out[j] && (tag == "td" || tag == "th") {
			column = w.spanned(c, column)
			w.inside(j, scope{flat: true})
			w.pending = nil
			column = w.endCell(w.nodes[j], c, column)
		}
	}
	w.spanned(c, column)
	w.start(facts.Block{})
}

// spanned writes empty cells for those above that reach into the row.
func (w *htmlWriter) spanned(c *columns, column int) int {
	for column < maxColumns && c.rows[column] > 0 && c.empty < maxEmpty {
		c.rows[column]--
		c.empty++
		w.o.cell()
		column++
	}
	return column
}

func (w *htmlWriter) endCell(e element, c *columns, column int) int {
	for n := range spanOf(e, "colspan") {
		if n > 0 && c.empty >= maxEmpty {
			break
		}
		c.empty += min(n, 1)
		w.o.cell()
		if column < maxColumns {
			c.rows[column] = spanOf(e, "rowspan") - 1
		}
		column++
	}
	return column
}

func spanOf(e element, attribute string) int {
	n, err := strconv.Atoi(e.attributes[attribute])
	if err != nil {
		return 1
	}
	return min(max(n, 1), maxColumns)
}

// isHead reports whether a row has heads and nothing else, or stands in the table's head.
func (w *htmlWriter) isHead(i int) bool {
	if p := w.nodes[i].parent; p >= 0 && w.nodes[p].tag == "thead" {
		return true
	}
	heads := 0
	for j := i + 1; j < w.nodes[i].end; j = w.nodes[j].end {
		switch w.nodes[j].tag {
		case "td", "entry":
			return false
		case "th":
			heads++
		}
	}
	return heads > 1
}

// alias returns the element of HTML that one of DocBook amounts to; else the tag itself.
// A title's level is the number of sections that it is in.
func alias(tag string, w *htmlWriter, i int) string {
	if tag == "title" && w.nodes[i].parent >= 0 && w.nodes[w.nodes[i].parent].tag != "head" {
		return w.titleTag(i)
	}
	if a, ok := docBook[tag]; ok {
		return a
	}
	return tag
}

func (w *htmlWriter) titleTag(i int) string {
	level := 0
	for p := w.nodes[i].parent; p >= 0; p = w.nodes[p].parent {
		switch tag := w.nodes[p].tag; {
		case sections[tag]:
			level++
		case tag == "svg":
			return "title"
		}
	}
	return "h" + strconv.Itoa(min(max(level, 1), 6))
}

var sections = setOf("book part chapter appendix preface section sect1 sect2 sect3 sect4 sect5 article refsect1")

var docBook = map[string]string{
	"para": "p", "simpara": "p", "formalpara": "div", "note": "div", "tip": "div", "warning": "div",
	"important": "div", "caution": "div", "chapter": "section", "sect1": "section", "sect2": "section",
	"sect3": "section", "sect4": "section", "book": "section", "part": "section", "appendix": "section",
	"itemizedlist": "ul", "orderedlist": "ol", "procedure": "ol", "listitem": "li", "step": "li",
	"variablelist": "dl", "varlistentry": "div", "term": "dt", "row": "tr", "entry": "td",
	"programlisting": "pre", "screen": "pre", "literallayout": "pre", "informaltable": "table",
	"qandaset": "div", "qandaentry": "div", "question": "dt", "answer": "dd", "emphasis": "em",
	"bookinfo": "div", "articleinfo": "div", "tgroup": "tbody", "author": "p", "othercredit": "p",
	"copyright": "p", "date": "p", "releaseinfo": "p", "keywordset": "p", "legalnotice": "p",
}
