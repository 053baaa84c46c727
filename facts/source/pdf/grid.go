package pdf

import (
	"cmp"
	"math"
	"slices"
)

// grid is a table that is drawn: what is drawn parts its rows and its columns, so that a
// cell may have several lines, at any height.
type grid struct {
	rows    []float64 // the heights between them, from the top, with the outer ones
	columns []float64 // the places between them, from the left, with the outer ones
}

// rule is a height at which something is drawn, and its ranges of widths: as it was drawn,
// and joined. A pillar is one at a width, with its ranges of heights.
type rule struct {
	at             float64
	pieces, joined []span
}

// mostPlaces is at how many heights, and at how many places from left to right, something is
// drawn at most on a page that has tables.
const mostPlaces = 300

// touch is how far apart things may be that touch each other, in points.
const touch = 3.0

// grids finds the tables that are drawn on a page, from top to bottom. A page on which much
// else is drawn has none.
func (p page) grids() []grid {
	const most = 32
	levels, pillars := rules(p.edges), rules(p.walls)
	if len(levels) > mostPlaces || len(pillars) > mostPlaces {
		return nil
	}
	var out []grid
	for _, g := range stacks(levels, pillars) {
		if len(g.rows) < 3 || len(out) == most {
			continue
		}
		if g.divide(levels, pillars); len(g.columns) > 2 {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b grid) int { return cmp.Compare(a.top(), b.top()) })
	return out
}

func (g grid) top() float64    { return g.rows[0] }
func (g grid) bottom() float64 { return g.rows[len(g.rows)-1] }
func (g grid) left() float64   { return g.columns[0] }
func (g grid) right() float64  { return g.columns[len(g.columns)-1] }

// rules groups edges by where they are.
func rules(edges []edge) []rule {
	edges = slices.SortedFunc(slices.Values(edges), func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	var out []rule
	for _, e := range edges {
		if n := len(out); n == 0 || e.at-out[n-1].at > touch {
			out = append(out, rule{at: e.at})
		}
		r := &out[len(out)-1]
		r.pieces = append(r.pieces, e.span)
	}
	for i := range out {
		out[i].joined = slices.Clone(union(slices.Clone(out[i].pieces), touch))
	}
	return out
}

// stands reports whether a pillar takes nearly all of the heights between two.
func (u rule) stands(top, bottom float64) bool {
	i, _ := slices.BinarySearchFunc(u.joined, top, func(s span, y float64) int { return cmp.Compare(s.to, y) })
	for ; i < len(u.joined) && u.joined[i].from < bottom; i++ {
		if s := u.joined[i]; min(s.to, bottom)-max(s.from, top) > 0.8*(bottom-top) {
			return true
		}
	}
	return false
}

// stacks returns the levels that begin and end at the same places, with walls between, as
// grids without columns but the outer ones.
func stacks(levels []rule, pillars []rule) []grid {
	const recent, least = 64, 60
	var out []grid
	for _, l := range levels {
		rest := l.joined
		for i := max(0, len(out)-recent); i < len(out); i++ {
			g := &out[i]
			from, to := l.within(g.left(), g.right())
			if from < to && walled(pillars, span{g.left(), g.right()}, g.bottom(), l.at) {
				g.rows = append(g.rows, l.at)
				rest = slices.Concat(l.joined[:from], l.joined[to:])
				break
			}
		}
		for _, s := range rest {
			if s.to-s.from < least {
				continue
			}
			out = append(out, grid{rows: []float64{l.at}, columns: []float64{s.from, s.to}})
		}
	}
	return out
}

// within returns which of a level's ranges are between two places, reach both and take some
// of the width between; none if they don't.
func (u rule) within(left, right float64) (from, to int) {
	wide := 0.0
	for to = 0; to < len(u.joined) && u.joined[to].to <= right+touch; to++ {
		if s := u.joined[to]; s.from < left-touch {
			from = to + 1
		} else {
			wide += s.to - s.from
		}
	}
	if wide < 0.25*(right-left) {
		return 0, 0
	}
	if from == to || !near(u.joined[from].from, left) || !near(u.joined[to-1].to, right) {
		return 0, 0
	}
	return from, to
}

func near(a, b float64) bool { return math.Abs(a-b) <= touch }

// walled reports whether a pillar stands in a range of widths between two heights.
func walled(pillars []rule, s span, top, bottom float64) bool {
	i, _ := slices.BinarySearchFunc(pillars, s.from-touch, func(u rule, x float64) int { return cmp.Compare(u.at, x) })
	for ; i < len(pillars) && pillars[i].at <= s.to+touch; i++ {
		if pillars[i].stands(top, bottom) {
			return true
		}
	}
	return false
}

// divide finds a stack's columns, and rows that go on beside a cell of several. A column
// ends if walls stand between most rows there, or what is drawn between rows has joints.
func (g *grid) divide(levels []rule, pillars []rule) {
	from, to := g.left(), g.right()
	lines := g.between(levels)
	for _, x := range places(lines, pillars) {
		last := g.columns[len(g.columns)-2]
		if x > last+touch && x > from+touch && x < to-touch && g.parts(x, lines, pillars) {
			g.columns = slices.Insert(g.columns, len(g.columns)-1, x)
		}
	}
	for _, l := range levels {
		if g.begins(l) {
			g.rows = append(g.rows, l.at)
		}
	}
	slices.Sort(g.rows)
	g.rows = slices.CompactFunc(g.rows, near)
}

// places returns where columns may end; none if there are too many.
func places(lines []rule, pillars []rule) []float64 {
	var out []float64
	for _, u := range pillars {
		out = append(out, u.at)
	}
	for _, l := range lines {
		for _, s := range l.pieces {
			out = append(out, s.from)
		}
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) > 4*mostPlaces {
		return nil
	}
	return out
}

// between returns the levels between the rows.
func (g *grid) between(levels []rule) []rule {
	var out []rule
	for _, l := range levels {
		if _, found := slices.BinarySearch(g.rows, l.at); found {
			out = append(out, l)
		}
	}
	return out
}

// parts reports whether a place parts columns.
func (g *grid) parts(x float64, lines []rule, pillars []rule) bool {
	walls, joints := 0, 0
	for i := 1; i < len(g.rows); i++ {
		if walled(pillars, span{x, x}, g.rows[i-1], g.rows[i]) {
			walls++
		}
	}
	for _, l := range lines {
		ends := slices.ContainsFunc(l.pieces, func(s span) bool { return near(s.to, x) && s.to-s.from > touch })
		starts := slices.ContainsFunc(l.pieces, func(s span) bool { return near(s.from, x) && s.to-s.from > touch })
		if ends && starts {
			joints++
		}
	}
	return walls*2 >= len(g.rows)-1 || joints*2 > len(g.rows)
}

// begins reports whether rows begin at a level that takes most of the width, from column to
// column.
func (g *grid) begins(l rule) bool {
	if l.at <= g.top() || l.at >= g.bottom() {
		return false
	}
	return slices.ContainsFunc(l.joined, func(s span) bool {
		ends := func(x float64) bool {
			return slices.ContainsFunc(g.columns, func(c float64) bool { return near(c, x) })
		}
		return s.to-s.from > 0.5*(g.right()-g.left()) && ends(s.from) && ends(s.to)
	})
}
