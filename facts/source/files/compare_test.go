package files_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// token is a word of a text: its letters and digits, raised ones as others, and its page.
type token struct {
	text string
	page int
}

// tokens returns a text's words. A form feed ends a page.
func tokens(text string, page int) []token {
	var out []token
	for part := range strings.SplitSeq(norm.NFKC.String(text), "\f") {
		for _, w := range strings.FieldsFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
			out = append(out, token{w, page})
		}
		page++
	}
	return out
}

// pair says that a word of one text is a word of the other.
type pair struct{ a, b int }

// align returns the words that two texts have in common in the same order. It is a patience
// diff: first what stands once in both, by eight words at a time, then between these by
// fewer, and at last, in gaps that are small enough, all that is common. So it takes little
// more than linear time, and where texts differ at length it may miss a word.
func align(a, b []token) []pair {
	return alignIn(a, b, pair{}, 8)
}

func alignIn(a, b []token, at pair, width int) []pair {
	n := 0
	for n < min(len(a), len(b)) && a[n].text == b[n].text {
		n++
	}
	out := run(at, n)
	a, b, at = a[n:], b[n:], pair{at.a + n, at.b + n}
	n = 0
	for n < min(len(a), len(b)) && a[len(a)-1-n].text == b[len(b)-1-n].text {
		n++
	}
	end := run(pair{at.a + len(a) - n, at.b + len(b) - n}, n)
	out = append(out, between(a[:len(a)-n], b[:len(b)-n], at, width)...)
	return append(out, end...)
}

// run returns n pairs in a row.
func run(from pair, n int) []pair {
	out := make([]pair, n)
	for i := range out {
		out[i] = pair{from.a + i, from.b + i}
	}
	return out
}

// between aligns two texts that begin and end differently.
func between(a, b []token, at pair, width int) []pair {
	const small = 1 << 20
	switch {
	case len(a) == 0 || len(b) == 0:
		return nil
	case len(a)*len(b) <= small:
		return common(a, b, at)
	case width == 0:
		return nil
	}
	var out []pair
	from := pair{}
	anchors := rising(unique(a, b, width))
	if len(anchors) == 0 {
		return between(a, b, at, width/2)
	}
	for _, p := range append(anchors, pair{len(a), len(b)}) {
		out = append(out, alignIn(a[from.a:p.a], b[from.b:p.b], pair{at.a + from.a, at.b + from.b}, width/2)...)
		from = p
	}
	return out
}

// unique returns the runs of so many words that stand once in each text.
func unique(a, b []token, width int) []pair {
	type seen struct{ count, at int }
	index := func(ts []token) map[string]seen {
		m := map[string]seen{}
		for i := range len(ts) - width + 1 {
			key := words(ts[i : i+width])
			m[key] = seen{m[key].count + 1, i}
		}
		return m
	}
	in := index(b)
	var out []pair
	for key, s := range index(a) {
		if t := in[key]; s.count == 1 && t.count == 1 {
			out = append(out, pair{s.at, t.at})
		}
	}
	slices.SortFunc(out, func(x, y pair) int { return cmp.Compare(x.a, y.a) })
	return out
}

// rising returns the longest part of pairs, which rise in a, that rises in b, too.
func rising(pairs []pair) []pair {
	var ends []int // of the best chain of each length, its last pair
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(ends, p.b, func(e, b int) int { return cmp.Compare(pairs[e].b, b) })
		if before[i] = -1; n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		}
		ends[n] = i
	}
	out := make([]pair, len(ends))
	if len(ends) == 0 {
		return nil
	}
	at := ends[len(ends)-1]
	for i := range slices.Backward(out) {
		out[i], at = pairs[at], before[at]
	}
	return out
}

// common returns the longest common subsequence.
func common(a, b []token, at pair) []pair {
	best := make([][]int32, len(a)+1) // of a[i:] and b[j:]
	best[len(a)] = make([]int32, len(b)+1)
	for i, x := range slices.Backward(a) {
		best[i] = make([]int32, len(b)+1)
		for j, y := range slices.Backward(b) {
			if best[i][j] = max(best[i+1][j], best[i][j+1]); x.text == y.text {
				best[i][j] = best[i+1][j+1] + 1
			}
		}
	}
	var out []pair
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].text == b[j].text:
			out = append(out, pair{at.a + i, at.b + j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// words returns tokens as a text.
func words(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}

// gap is where two texts differ: words of each between words of both.
type gap struct{ a, b []token }

// gaps returns what lies between the pairs.
func gaps(a, b []token, same []pair) []gap {
	var out []gap
	from := pair{}
	for _, p := range append(slices.Clone(same), pair{len(a), len(b)}) {
		if p.a > from.a || p.b > from.b {
			out = append(out, gap{a[from.a:p.a], b[from.b:p.b]})
		}
		from = pair{p.a + 1, p.b + 1}
	}
	return out
}

// comparison is how two texts differ in words.
type comparison struct {
	ours, theirs int
	same         int    // in the same order
	parted       int    // of theirs, which are ours but for spaces and hyphens
	moved        int    // of theirs, which stand elsewhere in ours, four or more in a row
	pages        [3]int // of the same: on one page; on the page after our block's first; elsewhere

	only [2][]stretch // of ours, of theirs: the rest
}

func compare(ours, theirs []token) comparison {
	same := align(ours, theirs)
	c := comparison{ours: len(ours), theirs: len(theirs), same: len(same)}
	for _, p := range same {
		switch theirs[p.b].page - ours[p.a].page {
		case 0:
			c.pages[0]++
		case 1:
			c.pages[1]++
		default:
			c.pages[2]++
		}
	}
	differing := slices.DeleteFunc(gaps(ours, theirs, same), func(g gap) bool {
		if joined(g.a) != joined(g.b) {
			return false
		}
		c.parted += len(g.b)
		return true
	})
	elsewhere := fours(differing)
	for _, g := range differing {
		c.rest(0, g.a, elsewhere)
		c.moved += c.rest(1, g.b, elsewhere)
	}
	return c
}

func joined(ts []token) string { return strings.ReplaceAll(words(ts), " ", "") }

// rest notes which words one side alone has, and returns how many stand elsewhere.
func (c *comparison) rest(side int, ts []token, elsewhere map[string]bool) int {
	moved := 0
	for _, s := range stretches(ts, elsewhere) {
		if s.moved {
			moved += len(s.words)
		} else {
			c.only[side] = append(c.only[side], s)
		}
	}
	return moved
}

// wide is how many words in a row are known again elsewhere.
const wide = 4

// fours returns the runs of four words that gaps have on both sides.
func fours(all []gap) map[string]bool {
	in, both := map[string]bool{}, map[string]bool{}
	for _, g := range all {
		for i := range len(g.a) - wide + 1 {
			in[words(g.a[i:i+wide])] = true
		}
	}
	for _, g := range all {
		for i := range len(g.b) - wide + 1 {
			if key := words(g.b[i : i+wide]); in[key] {
				both[key] = true
			}
		}
	}
	return both
}

// stretch is words in a row, which stand elsewhere in the other text or nowhere.
type stretch struct {
	words []token
	moved bool
}

func stretches(ts []token, elsewhere map[string]bool) []stretch {
	moved := make([]bool, len(ts))
	for i := range len(ts) - wide + 1 {
		if elsewhere[words(ts[i:i+wide])] {
			for j := range wide {
				moved[i+j] = true
			}
		}
	}
	var out []stretch
	start := 0
	for i := 1; i <= len(ts); i++ {
		if i == len(ts) || moved[i] != moved[start] {
			out = append(out, stretch{ts[start:i], moved[start]})
			start = i
		}
	}
	return out
}

// kind is what stretches have in common: the first words, with numbers as "#".
func (s stretch) kind() string {
	const few = 6
	var out []string
	for _, t := range s.words[:min(few, len(s.words))] {
		w := t.text
		if strings.Trim(w, "0123456789") == "" {
			w = "#"
		}
		out = append(out, w)
	}
	if len(s.words) > few {
		out = append(out, "…")
	}
	return strings.Join(out, " ")
}

// size returns how many words there are.
func size(all []stretch) int {
	n := 0
	for _, s := range all {
		n += len(s.words)
	}
	return n
}

// kinds lists the most frequent kinds, and then those that have the most words.
func kinds(all []stretch) string {
	const most = 40
	type kind struct {
		text         string
		count, words int
	}
	byText := map[string]kind{}
	for _, s := range all {
		k := byText[s.kind()]
		byText[s.kind()] = kind{s.kind(), k.count + 1, k.words + len(s.words)}
	}
	order := slices.SortedFunc(maps.Values(byText), func(a, b kind) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(b.words, a.words), cmp.Compare(a.text, b.text))
	})
	var b strings.Builder
	for _, k := range order[:min(most, len(order))] {
		fmt.Fprintf(&b, "\t%d times, %d words: %s\n", k.count, k.words, k.text)
	}
	if len(order) > most {
		fmt.Fprintf(&b, "\tand %d other kinds\n", len(order)-most)
	}
	return b.String()
}
