package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"summitbot/facts"
	"summitbot/facts/document"
)

// reading is what was read of a file.
type reading struct {
	Title    string
	Passages []passage
	Failed   []failed `json:",omitempty"`
}

// passage is a block of a document.
type passage struct {
	Kind  facts.BlockKind `json:",omitempty"`
	Level int             `json:",omitempty"`
	Label string          `json:",omitempty"`
	Page  int
	Cells []string // one, but of a row
}

// failed is a page that couldn't be read, and why: the place in reasons.
type failed struct{ Page, Reason int }

var reasons = []error{ErrDamaged, ErrNoText, ErrNoWords}

// arrange puts a file's words in order.
func arrange(f *file) *reading {
	pages := f.pages
	body := bodyOf(pages)
	if body.style&mono != 0 {
		proportional(pages)
		body.style &^= mono
	}
	var blocks []block
	for _, r := range regionsOf(unfurnish(pages, body), body) {
		blocks = append(blocks, r.blocks()...)
	}
	blocks = goOn(blocks, body)
	headings(blocks, f.outline, body)
	out := &reading{Title: f.title}
	if out.Title == "" && len(blocks) > 0 {
		out.Title = largest(blocks, body)
	}
	v := newVocabulary(blocks)
	for i := range blocks {
		out.Passages = append(out.Passages, v.passage(&blocks[i]))
	}
	for _, p := range f.failures {
		out.Failed = append(out.Failed, failed{p.page, max(0, slices.Index(reasons, p.err))})
	}
	return out
}

// bodyOf returns how most of a file's text looks.
func bodyOf(pages []page) look {
	var letters [bold | mono + 1]map[float64]int
	var best look
	for i := range letters {
		letters[i] = map[float64]int{}
	}
	for _, p := range pages {
		for _, w := range p.words {
			letters[w.style][w.size] += utf8.RuneCountInString(w.text)
			if letters[w.style][w.size] > letters[best.style][best.size] {
				best = look{w.size, w.style}
			}
		}
	}
	return best
}

// proportional makes a typewritten file one like others: its letters say nothing.
func proportional(pages []page) {
	for _, p := range pages {
		for i := range p.words {
			p.words[i].style &^= mono
		}
	}
}

// regionsOf cuts all pages into regions.
func regionsOf(pages []page, body look) []region {
	var out []region
	for _, p := range pages {
		for _, words := range regions(p.words) {
			ls := withoutLeaders(lines(words))
			if len(ls) > 0 {
				out = append(out, newRegion(len(out), p, ls))
			}
		}
	}
	leading := leadings(out, body)
	for i := range out {
		out[i].leading = leading
	}
	return out
}

func newRegion(number int, p page, ls []line) region {
	r := region{number: number, page: p.number, edges: p.edges, lines: ls, left: ls[0].x0}
	start := 0
	for i := range ls {
		r.left = min(r.left, ls[i].x0)
		if i+1 == len(ls) || ls[i+1].y-ls[i].y > 1.6*ls[i].size {
			reach(ls[start : i+1])
			start = i + 1
		}
	}
	return r
}

// reach says of lines without a gap between them how far they reach.
func reach(ls []line) {
	right := ls[0].x1
	for _, l := range ls {
		right = max(right, l.x1)
	}
	for i := range ls {
		ls[i].right = right
	}
}

// leadings returns how far apart lines of a size are in most places.
func leadings(regions []region, body look) func(size float64) float64 {
	count := map[float64]map[float64]int{}
	for _, r := range regions {
		for i := 1; i < len(r.lines); i++ {
			a, b := r.lines[i-1], r.lines[i]
			if down := math.Round(2*(b.y-a.y)) / 2; a.size == b.size && down > 0 && down < 2.6*a.size {
				if count[a.size] == nil {
					count[a.size] = map[float64]int{}
				}
				count[a.size][down]++
			}
		}
	}
	usual := map[float64]float64{}
	for size, downs := range count {
		for d, n := range downs {
			if u := usual[size]; n > downs[u] || n == downs[u] && d < u {
				usual[size] = d
			}
		}
	}
	return func(size float64) float64 {
		const few = 10
		if sum(count[size]) >= few {
			return usual[size]
		}
		if sum(count[body.size]) >= few {
			return usual[body.size] * size / body.size
		}
		return 1.3 * size
	}
}

func sum(counts map[float64]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

var (
	leader = regexp.MustCompile(`(?:\s?[.·…_]){4,}\s*(?:\d+|[ivxlcIVXLC]+)$`)
	paged  = regexp.MustCompile(`\s(?:\d+|[ivxlc]+)$`)
)

// withoutLeaders leaves out the entries of a table of contents: a title, a row of dots and a
// page's number. Among many of these, a title with a number is one, too.
func withoutLeaders(ls []line) []line {
	all := len(ls)
	ls = slices.DeleteFunc(ls, func(l line) bool { return leader.MatchString(l.text()) })
	if entries := all - len(ls); entries < 3 || entries*3 < all {
		return ls
	}
	return slices.DeleteFunc(ls, func(l line) bool { return paged.MatchString(l.text()) })
}

// passage renders a block.
func (v vocabulary) passage(b *block) passage {
	p := passage{Kind: b.kind, Level: b.level, Label: b.label, Page: b.page}
	switch b.kind {
	case facts.Code:
		p.Cells = []string{code(b.lines())}
		return p
	case facts.Item:
		first := b.lines()[0]
		first.words = first.words[1:]
		b.cells = [][]line{append([]line{first}, b.lines()[1:]...)}
		if isBullet(b.label) {
			p.Label = ""
		}
	}
	for _, c := range b.cells {
		p.Cells = append(p.Cells, v.text(c))
	}
	return p
}

// code renders lines of letters that are all of one width, with their indents.
func code(ls []line) string {
	left, width := ls[0].x0, 0.0
	letters := 0
	for _, l := range ls {
		left = min(left, l.x0)
		for _, w := range l.words {
			width += w.x1 - w.x0
			letters += utf8.RuneCountInString(w.text)
		}
	}
	width = max(1, width/float64(max(1, letters)))
	var b strings.Builder
	for i, l := range ls {
		if i > 0 {
			b.WriteByte('\n')
			if l.y-ls[i-1].y > 1.7*l.size {
				b.WriteByte('\n')
			}
		}
		at := left
		for j, w := range l.words {
			n := int((w.x0-at)/width + 0.1)
			b.WriteString(strings.Repeat(" ", min(200, max(n, min(j, 1)))))
			b.WriteString(w.text)
			at = w.x1
		}
	}
	return b.String()
}

// document makes the document of what was read.
func (r *reading) document() *facts.Document {
	b := document.NewBuilder("")
	b.Title(r.Title)
	for _, p := range r.Passages {
		b.Open(facts.Block{Kind: p.Kind, Level: p.Level, Label: p.Label, Page: p.Page})
		for i, c := range p.Cells {
			if i > 0 {
				b.Cell()
			}
			b.Write(c)
		}
	}
	return b.Document()
}

// warnings returns the pages that couldn't be read.
func (r *reading) warnings(file string) []*Error {
	var out []*Error
	for _, f := range r.Failed {
		out = append(out, &Error{File: file, Page: f.Page, Err: reasons[f.Reason]})
	}
	return out
}
