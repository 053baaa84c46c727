package document

import (
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"summitbot/facts"
)

// Verify checks that every sentence says just what its bytes in the text say, and that
// the changes in it are of those that a quote may have.
func Verify(d *facts.Document) error {
	end := 0
	for _, s := range d.Sentences {
		if s.Span.Start < end {
			return fmt.Errorf("verify %s: it starts at byte %d, before %d, where the sentence before it ends", s.ID, s.Span.Start, end)
		}
		end = s.Span.End
		quote, err := Quote(d, s)
		if err != nil {
			return fmt.Errorf("verify %s: %w", s.ID, err)
		}
		if quote != s.Text {
			return fmt.Errorf("verify %s: bytes %d-%d say %q, not %q", s.ID, s.Span.Start, s.Span.End, quote, s.Text)
		}
		for _, c := range changesIn(d, s.Span) {
			if was := d.Text[c.Span.Start:c.Span.End]; !permitted(was, c.Is) && !isLabel(d, s, c) {
				return fmt.Errorf("verify %s: a quote can't have %q for %q (bytes %d-%d)", s.ID, c.Is, was, c.Span.Start, c.Span.End)
			}
		}
	}
	return nil
}

// permitted reports whether is may stand for the bytes was in a quote. They are markup
// and dropped, or markup around what is shown of them; or is has no letters and digits
// that aren't in was once case, entities, escapes, compatible forms and broken characters
// are seen for what they are.
func permitted(was, is string) bool {
	switch {
	case !strings.ContainsFunc(is, isWordRune):
		return is != "" || isMarkup(was)
	case strings.EqualFold(words(was), words(is)), words(html.UnescapeString(was)) == words(is), isEscape(was, is):
		return true
	}
	before, after, found := strings.Cut(was, strings.TrimSpace(is))
	return found && isMarkup(before) && isMarkup(after) || isSwapped(was, is) ||
		isBroken(was) && utf8.RuneCountInString(is) <= utf8.RuneCountInString(was)
}

// words returns the letters and digits of s, in their usual forms.
func words(s string) string {
	return strings.Map(func(r rune) rune {
		if isWordRune(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(s))
}

// isMarkup reports whether s may be dropped: it isn't words alone.
func isMarkup(s string) bool {
	s = strings.TrimSpace(s)
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return !isWordRune(first) || !isWordRune(last)
}

// isEscape reports whether was names the one character is by its number, as in "\u00e9".
func isEscape(was, is string) bool {
	r, n := utf8.DecodeRuneInString(is)
	digits := strings.TrimLeft(strings.Trim(was, `\{}&#;uUxX+'`), "0")
	return n == len(is) && len(was) > 1 && !isWordRune(rune(was[0])) &&
		(strings.EqualFold(digits, fmt.Sprintf("%x", r)) || digits == fmt.Sprint(r))
}

// isBroken reports whether s has a character that isn't what was meant: a broken or
// unassigned one, a control character, or one for private use.
func isBroken(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) ||
			unicode.Is(unicode.Co, r) || r&0xFFFE == 0xFFFE
	})
}

// isSwapped reports whether is is was with the two bytes of its characters swapped.
func isSwapped(was, is string) bool {
	for _, want := range is {
		r, n := unswap(was)
		if r != want {
			return false
		}
		was = was[n:]
	}
	return was == ""
}

// isLabel reports whether c puts an item's label before its first word.
func isLabel(d *facts.Document, s facts.Sentence, c facts.Change) bool {
	b := d.Blocks[s.Block]
	return s.Number == 1 && c.Span.Len() == 0 && c.Span.Start == s.Span.Start && c.Is == labelled(b)
}
