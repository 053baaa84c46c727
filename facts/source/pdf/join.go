package pdf

import (
	"strings"
	"unicode"

	"summitbot/facts"
)

// goOn joins paragraphs that go on in the next column or on the next page. Smaller text at
// the foot of a column, such as notes, stands between them and comes after.
func goOn(blocks []block, body look) []block {
	out := make([]block, 0, len(blocks))
	open := -1 // of out: what may go on in the next region
	for i := range blocks {
		b := &blocks[i]
		first := i == 0 || blocks[i-1].region != b.region
		if first && open >= 0 && b.continues(&out[open]) {
			out[open].cells[0] = append(out[open].cells[0], b.lines()...)
			continue
		}
		out = append(out, *b)
		if b.kind == facts.Paragraph && b.size < 0.95*body.size {
			continue
		}
		open = -1
		if b.kind == facts.Paragraph || b.kind == facts.Item {
			open = len(out) - 1
		}
	}
	return out
}

// continues reports whether a block, the first of its region, goes on with the text of a.
func (b *block) continues(a *block) bool {
	if b.kind != facts.Paragraph || (b.style^a.style)&mono != 0 || b.size > 1.08*a.size || b.size < 0.92*a.size {
		return false
	}
	last := a.last()
	text := last.text()
	if endsSentence(text) {
		return false
	}
	if startsLower(b.lines()[0].text()) || last.words[len(last.words)-1].broken {
		return true
	}
	return last.x1 > last.right-2*a.size && len(a.lines()) > 1
}

// vocabulary is the words of a file that stand whole on a line.
type vocabulary map[string]bool

func newVocabulary(blocks []block) vocabulary {
	v := vocabulary{}
	for _, b := range blocks {
		for _, c := range b.cells {
			for _, l := range c {
				for i, w := range l.words {
					if i > 0 && i < len(l.words)-1 {
						v[core(w.text)] = true
					}
				}
			}
		}
	}
	return v
}

// core is a word in lower case without the marks about it.
func core(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// text joins lines to a text. A word that a line's end breaks is mended.
func (v vocabulary) text(ls []line) string {
	var b strings.Builder
	for i, l := range ls {
		b.WriteString(l.text())
		if i+1 < len(ls) {
			b.WriteString(v.between(l.words[len(l.words)-1], ls[i+1].words[0]))
		}
	}
	return b.String()
}

// between returns what stands between the last word of a line and the first of the next.
func (v vocabulary) between(last, next word) string {
	switch {
	case last.broken:
		return v.mend(last.text, next.text)
	case isWide(lastRune(last.text)) && isWide(firstRune(next.text)):
		return ""
	default:
		return " "
	}
}

// mend returns the hyphen of a broken word if it is the word's own, as the file's other words
// tell; else if it looks like one.
func (v vocabulary) mend(left, right string) string {
	left = left[strings.LastIndexFunc(left, unicode.IsSpace)+1:]
	if v[core(left+right)] {
		return ""
	}
	if v[core(left+"-"+right)] || strings.ContainsAny(left, "-/") {
		return "-"
	}
	l, r := lastRune(left), firstRune(right)
	capitals := left == strings.ToUpper(left) && unicode.IsUpper(r)
	if unicode.IsLetter(l) && (unicode.IsLower(r) || capitals) {
		return ""
	}
	return "-"
}

// isWide reports whether a letter is of a script without spaces.
func isWide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}
