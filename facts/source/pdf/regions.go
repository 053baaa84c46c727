package pdf

import (
	"math"
)

// region is lines that are read one after the other.
type region struct {
	number, page int
	lines        []line
	edges        []edge
	left         float64
	leading      func(size float64) float64
}

// regionsOf cuts all pages into regions.
func regionsOf(pages []page, body look) []region {
	var out []region
	var on []page // of each group of lines
	var groups [][]line
	for _, p := range pages {
		for _, words := range regions(p.words) {
			on, groups = append(on, p), append(groups, lines(words))
		}
	}
	for i, ls := range withoutContents(groups, len(pages)) {
		if len(ls) > 0 {
			out = append(out, newRegion(len(out), on[i], ls))
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
