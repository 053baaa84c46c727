package office

import (
	"slices"
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

// textStyles are the styles of a document, by family and name.
type textStyles struct {
	byName map[string]*node
	looks  map[string]textLook
}

func readTextStyles(parts ...*node) textStyles {
	s := textStyles{byName: map[string]*node{}, looks: map[string]textLook{}}
	for _, part := range parts {
		for _, style := range part.all("style:style") {
			s.byName[style.attr("style:family")+" "+style.attr("style:name")] = style
		}
	}
	return s
}

// look returns what a style says, with the styles that it is based on.
func (s textStyles) look(family, name string) textLook {
	id := family + " " + name
	look, ok := s.looks[id]
	if ok {
		return look
	}
	var chain []*node
	for at := s.byName[id]; at != nil && len(chain) < maxBasedOn; {
		chain = append(chain, at)
		at = s.byName[family+" "+at.attr("style:parent-style-name")]
	}
	for _, style := range slices.Backward(chain) {
		look.read(style)
	}
	if s.byName[id] != nil {
		s.looks[id] = look
	} else {
		look.named(name)
	}
	return look
}

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
	switch strings.ToLower(strings.ReplaceAll(name, "_20_", " ")) {
	case "title":
		l.title = true
	case "subtitle":
		l.title = false
	case "quotations", "quote", "block quotation":
		l.kind = facts.Quotation
	case "preformatted text", "source code":
		l.kind = facts.Code
	case "definition term", "list heading":
		l.kind = facts.Term
	}
}
