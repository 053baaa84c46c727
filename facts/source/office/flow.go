package office

import (
	"cmp"
	"path/filepath"
	"strings"

	"summitbot/facts"
	"summitbot/facts/document"
)

// maxText is how many bytes of text a document may have: merged cells, which are written in
// every row that they reach, could make much out of little.
const maxText = 64 << 20

// flow is a document in the making: its blocks in reading order.
type flow struct {
	b     *document.Builder
	page  int    // where reading is, from 1; 0 if the file doesn't tell
	ahead int    // pages begun by a break, which the last printing may mark too
	code  bool   // the block at hand is code
	notes []note // they stand at the end of the section
	cell  *place // the cell that is being read; nil outside tables
	size  int    // bytes of text
	full  bool   // and there was more

	title   string // what the file says that it is called
	heading string // the first one
}

// note is a footnote or an endnote.
type note struct {
	label string
	page  int // where it is noted
	text  string
}

func newFlow() *flow { return &flow{b: document.NewBuilder("")} }

// add adds a paragraph: to the cell that is being read, or as a block of its own.
func (f *flow) add(b facts.Block, l *line) {
	b.Page = l.page
	if f.cell != nil {
		f.cell.add(b.Label, l)
	} else {
		f.put(b, l.String())
	}
	f.notes = append(f.notes, l.notes...)
}

// put adds a block. One without words leaves nothing; lines of code that follow each other
// are one block.
func (f *flow) put(block facts.Block, text string) {
	if block.Kind != facts.Code {
		text = strings.TrimSpace(text)
	}
	if strings.TrimSpace(text) == "" || !f.take(len(text)) {
		return
	}
	if block.Kind == facts.Code && f.code {
		f.b.Write("\n" + text)
		return
	}
	if block.Kind == facts.Heading {
		f.endSection()
		f.heading = cmp.Or(f.heading, oneLine(text))
	}
	f.code = block.Kind == facts.Code
	f.b.Open(block)
	f.b.Write(text)
}

// take says whether the document may grow by so many bytes.
func (f *flow) take(n int) bool {
	f.size += n
	f.full = f.full || f.size > maxText
	return !f.full
}

// row adds a table's row.
func (f *flow) row(kind facts.BlockKind, page int, cells []string) {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return
	}
	f.code = false
	f.b.Open(facts.Block{Kind: kind, Page: page})
	for _, cell := range cells {
		if !f.take(len(cell) + 1) {
			return
		}
		f.b.Write(cell)
		f.b.Cell()
	}
}

// endSection writes the notes that wait.
func (f *flow) endSection() {
	notes := f.notes
	f.notes = nil
	for _, n := range notes {
		f.put(facts.Block{Kind: facts.Paragraph, Label: n.label, Page: n.page}, n.text)
	}
}

// document ends the document. If nothing in it gave a title, its name is the title.
func (f *flow) document(name string) (*facts.Document, error) {
	f.endSection()
	if f.full {
		return nil, problem(ErrTooLarge, "it holds more text than %d MiB; split it into several files", maxText>>20)
	}
	name = filepath.Base(name)
	f.b.Title(cmp.Or(f.title, f.heading, strings.TrimSuffix(name, filepath.Ext(name))))
	d := f.b.Document()
	if len(d.Blocks) == 0 {
		return nil, problem(ErrNoText, "if it shows pictures of text, use a file in which the text can be selected")
	}
	return d, nil
}

// called gives the document its title; the first one counts.
func (f *flow) called(title string) {
	if f.title == "" {
		f.title = oneLine(title)
	}
}

// oneLine evens out white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// broke says that a page ends here because the author said so.
func (f *flow) broke() {
	if f.page > 0 {
		f.page++
		f.ahead++
	}
}

// turned says that a page ended here when the document was last laid out. The end of a page
// that the author wanted was counted already.
func (f *flow) turned() {
	if f.ahead > 0 {
		f.ahead--
	} else if f.page > 0 {
		f.page++
	}
}

// line is a paragraph being read.
type line struct {
	strings.Builder
	page  int     // of its first word
	plain bool    // not all its words are bold
	boxes []*node // text boxes in it, which are read after it
	notes []note
}

// noted adds a note that the line refers to.
func (l *line) noted(n note) { l.notes = append(l.notes, n) }

// labelled puts a label before the words of a line that has some.
func (l *line) labelled(label string) {
	text := strings.TrimSpace(l.String())
	if label == "" || text == "" {
		return
	}
	l.Reset()
	l.WriteString(label + " " + text)
}

// say adds words to a line.
func (f *flow) say(l *line, text string) {
	if strings.TrimSpace(text) != "" {
		l.page, f.ahead = cmp.Or(l.page, f.page), 0
	}
	l.WriteString(text)
}

// raised writes what is set above the line, so that 10⁶ isn't read as 106. Only numbers change;
// "st" in 1st stays.
func raised(s string) string {
	if strings.Trim(s, "0123456789+-−") != "" {
		return s
	}
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵",
		"6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻", "−", "⁻").Replace(s)
}
