package source

import (
	"regexp"
	"strings"

	"summitbot/facts"
)

var (
	rstBullet = regexp.MustCompile(`^[-*+•‣⁃](?:\s+|$)`)
	rstNumber = regexp.MustCompile(`^(\(?(?:[0-9]+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|#)[.)])(?:\s+|$)`)
)

// rstLabel returns the label of the item that a line may begin, and the width of its
// mark; a bullet has no label.
func rstLabel(text string) (label string, width int) {
	if m := rstBullet.FindString(text); m != "" {
		return "", len(m)
	}
	if m := rstNumber.FindStringSubmatch(text); m != nil {
		return m[1], len(m[0])
	}
	return "", 0
}

// isItem reports whether what follows a mark goes with an item: a line that is blank or
// indented, or the next item.
func (r *rst) isItem(i, j, indent int) bool {
	if i+1 >= j || r.lines[i+1].blank() || r.lines[i+1].indent > indent {
		return true
	}
	_, next := rstLabel(r.says(i + 1))
	return next > 0
}

// item reads an item of a list and all that is in it.
func (r *rst) item(i, j int, label string, width int, at place) (int, error) {
	if strings.Trim(label, "().") == "#" {
		label = ""
	}
	end := r.blockEnd(i+1, j, r.lines[i].indent)
	inner := place{level: at.level + 1, label: label, item: true}
	was := r.lines[i]
	r.lines[i].start = min(was.start+width, was.end)
	r.lines[i].indent = was.indent + width
	if end > i+1 {
		r.lines[i].indent = leastIndent(r.lines[i+1 : end]) // what is below it tells where it stands
	}
	return end, r.inner(i, end, inner)
}

// explicit reads what ".." begins: a directive, a footnote, a target, a comment.
func (r *rst) explicit(i, j int, at place) (int, error) {
	text := strings.TrimLeft(r.says(i)[2:], " ")
	start := r.lines[i].end - len(text)
	end := r.blockEnd(i+1, j, r.lines[i].indent)
	if m := rstNote.FindString(text); m != "" {
		r.lines[i].start = start + len(m)
		r.lines[i].indent = max(leastIndent(r.lines[i+1:end]), r.lines[i].indent)
		return end, r.inner(i, end, place{})
	}
	if m := rstDirective.FindStringSubmatch(text); m != nil {
		return end, r.directive(i, end, m[1], start+len(m[0]), at)
	}
	return end, nil
}

var (
	rstNote      = regexp.MustCompile(`^\[[^\]]+\](?:\s+|$)`)
	rstDirective = regexp.MustCompile(`^([A-Za-z][\w:+.-]*?)\s?::(?:\s+|$)`)
	rstOption    = regexp.MustCompile(`^:[\w-]+:(?:\s|$)`)
)

// directive reads the lines of a directive, the first of which goes on at start.
func (r *rst) directive(i, end int, name string, start int, at place) error {
	k := i + 1
	for k < end && rstOption.MatchString(r.says(k)) {
		k++
	}
	switch {
	case rstCode[name]:
		r.verbatim(k, end)
	case name == "image" || name == "figure":
		r.alternative(i, end)
		if name == "figure" {
			return r.inner(k, end, at)
		}
	case name == "list-table":
		return r.listTable(k, end)
	case rstAside[name]:
		return r.holding(i, k, end, start, at)
	case rstNamed[name] || rstChange[name]:
		return r.titled(i, k, end, name, start, at)
	case strings.Contains(name, ":") || rstObject[name]:
		r.open(facts.Block{Kind: facts.Term})
		r.inline(start, r.lines[i].end)
		at.item, at.meaning = false, true
	}
	if rstSilent[name] {
		return nil
	}
	return r.inner(k, end, at)
}

var (
	rstCode   = setOf("code code-block sourcecode parsed-literal math prompt highlight console doctest testcode testoutput productionlist")
	rstAside  = setOf("note tip hint warning caution danger error important attention seealso todo epigraph pull-quote highlights sidebar")
	rstNamed  = setOf("table csv-table topic admonition rubric")
	rstChange = setOf("versionadded versionchanged versionremoved deprecated")
	rstObject = setOf("option envvar confval setting function method class attribute data exception command program")
	rstSilent = setOf(`contents toctree include index meta raw replace unicode date role default-role sectnum
		section-numbering header footer target-notes autoclass automodule autofunction module currentmodule
		tabularcolumns title literalinclude graphviz mermaid`)
)

// titled reads a directive whose first line is a text by itself.
func (r *rst) titled(i, k, end int, name string, start int, at place) error {
	if start < r.lines[i].end {
		r.open(at.block())
		r.inline(start, r.lines[i].end)
		if name != "table" && name != "csv-table" && !rstChange[name] {
			r.last().bold, r.last().bare = true, false
		}
	}
	return r.inner(k, end, at)
}

// holding reads a directive that holds text, as a note does: on its first line, below
// it, or both.
func (r *rst) holding(i, k, end, start int, at place) error {
	if start < r.lines[i].end && k == i+1 {
		r.lines[i].start = start
		r.lines[i].indent = max(leastIndent(r.lines[k:end]), r.lines[i].indent+1)
		return r.inner(i, end, at)
	}
	return r.inner(k, end, at)
}

// alternative puts the text that stands for a picture.
func (r *rst) alternative(i, end int) {
	for k := i + 1; k < end && rstOption.MatchString(r.says(k)); k++ {
		if alt, ok := strings.CutPrefix(r.says(k), ":alt:"); ok {
			start := r.lines[k].end - len(strings.TrimLeft(alt, " "))
			r.block(facts.Block{}, start, r.lines[k].end)
		}
	}
}
