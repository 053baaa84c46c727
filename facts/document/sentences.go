package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
)

// sentences cuts a cleaned text into sentences, of which the first begins with a label of
// so many bytes. They leave out only the white space between them. A text without an end
// mark is one sentence.
//
// Each end mark is looked at once, with a word before it and a word after it, so the time
// grows with the text alone.
func sentences(text string, label int) []facts.Span {
	c := cutter{text: text, small: isSmall(text), breaks: listBreaks(text)}
	for len(c.breaks) > 0 && c.breaks[0].start <= label {
		c.breaks = c.breaks[1:] // a label alone is no sentence
	}
	for i := label; i < len(text); {
		i = c.step(i)
	}
	c.cut(len(text))
	return c.spans
}

// cutter walks through a text once.
type cutter struct {
	text   string
	spans  []facts.Span
	start  int         // of the sentence at hand
	whole  int         // no sentence ends before: a short quotation or aside is kept whole
	small  bool        // the text has no capital, so sentences begin without one
	breaks []listBreak // that are still to come
}

// step looks at the character at i and returns where to go on.
func (c *cutter) step(i int) int {
	if len(c.breaks) > 0 && c.breaks[0].start <= i {
		b := c.breaks[0]
		c.breaks = c.breaks[1:]
		c.cut(b.start)
		return max(i, b.end)
	}
	r, n := utf8.DecodeRuneInString(c.text[i:])
	if isWordRune(r) || r == ' ' {
		return i + n
	}
	if i >= c.whole {
		c.whole = enclosed(c.text, i)
	}
	if !isEnd(r) {
		return i + n
	}
	e := ending(c.text, i)
	if e.end > c.whole && c.isEnd(e) {
		c.cut(e.end)
	}
	return e.end
}

// cut ends the sentence at hand. One without a word belongs to the one before it.
func (c *cutter) cut(end int) {
	n := len(c.spans)
	if !strings.ContainsFunc(c.text[c.start:end], isWordRune) {
		if rest := strings.TrimRightFunc(c.text[c.start:end], unicode.IsSpace); n > 0 && rest != "" {
			c.spans[n-1].End = c.start + len(rest)
			c.start = end
		}
		return
	}
	c.spans = appendSpan(c.spans, c.text, c.start, end)
	c.start = end
}

// appendSpan adds the bytes start to end of text without the white space around them.
func appendSpan(spans []facts.Span, text string, start, end int) []facts.Span {
	s := text[start:end]
	start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	end = start + len(strings.TrimSpace(s))
	if start >= end {
		return spans
	}
	return append(spans, facts.Span{Start: start, End: end})
}

// isEnd reports whether the sentence at hand ends with e.
func (c *cutter) isEnd(e mark) bool {
	next := strings.TrimLeftFunc(c.text[e.end:], unicode.IsSpace)
	switch {
	case next == "":
		return true
	case e.clear:
		return !e.closed || !goesOn(next)
	case len(next) == len(c.text)-e.end:
		return !e.dots && c.glued(e, next) // not "94.8", "example.org"
	}
	after := following(next)
	if after.small() && !c.small && !after.isName() {
		return false
	}
	switch {
	case after.dash && e.closed:
		return false // who said it
	case e.dots:
		return after.text != "I"
	case e.strong:
		return true
	}
	return !c.shortened(e, after)
}

// glued reports whether a new sentence follows the mark without a space: "failed.The".
func (c *cutter) glued(e mark, next string) bool {
	word := lastWord(c.text[max(c.start, e.start-lookBack):e.start])
	after, _, found := strings.Cut(next[:min(len(next), lookBack)], " ")
	r, _ := utf8.DecodeRuneInString(after)
	plain := func(r rune) bool { return unicode.IsLower(r) || unicode.IsDigit(r) }
	return found && len(after) > 1 && unicode.IsUpper(r) && starters[strings.ToLower(after)] &&
		(len(word) > 2 || e.strong) && strings.TrimFunc(word[min(1, len(word)):], plain) == ""
}

// isSmall reports whether text has letters with a case, all of them small.
func isSmall(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLower) && !strings.ContainsFunc(text, unicode.IsUpper)
}

// goesOn reports whether next carries a sentence on after a quotation, as a Japanese
// particle does.
func goesOn(next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	return strings.ContainsRune("とってのがはをにもでやなへよ、，,；;", r)
}
