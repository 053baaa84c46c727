package match

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"summitbot/facts/encoder"
	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
	"summitbot/facts/text"
)

// Question is a question made ready to be matched with one index.
type Question struct {
	Text  string      // as it was typed
	Words []text.Word // put right, short forms written out
	Units []Unit
	Kinds []kind.Kind // of answer that it asks for; nil where it does not say

	// Near is how near each sentence of the library comes to what the question means; nil if
	// nobody has read that. It may be set before the question is matched.
	Near []encoder.Nearness

	kinds  kind.Set   // Kinds
	wanted kind.Value // values one of which would answer
	focus  uint64     // units that say what is asked for: "month" of "which month", as bits
	order  []int      // the units that are matched, the weightiest first
	major  uint64     // those of them that are not minor, as bits
	factor float64    // the sum of theirs
	weight float64    // of all units together
	norm   float64    // the length of their vector
	stems  []int32    // of all words, function words too, in order; -1 where no entry has it
}

// Unit is a word or phrase of a question, and what it may be matched with.
type Unit struct {
	lexicon.Unit
	Corrected string  // the word that was meant, where what was typed was a slip
	Known     bool    // some entry has it, or a word that means the same
	Weight    float64 // what it counts for
	isName    bool    // a name that the sentences have
	minor     bool    // entries that have nothing weightier are passed over
	factor    float64 // what having or lacking it counts for as evidence, 0 to 1

	alternatives []alternative // best first
}

// alternative is a term that a unit may be matched with, and how alike they are, up to 1.
type alternative struct {
	term     int32
	likeness float64
}

// How alike a word is to another of its group, and to one that begins alike.
const (
	groupLikeness  = 0.85
	prefixLikeness = 0.6
)

// maxUnits is how many units of a question are read; what follows is chatter.
const maxUnits = 64

// Parse makes a question ready. Words that nothing knows are taken for the nearest
// word of the index, numbers and other names never.
func (x *Index) Parse(question string) *Question {
	words, corrected := x.correct(x.join(writeDates(question, x.wordsOf(question))))
	words = x.lexicon.Expand(words)
	asked := kind.Of(words)
	q := &Question{
		Text: question, Words: words,
		Kinds: asked.Kinds, wanted: asked.Values, kinds: kind.SetOf(asked.Kinds),
		Units: make([]Unit, 0, len(words)), order: make([]int, 0, len(words)), stems: make([]int32, 0, len(words)),
	}
	for _, u := range x.lexicon.Units(words, true) {
		if len(q.Units) == maxUnits {
			break
		}
		q.add(x, u, corrected[u.Start])
	}
	var squares float64
	for _, u := range q.Units {
		q.weight += u.Weight
		squares += u.Weight * u.Weight
	}
	q.norm = math.Sqrt(squares)
	q.findFocus()
	q.sort()
	return q
}

// wordsOf returns the words of a question, with their stems.
func (x *Index) wordsOf(question string) []text.Word {
	words := text.Forms(question)
	words = words[:min(len(words), maxUnits)]
	for i := range words {
		w := &words[i]
		if isThem(question, words, i) {
			w.Form = "we"
		}
		if stem, ok := x.met[w.Form]; ok {
			w.Stem = stem
		} else {
			w.Stem = text.Stem(w.Form)
		}
	}
	return words
}

// isThem reports whether word i of a question is "us" for those who ask, not the country: in
// small letters, with no article before it and nothing behind it that it could belong to.
func isThem(question string, words []text.Word, i int) bool {
	if question[words[i].Start:words[i].End] != "us" || i > 0 && words[i-1].Form == "the" {
		return false
	}
	return i == len(words)-1 || text.IsFunction(text.Stem(words[i+1].Form))
}

// minorShare bounds what the minor units of a question weigh together, as a share of the
// sum of all weights squared: an entry that has none but these has a cosine of at most
// its root, which no answer has. MaxScore (Turtle and Flood, 1995) parts the terms of a
// query so.
const minorShare = 0.1

// sort orders the units by weight and marks the minor ones.
func (q *Question) sort() {
	rest := 0.0 // the squares of the units to come
	for i, u := range q.Units {
		if u.Class != lexicon.Function && len(u.alternatives) > 0 {
			q.order = append(q.order, i)
			rest += u.Weight * u.Weight
		}
	}
	slices.SortStableFunc(q.order, func(a, b int) int { return cmp.Compare(q.Units[b].Weight, q.Units[a].Weight) })
	for n, i := range q.order {
		u := &q.Units[i]
		u.minor = n > 0 && (u.Class == lexicon.Light || rest <= minorShare*q.norm*q.norm)
		rest -= u.Weight * u.Weight
		if !u.minor {
			q.major |= 1 << i
		}
		u.factor = 1
		if u.Class == lexicon.Light {
			u.factor = lightWeight
		}
		q.factor += u.factor
	}
}

// findFocus finds what is asked for: the content words after "which", "what" or "how
// many", up to the next word of grammar.
func (q *Question) findFocus() {
	asked := false
	for i, u := range q.Units {
		content := u.Class != lexicon.Function && u.Class != lexicon.Light
		switch {
		case asked && content:
			q.focus |= 1 << i
		case asked && (q.focus != 0 || u.Form != "many" && u.Form != "much"):
			return
		case u.Form == "which" || u.Form == "what" || u.Form == "how":
			asked = true
		}
	}
}

// add adds a unit; one that stands there already counts once.
func (q *Question) add(x *Index, u lexicon.Unit, corrected string) {
	stem, known := x.stems[u.Stem]
	if !known || u.Phrase {
		stem = -1
	}
	q.stems = append(q.stems, stem)
	if slices.ContainsFunc(q.Units, func(v Unit) bool { return v.Stem == u.Stem }) {
		return
	}
	unit := x.unit(u)
	unit.Corrected = corrected
	q.Units = append(q.Units, unit)
}

// unit returns a unit of a question with what it may be matched with.
func (x *Index) unit(u lexicon.Unit) Unit {
	stem, ok := x.stems[u.Stem]
	if !ok || u.Phrase {
		stem = -1
	}
	unit := Unit{Unit: u, alternatives: x.alternatives(u, stem), Weight: x.weightOf(&u, stem)}
	unit.Known = len(unit.alternatives) > 0 || !u.Phrase && x.words.Stems.ID(u.Stem) != index.None
	unit.isName = x.names[u.Stem] || slices.ContainsFunc(u.Concepts, func(group int32) bool { return x.nameGroups[group] })
	return unit
}

// alternatives returns what a unit may be matched with: itself, words of its groups,
// and, where there are none, words that begin alike.
func (x *Index) alternatives(u lexicon.Unit, stem int32) []alternative {
	found := make([]alternative, 0, 1+len(u.Concepts))
	if stem >= 0 {
		found = append(found, alternative{stem, 1})
	}
	for _, group := range u.Concepts {
		if c := x.concepts[group]; c > 0 {
			found = append(found, alternative{c, groupLikeness})
		}
	}
	if len(found) == 0 && u.Class == lexicon.Content {
		found = x.beginAlike(u.Stem)
	}
	return found
}

// minPrefix is how many letters two words must share at their beginning to be taken for
// relatives ("terrorist", "terrorism").
const minPrefix = 5

// beginAlike returns the stems that share most of their letters with stem.
func (x *Index) beginAlike(stem string) []alternative {
	if len(stem) < minPrefix || !isASCII(stem) {
		return nil
	}
	var found []alternative
	i, _ := slices.BinarySearch(x.prefixes, stem[:minPrefix])
	for ; i < len(x.prefixes) && strings.HasPrefix(x.prefixes[i], stem[:minPrefix]); i++ {
		other := x.prefixes[i]
		if n := commonPrefix(stem, other); 4*n >= 3*max(len(stem), len(other)) {
			found = append(found, alternative{x.stems[other], prefixLikeness})
		}
	}
	return found
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 })
}

func commonPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// HasContent reports whether there is anything to match: any entry has a content word of the
// question, or it has one and it is known what it means.
func (q *Question) HasContent() bool {
	return slices.ContainsFunc(q.Units, func(u Unit) bool {
		return (u.Known || q.Near != nil) && u.Class != lexicon.Function && u.Class != lexicon.Light
	})
}

// Read returns the question as it is read: its words put right.
func (q *Question) Read() string {
	var b strings.Builder
	end := 0
	for _, w := range q.Words {
		if w.Start >= end {
			b.WriteString(q.Text[end:w.Start])
		} else {
			b.WriteByte(' ') // a short form that was written out
		}
		if text.FoldWord(q.Text[w.Start:w.End]) == w.Form {
			b.WriteString(q.Text[w.Start:w.End])
		} else {
			b.WriteString(w.Form)
		}
		end = w.End
	}
	return b.String() + q.Text[end:]
}
