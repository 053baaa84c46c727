package pdf

import (
	"regexp"
	"strconv"
)

// withoutIndices leaves out the pages of an index at the back of a book, but for headings
// that are larger than the text: what stands there are words and numbers of pages.
func withoutIndices(pages []page, body look) []page {
	out := make([]page, len(pages))
	for i, p := range pages {
		out[i] = p
		if !p.isIndex(len(pages)) {
			continue
		}
		out[i].words = nil
		for _, l := range lines(p.words) {
			if l.size > 1.1*body.size {
				out[i].words = append(out[i].words, l.words...)
			}
		}
	}
	return out
}

var (
	listed  = regexp.MustCompile(`\pL.*?((?:,\s*\d+(?:[–-]\d+)?)+),?$`)
	goingOn = regexp.MustCompile(`^[\d\s,–-]+$`) // pages of the entry before, or any numbers
	digits  = regexp.MustCompile(`\d+`)
)

// isIndex reports whether a page is full of entries of an index: a word, a comma, pages.
func (p page) isIndex(pages int) bool {
	const few = 20
	entries, others := 0, 0
	for _, l := range lines(p.words) {
		for _, s := range l.segments() {
			text := newLine(s).text()
			if m := listed.FindStringSubmatch(text); m != nil && within(m[1], pages) {
				entries++
			} else if len(text) > 1 && !goingOn.MatchString(text) {
				others++
			}
		}
	}
	return entries >= few && entries > 2*others
}

// within reports whether numbers are pages of a file.
func within(text string, pages int) bool {
	for _, d := range digits.FindAllString(text, -1) {
		if n, err := strconv.Atoi(d); err != nil || n > pages {
			return false
		}
	}
	return true
}
