package office

import (
	"strings"

	"summitbot/facts"
)

// textLook is what an OpenDocument style says.
type textLook struct {
	kind    facts.BlockKind // Paragraph, Quotation, Code or Term
	title   bool
	hidden  bool
	bold    bool
	raised  bool
	newPage bool // a page ends before it
}

// readTextStyles reads the styles of a document; their ids are family and name.
func readTextStyles(parts ...*node) styles[textLook] {
	s := styles[textLook]{byID: map[string]*node{}, looks: map[string]textLook{}, read: (*textLook).read, base: func(style *node) string {
		return style.attr("style:family") + " " + style.attr("style:parent-style-name")
	}}
	for _, part := range parts {
		for _, style := range part.all("style:style") {
			s.byID[style.attr("style:family")+" "+style.attr("style:name")] = style
		}
	}
	return s
}

// look returns what a style says. One that the document lacks says what its name does.
func (o *odt) look(family, name string) textLook {
	id := family + " " + name
	look := o.styles.look(id)
	if o.styles.byID[id] == nil {
		look.named(name)
	}
	return look
}

// read adds what a style says by itself.
func (l *textLook) read(style *node) {
	l.named(style.attr("style:name"))
	if n := style.kid("style:text-properties"); n != nil {
		l.hidden = l.hidden && n.attr("text:display") == "" || n.attr("text:display") == "none"
		if strings.HasPrefix(n.attr("style:text-position"), "super") {
			l.raised = true
		}
		if weight := n.attr("xsl-fo:font-weight"); weight != "" {
			l.bold = weight == "bold" || weight >= "600" && weight <= "900"
		}
	}
	for _, part := range []string{"style:paragraph-properties", "style:table-properties"} {
		if before := style.kid(part).attr("xsl-fo:break-before"); before != "" {
			l.newPage = before == "page"
		}
	}
	if style.attr("style:master-page-name") != "" {
		l.newPage = true
	}
}

// named adds what the name of one of the program's own styles says.
func (l *textLook) named(name string) {
	name = strings.ToLower(strings.ReplaceAll(name, "_20_", " "))
	switch kind := kindNamed(name); {
	case name == "title":
		l.title = true
	case name == "subtitle":
		l.title = false
	case kind != facts.Paragraph:
		l.kind = kind
	}
}
