package source

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"summitbot/facts"
)

// isRule reports whether a line is nothing but one mark repeated.
func isRule(text string) bool {
	return len(text) >= 2 && isMark(text[0]) && strings.Trim(text, text[:1]) == ""
}

func isMark(c byte) bool {
	return c > ' ' && c < 0x7f && !unicode.IsLetter(rune(c)) && !unicode.IsDigit(rune(c))
}

// titleAt returns how many lines the title that begins in line i takes, 0 if none does.
func (r *rst) titleAt(i, j int) int {
	text := r.says(i)
	switch {
	case i+2 < j && isRule(text) && r.says(i+2) == text && !r.lines[i+1].blank() && !isRule(r.says(i+1)) && r.reaches(text, i+1):
		return 3
	case i+1 < j && !isRule(text) && isRule(r.says(i+1)) && r.lines[i].indent == r.lines[i+1].indent && r.reaches(r.says(i+1), i):
		return 2
	}
	return 0
}

// reaches reports whether the mark below a title is as long as the title, or at least
// no accident.
func (r *rst) reaches(rule string, title int) bool {
	return len(rule) >= 4 || len(rule) >= utf8.RuneCountInString(r.says(title))
}

// heading opens the title of lines lines; its level is that of its style, which is the
// mark and whether it stands above too.
func (r *rst) heading(i, lines int) {
	mark := r.says(i + lines - 1)[:1]
	title := r.lines[i+lines-2]
	style := mark + strconv.Itoa(lines)
	level := slices.Index(r.styles, style) + 1
	if level == 0 {
		r.styles = append(r.styles, style)
		level = len(r.styles)
	}
	p := r.open(facts.Block{Kind: facts.Heading, Level: level})
	r.inline(title.start, title.end)
	p.anchor = r.anchor(p)
}

// anchor returns the name that docutils gives a heading; the second of that name is
// "id1", which only counts through the document.
func (r *rst) anchor(p *part) string {
	id := docutilsID(r.words(p))
	r.ids[id]++
	if r.ids[id] > 1 || id == "" {
		r.ids["\x00"]++
		return "id" + strconv.Itoa(r.ids["\x00"])
	}
	return id
}

// docutilsID returns the words in lower case, without accents, joined by hyphens.
func docutilsID(title string) string {
	var b strings.Builder
	hyphen := false
	for _, c := range norm.NFKD.String(strings.ToLower(title)) {
		switch {
		case c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(c)
		case unicode.IsMark(c):
		default:
			hyphen = true
		}
	}
	return strings.TrimLeft(b.String(), "0123456789-")
}
