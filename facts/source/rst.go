package source

import (
	"regexp"
	"strings"

	"summitbot/facts"
)

// RST reads reStructuredText as far as its structure goes: titles, paragraphs, lists,
// definitions, fields, tables, literal blocks, directives that hold text, and footnotes.
// Comments, substitutions and other directives have no text of their own.
func RST(name string, data []byte) (*facts.Document, error) {
	text, err := utf8Text(data)
	if err != nil {
		return nil, err
	}
	r := &rst{outline: &outline{text: text}, lines: splitLines(text), ids: map[string]int{}}
	if err := r.body(0, len(r.lines), 0, place{}); err != nil {
		return nil, err
	}
	return r.document(name)
}

// rst reads the lines of a text into an outline.
type rst struct {
	*outline
	lines  []line
	styles []string // of titles, the first level first
	ids    map[string]int
	depth  int
}

func (r *rst) says(i int) string { return r.text[r.lines[i].start:r.lines[i].end] }

// body reads the lines i to j, whose blocks stand at the given indent.
func (r *rst) body(i, j, indent int, at place) error {
	if r.depth++; r.depth > MaxDepth {
		return ErrTooDeep
	}
	defer func() { r.depth-- }()
	for i < j {
		if r.lines[i].blank() {
			i++
			continue
		}
		next, err := r.element(i, j, indent, at)
		if err != nil {
			return err
		}
		i = max(next, i+1)
		at.item = false
	}
	return nil
}

// element reads the block that begins in line i, and returns the line after it.
func (r *rst) element(i, j, indent int, at place) (int, error) {
	l := r.lines[i]
	if l.indent > indent {
		return r.quotation(i, j, at)
	}
	text := r.says(i)
	if n := r.titleAt(i, j); n > 0 && at.level == 0 {
		r.heading(i, n)
		return i + n, nil
	}
	switch {
	case isBorder(text):
		return r.simple(i, j)
	case isRule(text) && len(text) >= 4:
		return i + 1, nil
	case strings.HasPrefix(text, "..") && (len(text) == 2 || text[2] == ' '):
		return r.explicit(i, j, at)
	case strings.HasPrefix(text, "__ "):
		return i + 1, nil
	case strings.HasPrefix(text, "+-") && isGrid(text):
		return r.grid(i, j)
	case strings.HasPrefix(text, ">>> "):
		return r.verbatim(i, r.paragraphEnd(i, j)), nil
	case strings.HasPrefix(text, "| ") || text == "|":
		return r.lineBlock(i, j, at), nil
	}
	if rstField.MatchString(text) {
		return r.field(i, j, at)
	}
	if label, width := rstLabel(text); width > 0 && r.isItem(i, j, indent) {
		return r.item(i, j, label, width, at)
	}
	if i+1 < j && !r.lines[i+1].blank() && r.lines[i+1].indent > indent && !strings.HasSuffix(text, "::") {
		return r.definition(i, j, at)
	}
	return r.paragraph(i, j, indent, at)
}

// blockEnd returns the line after those that are blank or indented more than indent.
func (r *rst) blockEnd(i, j, indent int) int {
	end := i
	for ; i < j && (r.lines[i].blank() || r.lines[i].indent > indent); i++ {
		if !r.lines[i].blank() {
			end = i + 1
		}
	}
	return end
}

// paragraphEnd returns the next blank line.
func (r *rst) paragraphEnd(i, j int) int {
	for i < j && !r.lines[i].blank() {
		i++
	}
	return i
}

// inner reads the lines i to j at the indent of the first of them.
func (r *rst) inner(i, j int, at place) error {
	for i < j && r.lines[i].blank() {
		i++
	}
	if i >= j {
		return nil
	}
	return r.body(i, j, leastIndent(r.lines[i:j]), at)
}

func (r *rst) quotation(i, j int, at place) (int, error) {
	end := r.blockEnd(i, j, r.lines[i].indent-1)
	if at.level == 0 {
		at.kind = facts.Quotation
	}
	return end, r.body(i, end, r.lines[i].indent, at)
}

// paragraph reads a paragraph, and the literal block that "::" at its end announces.
func (r *rst) paragraph(i, j, indent int, at place) (int, error) {
	end := i + 1
	for end < j && !r.lines[end].blank() && r.lines[end].indent == indent {
		end++
	}
	text := r.text[r.lines[i].start:r.lines[end-1].end]
	stop := r.lines[end-1].end
	if strings.HasSuffix(text, "::") {
		stop-- // one colon stays
		if strings.TrimRight(text, ": \n\r\t") == "" || strings.HasSuffix(text, " ::") {
			stop--
		}
	}
	if len(r.parts) == 0 && r.preamble(i, end) {
		return end, nil
	}
	r.open(at.block())
	r.inline(r.lines[i].start, stop)
	if strings.HasSuffix(text, "::") {
		return r.verbatim(end, r.blockEnd(end, j, indent)), nil
	}
	return end, nil
}

var rstHeader = regexp.MustCompile(`^[A-Z][\w-]*: +\S`)

// preamble reads the lines "Key: value" that a proposal begins with; one may be its
// title.
func (r *rst) preamble(i, end int) bool {
	for k := i; k < end; k++ {
		if end < i+2 || !rstHeader.MatchString(r.says(k)) {
			return false
		}
	}
	for k := i; k < end; k++ {
		if title, ok := strings.CutPrefix(r.says(k), "Title: "); ok {
			r.title = strings.TrimSpace(title)
		}
		r.open(facts.Block{})
		r.inline(r.lines[k].start, r.lines[k].end)
	}
	return true
}

// verbatim copies lines as code.
func (r *rst) verbatim(i, end int) int {
	for i < end && r.lines[i].blank() {
		i++
	}
	if i < end {
		r.code(r.lines[i:end])
	}
	return end
}

func (r *rst) lineBlock(i, j int, at place) int {
	for ; i < j && strings.HasPrefix(r.says(i), "|"); i++ {
		r.open(at.block())
		r.inline(r.lines[i].start+1, r.lines[i].end)
	}
	return i
}

// definition reads a term and what it means.
func (r *rst) definition(i, j int, at place) (int, error) {
	term := r.says(i)
	stop := r.lines[i].start + len(term)
	if k := strings.Index(term, " : "); k > 0 {
		stop = r.lines[i].start + k
	}
	r.open(facts.Block{Kind: facts.Term})
	r.inline(r.lines[i].start, stop)
	end := r.blockEnd(i+1, j, r.lines[i].indent)
	at.item, at.meaning = false, true
	return end, r.inner(i+1, end, at)
}

var rstField = regexp.MustCompile(`^:(?:[^:\s\x60]|[^:\x60]*[^:\s\x60\\])(?:[^:\n\x60]*)?:(?:\s+|$)`)

// field reads ":name: value" as a line "name: value".
func (r *rst) field(i, j int, at place) (int, error) {
	end := r.blockEnd(i+1, j, r.lines[i].indent)
	if metadata.MatchString(r.says(i)) {
		return end, nil
	}
	stop := end
	for k := i + 1; k < end; k++ {
		if r.lines[k].blank() {
			stop = k
			break
		}
	}
	r.open(at.block())
	r.inline(r.lines[i].start+1, r.lines[stop-1].end)
	at.item = false
	return end, r.inner(stop, end, at)
}

// metadata are fields that speak to a generator of pages.
var metadata = regexp.MustCompile(`^:(?:template|orphan|tocdepth|nocomments|nosearch|layout|og:\w+):`)
