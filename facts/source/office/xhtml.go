package office

import (
	"strings"
	"unicode"

	"summitbot/facts"
	"summitbot/facts/source"
)

// xhtml reads a page of a book.
type xhtml struct {
	*flow
	block  facts.Block // what the words at hand are part of
	line   line
	lists  []*source.Counter // those around
	terms  int               // definitions around
	quotes int               // quotations around
	code   bool              // white space counts
	bold   bool
	raised bool
}

func (x *xhtml) walk(n *node) {
	if n == nil {
		return
	}
	for i := range n.kids {
		x.element(&n.kids[i])
	}
}

// element reads an element or a text. One that isn't named here is in a line, around others.
func (x *xhtml) element(n *node) {
	switch n.name {
	case "":
		x.words(n.text)
	case "script", "style", "head", "nav", "template", "iframe", "object", "audio", "video",
		"svg:svg", "rt", "rp", "annotation", "annotation-xml":
	default:
		if !unseen(n) && !x.pageMark(n) && !isMark(n) {
			x.seen(n)
		}
	}
}

func (x *xhtml) seen(n *node) {
	switch n.name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		x.part(facts.Block{Kind: facts.Heading, Level: int(n.name[1] - '0')}, n)
	case "ul", "ol":
		x.list(n)
	case "li":
		x.part(x.item(n), n)
	case "dt":
		x.part(facts.Block{Kind: facts.Term}, n)
	case "dd":
		x.flush()
		x.terms++
		x.part(x.plain(), n)
		x.terms--
		x.flush()
	case "blockquote":
		x.flush()
		x.quotes++
		x.part(x.plain(), n)
		x.quotes--
		x.flush()
	case "pre":
		x.code = true
		x.part(facts.Block{Kind: facts.Code, Level: x.depth()}, n)
		x.code = false
		x.flush()
	case "table":
		x.table(n)
	case "br":
		x.words("\n")
	case "hr":
		x.flush()
	case "b", "strong":
		bold := x.bold
		x.bold = true
		x.walk(n)
		x.bold = bold
	case "sup":
		x.raised = true
		x.walk(n)
		x.raised = false
	default:
		x.around(n)
	}
}

// around reads an element around others: one that stands by itself, or one in a line. The
// first paragraph in an item is the item.
func (x *xhtml) around(n *node) {
	if !standsAlone(n.name) {
		x.walk(n)
		return
	}
	if strings.TrimSpace(x.line.String()) != "" {
		x.flush()
	}
	x.walk(n)
	if strings.TrimSpace(x.line.String()) != "" {
		x.flush()
	}
}

func standsAlone(name string) bool {
	switch name {
	case "p", "div", "section", "article", "aside", "main", "header", "footer", "figure",
		"figcaption", "address", "center", "details", "summary", "dl", "fieldset", "form",
		"hgroup", "body", "caption", "thead", "tbody", "tfoot", "tr", "td":
		return true
	}
	return false
}

// part reads an element that is a block of its own.
func (x *xhtml) part(b facts.Block, n *node) {
	x.flush()
	x.block = b
	x.walk(n)
	x.flush()
}

// flush ends the block at hand.
func (x *xhtml) flush() {
	if strings.TrimSpace(x.line.String()) != "" {
		x.add(x.block, &x.line)
	}
	x.line, x.block = line{}, x.plain()
}

// plain is a block of what has no mark of its own.
func (x *xhtml) plain() facts.Block {
	if x.quotes > 0 {
		return facts.Block{Kind: facts.Quotation, Level: x.depth()}
	}
	return facts.Block{Level: x.depth()}
}

// depth says how many items and definitions the block at hand is a part of.
func (x *xhtml) depth() int { return len(x.lists) + x.terms }

func (x *xhtml) words(text string) {
	if text == "" {
		return
	}
	if !x.code && text != "\n" {
		text = even(text)
	}
	if x.raised {
		text = raised(text)
	}
	x.line.plain = x.line.plain || !x.bold && strings.TrimSpace(text) != ""
	x.say(&x.line, text)
}

// unseen says whether a page doesn't show an element.
func unseen(n *node) bool {
	for _, a := range n.attrs {
		switch a.name {
		case "hidden":
			return true
		case "style":
			if strings.Contains(strings.ReplaceAll(strings.ToLower(a.value), " ", ""), "display:none") {
				return true
			}
		}
	}
	return false
}

// isMark says whether an element is the mark of a footnote, or leads back to one: a link that
// says so, or one that is set above the line.
func isMark(n *node) bool {
	switch n.name {
	case "a":
		kind := n.attr("epub:type") + " " + n.attr("role")
		return strings.Contains(kind, "noteref") || strings.Contains(kind, "backlink") ||
			n.kid("sup") != nil && oneLine(n.brief()) == oneLine(n.kid("sup").brief())
	case "sup":
		return n.kid("a") != nil && oneLine(n.kid("a").brief()) == oneLine(n.brief())
	}
	return false
}

// pageMark says whether an element tells where a page of the printed book begins, and goes
// on to that page.
func (x *xhtml) pageMark(n *node) bool {
	if n.attr("epub:type") != "pagebreak" && n.attr("role") != "doc-pagebreak" {
		return false
	}
	for _, name := range []string{n.attr("title"), n.attr("aria-label"), n.brief(), n.attr("id")} {
		digits := strings.TrimFunc(name, func(r rune) bool { return !unicode.IsDigit(r) })
		if page := number(digits, 0); page > 0 {
			x.page = page
			break
		}
	}
	return true
}
