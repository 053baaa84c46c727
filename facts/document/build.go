package document

import (
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
// Bytes must be given in rising order. A builder for a file without a text of its own
// starts with an empty text and grows it with [Builder.Write].
type Builder struct {
	text string
}

// NewBuilder returns a builder of a document with the given text.
func NewBuilder(text string) *Builder { return &Builder{text: text} }

// Open ends the block at hand and begins one. A block without words leaves nothing.
func (b *Builder) Open(block facts.Block) {}

// Anchor names the heading at hand in links.
func (b *Builder) Anchor(name string) {}

// Copy adds the bytes start to end of the text to the block. White space in them is evened
// out, wrapped lines are joined, and what shows nothing is dropped, but not in code.
func (b *Builder) Copy(start, end int) {}

// Put adds a text that the bytes start to end stand for: an entity, an escape, a character
// that was broken on its way. An empty one drops the bytes.
func (b *Builder) Put(start, end int, text string) {}

// Write adds to the end of the document's text, and of the block at hand.
func (b *Builder) Write(text string) {}

// Cell ends the cell of a row at hand.
func (b *Builder) Cell() {}

// Title names the document, where its file does.
func (b *Builder) Title(title string) {}

// Document ends the block at hand and returns the document.
func (b *Builder) Document() *facts.Document { return nil }
