// Package facts is the types of the core: documents, what is known of them, and answers.
package facts

// Span is a half-open range of bytes.
type Span struct{ Start, End int }

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Library is the documents that questions are asked of. It is never changed after it was
// made, and is safe for concurrent use. The zero value has no document.
type Library struct{ Documents []*Document }

// Document is one document as it was read: sections, blocks and sentences in reading order,
// each with its place in the text. Package document makes it; it is never changed then.
type Document struct {
	ID     string // short: what a fact base calls it, else its file's name
	Title  string
	File   string // its path, as it was named; may be empty
	URL    string // where people find it; may be empty
	SHA256 string // of the file's bytes, in hexadecimal

	// Text is what spans count in: the text of the file, byte for byte; of a file that has
	// no text of its own (PDF, DOCX, ODT, EPUB), the text that was taken out of it.
	Text string

	Sections  []Section // the first is the document itself, before any heading
	Blocks    []Block
	Sentences []Sentence
	Changes   []Change // in rising order; none overlap
}

// Change is bytes of the Text that stand for something else: "&amp;" for "&", a mark of
// emphasis for nothing. Empty bytes are a place where something was put in, such as the
// number of a list item.
type Change struct {
	Span Span
	Is   string
}

// Section is a heading and all that stands under it.
type Section struct {
	Heading string // empty of the document itself
	Level   int    // of the heading, from 1; 0 of the document itself
	Parent  int    // the section around it; -1 of the document itself
	Anchor  string // names the heading in a link; may be empty
}

// BlockKind says what a block is.
type BlockKind uint8

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading             // opens a section; its words are context, and never quoted
	Item                // of a list
	Row                 // of a table
	Head                // the row that names a table's columns; never quoted by itself
	Code                // quoted with its line breaks
	Quotation
	Term // what the definitions after it define; never quoted by itself
)

// Block is a part of a document that stands by itself, such as a paragraph.
type Block struct {
	Kind    BlockKind
	Level   int    // of a heading from 1; of a list item, how many lists it is in
	Label   string // of a list item, as it is written: "3.", "a)"; empty of a bullet
	Section int    // its place in Sections; a heading belongs to the section that it opens
	Page    int    // from 1; 0 where the document has none
	Text    string // of a heading, a table's head and a term: its words, cleaned; the others have sentences
	Lead    int    // the place of the block that introduces it (of an item the lead-in or the item that it is part of, of a row the head, of a definition the term); -1 where none does
	First   int    // its sentences are Sentences[First:Last]
	Last    int
	Span    Span // bytes of the document's Text
}

// Sentence is what is quoted: a sentence, a list item, a table's row, a piece of code.
type Sentence struct {
	ID        string // "P6S1": its place, as people write it; not its identity, which is its text
	Paragraph int    // the number of its block among those that have sentences, from 1
	Number    int    // its number in the block, from 1
	Block     int    // its place in Blocks
	Text      string // word for word: cleaned, and repaired where a fact base says so
	Span      Span   // bytes of the document's Text
	Repairs   []Repair
}

// Repair is what a reader put right in a sentence: the only place of the text Was, as
// cleaned and as repaired so far, becomes Is.
type Repair struct{ Was, Is string }

// Path returns the headings above a block, the outermost first; nil where there are none.
func (d *Document) Path(block int) []string {
	var path []string
	for s := d.Blocks[block].Section; s > 0; s = d.Sections[s].Parent {
		path = append([]string{d.Sections[s].Heading}, path...)
	}
	return path
}
