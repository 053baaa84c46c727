package source

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"summitbot/facts"
	"summitbot/facts/document"
)

// HTML reads a web page, without what surrounds its article. Text in another encoding
// than UTF-8 is decoded as the page says; the document's text is the decoded one.
func HTML(name string, data []byte) (*facts.Document, error) {
	text, err := htmlText(data)
	if err != nil {
		return nil, err
	}
	nodes, err := parseTree(text, 0)
	if err != nil {
		return nil, err
	}
	o := &outline{text: text}
	w := &htmlWriter{o: o, page: choose(text, nodes)}
	w.all()
	if w.countH1() != 1 {
		o.title = w.title
	}
	return o.document(name)
}

// htmlText decodes a page. What declares no encoding must be UTF-8.
func htmlText(data []byte) (string, error) {
	if isUTF16(data) {
		return decodeUTF16(data)
	}
	wrong := document.CheckUTF8(string(data))
	if wrong == nil {
		return string(data), nil
	}
	e, label, _ := charset.DetermineEncoding(data, "text/html")
	if bytes.IndexByte(data, 0) >= 0 || !declares(data, label) {
		return "", encodingError(wrong)
	}
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("%w: it says it is %s, and is not", ErrEncoding, label)
	}
	return string(text), nil
}

// declares reports whether the page names the encoding that was found.
func declares(data []byte, label string) bool {
	m := declaration.FindSubmatch(data[:min(len(data), 1024)])
	if m == nil {
		return false
	}
	_, name := charset.Lookup(string(m[1]))
	return name == label
}

var declaration = regexp.MustCompile(`(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)`)

// looksHTML reports whether the data begin as a page does.
func looksHTML(data []byte) bool {
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\ufeff")), " \t\r\n")
	return pageStart.Match(head)
}

var pageStart = regexp.MustCompile(`(?i)^(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.*?)-->\s*)*<(?:!doctype|html|head|body|book|article)\b`)

// htmlWriter writes the blocks of a page to an outline.
type htmlWriter struct {
	*page
	o       *outline
	title   string
	pending *facts.Block // what the next text opens
	label   string       // the anchor that the next heading takes
	broken  bool         // a line break came last
	alt     piece        // what stands for the last picture in a heading
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
	list    *counter
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
	case tag == "ul" || tag == "ol" || tag == "menu" || tag == "dir":
		s.list, s.level = newCounter(w.nodes[i], tag), s.level+1
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
	w.alt = piece{}
	p := w.flat(i, facts.Block{Kind: facts.Heading, Level: level}, s)
	p.anchor, w.label = w.label, ""
	if w.alt.put != "" && !w.o.says(p) {
		p.pieces = []piece{w.alt}
	}
}

// item writes an item of a list; outside of any list it has no number.
func (w *htmlWriter) item(i int, s scope) {
	label := s.list.next(w.nodes[i])
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

// write copies a text and puts its entities.
func (w *htmlWriter) write(e element, s scope) {
	raw := w.text[e.start:e.stop]
	if strings.TrimSpace(raw) == "" {
		if w.pending == nil {
			w.copy(e.start, e.stop)
		}
		return
	}
	w.ready(strings.TrimSpace(raw), s)
	w.o.bold = s.bold
	at := 0
	for _, m := range entity.FindAllStringIndex(raw, -1) {
		put := html.UnescapeString(raw[m[0]:m[1]])
		if put == raw[m[0]:m[1]] {
			continue
		}
		w.copy(e.start+at, e.start+m[0])
		w.o.put(e.start+m[0], e.start+m[1], put)
		at = m[1]
	}
	w.copy(e.start+at, e.stop)
	w.o.bold = false
	w.label = keepIn(s.flat, w.label)
}

func keepIn(flat bool, label string) string {
	if flat {
		return label
	}
	return ""
}

var entity = regexp.MustCompile(`&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?`)

// ready opens the block that waits for the text; after a line break, one that goes on
// with a new line.
func (w *htmlWriter) ready(text string, s scope) {
	switch {
	case w.pending != nil:
		w.o.open(*w.pending)
	case w.broken && !s.flat && newLine(text):
		w.o.open(s.paragraph())
	}
	w.pending, w.broken = nil, false
}

// newLine reports whether a text after a line break begins something new, rather than
// going on with a sentence.
func newLine(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;.)–—&", r)
}

// copy copies what may be copied of the bytes start to end.
func (w *htmlWriter) copy(start, end int) {
	if w.only == nil {
		w.o.copy(start, end)
		return
	}
	first := sort.Search(len(w.only), func(i int) bool { return w.only[i].end > start })
	for _, s := range w.only[first:] {
		if s.start >= end {
			return
		}
		w.o.copy(max(s.start, start), min(s.end, end))
	}
}

func (w *htmlWriter) lineBreak(e element, s scope) {
	if w.pending == nil {
		w.o.put(e.start, e.stop, "\n")
		w.broken = !s.code
	}
}

// picture puts the text that stands for a picture. A picture that is a link is a button,
// and one in a heading speaks only where the heading has no words.
func (w *htmlWriter) picture(e element, s scope) {
	switch alt := strings.TrimSpace(e.attributes["alt"]); {
	case alt == "" || s.link:
	case s.title:
		w.alt = piece{start: e.start, end: e.stop, kind: piecePut, put: alt}
	default:
		w.ready(alt, s)
		w.o.put(e.start, e.stop, " "+alt+" ")
	}
}

// counter numbers the items of a list as browsers do.
type counter struct {
	style  string // empty of a list that has no numbers
	number int
}

func newCounter(e element, tag string) *counter {
	if tag != "ol" {
		return &counter{}
	}
	c := &counter{style: cmp.Or(e.attributes["type"], "1"), number: 1}
	if n, err := strconv.Atoi(e.attributes["start"]); err == nil {
		c.number = n
	}
	return c
}

// next returns the label of the next item.
func (c *counter) next(e element) string {
	if c == nil || c.style == "" {
		return ""
	}
	if n, err := strconv.Atoi(e.attributes["value"]); err == nil {
		c.number = n
	}
	n := c.number
	c.number++
	if n < 1 || n > 26 || c.style == "1" {
		return strconv.Itoa(n) + "."
	}
	switch c.style {
	case "a":
		return string(rune('a'+n-1)) + "."
	case "A":
		return string(rune('A'+n-1)) + "."
	case "i":
		return strings.ToLower(romans[n-1]) + "."
	}
	return romans[n-1] + "."
}

var romans = strings.Fields("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI")
