// Package text turns a text into words that can be matched, and keeps for every
// word the bytes it came from, so that normalizing never loses the original.
//
// A word passes through three forms: the bytes as written ([Word.Start] to
// [Word.End]), the folded form ([Word.Form]: lower case, compatibility forms and
// diacritics removed, apostrophes gone) and the stem ([Word.Stem]).
package text

import (
	"iter"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Word is one word of a text. The zero value is no word.
type Word struct {
	Start, End int    // half-open range of bytes in the text that was cut
	Form       string // folded: what is compared first
	Stem       string // what is compared when forms differ; not empty where [Words] made the word
}

// Words cuts s into its words, in reading order. It returns nil where s has none.
//
// Letters, digits and marks make words. Hyphens and slashes part words ("China-Central"
// is two), unless a single letter stands before one ("e-mail", "G-7"); a point or comma
// between digits does not ("94.8", "3,000"), nor does a space that groups them ("1 500"), an
// apostrophe between letters or before the s of a decade ("Xi'an", "90's"), or a plus inside
// a name that begins with letters and digits ("C5+1"). A letter's signs belong to it ("C#",
// "C++"). A number and the unit written to it are two words ("16GB", "5pm"). Each Han,
// Hiragana or Katakana character is a word.
func Words(s string) []Word {
	words := Forms(s)
	for i := range words {
		words[i].Stem = Stem(words[i].Form)
	}
	return words
}

// Forms returns what [Words] returns, without the stems, which take the most time.
func Forms(s string) []Word { return AppendForms(nil, s) }

// AppendForms appends what [Forms] returns.
func AppendForms(words []Word, s string) []Word {
	for span := range spans(s) {
		if form := FoldWord(s[span.Start:span.End]); form != "" {
			words = append(words, Word{Start: span.Start, End: span.End, Form: form})
		}
	}
	return words
}

// Span is a half-open range of bytes of a text.
type Span struct{ Start, End int }

// AppendSpans appends where the words of s stand, among them runs of marks that have no
// form and so are none.
func AppendSpans(to []Span, s string) []Span {
	for span := range spans(s) {
		to = append(to, span)
	}
	return to
}

func spans(s string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for i := 0; i < len(s); {
			r, size := utf8.DecodeRuneInString(s[i:])
			if !isWord(r) {
				i += size
				continue
			}
			end := wordEnd(s, i)
			if n := numberBefore(s[i:end]); n > 0 {
				if !yield(Span{i, i + n}) {
					return
				}
				i += n
			}
			if !yield(Span{i, end}) {
				return
			}
			i = end
		}
	}
}

// wordEnd returns where the word that begins at byte i of s ends.
func wordEnd(s string, i int) int {
	prev, size := utf8.DecodeRuneInString(s[i:])
	if isIdeograph(prev) {
		return i + size
	}
	start := i
	for i += size; i < len(s); i += size {
		if c := s[i]; c < utf8.RuneSelf && (c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9') {
			prev, size = rune(c), 1
			continue
		}
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		switch {
		case isIdeograph(r):
			return i
		case isWord(r):
		case isSigned(s[start:i], s[i:]):
			return i + signs(s[i:])
		case isGroup(s[start:i], s[i:], size):
		case !joins(s[start:i], prev, r, next):
			return i
		}
		prev = r
	}
	return i
}

// signs returns how many bytes of signs at the start of s belong to the letter before them.
func signs(s string) int { return len(s) - len(strings.TrimLeft(s, "#+")) }

// isSigned reports whether tail begins with signs that belong to the single letter head:
// "C#", "C++".
func isSigned(head, tail string) bool {
	if len(head) != 1 || !hasLetter(head) {
		return false
	}
	n := signs(tail)
	next, _ := utf8.DecodeRuneInString(tail[n:])
	return n > 0 && (tail[:n] == "#" || tail[:n] == "++") && !isWord(next)
}

// longestNumber is how many bytes a number in groups has at the most.
const longestNumber = 32

// isGroup reports whether tail begins with a space and a group of three digits that go on
// a number: "1 500". The space takes so many bytes.
func isGroup(head, tail string, space int) bool {
	if r, _ := utf8.DecodeRuneInString(tail); r != ' ' && r != '\u00A0' && r != '\u2009' && r != '\u202F' {
		return false
	}
	if len(head) > longestNumber || len(head) > 3 && !strings.ContainsAny(head, " \u00A0\u2009\u202F") || strings.Trim(head, "0123456789 \u00A0\u2009\u202F") != "" {
		return false
	}
	digits := 0
	for _, r := range tail[space:] {
		if !unicode.IsDigit(r) {
			return digits == 3 && !unicode.IsLetter(r)
		}
		digits++
	}
	return digits == 3
}

// units are what is written to numbers without a space.
var units = Set(`gb mb kb tb gib mib kib kg mg km cm mm ml kw kwh mw hz khz mhz ghz px fps mph kph
	min mins hr hrs h am pm ms sec secs eur usd gbp k m bn`)

// numberBefore returns the length of the number at the start of a word that a unit
// follows, 0 if it is no such word.
func numberBefore(word string) int {
	unit := strings.TrimLeft(word, "0123456789.,")
	if n := len(word) - len(unit); n > 0 && units[strings.ToLower(unit)] {
		return n
	}
	return 0
}

// joins reports whether the mark r, between prev and next, holds a word together.
// The word so far is head.
func joins(head string, prev, r, next rune) bool {
	switch r {
	case '.', ',':
		return unicode.IsDigit(prev) && unicode.IsDigit(next)
	case '\'', '’', 'ʻ', 'ʼ', '‘':
		return unicode.IsLetter(prev) && unicode.IsLetter(next) || unicode.IsDigit(prev) && (next == 's' || next == 'S')
	case '-':
		return len(head) == 1 && hasLetter(head) && isWord(next)
	case '+':
		return len(head) <= 3 && hasDigit(head) && hasLetter(head) && isWord(next)
	}
	return false
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func isIdeograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

func hasDigit(s string) bool  { return strings.ContainsFunc(s, unicode.IsDigit) }
func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// FoldWord folds one word and takes off what is no part of its name: the possessive,
// apostrophes, and the commas that group a number's digits. A comma that groups no
// three digits is a decimal point. What is left may be empty.
func FoldWord(s string) string {
	s = Fold(s)
	if t := strings.TrimSuffix(s, "'s"); t != s && !hasDigit(t[len(t)-min(1, len(t)):]) {
		s = t
	}
	if len(s) > 2 && s[1] == '-' {
		s = s[:1] + s[2:]
	}
	if strings.Contains(s, " ") {
		s = strings.ReplaceAll(s, " ", "")
	}
	if strings.Contains(s, ",") {
		s = groups.ReplaceAllString(s, "$1")
		s = strings.ReplaceAll(s, ",", ".")
	}
	return strings.ReplaceAll(s, "'", "")
}

// groups matches a comma before a group of three digits.
var groups = regexp.MustCompile(`,(\d{3})\b`)

// Fold returns s in lower case, without diacritics, with compatibility characters
// (full width, ligatures, no-break spaces) made plain and every apostrophe made "'".
// Folding is idempotent.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ReplaceAll(strings.ToLower(s), "`", "'")
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToLower(norm.NFKC.String(s))) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ' || r == '`':
			b.WriteByte('\'')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String())
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// IsNumber reports whether a folded word is a number or a year: it has a digit and
// no letter. Such words are matched exactly or not at all.
func IsNumber(form string) bool { return hasDigit(form) && !hasLetter(form) }
