package source

import (
	"regexp"
	"strconv"
	"strings"

	"summitbot/facts"
)

var (
	textBullet = regexp.MustCompile(`^[-*+•‣◦▪●·–][ \t]+`)
	textNumber = regexp.MustCompile(`^(\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])[ \t]+`)
	textBox    = regexp.MustCompile(`^\[[ xX]\][ \t]+`)
)

// mark returns the label of the item that a line may begin, and the width of its mark; a
// bullet has no label.
func mark(text string) (label string, width int) {
	if m := textBullet.FindString(text); m != "" {
		return "", len(m) + len(textBox.FindString(text[len(m):]))
	}
	if m := textNumber.FindStringSubmatch(text); m != nil {
		return m[1], len(m[0])
	}
	return "", 0
}

// itemAt returns the label and the width of the mark of an item in line i. Wrapped lines
// may begin like items: within a chunk, an item begins after a lead-in, after another
// item whose number it follows, or where more of its kind come.
func (t *plain) itemAt(i, end int) (label string, width int) {
	label, width = mark(t.says(i))
	if width == 0 || width == len(t.says(i)) {
		return "", 0
	}
	if i == 0 || t.lines[i-1].blank() {
		return label, t.atStart(label, width)
	}
	previous := t.says(i - 1)
	switch {
	case strings.HasSuffix(previous, ":"), isRule(previous), hashed.MatchString(previous):
		return label, width
	case label == "" && len(t.items) > 0, label == "" && t.hasNext(i, end, t.says(i)[:1]):
		return label, width
	case label != "" && len(t.items) > 0 && follows(t.label, label):
		return label, width
	case ordinal(label) == 1 && t.hasNext(i, end, successor(label)):
		return label, width
	}
	return "", 0
}

// atStart returns the width of a mark that begins a chunk. A single letter with a point
// may be an initial: it counts only within a list.
func (t *plain) atStart(label string, width int) int {
	if label == "" || label[0] == '(' || strings.HasSuffix(label, ")") || label[0] >= '0' && label[0] <= '9' {
		return width
	}
	if ordinal(label) == 1 || len(t.items) > 0 && follows(t.label, label) {
		return width
	}
	return 0
}

// hasNext reports whether another line of the chunk, of the same indent, begins so.
func (t *plain) hasNext(i, end int, begins string) bool {
	for k := i + 1; k < min(end, i+50); k++ {
		if t.lines[k].indent == t.lines[i].indent && strings.HasPrefix(t.says(k), begins) {
			_, width := mark(t.says(k))
			return width > 0
		}
	}
	return false
}

// ordinal returns the number that a label means, 0 if it means none.
func ordinal(label string) int {
	s := strings.Trim(label, "().")
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if len(s) == 1 {
		return int(s[0]|0x20) - 'a' + 1
	}
	for n := 1; n < 40; n++ {
		if strings.EqualFold(s, roman(n)) {
			return n
		}
	}
	return 0
}

// successor returns how the label after a first one begins.
func successor(label string) string {
	next := map[string]string{"1": "2", "a": "b", "A": "B", "i": "ii", "I": "II"}[strings.Trim(label, "().")]
	if strings.HasPrefix(label, "(") {
		return "(" + next
	}
	return next
}

// follows reports whether a label comes after another in a list.
func follows(last, label string) bool {
	return last != "" && (ordinal(label) == ordinal(last)+1 || ordinal(label) == 1)
}

// item reads an item and its lines, and remembers in which column its text begins.
func (t *plain) item(i, end int, label string, width int) int {
	column := t.lines[i].indent
	for len(t.items) > 0 && t.items[len(t.items)-1] > column {
		t.items = t.items[:len(t.items)-1]
	}
	t.items = append(t.items, column+width)
	if label != "" {
		t.label = label
	}
	stop := i + 1
	for stop < end && !t.endsItem(stop, end, column) {
		stop++
	}
	b := facts.Block{Kind: facts.Item, Level: len(t.items), Label: label}
	t.block(b, t.lines[i].start+width, t.lines[stop-1].end)
	return stop
}

// endsItem reports whether a line goes on with something else than the item before it.
func (t *plain) endsItem(i, end, column int) bool {
	text := t.says(i)
	if isRule(text) && len(text) >= 3 || hashed.MatchString(text) {
		return true
	}
	if _, width := t.itemAt(i, end); width > 0 {
		return true
	}
	return t.lines[i].indent <= column && column > 0
}

// continues reports whether a line is indented as the text of an open item.
func (t *plain) continues(i int) bool {
	return len(t.items) > 0 && t.lines[i].indent > 1 && t.lines[i].indent >= t.items[0]-1
}

// goOn reads a paragraph that belongs to an open item.
func (t *plain) goOn(i, end int) int {
	for len(t.items) > 1 && t.lines[i].indent < t.items[len(t.items)-1]-1 {
		t.items = t.items[:len(t.items)-1]
	}
	stop := i + 1
	for stop < end && t.lines[stop].indent > 0 {
		if _, width := t.itemAt(stop, end); width > 0 {
			break
		}
		stop++
	}
	t.block(facts.Block{Level: len(t.items)}, t.lines[i].start, t.lines[stop-1].end)
	return stop
}
