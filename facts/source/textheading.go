package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

// maxHeading is the most characters that a heading without marks may have.
const maxHeading = 70

// Levels of headings that a plain text shows by their looks alone.
const (
	levelTitle    = 1 // the first line of a text
	levelCapitals = 2
	levelShort    = 3
)

// headingAt returns the level of the heading in line i and the bytes of its text; the
// level is 0 if there is none.
func (t *plain) headingAt(n, i, end int) (level, from, to int) {
	text, l := t.says(i), t.lines[i]
	if m := hashed.FindStringSubmatchIndex(text); m != nil {
		return m[3] - m[2], l.start + m[4], l.start + m[5]
	}
	if i+1 < end && underlines(t.says(i+1), text) {
		return strings.IndexByte("=-~", t.says(i + 1)[0]) + 1, l.start, l.end
	}
	if i != t.chunks[n].start || !looksLikeHeading(text) {
		return 0, 0, 0
	}
	if m := numbered.FindStringSubmatch(text); m != nil && t.headsSection(n, i, end, m[1]) {
		return strings.Count(strings.TrimSuffix(m[1], "."), ".") + levelCapitals, l.start, l.end
	}
	if isCapitals(text) && t.hasText(n, end) {
		return levelCapitals, l.start, l.end
	}
	if end == i+1 && t.isShort(n, text) {
		if n == 0 {
			return levelTitle, l.start, l.end
		}
		return levelShort, l.start, l.end
	}
	return 0, 0, 0
}

// underlines reports whether a rule stands below a heading.
func underlines(rule, heading string) bool {
	return isRule(rule) && len(rule) >= 3 && strings.ContainsRune("=-~", rune(rule[0])) && !isRule(heading) &&
		utf8.RuneCountInString(heading) <= 2*maxHeading
}

// looksLikeHeading reports whether a line has few words and no end mark but "?".
func looksLikeHeading(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	first, _ := utf8.DecodeRuneInString(text)
	return utf8.RuneCountInString(text) <= maxHeading && !strings.ContainsRune(".!,;:…。-", last) &&
		(unicode.IsUpper(first) || unicode.IsDigit(first) || strings.ContainsRune(`"“‘'`, first)) && gaps(text) < 2
}

// isCapitals reports whether a line shouts: letters enough, and none small.
func isCapitals(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3
}

// headsSection reports whether a numbered line is a heading and no item: its number has
// parts or names a chapter, or a text follows it and not the next number.
func (t *plain) headsSection(n, i, end int, number string) bool {
	if end > i+1 || !t.hasText(n, end) {
		return false
	}
	if strings.Contains(strings.TrimSuffix(number, "."), ".") || number[0] > '9' {
		return true
	}
	label, _ := mark(t.says(t.chunks[n+1].start))
	return ordinal(label) != ordinal(number)+1
}

// hasText reports whether something follows the line: in its chunk, or in the next.
func (t *plain) hasText(n, end int) bool {
	return t.chunks[n].end > t.chunks[n].start+1 || n+1 < len(t.chunks)
}

// isShort reports whether a line that stands alone heads the paragraph after it: one
// that is longer, or ends as a sentence does. A line among such lines is none.
func (t *plain) isShort(n int, text string) bool {
	if n+1 >= len(t.chunks) {
		return false
	}
	if _, width := mark(text); width > 0 || keyed.MatchString(text) {
		return false
	}
	next := t.chunks[n+1]
	if t.lines[next.start].indent < t.lines[t.chunks[n].start].indent {
		return false
	}
	_, width := mark(t.says(next.start))
	return next.end-next.start > 1 || width > 0 || !looksLikeHeading(t.says(next.start)) || strings.HasSuffix(text, "?")
}

// heading opens the heading of line i, and passes over the rule below it.
func (t *plain) heading(i, end, level, from, to int) int {
	t.items = nil
	p := t.block(facts.Block{Kind: facts.Heading, Level: level}, from, to)
	p.weak = level >= levelShort && !hashed.MatchString(t.says(i))
	if i+1 < end && underlines(t.says(i+1), t.says(i)) {
		return i + 2
	}
	return i + 1
}
