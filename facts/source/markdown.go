package source

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"summitbot/facts"
)

// Markdown reads CommonMark with GitHub's tables and strikethrough, footnotes,
// definition lists, front matter and HTML.
func Markdown(name string, data []byte) (*facts.Document, error) {
	text, err := utf8Text(data)
	if err != nil {
		return nil, err
	}
	title, from := frontMatter(text)
	o := &outline{text: text, title: title}
	m := &markdown{outline: o, slugs: map[string]int{}}
	tree, err := parseMarkdown(joinBlanks(blank(text, from)))
	if err != nil {
		return nil, err
	}
	m.children(tree, place{})
	return o.document(name)
}

// frontMatter returns the title that the lines before the text give, if there are such,
// and where they end.
func frontMatter(text string) (title string, end int) {
	m := matter.FindStringSubmatchIndex(text)
	if m == nil {
		return "", 0
	}
	t := matterTitle.FindStringSubmatch(text[:m[1]])
	if t != nil {
		title = strings.Trim(strings.TrimSpace(t[1]), `"'`)
	}
	return title, m[1]
}

var (
	matter = regexp.MustCompile(`^\x{feff}?(?:---[ \t]*\r?\n(?:#.*\r?\n)*[\w-]+[ \t]*:(?:.*\r?\n)*?(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?:.*\r?\n)*?\+\+\+)[ \t]*(?:\r?\n|$)`)

	matterTitle = regexp.MustCompile(`(?m)^title[ \t]*[:=][ \t]*(\S.*)$`)
)

// blank returns the text's bytes with spaces instead of the front matter and the byte
// order mark.
func blank(text string, end int) []byte {
	source := []byte(text)
	if end == 0 && strings.HasPrefix(text, "\ufeff") {
		end = len("\ufeff")
	}
	for i := range source[:end] {
		if source[i] != '\n' {
			source[i] = ' '
		}
	}
	return source
}

// joinBlanks makes one blank line of several, in place: the parser asks every open block
// about each.
func joinBlanks(source []byte) []byte {
	breaks := 0
	for i, c := range source {
		switch {
		case c == '\n':
			if breaks++; breaks > 2 {
				source[i-1] = ' '
			}
		case c != ' ' && c != '\t' && c != '\r':
			breaks = 0
		}
	}
	return source
}

// markdown writes the blocks of a Markdown tree to an outline.
type markdown struct {
	*outline
	slugs map[string]int // how often a heading's anchor was used
}

// place is where a block stands.
type place struct {
	meaning bool            // it is in a definition
	kind    facts.BlockKind // of paragraphs
	level   int             // how many lists it is in
	label   string          // of the item that the next paragraph opens
	item    bool
}

// block returns the block of a paragraph in this place. A definition's blocks have a
// level, by which they are known to belong to the term.
func (at place) block() facts.Block {
	switch {
	case at.item:
		return facts.Block{Kind: facts.Item, Level: at.level, Label: at.label}
	case at.meaning:
		at.level = max(at.level, 1)
	}
	return facts.Block{Kind: at.kind, Level: at.level}
}

func (m *markdown) children(n ast.Node, at place) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.block(c, at)
		at.item = false
	}
}

func (m *markdown) block(n ast.Node, at place) {
	switch n := n.(type) {
	case *ast.Heading:
		m.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		m.paragraph(n, at)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		m.code(n)
	case *ast.HTMLBlock:
		m.html(n, at)
	case *ast.Blockquote:
		at.kind = facts.Quotation
		m.children(n, at)
	case *ast.List:
		m.list(n, at)
	case *extension.Table:
		m.table(n)
	case *extension.DefinitionTerm:
		m.open(facts.Block{Kind: facts.Term})
		m.inlines(n, styled{})
	case *extension.DefinitionDescription:
		at.meaning = true
		m.children(n, at)
	case *ast.LinkReferenceDefinition, *ast.ThematicBreak:
	default:
		m.children(n, at)
	}
}

func (m *markdown) heading(n *ast.Heading) {
	p := m.open(facts.Block{Kind: facts.Heading, Level: n.Level})
	m.inlines(n, styled{flat: true, title: !isPicture(n)})
	if !m.dropMark(p) {
		p.anchor = m.anchor(p)
	}
}

// isPicture reports whether a heading is one picture, which then speaks for it.
func isPicture(n ast.Node) bool {
	_, ok := n.FirstChild().(*ast.Image)
	return ok && n.ChildCount() == 1
}

// anchor returns the name that GitHub gives a heading, counting those that say the same.
func (m *markdown) anchor(p *part) string {
	slug := githubSlug(m.words(p))
	n := m.slugs[slug]
	m.slugs[slug]++
	if n > 0 {
		return slug + "-" + strconv.Itoa(n)
	}
	return slug
}

func githubSlug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

func (m *markdown) paragraph(n ast.Node, at place) {
	if m.isContents(n) {
		return
	}
	m.open(at.block())
	at.item = false
	m.inlines(n, styled{again: at.block()})
}

// isContents reports whether a paragraph is but links to headings of the document: a
// line of a table of contents.
func (m *markdown) isContents(n ast.Node) bool {
	links := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Link:
			if len(c.Destination) < 2 || c.Destination[0] != '#' {
				return false
			}
			links++
		case *ast.Text:
			if strings.ContainsFunc(m.text[c.Segment.Start:c.Segment.Stop], isWord) {
				return false
			}
		default:
			return false
		}
	}
	return links > 0
}

func (m *markdown) list(n *ast.List, at place) {
	number := n.Start
	at.level++
	at.item = true
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		at.label = ""
		if n.IsOrdered() {
			at.label = strconv.Itoa(number) + string(n.Marker)
			number++
		}
		m.children(c, at)
	}
}

// code copies the lines of a code block.
func (m *markdown) code(n ast.Node) {
	m.open(facts.Block{Kind: facts.Code})
	m.lines(n.Lines())
}

func (m *markdown) lines(lines *text.Segments) {
	for i := range lines.Len() {
		s := lines.At(i)
		m.copy(s.Start, s.Stop)
	}
}

// html reads a block of HTML; what stands between its lines, as the marks of a
// quotation, is not part of it.
func (m *markdown) html(n *ast.HTMLBlock, at place) {
	lines := n.Lines()
	var only []span
	for i := range lines.Len() {
		s := lines.At(i)
		if n := len(only); n > 0 && only[n-1].end == s.Start {
			only[n-1].end = s.Stop
			continue
		}
		only = append(only, span{s.Start, s.Stop})
	}
	if n.HasClosure() {
		only = append(only, span{n.ClosureLine.Start, n.ClosureLine.Stop})
	}
	if len(only) == 0 {
		return
	}
	start := only[0].start
	raw := []byte(m.text[start:only[len(only)-1].end])
	for i := 1; i < len(only); i++ {
		for j := only[i-1].end; j < only[i].start; j++ {
			raw[j-start] = ' '
		}
	}
	m.page(string(raw), start, only, at)
}

func (m *markdown) page(raw string, start int, only []span, at place) {
	nodes, err := parseTree(raw, start)
	if err != nil {
		return
	}
	p := &page{text: m.text, nodes: nodes, out: make([]bool, len(nodes))}
	for i, e := range nodes {
		p.out[i] = !e.isText() && (isNoise(e) || p.isContents(i, nil))
	}
	w := &htmlWriter{page: p, o: m.outline, only: only}
	w.start(at.block())
	for i := 0; i < len(nodes); i = nodes[i].end {
		w.node(i, scope{kind: at.kind, level: at.level, meaning: at.meaning})
	}
}

func (m *markdown) table(n ast.Node) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		kind := facts.Row
		if _, ok := row.(*extension.TableHeader); ok {
			kind = facts.Head
		}
		m.open(facts.Block{Kind: kind})
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			m.inlines(cell, styled{flat: true})
			m.cell()
		}
	}
}
