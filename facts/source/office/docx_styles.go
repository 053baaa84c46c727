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

// wordStyles are the styles of a document, by their id.
type wordStyles struct {
	byID   map[string]*node
	looks  map[string]wordLook
	normal string // the style of a paragraph that names none
}

func readStyles(n *node) wordStyles {
	s := wordStyles{byID: map[string]*node{}, looks: map[string]wordLook{}}
	for _, style := range n.all("w:style") {
		id := style.attr("w:styleId")
		s.byID[id] = style
		if on := style.attr("w:default"); on != "" && !off(on) && style.attr("w:type") == "paragraph" {
			s.normal = id
		}
	}
	return s
}

// maxBasedOn is how many styles may be based on one another; Word has no more than 10.
const maxBasedOn = 30

// look returns what a style says, with the styles that it is based on.
func (s wordStyles) look(id string) wordLook {
	if look, ok := s.looks[id]; ok || s.byID[id] == nil {
		return look
	}
	var chain []*node
	for at := s.byID[id]; at != nil && len(chain) < maxBasedOn; at = s.byID[at.kid("w:basedOn").attr("w:val")] {
		chain = append(chain, at)
	}
	var look wordLook
	for _, style := range slices.Backward(chain) {
		look.named(style.kid("w:name").attr("w:val"))
		look.paragraph(style.kid("w:pPr"))
		look.hidden = toggle(style.kid("w:rPr", "w:vanish"), look.hidden)
		look.bold = toggle(style.kid("w:rPr", "w:b"), look.bold)
		for _, part := range style.all("w:tblStylePr") {
			look.headRow = look.headRow || part.attr("w:type") == "firstRow"
		}
	}
	s.looks[id] = look
	return look
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
	case name == "quote", name == "intense quote", name == "block text", name == "block quotation":
		l.kind = facts.Quotation
	case name == "html preformatted", name == "source code", name == "code", name == "verbatim", name == "preformatted text":
		l.kind = facts.Code
	case name == "definition term", name == "list heading":
		l.kind = facts.Term
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
		id = d.styles.normal
	}
	look := d.styles.look(id)
	if depth, ok := d.numbers.depth(look.list, id); ok {
		look.depth = depth
	}
	look.paragraph(properties)
	return look
}
