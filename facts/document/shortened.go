package document

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// place is where a point stands: the word that it ends, the one before that, and what
// comes after.
type place struct {
	word, before string
	words        int // that the sentence has up to the point; many if it's long
	after        word
}

// shortened reports whether the point of m ends a short form, an initial, an ordinal or a
// label, and not the sentence.
func (c *cutter) shortened(m mark, after word) bool {
	head := c.text[max(c.start, m.start-lookBack):m.start]
	fields := strings.Fields(strings.TrimLeft(head, "•⁃◦▪ "))
	if len(fields) == 0 {
		return false
	}
	p := place{word: strings.TrimLeft(fields[len(fields)-1], opening), words: len(fields), after: after}
	if i := strings.LastIndexAny(p.word, "—/"); i >= 0 && i+1 < len(p.word) {
		p.word = p.word[i:]
		p.word = strings.TrimLeft(p.word, "—/")
	}
	if len(fields) > 1 {
		p.before = strings.TrimLeft(fields[len(fields)-2], opening)
	}
	if m.start-lookBack > c.start {
		p.words += lookBack
	}
	return p.goesOn()
}

// goesOn reports whether the sentence goes on after the point.
func (p place) goesOn() bool {
	role := roles[strings.ToLower(p.word)]
	switch {
	case isNumbering(p.word):
		return p.ordinal()
	case p.words == 1 && roman.MatchString(p.word):
		return true // "IV. The Kingdom"
	case utf8.RuneCountInString(p.word) == 1 && role == 0:
		return p.initial()
	case role&always != 0, role&title != 0 && p.after.capital():
		return true
	case role&counted != 0 && p.after.isCount(), role&dated != 0 && p.after.isDated():
		return true
	case role&clock != 0:
		return zones[p.after.text] || p.words <= 3 && prepositions[strings.ToLower(p.before)] || p.timeAlone()
	case role&street != 0:
		return p.after.capital() && !starters[p.after.key()]
	case role&last != 0:
		return p.after.small()
	case role&either != 0 || role == 0 && isAcronym(p.word):
		return !starters[p.after.key()]
	}
	return false
}

// timeAlone reports whether the sentence so far is nothing but a time: "At 5 a.m.".
func (p place) timeAlone() bool {
	return p.words <= 3 && (isNumber(p.before) || strings.Contains(p.before, ":"))
}

// isDated reports whether the word may follow a short month or day: "Jan. 5", "Mon. Jan.".
func (w word) isDated() bool { return w.number() || roles[w.key()]&dated != 0 && w.mark }

var acronym = regexp.MustCompile(`^(?:\pL{1,2}\.)+\pL{1,2}$`)

// isAcronym reports whether w has points between single letters, as in "U.S" and "Ph.D".
func isAcronym(w string) bool { return acronym.MatchString(w) }

// ordinal reports whether a number with a point isn't the end: it labels what follows, or
// the point makes it an ordinal.
func (p place) ordinal() bool {
	before := strings.ToLower(strings.TrimSuffix(p.before, "."))
	if p.words == 1 || p.words == 2 && (labels[before] || roles[before]&counted != 0 || p.before == "§") {
		return true
	}
	n, err := strconv.Atoi(p.word)
	if err != nil || n > 99 {
		return false
	}
	if n <= 31 && months[p.after.key()] {
		return true
	}
	return ordinals[before] && p.after.capital() && !starters[p.after.key()]
}

// initial reports whether a single letter with a point is the initial of a name: it stands
// between words that may be names. A small one labels what follows, or is a unit.
func (p place) initial() bool {
	r, _ := utf8.DecodeRuneInString(p.word)
	if !unicode.IsUpper(r) {
		return p.words == 1 && unicode.IsLower(r) || p.chained() || isChained(p.after)
	}
	if isChained(p.after) {
		return true
	}
	if !p.after.capital() || starters[p.after.key()] && !particles[p.after.key()] {
		return false
	}
	before := strings.ToLower(strings.TrimSuffix(p.before, "."))
	if first, _ := utf8.DecodeRuneInString(p.before); p.before == "" || p.chained() || roles[before]&title != 0 {
		return true
	} else if unicode.IsUpper(first) {
		return !lettered[before]
	}
	return beforeNames[before]
}

// chained reports whether the word before is a letter with a point as well: "J. R. Smith".
func (p place) chained() bool {
	return utf8.RuneCountInString(p.before) == 2 && strings.HasSuffix(p.before, ".")
}

func isChained(after word) bool { return after.mark && utf8.RuneCountInString(after.text) == 1 }
