package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences cuts a cleaned paragraph into sentences. They leave out only the white
// space between them. A paragraph without an end mark is one sentence.
func sentences(p string) []Span {
	var spans []Span
	start := 0
	for i := 0; i < len(p); {
		r, n := utf8.DecodeRuneInString(p[i:])
		i += n
		if !isEnd(r) {
			continue
		}
		end := i + trailing(p[i:])
		if isWide(r) || endsSentence(p[start:i], p[end:]) {
			spans = appendSpan(spans, p, start, end)
			start = end
		}
		i = end
	}
	return appendSpan(spans, p, start, len(p))
}

// appendSpan adds the bytes start to end of p without the white space around them.
func appendSpan(spans []Span, p string, start, end int) []Span {
	s := p[start:end]
	start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	end = start + len(strings.TrimSpace(s))
	if start >= end {
		return spans
	}
	return append(spans, Span{Start: start, End: end})
}

func isEnd(r rune) bool  { return strings.ContainsRune(".!?…。！？", r) }
func isWide(r rune) bool { return strings.ContainsRune("。！？", r) }

// closing is what still belongs to a sentence after its end mark: more end marks,
// closing quotation marks and brackets, and notes.
var closing = regexp.MustCompile(`^(?:[.!?…。！？"'”’»)\]]|\[\d{1,3}\])+`)

func trailing(s string) int { return len(closing.FindString(s)) }

// endsSentence reports whether a sentence ends between head, which ends in an end
// mark, and tail.
func endsSentence(head, tail string) bool {
	next := strings.TrimLeftFunc(tail, unicode.IsSpace)
	if next == "" {
		return true
	}
	if len(next) == len(tail) {
		return false // "94.8", "example.org"
	}
	if r, _ := utf8.DecodeRuneInString(next); unicode.IsLower(r) {
		return false
	}
	return !strings.HasSuffix(head, ".") || !isAbbreviation(lastWord(head))
}

// lastWord returns the word before the point that head ends in.
func lastWord(head string) string {
	head = strings.TrimSuffix(head, ".")
	return head[strings.LastIndexFunc(head, unicode.IsSpace)+1:]
}

// isAbbreviation reports whether a point after word is no end: an initial ("J."), a
// word with points inside ("U.S."), or one of the usual short forms.
func isAbbreviation(word string) bool {
	word = strings.TrimLeft(word, `("'“‘[`)
	if utf8.RuneCountInString(word) == 1 {
		r, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(r)
	}
	return abbreviations[strings.ToLower(word)] || strings.Contains(word, ".") && !strings.ContainsFunc(word, unicode.IsDigit)
}

var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "sr": true, "jr": true,
	"gen": true, "col": true, "sen": true, "rep": true, "gov": true, "hon": true, "vs": true, "etc": true,
	"no": true, "nos": true, "fig": true, "vol": true, "pp": true, "cf": true, "al": true, "approx": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true,
	"sep": true, "sept": true, "oct": true, "nov": true, "dec": true, "inc": true, "ltd": true, "co": true,
}
