package pdf

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// span is a range of places on an axis.
type span struct{ from, to float64 }

// regions cuts a page into what is read one after the other: bands from top to bottom, and
// in a band that has columns, these from left to right. This is the XY cut, in which a band
// ends if something lies over the gap between its columns.
func regions(words []word) [][]word {
	const depth = 6
	return cut(words, depth)
}

func cut(words []word, depth int) [][]word {
	var out [][]word
	var plain []word // bands without columns, together
	flush := func() {
		if len(plain) > 0 {
			out = append(out, plain)
			plain = nil
		}
	}
	for _, b := range bands(words) {
		parts := columns(b)
		if depth == 0 || len(parts) < 2 {
			plain = append(plain, b.words...)
			continue
		}
		flush()
		for _, part := range parts {
			out = append(out, cut(part, depth-1)...)
		}
	}
	flush()
	return out
}

// band is words in a range of heights, and the ranges of widths that they take.
type band struct {
	words []word
	cover []span
	em    float64
}

// mostColumns is how many there may be side by side: more gaps aren't between columns.
const mostColumns = 32

// bands parts words where the gaps between their columns change.
func bands(words []word) []band {
	em := sizeOf(words)
	var out []band
	for _, g := range heights(words) {
		cover := union(spansOf(g), em)
		if n := len(out); n > 0 {
			last := &out[n-1]
			both := union(append(slices.Clone(last.cover), cover...), em)
			apart := len(last.cover) > 1 || len(cover) > 1
			if len(both) <= mostColumns && (len(both) > 1 || !apart) {
				last.words, last.cover = append(last.words, g...), both
				continue
			}
		}
		out = append(out, band{words: g, cover: cover, em: em})
	}
	return out
}

// heights groups words that share heights, from top to bottom.
func heights(words []word) [][]word {
	words = slices.Clone(words)
	top := func(w word) float64 { return w.y - 0.7*w.size }
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(top(a), top(b)) })
	var groups [][]word
	start, bottom := 0, 0.0
	for i, w := range words {
		if i > start && top(w) > bottom {
			groups = append(groups, words[start:i:i])
			start = i
		}
		if end := w.y + 0.15*w.size; i == start || end > bottom {
			bottom = end
		}
	}
	if len(words) > 0 {
		groups = append(groups, words[start:])
	}
	return groups
}

// spansOf returns the ranges of widths that words take.
func spansOf(words []word) []span {
	spans := make([]span, len(words))
	for i, w := range words {
		spans[i] = span{w.x0, w.x1}
	}
	return spans
}

// union joins ranges with less than em between them. It changes the order of those given.
func union(spans []span, em float64) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.from-out[n-1].to < em {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// columns parts a band at the gaps that have columns of text on both sides, rather than the
// cells of a table or a list's marks.
func columns(b band) [][]word {
	var parts [][]word
	rest := b.words
	if len(b.cover) > mostColumns {
		return [][]word{rest}
	}
	for i := 1; i < len(b.cover); i++ {
		left, right := split(rest, b.cover[i].from)
		if areColumns(left, right) {
			parts = append(parts, left)
			rest = right
		}
	}
	return append(parts, rest)
}

func split(words []word, x float64) (left, right []word) {
	for _, w := range words {
		if w.x0 < x {
			left = append(left, w)
		} else {
			right = append(right, w)
		}
	}
	return left, right
}

// areColumns reports whether two parts side by side are read one after the other: their
// lines are long and fill them, or aren't level with each other as a table's are.
func areColumns(left, right []word) bool {
	l, r := lines(left), lines(right)
	const few, short, long, full = 3, 10, 24, 0.75
	letters := min(lettersOf(l), lettersOf(r))
	if min(len(l), len(r)) < few || letters < short {
		return false
	}
	return letters >= long && min(fill(l), fill(r)) >= full || !level(l, r)
}

// lettersOf returns how many letters a line has on the average.
func lettersOf(ls []line) int {
	n := 0
	for _, l := range ls {
		n += utf8.RuneCountInString(l.text())
	}
	return n / max(1, len(ls))
}

// fill returns how much of the width a line takes, at the median.
func fill(ls []line) float64 {
	x0, x1 := ls[0].x0, ls[0].x1
	var shares []float64
	for _, l := range ls {
		x0, x1 = min(x0, l.x0), max(x1, l.x1)
	}
	for _, l := range ls {
		shares = append(shares, l.width()/max(1, x1-x0))
	}
	return median(shares)
}

// level reports whether most lines of the shorter part have one beside them in the other.
func level(a, b []line) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n, j := 0, 0
	for _, l := range a {
		for j < len(b) && b[j].y < l.y-0.2*l.size {
			j++
		}
		if j < len(b) && b[j].y <= l.y+0.2*l.size {
			n++
		}
	}
	return n*5 >= len(a)*4
}
