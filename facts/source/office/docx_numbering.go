package office

import "strings"

// numbering holds the lists of a Word document. Those that share their definition go on
// counting from one another, unless one says where it starts.
type numbering struct {
	lists map[string]*list // by w:numId
}

// definition is what lists have in common.
type definition struct {
	levels levels
	counts [maxListDepth]counter
	link   string // the style whose list has the definition
}

func readNumbering(n *node, styles styles[wordLook]) *numbering {
	definitions := map[string]*definition{}
	for _, d := range n.all("w:abstractNum") {
		definitions[d.attr("w:abstractNumId")] = readDefinition(d)
	}
	uses := map[string]*definition{}
	for _, l := range n.all("w:num") {
		uses[l.attr("w:numId")] = definitions[l.kid("w:abstractNumId").attr("w:val")]
	}
	made := &numbering{lists: map[string]*list{}}
	for _, l := range n.all("w:num") {
		d := uses[l.attr("w:numId")]
		if d != nil && d.link != "" {
			d = uses[styles.look(d.link).list]
		}
		if d != nil {
			made.lists[l.attr("w:numId")] = newWordList(d, l)
		}
	}
	return made
}

func readDefinition(n *node) *definition {
	d := &definition{link: n.kid("w:numStyleLink").attr("w:val")}
	for i := range d.levels {
		d.levels[i] = level{start: 1, format: "none", restart: i}
	}
	d.levels.readWord(n)
	return d
}

// newWordList makes a list of a definition, with what it says otherwise.
func newWordList(d *definition, n *node) *list {
	l := &list{levels: &d.levels, counts: &d.counts}
	overrides := n.all("w:lvlOverride")
	if len(overrides) == 0 {
		return l
	}
	own := d.levels
	l.levels = &own
	for _, o := range overrides {
		own.readWord(o)
		i, start := number(o.attr("w:ilvl"), -1), o.kid("w:startOverride")
		if start != nil && i >= 0 && i < maxListDepth {
			own[i].start = number(start.attr("w:val"), 1)
			l.restart[i] = true
		}
	}
	return l
}

// readWord reads the levels in an element.
func (l *levels) readWord(n *node) {
	for _, lvl := range n.all("w:lvl") {
		i := number(lvl.attr("w:ilvl"), -1)
		if i < 0 || i >= maxListDepth {
			continue
		}
		l[i] = level{
			start:   number(lvl.kid("w:start").attr("w:val"), 0),
			format:  numberFormat(lvl),
			text:    lvl.kid("w:lvlText").attr("w:val"),
			style:   lvl.kid("w:pStyle").attr("w:val"),
			restart: number(lvl.kid("w:lvlRestart").attr("w:val"), i),
			legal:   toggle(lvl.kid("w:isLgl"), false),
			picture: lvl.kid("w:lvlPicBulletId") != nil,
		}
	}
}

// numberFormat reads a level's format. A newer program may have a better one for itself.
func numberFormat(lvl *node) string {
	n := lvl.kid("w:numFmt")
	if n == nil {
		n = lvl.kid("mc:AlternateContent", "mc:Fallback", "w:numFmt")
	}
	if n == nil {
		return "decimal"
	}
	return n.attr("w:val")
}

// depth returns the level of a list whose items have that style.
func (n *numbering) depth(id, style string) (int, bool) {
	if l := n.lists[id]; l != nil && style != "" {
		for i := range l.levels {
			if l.levels[i].style == style {
				return i, true
			}
		}
	}
	return 0, false
}

// next counts an item and returns its label; empty of a bullet, and of an item of a list that
// the document doesn't define.
func (n *numbering) next(id string, depth int) string {
	l := n.lists[id]
	if l == nil {
		return ""
	}
	l.count(depth)
	return l.label(depth)
}

// shows says whether the items of a list are marked at all. Those that aren't go on with the
// item before them.
func (n *numbering) shows(id string, depth int) bool {
	l := n.lists[id]
	return l != nil && (l.levels[depth].picture || strings.TrimSpace(l.levels[depth].text) != "")
}
