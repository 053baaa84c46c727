package document

import (
	"sort"
	"strings"

	"summitbot/facts"
)

// leads finds what introduces a block. It is told of all blocks in order.
type leads struct {
	last  lead   // the block before
	term  int    // the term that a definition at hand belongs to, plus one
	head  int    // the head of the table at hand, plus one
	list  int    // what introduces the list at hand, plus one
	items []lead // those that the block at hand is in, the outermost first
	begun bool
}

// lead is a block that may introduce others.
type lead struct {
	place, level int
	kind         facts.BlockKind
	colon        bool
}

// next returns what introduces the block at a place, -1 if nothing does.
func (l *leads) next(place int, block facts.Block, text string) int {
	found := l.find(place, block) - 1
	l.last = lead{place, block.Level, block.Kind, endsInColon(text)}
	l.begun = true
	return found
}

// skip is told of a block without words, which parts two tables.
func (l *leads) skip(k facts.BlockKind) {
	if !isOfTable(k) {
		l.head = 0
	}
}

// find returns the place of what introduces the block plus one, 0 if nothing does.
func (l *leads) find(place int, block facts.Block) int {
	inner := block.Level > 0 && (len(l.items) > 0 || l.term > 0) && isPart(block.Kind)
	if block.Kind != facts.Item && !inner {
		l.items, l.list = l.items[:0], 0
	}
	if !isOfTable(block.Kind) {
		l.head = 0
	}
	term := l.term
	if block.Kind != facts.Item && !inner {
		l.term = 0
	}
	switch block.Kind {
	case facts.Heading:
		return 0
	case facts.Item:
		return l.item(place, block, term)
	case facts.Term:
		l.term = place + 1
		return l.before(facts.Term)
	case facts.Head:
		l.head = place + 1
		return l.colon()
	case facts.Row:
		return l.row()
	}
	return l.part(block, term, inner)
}

// isPart reports whether a block of kind k may be a part of an item or a definition.
func isPart(k facts.BlockKind) bool {
	return k == facts.Paragraph || k == facts.Code || k == facts.Quotation
}

// item puts the item among those it is in, and returns the one around it or what
// introduces the list.
func (l *leads) item(place int, block facts.Block, term int) int {
	level := max(block.Level, 1)
	if len(l.items) == 0 {
		if l.list = l.colon(); l.last.kind == facts.Term && term > 0 {
			l.list = term
		}
	}
	for len(l.items) > 0 && l.items[len(l.items)-1].level >= level {
		l.items = l.items[:len(l.items)-1]
	}
	found := l.list
	if n := len(l.items); n > 0 {
		found = l.items[n-1].place + 1
	}
	l.items = append(l.items, lead{place: place, level: level})
	return found
}

// part returns what introduces a paragraph, quotation or code.
func (l *leads) part(block facts.Block, term int, inner bool) int {
	if inner {
		deeper := sort.Search(len(l.items), func(i int) bool { return l.items[i].level > block.Level })
		if deeper > 0 {
			return l.items[deeper-1].place + 1
		}
		return term
	}
	if l.begun && l.last.kind == facts.Term {
		return term
	}
	if block.Kind == facts.Paragraph {
		return 0
	}
	return l.colon()
}

// row returns the head of the table, or what introduces a table without one.
func (l *leads) row() int {
	if l.head > 0 {
		return l.head
	}
	return l.colon()
}

// before returns the block before if it is of kind k.
func (l *leads) before(k facts.BlockKind) int {
	if l.begun && l.last.kind == k {
		return l.last.place + 1
	}
	return 0
}

// colon returns the block before if it ends in a colon and isn't a heading.
func (l *leads) colon() int {
	if l.begun && l.last.colon && l.last.kind != facts.Heading {
		return l.last.place + 1
	}
	return 0
}

func endsInColon(text string) bool {
	text = strings.TrimRight(text, " *_")
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
}
