// Package lexicon knows which words mean the same to those who ask: everyday words
// and their formal cousins, short forms, other spellings, and names that are known to
// be other names. It turns a text's words into [Unit]s, which are what is matched.
//
//	words → Expand: spellings, short forms written out → Units: phrases and words
//
// A lexicon is data, a YAML file that [Parse] reads. The zero [Lexicon] knows nothing
// and still makes units.
package lexicon

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	"summitbot/facts/text"
)

// Lexicon is a frozen set of word knowledge, safe for concurrent use.
type Lexicon struct {
	spelling map[string]text.Word // form → the base's, with its stem
	stands   map[string][]phrase  // first form → short forms that begin with it, longest first
	words    map[string]*word     // by stem
	groups   int
	known    map[string]bool // every form the lexicon mentions
}

// word is what is known of a stem.
type word struct {
	concepts []int32  // the groups it stands in
	phrases  []phrase // of groups that begin with it, longest first
	class    Class
	classed  bool // the lexicon gives it a class
}

// phrase is a run of forms or stems, and what it means.
type phrase struct {
	words    []string
	concepts []int32     // of a phrase in groups
	stands   []text.Word // of a short form: what it stands for, with stems
}

// Class says what a unit contributes to a question.
type Class uint8

// The classes.
const (
	Content  Class = iota // what the question is about
	Function              // its grammar
	Light                 // means little in a question: "tell me", "article"
	Name                  // a name that the document's own do not include
	Foreign               // a measure or a deed that the document does not know: "kilometres", "boycott"
	Number                // has a digit and no letter
)

// Unit is a word or a phrase as it is matched.
type Unit struct {
	Start, End int     // bytes of the text
	Form       string  // folded; of a phrase, its words parted by spaces
	Stem       string  // of a phrase, its stems parted by spaces
	Concepts   []int32 // groups of words that mean the same, 0 to [Lexicon.Groups]
	Class      Class
	Phrase     bool // more than one word: its words are no units of their own
}

// Groups returns the number of groups of words that mean the same.
func (l *Lexicon) Groups() int { return l.groups }

// Knows reports whether the lexicon mentions the folded word.
func (l *Lexicon) Knows(form string) bool { return l.known[form] }

// Spelled returns how the base spells the folded word.
func (l *Lexicon) Spelled(form string) string {
	if s, ok := l.spelling[form]; ok {
		return s.Form
	}
	return form
}

// Units returns what [Lexicon.Expand]ed words say, in order: phrases as one unit where whole is set,
// beside their words where it is not, as an indexed text has both.
func (l *Lexicon) Units(words []text.Word, whole bool) []Unit {
	return l.AppendUnits(make([]Unit, 0, len(words)), words, whole)
}

// AppendUnits appends what [Lexicon.Units] returns.
func (l *Lexicon) AppendUnits(units []Unit, words []text.Word, whole bool) []Unit {
	for i := 0; i < len(words); {
		known := l.words[words[i].Stem]
		p, n := known.phraseAt(words[i:])
		if n > 1 {
			units = append(units, l.phraseUnit(words[i:i+n], p))
		}
		if n <= 1 || !whole {
			units = append(units, known.unit(words[i]))
			n = 1
		}
		i += n
	}
	return units
}

// Word returns what one word says by itself.
func (l *Lexicon) Word(w text.Word) Unit { return l.words[w.Stem].unit(w) }

// unit returns a word as a unit; the lexicon knows k of it, nil where it knows nothing.
func (k *word) unit(w text.Word) Unit {
	u := Unit{Start: w.Start, End: w.End, Form: w.Form, Stem: w.Stem}
	if k != nil {
		u.Concepts = k.concepts
	}
	switch {
	case text.IsNumber(w.Form):
		u.Class = Number
	case k != nil && k.classed:
		u.Class = k.class
	case text.IsTelling(w.Stem):
		u.Class = Light
	case text.IsFunction(w.Stem):
		u.Class = Function
	}
	return u
}

func (l *Lexicon) phraseUnit(words []text.Word, p phrase) Unit {
	forms := make([]string, len(words))
	for i, w := range words {
		forms[i] = w.Form
	}
	last := words[len(words)-1]
	return Unit{
		Start: words[0].Start, End: last.End, Form: strings.Join(forms, " "), Stem: strings.Join(p.words, " "),
		Concepts: p.concepts, Phrase: true,
	}
}

// phraseAt returns the longest phrase of a group at the start of words, and its length.
func (k *word) phraseAt(words []text.Word) (phrase, int) {
	if k == nil {
		return phrase{}, 0
	}
	for _, p := range k.phrases {
		if begins(words, p.words, func(w text.Word) string { return w.Stem }) {
			return p, len(p.words)
		}
	}
	return phrase{}, 0
}

// Expand puts the words that short forms stand for in their place, and the base's
// spelling in place of others. The words it puts keep the place of what was typed.
func (l *Lexicon) Expand(words []text.Word) []text.Word {
	if !slices.ContainsFunc(words, l.expands) {
		return words
	}
	return l.appendExpanded(make([]text.Word, 0, len(words)+4), words)
}

func (l *Lexicon) appendExpanded(out, words []text.Word) []text.Word {
	for i := 0; i < len(words); {
		stands, n := l.standsAt(words[i:])
		if n == 0 {
			w := words[i]
			if s, ok := l.spelling[w.Form]; ok {
				w.Form, w.Stem = s.Form, s.Stem
			}
			out = append(out, w)
			i++
			continue
		}
		for _, w := range stands {
			w.Start, w.End = words[i].Start, words[i+n-1].End
			out = append(out, w)
		}
		i += n
	}
	return out
}

// expands reports whether a word may be one that Expand puts others in place of.
func (l *Lexicon) expands(w text.Word) bool {
	_, spelled := l.spelling[w.Form]
	return spelled || l.stands[w.Form] != nil
}

func (l *Lexicon) standsAt(words []text.Word) ([]text.Word, int) {
	for _, p := range l.stands[words[0].Form] {
		if begins(words, p.words, func(w text.Word) string { return w.Form }) {
			return p.stands, len(p.words)
		}
	}
	return nil, 0
}

// begins reports whether words begin with the given ones, compared by what key returns.
func begins(words []text.Word, with []string, key func(text.Word) string) bool {
	if len(with) > len(words) {
		return false
	}
	for i, w := range with {
		if key(words[i]) != w {
			return false
		}
	}
	return true
}

// byLength puts the longer phrase first, so that it is found first.
func byLength(a, b phrase) int {
	return cmp.Or(len(b.words)-len(a.words), slices.Compare(a.words, b.words))
}

// License says where the list of English words comes from, and under which terms.
//
//go:embed LICENSE.scowl
var License string

//go:embed english.txt
var english string

// IsEnglish reports whether the folded word is in a list of 42,000 common English
// words: such a word is no slip for another. The list is SCOWL's (small),
// British spellings included, without possessives; see LICENSE.scowl.
func IsEnglish(form string) bool {
	lo, hi := 0, len(english)
	for lo < hi {
		mid := lo + (hi-lo)/2
		start := strings.LastIndexByte(english[:mid], '\n') + 1
		end := start + strings.IndexByte(english[start:], '\n')
		switch word := english[start:end]; {
		case word == form:
			return true
		case word < form:
			lo = end + 1
		default:
			hi = start
		}
	}
	return false
}
