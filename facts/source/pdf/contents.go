package pdf

import (
	"regexp"
	"slices"
)

var (
	leader = regexp.MustCompile(`(?:\s?[.·…_]){4,}\s*(\d+|[ivxlcIVXLC]+)$`)
	paged  = regexp.MustCompile(`^(.*\S)\s(\d+|[ivxlc]+)$`)
	dotted = regexp.MustCompile(`(?:\s?[.·…_]){4,}$`) // a title whose number is on the next line
)

// withoutContents leaves the entries of tables of contents out of a file's lines. An entry is
// a title, a row of dots and the number of one of the file's pages; or a title and a number
// that follow on such, in rising order. Where there are no dots, entries are two lines on end
// whose titles stand elsewhere, too, as lines by themselves.
func withoutContents(parts []part, pages int) []part {
	var all []entry
	titles := map[string]bool{}
	for _, p := range parts {
		from := len(all)
		for _, l := range p.lines {
			e := newEntry(l.text(), pages)
			if e.page == 0 {
				titles[plain(l.text())] = true
			}
			all = append(all, e)
		}
		crowd(all[from:], p.lines)
	}
	seed(all, titles)
	spread(all, 1)
	slices.Reverse(all)
	spread(all, -1)
	slices.Reverse(all)
	out := slices.Clone(parts)
	for i, p := range parts {
		out[i].lines = nil
		for j, l := range p.lines {
			if !all[j].is {
				out[i].lines = append(out[i].lines, l)
			}
		}
		all = all[len(p.lines):]
	}
	return out
}

// entry is a line that may be of a table of contents.
type entry struct {
	title string
	page  int  // that it names; 0 if none
	is    bool // it is one
}

func newEntry(text string, pages int) entry {
	if m := leader.FindStringSubmatch(text); m != nil && value(m[1]) <= pages {
		return entry{page: value(m[1]), is: true}
	}
	if m := paged.FindStringSubmatch(text); m != nil && value(m[2]) <= pages {
		return entry{title: plain(m[1]), page: value(m[2])}
	}
	return entry{}
}

// crowd finds the entries of a region that is full of rows of dots: all that end in a number
// or in dots.
func crowd(all []entry, ls []line) {
	n := 0
	for _, e := range all {
		if e.is {
			n++
		}
	}
	if n < 3 || n*3 < len(all) {
		return
	}
	for i := range all {
		all[i].is = all[i].is || all[i].page > 0 || dotted.MatchString(ls[i].text())
	}
}

// seed finds entries without dots by their titles.
func seed(all []entry, titles map[string]bool) {
	named := func(e entry) bool { return e.title != "" && titles[e.title] }
	for i := 1; i < len(all); i++ {
		a, b := &all[i-1], &all[i]
		if named(*a) && named(*b) && 0 < a.page && a.page <= b.page {
			a.is, b.is = true, true
		}
	}
}

// spread finds entries without dots that follow on others, with at most so few lines
// between. The numbers rise if the direction is 1, fall if it is -1.
func spread(all []entry, direction int) {
	const few = 3
	last, since := 0, few
	for i := range all {
		switch e := &all[i]; {
		case e.is, e.page > 0 && since < few && (e.page-last)*direction >= 0:
			e.is, last, since = true, e.page, 0
		default:
			since++
		}
	}
}
