package pdf

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

// look is what headings of one level have in common.
type look struct {
	size  float64
	style style
}

// headings finds the headings: what the outline names, and what is larger or bolder than
// the text. The outline says of which level; else the larger a heading, the higher.
func headings(blocks []block, outline []bookmark, body look) {
	named := match(blocks, outline)
	alone := standAlone(blocks, body)
	looks := map[look]int{} // the level the outline gives to most of them; 0: it says nothing
	for i := range blocks {
		b := &blocks[i]
		if level := named[i]; level > 0 {
			b.kind, b.level = facts.Heading, level
		} else if stands(blocks, i, body) || alone[b.look()] && isTitle(b) {
			b.kind, b.level = facts.Heading, 0
		} else {
			continue
		}
		looks[b.look()] = max(looks[b.look()], b.level)
	}
	rank(looks)
	for i := range blocks {
		if b := &blocks[i]; b.kind == facts.Heading && b.level == 0 {
			b.level = looks[b.look()]
		}
		if b := &blocks[i]; b.kind == facts.Heading {
			b.label, b.level = "", min(b.level, 6)
		}
	}
}

func (b *block) look() look { return look{b.size, b.style} }

// rank gives looks without a level one: below the looks that are larger.
func rank(looks map[look]int) {
	order := slices.SortedFunc(maps.Keys(looks), func(a, b look) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(b.style&bold, a.style&bold), cmp.Compare(a.style, b.style))
	})
	level := 0
	for _, l := range order {
		if looks[l] == 0 {
			looks[l] = level + 1
		}
		level = max(level, looks[l])
	}
}

// match returns the levels that the outline gives to blocks. An entry names the first block
// of its page, or of the next, that says the same.
func match(blocks []block, outline []bookmark) map[int]int {
	type place struct {
		page int
		text string
	}
	at := map[place][]int{}
	for i := range blocks {
		b := &blocks[i]
		if b.kind != facts.Paragraph && b.kind != facts.Item || len(b.lines()) > 4 {
			continue
		}
		t := plain(b.text())
		for _, text := range []string{t, unnumbered(t)} {
			if text != "" {
				at[place{b.page, text}] = append(at[place{b.page, text}], i)
			}
		}
	}
	levels := map[int]int{}
	for _, m := range outline {
		t := plain(m.title)
		for _, p := range []place{{m.page, t}, {m.page, unnumbered(t)}, {m.page + 1, t}} {
			if found := at[p]; len(found) > 0 {
				levels[found[0]] = m.level
				break
			}
		}
	}
	return levels
}

// plain returns a text's letters and digits in lower case.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// unnumbered returns a plain text without the number that it begins with.
func unnumbered(s string) string {
	return strings.TrimLeftFunc(s, unicode.IsDigit)
}

// stands reports whether a block stands out as a heading: it is short, larger or bolder than
// the text, no sentence, and more than a mark.
func stands(blocks []block, i int, body look) bool {
	b := &blocks[i]
	if b.kind != facts.Paragraph && (b.kind != facts.Item || isBullet(b.label)) {
		return false
	}
	text := b.text()
	n := utf8.RuneCountInString(text)
	if n > 200 || len(b.lines()) > 4 || strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return false
	}
	sentence := (endsSentence(text) || strings.HasSuffix(text, ",")) && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "?")
	if b.size >= 1.15*body.size {
		return !sentence || n < 60 && !strings.HasSuffix(text, ",")
	}
	bolder := b.style&bold != 0 && body.style&bold == 0
	return bolder && b.size >= 0.95*body.size && !sentence && len(b.lines()) <= 2
}

// standAlone returns the looks somewhat larger than the text that a file uses for titles
// alone.
func standAlone(blocks []block, body look) map[look]bool {
	const few, larger = 3, 1.05
	titles, all := map[look]int{}, map[look]int{}
	for i := range blocks {
		b := &blocks[i]
		if b.kind != facts.Paragraph || b.size < larger*body.size {
			continue
		}
		all[b.look()]++
		if isTitle(b) {
			titles[b.look()]++
		}
	}
	out := map[look]bool{}
	for l, n := range titles {
		out[l] = n >= few && n*10 >= all[l]*9
	}
	return out
}

// isTitle reports whether a paragraph is a short line that begins with a capital or a number
// and is no sentence.
func isTitle(b *block) bool {
	text := b.text()
	first := firstRune(text)
	return b.kind == facts.Paragraph && len(b.lines()) == 1 && utf8.RuneCountInString(text) <= 80 &&
		(unicode.IsUpper(first) || unicode.IsDigit(first)) && (!endsSentence(text) || strings.HasSuffix(text, "?"))
}

// largest returns the largest text on the first page that has any; "" if it isn't larger
// than the text.
func largest(blocks []block, body look) string {
	best := -1
	for i := range blocks {
		b := &blocks[i]
		if b.page != blocks[0].page {
			break
		}
		if b.kind == facts.Heading && b.size > body.size && (best < 0 || b.size > blocks[best].size) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return blocks[best].text()
}
