package office

import (
	"slices"
	"strconv"
	"strings"

	"summitbot/facts"
)

// wordLook is what a paragraph's style and its own properties say about it.
type wordLook struct {
	kind     facts.BlockKind // Paragraph, Quotation, Code or Term
	level    int             // of a heading, from 1; 0 of another paragraph
	list     string          // the list that it is an item of; empty if it is none
	depth    int             // of the list in others, from 0
	title    bool            // it is the document's title
	contents bool            // it belongs to a table of contents or an index
	hidden   bool
	bold     bool
	headRow  bool // of a table: the first row looks different
}

// readStyles reads the styles of a document; normal is that of a paragraph that names none.
func readStyles(n *node) (s styles[wordLook], normal string) {
	s = styles[wordLook]{
		byID: map[string]*node{}, looks: map[string]wordLook{}, read: (*wordLook).style,
		base: func(style *node) string { return style.kid("w:basedOn").attr("w:val") },
	}
	for _, style := range n.all("w:style") {
		id := style.attr("w:styleId")
		s.byID[id] = style
		if on := style.attr("w:default"); on != "" && !off(on) && style.attr("w:type") == "paragraph" {
			normal = id
		}
	}
	return s, normal
}

// style adds what a style says by itself.
func (l *wordLook) style(style *node) {
	l.named(style.kid("w:name").attr("w:val"))
	l.paragraph(style.kid("w:pPr"))
	l.hidden = toggle(style.kid("w:rPr", "w:vanish"), l.hidden)
	l.bold = toggle(style.kid("w:rPr", "w:b"), l.bold)
	for _, part := range style.all("w:tblStylePr") {
		l.headRow = l.headRow || part.attr("w:type") == "firstRow"
	}
}

// paragraph adds what a paragraph's properties say.
func (l *wordLook) paragraph(p *node) {
	if n := p.kid("w:outlineLvl"); n != nil {
		l.level = number(n.attr("w:val"), 9) + 1
		if l.level < 1 || l.level > 9 { // 9 is the text itself, counted from 0
			l.level = 0
		}
	}
	list := p.kid("w:numPr")
	if n := list.kid("w:numId"); n != nil {
		l.list = n.attr("w:val")
	}
	if n := list.kid("w:ilvl"); n != nil {
		l.depth = min(max(number(n.attr("w:val"), 0), 0), maxListDepth-1)
	}
	if l.list == "0" { // no list, whatever the style says
		l.list = ""
	}
}

// named adds what the name of a style says. Those of the program's own styles are English in
// the file, whatever language it speaks, but not every program knows that.
func (l *wordLook) named(name string) {
	name = strings.ToLower(strings.TrimSpace(name))
	if level := headingLevel(name); level > 0 {
		l.level = level
	}
	first, _, _ := strings.Cut(name, " ")
	switch {
	case name == "title":
		l.level, l.title = 1, true
	case name == "subtitle":
		l.level, l.title = 0, false
	case name == "toc heading", first == "toc" && name != "toc", name == "table of figures", first == "index":
		l.contents = true
	case kindNamed(name) != facts.Paragraph:
		l.kind = kindNamed(name)
	}
}

// headingLevel returns the level of a heading's style, "heading 2" or "Überschrift 2";
// 0 of any other.
func headingLevel(name string) int {
	word := strings.TrimRight(name, "0123456789")
	level, err := strconv.Atoi(name[len(word):])
	if err != nil || level < 1 || level > 9 {
		return 0
	}
	words := []string{
		"heading", "überschrift", "titre", "título", "titulo", "encabezado", "titolo",
		"intestazione", "kop", "rubrik", "overskrift", "otsikko", "nagłówek", "nadpis", "címsor",
		"заголовок", "επικεφαλίδα", "başlık", "标题", "標題", "見出し", "제목", "titlu", "naslov",
	}
	if slices.Contains(words, strings.TrimSpace(word)) {
		return level
	}
	return 0
}

// look returns what is known of a paragraph.
func (d *docx) look(p *node) wordLook {
	properties := p.kid("w:pPr")
	id := properties.kid("w:pStyle").attr("w:val")
	if id == "" {
		id = d.normal
	}
	look := d.styles.look(id)
	if depth, ok := d.numbers.depth(look.list, id); ok {
		look.depth = depth
	}
	look.paragraph(properties)
	return look
}
