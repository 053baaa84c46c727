package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortQuotation is how many bytes of a quotation or an aside are kept whole. A longer one
// is cut as any text is.
const shortQuotation = 160

// closing returns the marks that close what r opens, "" if it opens nothing.
func closing(r rune) string {
	const openers = `([（「『《【"“„«»‹›”`
	ends := [...]string{")", "]", "）", "」", "』", "》", "】", `"`, "”", "“”", "»", "«", "›", "‹", "”"}
	if i := strings.IndexRune(openers, r); i >= 0 {
		return ends[utf8.RuneCountInString(openers[:i])]
	}
	return ""
}

// enclosed returns where the short quotation or aside that opens at i closes: the place of
// its closing mark. 0 if none opens or it's long.
func enclosed(text string, i int) int {
	r, n := utf8.DecodeRuneInString(text[i:])
	end := closing(r)
	if end == "" || !opensAt(text, i, r, n) {
		return 0
	}
	from := i + n
	if at := strings.IndexAny(text[from:min(len(text), from+shortQuotation)], end); at >= 0 {
		return from + at
	}
	return 0
}

// opensAt reports whether the mark r of n bytes at i opens something: marks that also
// close stand before a word and after none.
func opensAt(text string, i int, r rune, n int) bool {
	if !strings.ContainsRune(`"“»›«‹”`, r) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, size := utf8.DecodeRuneInString(text[i+n:])
	if isSpaceless(after) {
		return r != '”'
	}
	if size == 0 || isEnd(after) || unicode.IsSpace(after) && r != '«' {
		return false
	}
	return i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([{—–-/", before) || isSpaceless(before)
}
