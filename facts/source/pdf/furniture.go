package pdf

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// spot is a line at the edge of a page, where running heads and page numbers stand.
type spot struct {
	place
	y, size   float64
	outermost bool
	apart     bool // the gap is beside it
}

// place is a line's: its page and its number on it, from 0.
type place struct{ page, line int }

// unfurnish leaves running heads, footers and page numbers out of the pages. A line is one if
// it stands at the same place of several pages near each other with the same text, but for
// the page's number; and if it stands alone where most pages have lines that come again. Of
// what is larger than the text, headings with numbers are none, nor is the title on the
// first page.
func unfurnish(pages []page, body look) []page {
	all := make([][]line, len(pages))
	var spots []spot
	groups := map[string][]spot{}
	for i, p := range pages {
		all[i] = lines(p.words)
		for _, s := range edges(i, all[i]) {
			spots = append(spots, s)
			for n, key := range keys(all[i][s.line].text(), p.number) {
				if n == 0 || !s.isLarge(body) {
					groups[key] = append(groups[key], s)
				}
			}
		}
	}
	drop := furniture(spots, groups, len(pages), body)
	out := make([]page, len(pages))
	for i, p := range pages {
		out[i] = page{number: p.number, edges: p.edges, walls: p.walls}
		for j, l := range all[i] {
			if !drop[place{i, j}] {
				out[i].words = append(out[i].words, l.words...)
			}
		}
	}
	return out
}

func (s spot) isLarge(body look) bool { return s.size > 1.1*body.size }

// furniture returns which of the spots are no text.
func furniture(spots []spot, groups map[string][]spot, pages int, body look) map[place]bool {
	drop, twice := map[place]bool{}, map[place]bool{}
	for _, g := range groups {
		for _, s := range repeated(g, min(3, max(2, pages-1))) {
			drop[s.place] = s.page > 0 || !s.isLarge(body)
		}
		for _, s := range repeated(g, 2) {
			twice[s.place] = true
		}
	}
	type slot struct{ y, size float64 }
	at := func(s spot) slot { return slot{math.Round(s.y / 2), math.Round(s.size * 2)} }
	filled := map[slot]int{}
	for _, s := range spots {
		if twice[s.place] {
			filled[at(s)]++
		}
	}
	for _, s := range spots {
		if n := filled[at(s)]; n >= 3 && 3*n >= pages && s.outermost && s.apart && !s.isLarge(body) {
			drop[s.place] = true
		}
	}
	return drop
}

// edges returns the lines above a page's first gap and those below its last, if these are
// few.
func edges(page int, ls []line) []spot {
	gap := func(i int) float64 { // from a line to the next, in sizes of their letters
		if i < 0 || i+1 >= len(ls) {
			return 0
		}
		return (ls[i+1].y - ls[i].y) / min(ls[i].size, ls[i+1].size)
	}
	at := func(i int, outermost, apart bool) spot {
		return spot{place: place{page, i}, y: ls[i].y, size: ls[i].size, outermost: outermost, apart: apart}
	}
	var spots []spot
	last := len(ls) - 1
	n := group(gap)
	for i := range n {
		spots = append(spots, at(i, i == 0, i == n-1))
	}
	n = group(func(i int) float64 { return gap(last - i - 1) })
	for i := range n {
		spots = append(spots, at(last-i, i == 0, i == n-1))
	}
	return spots
}

// group returns how many lines stand apart, of the gaps after each; 0 if there is no gap
// after the first few. A narrow gap before one twice as wide is between lines of a head.
func group(gap func(i int) float64) int {
	const deep, least, narrow = 3, 1.6, 2.5
	n, wide := 0, 0.0
	for i := range deep {
		if g := gap(i); g > least && (wide == 0 || wide < narrow && g >= 2*wide) {
			n, wide = i+1, g
		}
	}
	return n
}

var number = regexp.MustCompile(`\d+|\b[ivxlc]+\b`)

// keys returns what a line's text has in common with that of other pages: the text itself,
// and the text with its first or last number counted from the page's.
func keys(text string, page int) []string {
	text = strings.ToLower(text)
	ks := []string{text}
	at := number.FindAllStringIndex(text, -1)
	if len(at) == 0 {
		return ks
	}
	for _, m := range slices.Compact([]int{0, len(at) - 1}) {
		from, to := at[m][0], at[m][1]
		ks = append(ks, text[:from]+"#"+strconv.Itoa(value(text[from:to])-page)+text[to:])
	}
	return ks
}

// value returns the value of a number, also of a Roman one.
func value(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	digits := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n := 0
	for i := range len(s) {
		if d := digits[s[i]]; i+1 < len(s) && d < digits[s[i+1]] {
			n -= d
		} else {
			n += d
		}
	}
	return n
}

// repeated returns those of the spots with one text that stand in one place on so many pages
// near each other.
func repeated(g []spot, need int) []spot {
	const near, same = 4, 3.0 // spots, points
	slices.SortStableFunc(g, func(a, b spot) int { return cmp.Compare(a.page, b.page) })
	var out []spot
	for i, s := range g {
		n := 1
		for _, o := range g[max(0, i-near):min(len(g), i+near+1)] {
			if o.page != s.page && abs(o.page-s.page) <= 2*near && math.Abs(o.y-s.y) <= same {
				n++
			}
		}
		if n >= need {
			out = append(out, s)
		}
	}
	return out
}

func abs(n int) int { return max(n, -n) }
