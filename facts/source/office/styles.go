package office

import (
	"slices"

	"summitbot/facts"
)

// styles are the styles of a document by their id, and what was read of them.
type styles[L any] struct {
	byID  map[string]*node
	looks map[string]L
	base  func(*node) string // the id of the style that a style is based on
	read  func(*L, *node)    // adds what a style says by itself
}

// maxBasedOn is how many styles may be based on one another; Word has no more than 10.
const maxBasedOn = 30

// look returns what a style says, with the styles that it is based on; nothing of a style
// that the document lacks.
func (s styles[L]) look(id string) L {
	look, ok := s.looks[id]
	if ok {
		return look
	}
	var chain []*node
	for at := s.byID[id]; at != nil && len(chain) < maxBasedOn; at = s.byID[s.base(at)] {
		chain = append(chain, at)
	}
	for _, style := range slices.Backward(chain) {
		s.read(&look, style)
	}
	s.looks[id] = look
	return look
}

// kindNamed returns the kind of block that a style of that name, in small letters, is for in
// the programs that write documents.
func kindNamed(name string) facts.BlockKind {
	switch name {
	case "quote", "quotations", "intense quote", "block text", "block quotation":
		return facts.Quotation
	case "code", "source code", "verbatim", "preformatted text", "html preformatted":
		return facts.Code
	case "definition term", "list heading":
		return facts.Term
	}
	return facts.Paragraph
}
