package pdf

import (
	"math"
)

// region is lines that are read one after the other.
type region struct {
	number, page int
	lines        []line
	drawn        []row // of a table that is drawn, which has no lines besides
	headed       bool  // its first row names the columns
	edges        []edge
	left         float64
	leading      func(size float64) float64
}

// regionsOf cuts all pages into regions.
func regionsOf(pages []page, body look) []region {
	var out []region
	var parts []part
	for _, p := range pages {
		parts = append(parts, p.parts(body)...)
	}
	for _, p := range withoutContents(parts, len(pages)) {
		if len(p.lines)+len(p.rows) > 0 {
			out = append(out, newRegion(len(out), p))
		}
	}
	nameColumns(out)
	leading := leadings(out, body)
	for i := range out {
		out[i].leading = leading
	}
	return out
}

func newRegion(number int, p part) region {
	ls := p.lines
	r := region{number: number, page: p.page.number, edges: p.page.edges, lines: ls, drawn: p.rows}
	if len(ls) == 0 {
		return r
	}
	r.left = ls[0].x0
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

// nameColumns finds the first rows that name the columns of tables that are drawn: such a
// row is bold, or the same in several tables, as one on the next page.
func nameColumns(regions []region) {
	count := map[string]int{}
	for _, r := range regions {
		if len(r.drawn) > 1 {
			count[r.drawn[0].text()]++
		}
	}
	for i := range regions {
		if r := &regions[i]; len(r.drawn) > 1 {
			r.headed = r.drawn[0].bold && !r.drawn[1].bold || count[r.drawn[0].text()] > 1
		}
	}
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
