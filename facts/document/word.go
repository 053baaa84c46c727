package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lookBack is how many bytes before an end mark are looked at, and after it.
const lookBack = 64

// lastWord returns what stands after the last space of s.
func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// opening marks may stand before a word.
const opening = `"'“”‘„«»‹›([{（「『¿¡*_`

// word is a word after an end mark, without the marks around it.
type word struct {
	text string
	dash bool // it comes after a dash
	mark bool // it ends in a point: "J."
}

// following returns the word that next begins with.
func following(next string) word {
	s := next[:min(len(next), lookBack)]
	var w word
	for {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case strings.ContainsRune("—–-", r) && n > 0:
			w.dash = true
		case !strings.ContainsRune(opening, r) && !(r == ' ' && s != next):
			if i := strings.IndexByte(s, ' '); i >= 0 {
				s = s[:i]
			}
			s = strings.TrimRight(s, `,;:!?"'”’»)]`)
			w.mark = strings.HasSuffix(s, ".")
			w.text = strings.TrimRight(s, `.…,;:!?"'”’»)]`)
			return w
		}
		if n == 0 {
			return w
		}
		s = s[n:]
	}
}

// small reports whether the word begins with a small letter.
func (w word) small() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsLower(r)
}

// capital reports whether the word begins with a capital, or a letter without a case.
func (w word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

func (w word) number() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsDigit(r)
}

// named is a word that begins with a small letter wherever it stands: "eBay", "iPhone",
// "mRNA", "x86", "snake_case", "help@example.org", "node.js", "https://example.org".
var named = regexp.MustCompile(`^(?:\p{Ll}+(?:\p{Lu}|\d|_\w|\(\))|[\w.+-]+@[\w-]+\.\w|[\w-]+(?:\.[\w-]+)*\.\p{Ll}{2,}|\w+://)`)

func (w word) isName() bool { return w.small() && named.MatchString(w.text) }

// key returns the word as the tables of words have it.
func (w word) key() string {
	key := strings.ToLower(w.text)
	if i := strings.IndexAny(key, "'’"); i > 0 {
		key = key[:i] // "It's"
	}
	return key
}

// isRoman reports whether s may be a number in Roman digits.
func isRoman(s string) bool {
	return s != "" && (strings.Trim(s, "IVXLC") == "" || strings.Trim(s, "ivxlc") == "")
}

// isCount reports whether the word says which one a short form such as "Fig." means: a
// number, a Roman one, a letter.
func (w word) isCount() bool {
	if w.number() || strings.HasPrefix(w.text, "#") || strings.HasPrefix(w.text, "§") {
		return true
	}
	if w.text == "I" || w.text == "A" && !w.mark {
		return false
	}
	return isRoman(w.text) || len(w.text) == 1 && w.capital() ||
		len(w.text) > 1 && w.capital() && strings.ContainsAny(w.text, "0123456789")
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// isNumbering reports whether s is a number, or numbers as parts are counted: "12.1", "4-3".
func isNumbering(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9' && strings.Trim(s, "0123456789.-–") == ""
}
