package source

import (
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"summitbot/facts"
)

// styled is what the marks around a text say of it.
type styled struct {
	again facts.Block // what a line after a line break opens
	flat  bool        // a line break is a space
	title bool        // pictures are silent
	bold  bool
	link  bool
}

func (m *markdown) inlines(n ast.Node, s styled) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.inline(c, s)
	}
	m.bold = false
}

func (m *markdown) inline(n ast.Node, s styled) {
	m.bold = s.bold
	switch n := n.(type) {
	case *ast.Text:
		m.phrase(n, s)
	case *ast.CodeSpan:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				m.copy(t.Segment.Start, t.Segment.Stop)
			}
		}
	case *ast.Emphasis:
		s.bold = s.bold || n.Level == 2
		m.inlines(n, s)
	case *ast.Link:
		s.link = true
		m.inlines(n, s)
	case *ast.Image:
		if !s.link && !s.title { // a picture that is a link is a button
			m.inlines(n, s)
		}
	case *ast.RawHTML:
		m.tag(n, s)
	default:
		m.inlines(n, s)
	}
}

// phrase copies a text that may have escapes and entities, and the line's end after it.
func (m *markdown) phrase(n *ast.Text, s styled) {
	seg := n.Segment
	if n.IsRaw() {
		m.copy(seg.Start, seg.Stop)
		return
	}
	if !isDirective(lineAround(m.text, seg.Start, seg.Stop)) {
		m.escaped(seg)
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		m.lineEnd(seg.Stop, n.HardLineBreak() && !s.flat, s)
	}
}

// lineEnd copies the end of a line. After a line break, what begins as a new line opens
// a block.
func (m *markdown) lineEnd(at int, hard bool, s styled) {
	rest := m.text[at:]
	nl := strings.IndexByte(rest, '\n')
	if nl < 0 {
		return
	}
	m.copy(at+nl, at+nl+1)
	if next := strings.TrimLeft(rest[nl:], "> \t\r\n"); hard && next != "" && newLine(next) {
		m.open(s.again)
	}
}

// escaped copies a text, putting what its escapes and entities stand for.
func (m *markdown) escaped(seg text.Segment) {
	at := seg.Start
	for i := seg.Start; i < seg.Stop; i++ {
		rest := m.text[i:seg.Stop]
		n, put := 0, ""
		switch {
		case rest[0] == '\\' && len(rest) > 1 && util.IsPunct(rest[1]):
			n, put = 2, rest[1:2]
		case rest[0] == '&':
			n, put = entityAt(rest)
		}
		if n > 0 {
			m.copy(at, i)
			m.put(i, i+n, put)
			i += n - 1
			at = i + 1
		}
	}
	m.copy(at, seg.Stop)
}

// entityAt returns the length of the entity that begins a text, and its character.
func entityAt(text string) (int, string) {
	e := firstEntity.FindString(text[:min(len(text), 40)])
	if put := html.UnescapeString(e); e != "" && put != e {
		return len(e), put
	}
	return 0, ""
}

var firstEntity = regexp.MustCompile(`^&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});`)

// isDirective reports whether a line is an instruction to a generator of pages and no
// text: Kramdown's attributes, the fences of an aside, an import of MDX.
func isDirective(line string) bool {
	return len(line) <= maxDirective && directive.MatchString(line)
}

const maxDirective = 300

// lineAround returns the line that the bytes are in, or a part of it that is too long for
// a directive.
func lineAround(text string, start, stop int) string {
	start, stop = max(0, start), min(len(text), stop)
	before := text[max(0, start-maxDirective):start]
	after := text[stop:min(len(text), stop+maxDirective)]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	if len(before)+stop-start+len(after) > maxDirective {
		return text[start:min(stop, start+maxDirective+1)]
	}
	return strings.Trim(before+text[start:stop]+after, "> \t\r\n")
}

var directive = regexp.MustCompile(`^(?:\{:[^{}]*\}|:::+.*|\[\[?(?i:toc)\]?\]|import .{1,200} from ['"][^'"]+['"];?)$`)

// headingMark is an anchor that a heading names itself: "## Title {#name}".
var headingMark = regexp.MustCompile(`\s*\{#([\w.-]+)\}\s*$`)

// dropMark takes the mark off the end of a heading, and its anchor from it.
func (m *markdown) dropMark(p *part) bool {
	if len(p.pieces) == 0 {
		return false
	}
	last := &p.pieces[len(p.pieces)-1]
	if last.kind != pieceCopy {
		return false
	}
	found := headingMark.FindStringSubmatchIndex(m.text[last.start:last.end])
	if found == nil {
		return false
	}
	p.anchor = m.text[last.start+found[2] : last.start+found[3]]
	last.end = last.start + found[0]
	return true
}

// tag reads an element of HTML within a text: a line break, a picture; all others go.
func (m *markdown) tag(n *ast.RawHTML, s styled) {
	if n.Segments.Len() == 0 {
		return
	}
	start, stop := n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop
	nodes, err := parseTree(m.text[start:stop], start)
	if err != nil || len(nodes) == 0 {
		return
	}
	switch e := nodes[0]; e.tag {
	case "br":
		m.put(start, stop, " ")
		if next := strings.TrimLeft(m.text[stop:], "> \t\r\n"); !s.flat && next != "" && newLine(next) {
			m.open(s.again)
		}
	case "img":
		if from, to := alternative(m.text, start, stop); from < to && !s.link && !s.title {
			m.put(start, from, " ")
			m.escaped(text.NewSegment(from, to))
			m.put(to, stop, " ")
		}
	}
}
