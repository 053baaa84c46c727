package office

import "strings"

// spans reads the words of one paragraph.
type spans struct {
	*odt
	*line
	bold   bool
	raised bool
}

func (s *spans) walk(n *node) {
	for i := range n.kids {
		s.inline(&n.kids[i])
	}
}

// inline reads an element in a paragraph. One that isn't named here is around others.
func (s *spans) inline(n *node) {
	switch n.name {
	case "":
		s.words(even(n.text))
	case "text:s":
		s.words(strings.Repeat(" ", min(max(number(n.attr("text:c"), 1), 1), 100)))
	case "text:tab":
		s.words("\t")
	case "text:line-break":
		s.words("\n")
	case "text:soft-page-break":
		s.turned()
	case "text:span":
		s.span(n)
	case "text:note":
		s.note(n)
	case "text:number", "text:ruby-text", "text:hidden-text", "text:placeholder", "text:script",
		"office:annotation", "office:annotation-end", "svg:title", "svg:desc":
	default:
		if strings.HasPrefix(n.name, "drawing:") {
			s.boxes = append(s.boxes, n)
			return
		}
		s.walk(n)
	}
}

func (s *spans) words(text string) {
	s.plain = s.plain || !s.bold && strings.TrimSpace(text) != ""
	if s.raised {
		text = raised(text)
	}
	s.say(s.line, text)
}

// span reads words of one look, unless they are hidden.
func (s *spans) span(n *node) {
	look := s.look("text", n.attr("text:style-name"))
	if look.hidden {
		return
	}
	inner := *s
	inner.bold, inner.raised = s.bold || look.bold, s.raised || look.raised
	inner.walk(n)
}

// note reads a footnote or endnote.
func (s *spans) note(n *node) {
	made := note{label: oneLine(n.kid("text:note-citation").words()), page: s.odt.page}
	var text []string
	for _, p := range deep(n.kid("text:note-body"), "text:p") {
		words := spans{odt: s.odt, line: new(line)}
		words.walk(p)
		text = append(text, words.String())
	}
	made.text = strings.Join(text, "\n")
	s.noted(made)
}

// even makes one space of white space, as OpenDocument does; spaces that count are elements.
func even(s string) string {
	if !strings.ContainsAny(s, "\t\r\n") && !strings.Contains(s, "  ") {
		return s
	}
	words := strings.Fields(s)
	text := strings.Join(words, " ")
	if len(words) == 0 {
		return " "
	}
	if strings.TrimLeft(s[:1], " \t\r\n") == "" {
		text = " " + text
	}
	if strings.TrimRight(s[len(s)-1:], " \t\r\n") == "" {
		text += " "
	}
	return text
}
