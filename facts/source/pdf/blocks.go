package pdf

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"summitbot/facts"
)

// block is lines that belong together.
type block struct {
	kind   facts.BlockKind
	level  int
	label  string
	page   int
	region int
	cells  [][]line // of a row; else there is one
	textX  float64  // where the text of an item stands
	size   float64
	style  style
}

func (b *block) lines() []line { return b.cells[0] }
func (b *block) last() line    { return b.cells[0][len(b.cells[0])-1] }

// text is the block's words as they stand, for comparisons.
func (b *block) text() string { return row{cells: b.cells}.text() }

// text is a row's words.
func (r row) text() string {
	var parts []string
	for _, c := range r.cells {
		for _, l := range c {
			parts = append(parts, l.text())
		}
	}
	return strings.Join(parts, " ")
}

// blocks parts a region into blocks.
func (r region) blocks() []block {
	if len(r.drawn) > 0 {
		return r.rows(r.drawn, r.headed)
	}
	var out []block
	found := tables(r.lines)
	for i := 0; i < len(r.lines); i++ {
		if len(found) > 0 && found[0].from == i {
			out = append(out, r.table(found[0])...)
			i = found[0].to - 1
			found = found[1:]
			continue
		}
		l := r.lines[i]
		if n := len(out); n > 0 && out[n-1].kind != facts.Row && !r.begins(&out[n-1], l) {
			out[n-1].cells[0] = append(out[n-1].cells[0], l)
			continue
		}
		out = append(out, r.open(l, out))
	}
	return out
}

// table returns a table's rows.
func (r region) table(t table) []block {
	rows := t.rows(r.lines)
	return r.rows(rows, t.headed(rows, r.edges))
}

// rows returns rows as blocks.
func (r region) rows(rows []row, headed bool) []block {
	var out []block
	for i, row := range rows {
		kind := facts.Row
		if i == 0 && headed {
			kind = facts.Head
		}
		out = append(out, block{kind: kind, page: r.page, region: r.number, cells: row.cells})
	}
	return out
}

// open begins a block with a line.
func (r region) open(l line, before []block) block {
	b := block{page: r.page, region: r.number, size: l.size, style: l.style, cells: [][]line{{l}}, textX: l.x0}
	switch {
	case l.style&mono != 0:
		b.kind = facts.Code
	case len(l.words) > 1 && isLabel(l.words[0].text):
		b.kind, b.label, b.textX = facts.Item, l.words[0].text, l.words[1].x0
		b.level = levelOf(l, before)
	}
	return b
}

// levelOf returns in how many lists an item is, by how far it is indented.
func levelOf(l line, before []block) int {
	for i := len(before) - 1; i >= 0 && before[i].kind == facts.Item; i-- {
		b := &before[i]
		switch d := l.x0 - b.cells[0][0].x0; {
		case d > 0.7*l.size:
			return b.level + 1
		case d > -0.7*l.size:
			return b.level
		}
	}
	return 1
}

// begins reports whether a line begins a block of its own, rather than go on with b.
func (r region) begins(b *block, l line) bool {
	last := b.last()
	down := l.y - last.y
	lead := r.leading(l.size)
	if b.kind == facts.Code && (l.style&mono != 0 || l.words[0].style&mono != 0 && len(b.lines()) > 1) {
		return down > 3*lead || down < 0
	}
	if isRaised(l.text()) {
		return true
	}
	if (l.style^last.style)&mono != 0 && (b.kind == facts.Code || len(l.words) > 1) {
		return true
	}
	if l.size > 1.08*last.size || l.size < 0.92*last.size || down > 1.3*lead && !b.isLoose(l) || down < 0 {
		return true
	}
	ended := endsSentence(last.text())
	full := last.full(l)
	if (l.style^b.style)&bold != 0 && (ended || !startsLower(l.text())) {
		return true
	}
	if len(l.words) > 1 && isLabel(l.words[0].text) && (isBullet(l.words[0].text) || ended || !full || b.kind == facts.Item) {
		return true
	}
	return r.indented(b, l, ended || !full) || !full && (ended || r.short(last, l))
}

// isLoose reports whether a line goes on with a block whose lines stand farther apart than
// those of the file: in the middle of a sentence, below its text, after a full line.
func (b *block) isLoose(l line) bool {
	const most, same = 2.2, 2.0
	last := b.last()
	return l.y-last.y < most*l.size && math.Abs(l.x0-b.textX) < same && b.kind != facts.Code &&
		last.full(l) && !endsSentence(last.text()) && startsLower(l.text())
}

// indented reports whether a line stands where no further line of the block would.
func (r region) indented(b *block, l line, ended bool) bool {
	first, last := b.lines()[0], b.last()
	em := 0.7 * l.size
	if b.kind == facts.Item {
		hangs := len(b.lines()) > 1 && last.x0 > first.x0+em
		return l.x0 < first.x0-em || l.x0 > b.textX+2*em || ended && l.x0 < b.textX-em && (hangs || len(b.lines()) == 1)
	}
	if l.x0 > last.x0+em {
		return ended && last.x0 <= r.left+em
	}
	return l.x0 < last.x0-em && len(b.lines()) > 1 && ended
}

// full reports whether a line has no place for the first word of the next.
func (l line) full(next line) bool {
	w := next.words[0]
	return l.x1+w.x1-w.x0+1.3*next.size > l.right
}

// short reports whether a line ends so early that the next is none of its text.
func (r region) short(last, next line) bool {
	return last.x1 < r.left+0.6*(last.right-r.left) && !startsLower(next.text())
}

var (
	bullet = regexp.MustCompile(`^[•◦▪▫‣·●○■□◆◇❖➢➤►–—*\-\x{2212}\x{F000}-\x{F8FF}]$`)
	label  = regexp.MustCompile(`^(?:\d{1,3}[.)]|[a-zA-Z][.)]|\((?:\d{1,3}|[a-zA-Z]|[ivx]+)\)|[ivx]{2,5}[.)]|\[\d{1,3}\])$`)
)

// isRaised reports whether a text begins with a note's mark.
func isRaised(text string) bool { return isMark(firstRune(text)) }

func isBullet(word string) bool {
	return utf8.RuneCountInString(word) == 1 && bullet.MatchString(word)
}
func isLabel(word string) bool { return isBullet(word) || label.MatchString(word) }
