package document

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// place is where a point stands: the word that it ends, the one before that, and what
// comes after.
type place struct {
	head   string // of the sentence, up to the point; its last bytes if it's long
	word   string
	before string
	words  int // in the sentence up to the point; many if it's long
	after  word
}

// shortened reports whether the point of m ends a short form, an initial, an ordinal or a
// label, and not the sentence.
func (c *cutter) shortened(m mark, after word) bool {
	from := max(c.start, m.start-lookBack)
	head := strings.TrimLeft(c.text[from:m.start], "•⁃◦▪ ")
	p := place{head: head, word: lastWord(head), words: strings.Count(head, " ") + 1, after: after}
	if from > c.start {
		p.words += lookBack
	}
	if rest := strings.TrimRight(head[:len(head)-len(p.word)], " "); rest != "" {
		p.before = strings.TrimLeft(lastWord(rest), opening)
	}
	p.word = strings.TrimLeft(p.word, opening)
	if i := strings.LastIndexAny(p.word, "—–/-"); i >= 0 {
		_, n := utf8.DecodeRuneInString(p.word[i:])
		if last := p.word[i+n:]; isAcronym(last) || strings.ContainsAny(p.word[i:], "—/") {
			p.word = last
		}
	}
	return p.word != "" && p.goesOn()
}

// goesOn reports whether the sentence goes on after the point.
func (p place) goesOn() bool {
	role := roles[strings.ToLower(p.word)]
	if len(p.word) > 1 && !strings.Contains(p.word, ".") && strings.ToUpper(p.word) == p.word {
		role &^= always // "CA" is no "ca"
	}
	first, size := utf8.DecodeRuneInString(p.word)
	begins := p.after.capital() && starters[p.after.key()]
	switch {
	case isNumbering(p.word):
		return p.ordinal()
	case p.words == 1 && isRoman(p.word):
		return true // "IV. The Kingdom"
	case role&counted != 0 && p.after.isCount(), role&dated != 0 && p.after.isDated():
		return true
	case size == len(p.word) && (role&always == 0 || unicode.IsUpper(first)):
		return p.initial()
	case role&always != 0, role&^(counted|dated) != 0 && p.after.small() && !p.after.isName():
		return true
	case role&title != 0 && unicode.IsUpper(first) && p.after.capital():
		return role&street == 0 || !begins
	case role&clock != 0:
		return zones[p.after.text] || p.timeAlone()
	case role&street != 0:
		return p.after.capital() && !begins
	case role&last != 0:
		return p.after.number() && isNumber(p.before)
	case role&either != 0 || role == 0 && isAcronym(p.word):
		return !begins
	}
	return false
}

// timeAlone reports whether the sentence so far is nothing but a time: "At 5 a.m.".
func (p place) timeAlone() bool {
	return p.words == 2 || p.words == 3 && prepositions[strings.ToLower(p.head[:strings.IndexByte(p.head, ' ')])]
}

// isDated reports whether the word may follow a short month or day: "Jan. 5", "Mon. Jan.".
func (w word) isDated() bool { return w.number() || roles[w.key()]&dated != 0 && w.mark }

// isAcronym reports whether w has points between a letter or two, as in "U.S" and "Ph.D".
func isAcronym(w string) bool {
	if !strings.Contains(w, ".") {
		return false
	}
	letters := 0
	for _, r := range w {
		switch {
		case r == '.' && letters > 0:
			letters = 0
		case unicode.IsLetter(r) && letters < 2:
			letters++
		default:
			return false
		}
	}
	return letters > 0
}

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
	if isChained(p.after) || strings.ContainsRune("NESW", r) && isNumber(p.before) && p.after.number() {
		return true // "319 E. 25th Street"
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
