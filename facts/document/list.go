package document

import (
	"strings"
	"unicode/utf8"
)

// listBreak is the label of an item in a list that runs on in a text: "1. Salt 2. Oil".
type listBreak struct{ start, end int }

// listBreaks returns the labels in text that belong to a list of two items at least, in
// order. A list begins at the start, after a colon, or after an end mark.
func listBreaks(text string) []listBreak {
	var f listFinder
	for at := 0; at < len(text); {
		if n, style, number := readLabel(text[at:]); n > 0 {
			f.add(listBreak{at, at + n}, style, number, text[:at])
		}
		space := strings.IndexByte(text[at:], ' ')
		if space < 0 {
			break
		}
		at += space + len(" ")
	}
	f.finish()
	return f.found
}

// bullet is the number of a label that has none.
const bullet = -1

// readLabel returns the length of the label that s begins with, its style, and its number
// or [bullet]: "1.", "b)", "•". The length is 0 if there is none.
func readLabel(s string) (n int, style string, number int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r >= '0' && r <= '9':
		for n < min(len(s), 2) && s[n] >= '0' && s[n] <= '9' {
			number = 10*number + int(s[n]-'0')
			n++
		}
		style = "1"
	case r >= 'a' && r <= 'z':
		n, style, number = 1, "a", int(r-'a')+1
	case strings.ContainsRune("•⁃◦▪", r) && strings.HasPrefix(s[size:], " "):
		return size, string(r), bullet
	default:
		return 0, "", 0
	}
	for _, end := range []string{".)", ".", ")"} {
		if strings.HasPrefix(s[n:], end) && strings.HasPrefix(s[n+len(end):], " ") {
			return n + len(end), style + end, number
		}
	}
	return 0, "", 0
}

// listFinder is told of all that may be labels. next is the number that goes on the list.
type listFinder struct {
	found, list []listBreak
	style       string
	next        int
}

func (f *listFinder) add(label listBreak, style string, number int, before string) {
	switch {
	case len(f.list) > 0 && style == f.style && number == f.next && !isEnumerated(before):
	case number <= 1 && beginsList(before):
		f.finish()
		f.style = style
	default:
		return
	}
	f.list = append(f.list, label)
	f.next = number
	if number != bullet {
		f.next++
	}
}

// finish keeps the list at hand if it has two items.
func (f *listFinder) finish() {
	if len(f.list) > 1 {
		f.found = append(f.found, f.list...)
	}
	f.list = nil
}

// beginsList reports whether a list may begin after before.
func beginsList(before string) bool {
	before = strings.TrimRight(before, " ")
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || r == ':' || r == '：' || isEnd(r) || isCloser(r) && r != '\''
}

// isEnumerated reports whether the item after before is only a part of a sentence.
func isEnumerated(before string) bool {
	before = strings.TrimRight(before, " ")
	word := strings.ToLower(lastWord(before[max(0, len(before)-lookBack):]))
	return strings.HasSuffix(before, ",") || strings.HasSuffix(before, ";") ||
		suspending[word] || word == "&"
}
