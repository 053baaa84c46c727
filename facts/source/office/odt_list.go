package office

import "strings"

// item is a list's item that is being read.
type item struct {
	list  *list
	depth int    // of the list in others, from 0
	start string // the number that it says it has
	first bool   // its first paragraph is still to come: the one with the number
}

// next counts the item when its first paragraph is read. An item around another list alone
// isn't counted: it is only a way to write how deep that is.
func (it *item) next() (label string, first bool) {
	if !it.first {
		return "", false
	}
	it.first = false
	return countFrom(it.list, it.depth, it.start), true
}

// countFrom counts an item, which may say its number itself.
func countFrom(l *list, depth int, start string) string {
	l.count(depth)
	if start != "" {
		l.counts[depth].value = number(start, l.counts[depth].value)
	}
	return l.label(depth)
}

func newList(l *levels) *list {
	return &list{levels: l, counts: new([maxListDepth]counter)}
}

// list reads a list. One in an item goes on with the numbers of the list around it.
func (o *odt) list(n *node, in *item) {
	l, depth := o.listOf(n, in)
	for i := range n.kids {
		kid := &n.kids[i]
		switch kid.name {
		case "text:list-item":
			o.blocks(kid, &item{list: l, depth: depth, start: kid.attr("text:start-value"), first: true})
		case "text:list-header":
			o.blocks(kid, &item{list: l, depth: depth})
		}
	}
}

// listOf finds what counts the items of a list, and how deep it is.
func (o *odt) listOf(n *node, in *item) (*list, int) {
	style := n.attr("text:style-name")
	if in != nil {
		l := in.list
		if style != "" {
			l = &list{levels: o.levelsOf(style), counts: l.counts}
		}
		return l, min(in.depth+1, maxListDepth-1)
	}
	l := o.byStyle[style]
	if before := o.byID[n.attr("text:continue-list")]; before != nil {
		l = before
	} else if l == nil || n.attr("text:continue-numbering") != "true" {
		l = newList(o.levelsOf(style))
	}
	o.byStyle[style] = l
	if id := n.attr("xml:id"); id != "" {
		o.byID[id] = l
	}
	return l, 0
}

func (o *odt) levelsOf(style string) *levels {
	if l := o.lists[style]; l != nil {
		return l
	}
	return readLevels(nil)
}

// readLevels reads a list's style; one that isn't there gives a list of bullets.
func readLevels(n *node) *levels {
	l := new(levels)
	for i := range l {
		l[i] = level{start: 1, format: "bullet", restart: i}
	}
	for _, name := range []string{"text:list-level-style-number", "text:outline-level-style"} {
		for _, kid := range n.all(name) {
			if at := number(kid.attr("text:level"), 0) - 1; at >= 0 && at < maxListDepth {
				l.readText(at, kid)
			}
		}
	}
	return l
}

// readText reads the style of a level that has numbers.
func (l *levels) readText(at int, n *node) {
	l[at].start = number(n.attr("text:start-value"), 1)
	l[at].format = n.attr("style:num-format")
	if l[at].format == "" {
		return
	}
	l[at].text = percent(n.attr("style:num-prefix")) + shownLevels(at, n) + percent(n.attr("style:num-suffix"))
}

// shownLevels writes which counters a level shows: "%1.%2".
func shownLevels(at int, n *node) string {
	shown := min(max(number(n.attr("text:display-levels"), 1), 1), at+1)
	var parts []string
	for i := at - shown + 1; i <= at; i++ {
		parts = append(parts, "%"+string(rune('1'+i)))
	}
	return strings.Join(parts, ".")
}

// percent drops a text's own percent signs, which would be read as counters.
func percent(s string) string { return strings.ReplaceAll(s, "%", "") }
