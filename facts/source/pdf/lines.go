package pdf

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is words on one baseline, from left to right.
type line struct {
	words  []word
	x0, x1 float64
	y      float64
	size   float64 // of most of its letters
	style  style   // of all its words
	right  float64 // how far lines about it reach
}

// newLine makes a line of words, of which there must be one.
func newLine(words []word) line {
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(a.x0, b.x0) })
	l := line{words: words, x0: words[0].x0, x1: words[0].x1, size: sizeOf(words), style: bold | mono}
	for _, w := range words {
		l.x0, l.x1 = min(l.x0, w.x0), max(l.x1, w.x1)
		l.style &= w.style
		if w.size == l.size {
			l.y = w.y
		}
	}
	l.words = withMarks(l)
	return l
}

// withMarks makes small raised numbers, such as the marks of notes, part of the word that
// they stand at.
func withMarks(l line) []word {
	out := l.words[:0:0]
	for _, w := range l.words {
		if w.size < 0.85*l.size && w.y < l.y-0.15*l.size && isNumber(w.text) {
			w.text = raise(w.text)
			if n := len(out); n > 0 && w.x0-out[n-1].x1 < 0.2*l.size {
				out[n-1].text += w.text
				out[n-1].x1 = w.x1
				continue
			}
		} else if n := len(out); n > 0 && isMark(lastRune(out[n-1].text)) && strings.ContainsRune(".,;:!?)", firstRune(w.text)) && w.x0-out[n-1].x1 < 0.3*l.size {
			out[n-1].text += w.text
			out[n-1].x1 = w.x1
			continue
		}
		out = append(out, w)
	}
	return out
}

func isMark(r rune) bool { return strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r) }

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// raise returns digits as raised ones.
func raise(digits string) string {
	var b strings.Builder
	for _, d := range digits {
		b.WriteString(raised[d-'0'])
	}
	return b.String()
}

// sizeOf returns the size that most letters have.
func sizeOf(words []word) float64 {
	if len(words) == 1 {
		return words[0].size
	}
	letters := map[float64]int{}
	for _, w := range words {
		letters[w.size] += utf8.RuneCountInString(w.text)
	}
	var most float64
	for size, n := range letters {
		if n > letters[most] || n == letters[most] && size > most {
			most = size
		}
	}
	return most
}

// width is a line's extent.
func (l line) width() float64 { return l.x1 - l.x0 }

// text is a line's words with a space between.
func (l line) text() string {
	parts := make([]string, len(l.words))
	for i, w := range l.words {
		parts[i] = w.text
	}
	return strings.Join(parts, " ")
}

// lines puts words on lines, from top to bottom. Small words above or below the baseline,
// such as indices, belong to the line they touch.
func lines(words []word) []line {
	if len(words) == 0 {
		return nil
	}
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b word) int {
		return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x0, b.x0))
	})
	var ls []line
	start := 0
	for i := 1; i <= len(words); i++ {
		if i < len(words) && words[i].y-words[i-1].y <= 0.3*min(words[i].size, words[i-1].size) && words[i].y-words[start].y <= 0.5*words[i].size {
			continue
		}
		ls = append(ls, newLine(words[start:i:i]))
		start = i
	}
	return withIndices(ls)
}

// withIndices joins lines of small words to the line that they touch.
func withIndices(ls []line) []line {
	var out []line
	for i := range ls {
		if n := len(out); n > 0 && ls[i].isIndexOf(out[n-1]) {
			out[n-1] = newLine(append(slices.Clone(out[n-1].words), ls[i].words...))
			continue
		}
		if i+1 < len(ls) && ls[i].isIndexOf(ls[i+1]) {
			ls[i+1] = newLine(append(slices.Clone(ls[i+1].words), ls[i].words...))
			continue
		}
		out = append(out, ls[i])
	}
	return out
}

// isIndexOf reports whether a line is small words within another's height and width.
func (l line) isIndexOf(m line) bool {
	const most = 200 // words of a line: more are none that is read
	return len(m.words) < most && l.size < 0.85*m.size && math.Abs(l.y-m.y) < 0.6*m.size &&
		l.x0 > m.x0-2*m.size && l.x0 < m.x1+m.size && l.width() < 0.5*m.width()
}

// wide is what parts a line's words into segments: more than a letter, and in a line that
// is stretched, more than its usual gap.
func (l line) wide() float64 {
	const many = 4
	var gaps []float64
	for i := 1; i < len(l.words); i++ {
		gaps = append(gaps, l.words[i].x0-l.words[i-1].x1)
	}
	if len(gaps) < many {
		return l.size
	}
	slices.Sort(gaps)
	return max(l.size, min(2.5*gaps[len(gaps)/4], 2*l.size))
}

// segments parts a line at wide gaps. A list's mark and a heading's number are no segments.
func (l line) segments() [][]word {
	wide := l.wide()
	var parts [][]word
	start := 0
	for i := 1; i < len(l.words); i++ {
		if l.words[i].x0-l.words[i-1].x1 < wide || i == 1 && l.labelled() {
			continue
		}
		parts = append(parts, l.words[start:i])
		start = i
	}
	return append(parts, l.words[start:])
}

var section = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,3})*\.?$`)

// labelled reports whether a line begins with a list's mark or a heading's number.
func (l line) labelled() bool {
	first := l.words[0].text
	return len(l.words) > 1 && (isLabel(first) || l.style&bold != 0 && section.MatchString(first))
}

// median returns the middle value; 0 if there is none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	values = slices.Clone(values)
	slices.Sort(values)
	return values[len(values)/2]
}

// firstRune and lastRune return a text's ends; utf8.RuneError of an empty one.
func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }

// endsSentence reports whether a text ends in an end mark, also before closing marks.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’»)]⁰¹²³⁴⁵⁶⁷⁸⁹`)
	return s != "" && strings.ContainsRune(".!?:;…。！？：", lastRune(s))
}

func startsLower(s string) bool {
	return unicode.IsLower(firstRune(strings.TrimLeft(s, `"'“‘«([`)))
}
