package document

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// listBreak is the label of an item in a list that runs on in a text: "1. Salt 2. Oil".
type listBreak struct{ start, end int }

var inlineLabel = regexp.MustCompile(`(?:^|\s)(?:(\d{1,2})|([a-z]))(\.\)|\.|\))\s|(?:^|\s)(•|⁃|◦|▪)\s`)

// listBreaks returns the labels in text that belong to a list of two items at least, in
// order. A list begins at the start, after a colon, or after an end mark.
func listBreaks(text string) []listBreak {
	var f listFinder
	for at := 0; ; {
		m := inlineLabel.FindStringSubmatchIndex(text[at:])
		if m == nil {
			f.finish()
			return f.found
		}
		label, style, number := readLabel(text, at, m)
		f.add(label, style, number, text[:label.start])
		at = label.end
	}
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
	if number > 0 {
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

// readLabel returns the label that m found from at on, what kind of label it is, and its
// number; 0 for a bullet.
func readLabel(text string, at int, m []int) (label listBreak, kind string, number int) {
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[at+m[2*i] : at+m[2*i+1]]
	}
	whole := text[at+m[0] : at+m[1]]
	label = listBreak{at + m[0] + len(whole) - len(strings.TrimLeft(whole, " ")), at + m[1] - 1}
	switch {
	case group(4) != "":
		return label, group(4), 0
	case group(1) != "":
		number, _ = strconv.Atoi(group(1))
		return label, "1" + group(3), number
	}
	return label, "a" + group(3), int(group(2)[0]-'a') + 1
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
