package document

import (
	"strings"
	"unicode"

	"summitbot/facts"
)

// Builder makes a document from blocks, in reading order. A reader of a format opens a
// block, says which bytes of the text it is made of, and opens the next:
//
//	b := document.NewBuilder(text)
//	b.Open(facts.Block{Kind: facts.Heading, Level: 1})
//	b.Copy(2, 9)                        // "# Welcome": the bytes after the mark
//	b.Open(facts.Block{Kind: facts.Item, Level: 1, Label: "1."})
//	b.Copy(14, 20)
//	b.Put(20, 25, "&")                  // "&amp;": five bytes that stand for one
//	b.Copy(25, 30)
//	d := b.Document()
//
// Of a block it reads Kind, Level, Label, Page and, of a heading, the anchor given with
// [Builder.Anchor]; all else it finds itself: sections from headings, sentences from the
// text, what introduces an item, a row or a definition from what stands before it.
//
// Bytes must be given in rising order; those given again or too late are left out. Bytes
// between two that were given are markup and dropped, but white space at their ends
// counts, unless in code. A label is looked for in the bytes before an item's first.
//
// A builder for a file without a text of its own starts with an empty text and grows it
// with [Builder.Write]. Use either Write, or Copy and Put.
type Builder struct {
	text    string
	written strings.Builder // what Write made of an empty text
	title   string
	blocks  []opened
	changes []facts.Change
	pos     int // bytes before it are given
	cells   int // cells that ended since the last bytes
}

// opened is a block as it was given: its bytes and how many changes stand before and
// up to its end.
type opened struct {
	facts.Block
	anchor   string
	begun    bool // has bytes
	from, to int
}

// NewBuilder returns a builder of a document with the given text.
func NewBuilder(text string) *Builder { return &Builder{text: text} }

// Open ends the block at hand and begins one. A block without words leaves nothing.
func (b *Builder) Open(block facts.Block) {
	b.cells = 0
	b.blocks = append(b.blocks, opened{Block: block, from: len(b.changes), to: len(b.changes)})
}

// Anchor names the heading at hand in links.
func (b *Builder) Anchor(name string) { b.last().anchor = name }

// Title names the document, if its file does.
func (b *Builder) Title(title string) { b.title = title }

// Cell ends the cell at hand of a row or a table's head. Other blocks have none.
func (b *Builder) Cell() {
	if isOfTable(b.last().Kind) {
		b.cells++
	}
}

// Copy adds the bytes start to end of the text to the block. White space in them is evened
// out, wrapped lines are joined, and what shows nothing is dropped, but not in code.
func (b *Builder) Copy(start, end int) {
	start, end = max(start, b.pos), min(end, len(b.text))
	if start >= end {
		return
	}
	b.begin(start)
	if b.last().Kind != facts.Code {
		b.change(unswapped(b.text, facts.Span{Start: start, End: end})...)
	}
	b.end(end)
}

// Put adds a text that the bytes start to end stand for: an entity, an escape, a character
// that was broken on its way. An empty one drops the bytes. There must be such bytes: a
// text that stands on none is left out.
func (b *Builder) Put(start, end int, text string) {
	start, end = max(start, b.pos), min(end, len(b.text))
	if start >= end || text == "" && !b.last().begun {
		return
	}
	b.begin(start)
	b.change(facts.Change{Span: facts.Span{Start: start, End: end}, Is: text})
	b.end(end)
}

// Write adds to the end of the document's text, and of the block at hand.
func (b *Builder) Write(text string) {
	if text == "" {
		return
	}
	block := b.last()
	if !block.begun {
		b.part()
		block.Span.Start, block.begun = b.written.Len(), true
		b.written.WriteString(labelled(block.Block))
	}
	b.written.WriteString(strings.Repeat(cellMark, b.cells))
	b.cells = 0
	start := b.written.Len()
	b.written.WriteString(text)
	b.text = b.written.String()
	if block.Kind != facts.Code {
		b.change(unswapped(b.text, facts.Span{Start: start, End: len(b.text)})...)
	}
	b.end(len(b.text))
}

// part writes what parts the block at hand from the one before it.
func (b *Builder) part() {
	switch n := len(b.blocks); {
	case b.written.Len() == 0:
	case n > 1 && isOfTable(b.blocks[n-1].Kind) && isOfTable(b.blocks[n-2].Kind):
		b.written.WriteString("\n")
	default:
		b.written.WriteString("\n\n")
	}
}

// cellMark parts the cells of a row.
const cellMark = " | "

func isOfTable(k facts.BlockKind) bool { return k == facts.Row || k == facts.Head }

// last returns the block at hand; a paragraph if none is open.
func (b *Builder) last() *opened {
	if len(b.blocks) == 0 {
		b.Open(facts.Block{})
	}
	return &b.blocks[len(b.blocks)-1]
}

// begin deals with the bytes between those given last and start.
func (b *Builder) begin(start int) {
	block := b.last()
	if block.begun {
		b.skip(b.pos, start, block.Kind == facts.Code)
		return
	}
	block.begun, block.Span.Start = true, start
	if labelled(block.Block) != "" {
		b.label(block, start)
	}
	b.putIn(start, strings.Repeat(cellMark, b.cells))
	b.cells = 0
}

// end marks the bytes before it as given.
func (b *Builder) end(at int) {
	b.pos = at
	block := b.last()
	block.Span.End, block.to = at, len(b.changes)
}

// labelWindow is how many bytes before an item its label is looked for.
const labelWindow = 64

// label finds the block's label before its first byte, or puts it in.
func (b *Builder) label(block *opened, start int) {
	from := max(b.pos, start-labelWindow)
	before := b.text[from:start]
	at := strings.LastIndex(before, block.Label)
	if at < 0 || strings.ContainsFunc(before[at+len(block.Label):], isWordRune) {
		b.putIn(start, labelled(block.Block))
		return
	}
	block.Span.Start = from + at
	end := from + at + len(block.Label)
	b.skip(end, start, false)
	if !strings.ContainsFunc(b.text[end:start], unicode.IsSpace) {
		b.putIn(start, " ")
	}
}

// labelled returns what the block's text begins with.
func labelled(block facts.Block) string {
	if block.Label == "" || block.Kind != facts.Item && block.Kind != facts.Paragraph {
		return ""
	}
	return block.Label + " "
}

// skip drops the bytes between two that were given, but for the white space at their ends.
func (b *Builder) skip(from, to int, code bool) {
	gap := b.text[from:to]
	switch {
	case b.cells > 0:
		b.change(facts.Change{Span: facts.Span{Start: from, End: to}, Is: strings.Repeat(cellMark, b.cells)})
		b.cells = 0
		return
	case !code:
		from += len(gap) - len(strings.TrimLeftFunc(gap, unicode.IsSpace))
		to -= len(gap) - len(strings.TrimRightFunc(gap, unicode.IsSpace))
	}
	if from < to {
		b.change(facts.Change{Span: facts.Span{Start: from, End: to}})
	}
}

func (b *Builder) putIn(at int, text string) {
	if text != "" {
		b.change(facts.Change{Span: facts.Span{Start: at, End: at}, Is: text})
	}
}

func (b *Builder) change(changes ...facts.Change) { b.changes = append(b.changes, changes...) }
