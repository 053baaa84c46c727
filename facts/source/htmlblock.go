package source

import (
	"cmp"
	"html"
	"strings"

	"summitbot/facts"
)

// htmlWriter writes the blocks of a page to an outline.
type htmlWriter struct {
	*page
	o       *outline
	title   string
	pending *facts.Block // what the next text opens
	label   string       // the anchor that the next heading takes
	broken  bool         // a line break came last
	alt     span         // what stands for the last picture in a heading
	only    []span       // what may be copied; all if nil
}

// span is a range of bytes.
type span struct{ start, end int }

// scope is what the elements around say of a text.
type scope struct {
	kind    facts.BlockKind // of paragraphs
	level   int             // how many lists it is in
	flat    bool            // blocks in it are no blocks: in a heading, a cell
	title   bool            // it is in a heading
	layout  bool            // it is in a table that lays out a page
	meaning bool            // it is in a definition
	code    bool
	link    bool
	bold    bool
	list    *Counter
}

func (w *htmlWriter) all() {
	w.start(facts.Block{})
	for i := 0; i < len(w.nodes); i = w.nodes[i].end {
		w.node(i, scope{})
	}
}

func (w *htmlWriter) countH1() int {
	n := 0
	for _, p := range w.o.parts {
		if p.Kind == facts.Heading && p.Level == 1 && w.o.says(p) {
			n++
		}
	}
	return n
}

// start lets the next text open a block. An item that has no text yet stays an item.
func (w *htmlWriter) start(b facts.Block) {
	w.broken = false
	if w.pending != nil && w.pending.Kind == facts.Item && (b.Kind == facts.Paragraph || b.Kind == facts.Quotation) && b.Level >= w.pending.Level {
		return
	}
	w.pending = &b
}

// inside writes what an element contains.
func (w *htmlWriter) inside(i int, s scope) {
	for j := i + 1; j < w.nodes[i].end; j = w.nodes[j].end {
		w.node(j, s)
	}
}

func (w *htmlWriter) node(i int, s scope) {
	e := w.nodes[i]
	switch {
	case w.out[i]:
	case e.isText():
		w.write(e, s)
	default:
		w.identify(e)
		w.element(i, s)
	}
}

// identify remembers the element's name for links.
func (w *htmlWriter) identify(e element) {
	if id := cmp.Or(e.attributes["id"], e.attributes["name"]); id != "" && e.tag != "meta" {
		w.label = id
	}
}

// element writes an element by its tag.
func (w *htmlWriter) element(i int, s scope) {
	e := w.nodes[i]
	switch tag := alias(e.tag, w, i); {
	case tag == "title":
		w.titled(i)
	case tag == "head":
		w.inside(i, s)
	case tag == "br":
		w.lineBreak(e, s)
	case tag == "img":
		w.picture(e, s)
	case tag == "hr":
		w.start(s.paragraph())
	case !isBlock(tag):
		w.inline(i, tag, s)
	case s.flat:
		w.o.put(e.start, e.stop, " ")
		w.inside(i, s)
		w.space(i)
	default:
		w.block(i, tag, s)
	}
}

// paragraph returns the block of a text in this scope. A definition's blocks have a level,
// by which they are known to belong to the term.
func (s scope) paragraph() facts.Block {
	if s.meaning {
		s.level = max(s.level, 1)
	}
	return facts.Block{Kind: s.kind, Level: s.level}
}

// space parts what follows a block in a flat element from what came: its end tag is a
// space.
func (w *htmlWriter) space(i int) {
	end := w.nodes[i].end
	if stop := w.nodes[end-1].stop; end < len(w.nodes) && stop < w.nodes[end].start {
		w.o.put(stop, w.nodes[end].start, " ")
	}
}

// titled takes the page's title.
func (w *htmlWriter) titled(i int) {
	if i+1 < w.nodes[i].end && w.title == "" {
		t := w.nodes[i+1]
		w.title = strings.Join(strings.Fields(html.UnescapeString(w.text[t.start:t.stop])), " ")
	}
}

// inline writes an element within a text.
func (w *htmlWriter) inline(i int, tag string, s scope) {
	s.bold = s.bold || tag == "b" || tag == "strong"
	s.link = s.link || tag == "a"
	w.inside(i, s)
}

func (w *htmlWriter) block(i int, tag string, s scope) {
	around := s
	switch {
	case isHeading(tag):
		w.heading(i, int(tag[1]-'0'), s)
		return
	case tag == "ol":
		a := w.nodes[i].attributes
		s.list, s.level = NewCounter(a["type"], a["start"]), s.level+1
	case tag == "ul" || tag == "menu" || tag == "dir":
		s.list, s.level = nil, s.level+1
	case tag == "li":
		w.item(i, s)
		return
	case tag == "dt" || tag == "summary":
		w.flat(i, facts.Block{Kind: facts.Term}, s)
		return
	case tag == "pre":
		w.pre(i, s)
		return
	case tag == "table" && w.isData(i):
		w.table(i)
		return
	case tag == "table":
		s.layout = true
	case tag == "tr" && !s.layout:
		w.row(i, &columns{})
		return
	case tag == "blockquote":
		s.kind = facts.Quotation
	case tag == "dd":
		s.meaning = true
	}
	w.start(s.paragraph())
	w.inside(i, s)
	w.start(around.paragraph())
}

// flat writes an element as one block.
func (w *htmlWriter) flat(i int, b facts.Block, s scope) *part {
	p := w.o.open(b)
	w.pending = nil
	inner := s
	inner.flat = true
	w.inside(i, inner)
	w.pending = nil
	w.start(s.paragraph())
	return p
}

func (w *htmlWriter) heading(i, level int, s scope) {
	s.title = true
	w.alt = span{}
	p := w.flat(i, facts.Block{Kind: facts.Heading, Level: level}, s)
	p.anchor, w.label = w.label, ""
	if w.alt.end > 0 && !w.o.says(p) {
		p.pieces = nil
		w.o.copy(w.alt.start, w.alt.end)
	}
}

// item writes an item of a list; outside of any list it has no number.
func (w *htmlWriter) item(i int, s scope) {
	label := s.list.Label(w.nodes[i].attributes["value"])
	s.level = max(s.level, 1)
	w.pending = nil
	w.start(facts.Block{Kind: facts.Item, Level: s.level, Label: label})
	w.inside(i, s)
	w.pending = nil
	w.start(s.paragraph())
}

// pre writes code; its line breaks are its own.
func (w *htmlWriter) pre(i int, s scope) {
	s.code = true
	w.flat(i, facts.Block{Kind: facts.Code}, s)
}
