package pdf

import (
	"unicode/utf8"

	"summitbot/facts"
	"summitbot/facts/document"
)

// reading is what was read of a file.
type reading struct {
	Title    string
	Passages []passage
	Failed   []failed `json:",omitempty"`
}

// passage is a block of a document.
type passage struct {
	Kind  facts.BlockKind `json:",omitempty"`
	Level int             `json:",omitempty"`
	Label string          `json:",omitempty"`
	Page  int
	Cells []string // one, but of a row
}

// failed is a page that couldn't be read, and why: the place in reasons.
type failed struct{ Page, Reason int }

var reasons = []error{ErrDamaged, ErrNoText, ErrNoWords}

func (f failed) err() error { return reasons[f.Reason] }

// arrange puts a file's words in order.
func arrange(f *file) *reading {
	pages := f.pages
	body := bodyOf(pages)
	if body.style&mono != 0 {
		proportional(pages)
		body.style &^= mono
	}
	var blocks []block
	for _, r := range regionsOf(withoutIndices(unfurnish(pages, body), body), body) {
		blocks = append(blocks, r.blocks()...)
	}
	blocks = goOn(blocks, body)
	headings(blocks, f.outline, body)
	out := &reading{Title: f.title, Failed: f.failed}
	if out.Title == "" && len(blocks) > 0 {
		out.Title = largest(blocks, body)
	}
	v := newVocabulary(blocks)
	for i := range blocks {
		out.Passages = append(out.Passages, v.passage(&blocks[i]))
	}
	return out
}

// bodyOf returns how most of a file's text looks.
func bodyOf(pages []page) look {
	var letters [bold | mono + 1]map[float64]int
	var best look
	for i := range letters {
		letters[i] = map[float64]int{}
	}
	for _, p := range pages {
		for _, w := range p.words {
			letters[w.style][w.size] += utf8.RuneCountInString(w.text)
			if letters[w.style][w.size] > letters[best.style][best.size] {
				best = look{w.size, w.style}
			}
		}
	}
	return best
}

// proportional makes a typewritten file one like others: its letters say nothing.
func proportional(pages []page) {
	for _, p := range pages {
		for i := range p.words {
			p.words[i].style &^= mono
		}
	}
}

// document makes the document of what was read.
func (r *reading) document() *facts.Document {
	b := document.NewBuilder("")
	b.Title(r.Title)
	for _, p := range r.Passages {
		b.Open(facts.Block{Kind: p.Kind, Level: p.Level, Label: p.Label, Page: p.Page})
		for i, c := range p.Cells {
			if i > 0 {
				b.Cell()
			}
			b.Write(c)
		}
	}
	return b.Document()
}

// warnings returns the pages that couldn't be read.
func (r *reading) warnings(file string) []*Error {
	var out []*Error
	for _, f := range r.Failed {
		out = append(out, &Error{File: file, Page: f.Page, Err: f.err()})
	}
	return out
}
