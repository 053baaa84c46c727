package source

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
	"summitbot/facts/document"
)

// outline is a document before it is built: its blocks, each with the pieces of the text
// that make it up. It settles what only the whole tells: the title, and which of the
// lines that look like headings head something.
type outline struct {
	text  string
	title string // as the file names it
	parts []*part
	bold  bool // what is added is set bold
}

// part is a block and its pieces, in rising order.
type part struct {
	facts.Block
	anchor string
	weak   bool // a heading only if a text follows it, else a paragraph
	bold   bool // some of it is set bold
	bare   bool // some of it is not
	pieces []piece
}

// piece is bytes of the text and what they give.
type piece struct {
	start, end int
	kind       pieceKind
	put        string // instead of the bytes
}

type pieceKind uint8

const (
	pieceCopy pieceKind = iota
	piecePut
	pieceCell // ends a cell
)

// weakLevel is the level of headings that are not marked as such: below all that are.
const weakLevel = 7

func (o *outline) open(b facts.Block) *part {
	p := &part{Block: b}
	o.parts = append(o.parts, p)
	return p
}

// last returns the part at hand; a paragraph is opened if there is none.
func (o *outline) last() *part {
	if len(o.parts) == 0 {
		return o.open(facts.Block{})
	}
	return o.parts[len(o.parts)-1]
}

// block opens a part of which the bytes start to end are copied.
func (o *outline) block(b facts.Block, start, end int) *part {
	p := o.open(b)
	o.copy(start, end)
	return p
}

func (o *outline) copy(start, end int) {
	if start < end {
		p := o.last()
		p.pieces = append(p.pieces, piece{start: start, end: end})
		o.weigh(p, o.text[start:end])
	}
}

func (o *outline) put(start, end int, text string) {
	p := o.last()
	p.pieces = append(p.pieces, piece{start: start, end: end, kind: piecePut, put: text})
	o.weigh(p, text)
}

// weigh notes whether a text that shows is bold.
func (o *outline) weigh(p *part, text string) {
	if strings.TrimSpace(text) != "" {
		p.bold, p.bare = p.bold || o.bold, p.bare || !o.bold
	}
}

func (o *outline) cell() {
	p := o.last()
	p.pieces = append(p.pieces, piece{kind: pieceCell})
}

// words returns what the part says, with white space evened out.
func (o *outline) words(p *part) string {
	var b strings.Builder
	for _, x := range p.pieces {
		switch x.kind {
		case pieceCopy:
			b.WriteString(o.text[x.start:x.end])
		case piecePut:
			b.WriteString(x.put)
		case pieceCell:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// says reports whether the part has a letter, a digit or a symbol.
func (o *outline) says(p *part) bool {
	shows := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) }
	for _, x := range p.pieces {
		text := x.put
		if x.kind == pieceCopy {
			text = o.text[x.start:x.end]
		}
		if strings.ContainsFunc(text, shows) || p.Kind == facts.Code && strings.TrimSpace(text) != "" {
			return true
		}
	}
	return false
}

// document builds the document. It fails if there is no text.
func (o *outline) document(name string) (*facts.Document, error) {
	o.parts = slices.DeleteFunc(o.parts, func(p *part) bool { return !o.says(p) })
	if len(o.parts) == 0 {
		return nil, ErrNoText
	}
	slices.SortStableFunc(o.parts, func(a, b *part) int { return cmp.Compare(a.start(), b.start()) })
	o.settle()
	b := document.NewBuilder(o.text)
	b.Title(o.titleOr(name))
	end := 0
	for _, p := range o.parts {
		b.Open(p.Block)
		end = p.build(b, end)
	}
	return b.Document(), nil
}

// start returns the first byte of the part.
func (p *part) start() int {
	for _, x := range p.pieces {
		if x.kind != pieceCell {
			return x.start
		}
	}
	return 0
}

// build gives the pieces to the builder; bytes before end were given before.
func (p *part) build(b *document.Builder, end int) int {
	if p.Kind == facts.Heading && p.anchor != "" {
		b.Anchor(p.anchor)
	}
	for _, x := range p.pieces {
		x.start = max(x.start, end)
		switch {
		case x.kind == pieceCell:
			b.Cell()
			continue
		case x.start > x.end || x.start == x.end && x.kind == pieceCopy:
			continue
		case x.kind == pieceCopy:
			b.Copy(x.start, x.end)
		default:
			b.Put(x.start, x.end, x.put)
		}
		end = x.end
	}
	return end
}

// settle makes headings of lines that are set bold as a whole, and of labels before a
// paragraph; weak headings that head nothing become paragraphs, but questions don't.
func (o *outline) settle() {
	for i, p := range o.parts {
		if p.Kind == facts.Paragraph && (o.isBold(p) || i+1 < len(o.parts) && o.isLabel(p, o.parts[i+1])) {
			p.Kind, p.Level, p.weak = facts.Heading, weakLevel, true
		}
	}
	for i, p := range o.parts {
		last := i+1 == len(o.parts) || o.parts[i+1].Kind == facts.Heading
		if p.weak && last && !strings.HasSuffix(o.words(p), "?") {
			p.Kind, p.Level, p.weak = facts.Paragraph, 0, false
		}
	}
}

// isBold reports whether a paragraph is a line that is set bold and heads what follows.
func (o *outline) isBold(p *part) bool {
	return p.Level == 0 && p.bold && !p.bare && headsAlone(o.words(p))
}

// maxLabel is the most words of a label that stands above its text.
const maxLabel = 4

// isLabel reports whether a paragraph is a few words and a colon above another paragraph.
func (o *outline) isLabel(p, next *part) bool {
	if next.Kind != facts.Paragraph || p.length() > 100 {
		return false
	}
	words := o.words(p)
	return strings.HasSuffix(words, ":") && strings.Count(words, " ") < maxLabel
}

// length returns the number of bytes that the part was made of.
func (p *part) length() int {
	n := 0
	for _, x := range p.pieces {
		n += x.end - x.start
	}
	return n
}

// titleOr returns the document's title: what the file says, the only heading of the first
// level, the heading that it begins with, or its name without the extension.
func (o *outline) titleOr(name string) string {
	if o.title != "" {
		return o.title
	}
	var top []*part
	for _, p := range o.parts {
		if p.Kind == facts.Heading && p.Level == 1 {
			top = append(top, p)
		}
	}
	switch first := o.parts[0]; {
	case len(top) == 1:
		return o.words(top[0])
	case first.Kind == facts.Heading:
		return o.words(first)
	}
	base := filepath.Base(name)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// headsAlone reports whether a paragraph that is set apart as a whole, as bold, is a
// heading: a few words without an end mark, or a question.
func headsAlone(words string) bool {
	if words == "" || utf8.RuneCountInString(words) > 120 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(words)
	return !strings.ContainsRune(".!…。！;,", r)
}
