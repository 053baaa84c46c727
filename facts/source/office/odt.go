package office

import (
	"strings"

	"summitbot/facts"
)

// odt reads an OpenDocument text.
type odt struct {
	*flow
	styles  styles[textLook]
	lists   map[string]*levels // by the style's name
	byStyle map[string]*list   // the last one of that style
	byID    map[string]*list
	outline *list // counts the headings
	begun   bool  // something was read, after which a page can end
}

func readODT(a *archive, f *flow) error {
	if err := checkODT(a); err != nil {
		return err
	}
	content, err := a.xml("content.xml", false)
	if err != nil {
		return err
	}
	content = content.kid("office:document-content")
	text := content.kid("office:body", "office:text")
	if text == nil {
		return problem(ErrFormat, "an OpenDocument file, but not a text; save what it says as .odt or PDF")
	}
	if text.attr("text:use-soft-page-breaks") == "true" {
		f.page = 1
	}
	f.called(a.optional("meta.xml").kid("office:document-meta", "office:meta", "dc:title").words())
	newODT(a, f, content).blocks(text, nil)
	return nil
}

// checkODT refuses an encrypted file, and one that says it is of another kind.
func checkODT(a *archive) error {
	for _, e := range a.optional("META-INF/manifest.xml").kid("manifest:manifest").all("manifest:file-entry") {
		name := e.attr("manifest:full-path")
		if e.kid("manifest:encryption-data") != nil && (name == "content.xml" || name == "encrypted-package") {
			return problem(ErrEncrypted, "open it with its password, save a copy without one, and use the copy")
		}
	}
	if !a.has("content.xml") {
		return problem(ErrFormat, "an archive without an OpenDocument text in it; open it in its program and save it as .odt")
	}
	return nil
}

func newODT(a *archive, f *flow, content *node) *odt {
	o := &odt{flow: f, byStyle: map[string]*list{}, byID: map[string]*list{}}
	common := a.optional("styles.xml").kid("office:document-styles", "office:styles")
	automatic := content.kid("office:automatic-styles")
	o.styles = readTextStyles(common, automatic)
	o.lists = map[string]*levels{}
	for _, n := range []*node{common, automatic} {
		for _, s := range n.all("text:list-style") {
			o.lists[s.attr("style:name")] = readLevels(s)
		}
	}
	o.outline = newList(readLevels(common.kid("text:outline-style")))
	return o
}

// blocks reads what stands one below the other: in the body, a cell, an item of a list.
func (o *odt) blocks(n *node, in *item) {
	for i := range n.kids {
		o.block(&n.kids[i], in)
	}
}

// block reads an element among others. One that isn't named here is around others.
func (o *odt) block(n *node, in *item) {
	switch n.name {
	case "text:p", "text:h":
		o.paragraph(n, in)
	case "text:list":
		o.list(n, in)
	case "table:table":
		o.table(n)
	case "text:section":
		if !hiddenNow(n) {
			o.blocks(n, in)
		}
	case "text:soft-page-break":
		o.turned()
	case "text:tracked-changes", "office:forms", "office:annotation",
		"text:table-of-content", "text:illustration-index", "text:table-index",
		"text:object-index", "text:user-index", "text:alphabetical-index":
	default:
		o.blocks(n, in)
	}
}

// hiddenNow says whether a section is hidden, always or as things stand.
func hiddenNow(n *node) bool {
	display := n.attr("text:display")
	return display == "none" || display == "condition" && n.attr("text:is-hidden") == "true"
}

// paragraph reads a paragraph or a heading, and then what floats beside it.
func (o *odt) paragraph(n *node, in *item) {
	look := o.look("paragraph", n.attr("text:style-name"))
	o.newPage(look)
	s := spans{odt: o, line: new(line), bold: look.bold}
	if !look.hidden {
		s.walk(n)
	}
	if look.title {
		o.called(s.String())
	}
	o.add(o.kind(n, look, in, s.line), s.line)
	for _, box := range s.boxes {
		if !o.later(box) {
			o.blocks(box, nil)
		}
	}
}

// kind says what kind of block a paragraph is, and counts it if it is in a list. The number
// of a heading becomes a part of its words.
func (o *odt) kind(n *node, look textLook, in *item, l *line) facts.Block {
	if look.title && n.name == "text:p" {
		return facts.Block{Kind: facts.Heading, Level: 1}
	}
	label, first := "", false
	if in != nil {
		label, first = in.next()
	}
	switch {
	case n.name == "text:h":
		level := min(max(number(n.attr("text:outline-level"), 1), 1), maxListDepth)
		if !first && strings.TrimSpace(l.String()) != "" && n.attr("text:is-list-header") != "true" {
			label = countFrom(o.outline, level-1, n.attr("text:start-value"))
		}
		l.labelled(label)
		return facts.Block{Kind: facts.Heading, Level: level}
	case first:
		return facts.Block{Kind: facts.Item, Level: in.depth + 1, Label: label}
	case in != nil:
		return facts.Block{Kind: look.kind, Level: in.depth + 1}
	}
	return facts.Block{Kind: look.kind}
}

// newPage says that a page ends before a paragraph or table whose style wants it so.
func (o *odt) newPage(look textLook) {
	if look.newPage && o.begun && o.page > 0 && o.cell == nil {
		o.page++
	}
	o.begun = true
}
