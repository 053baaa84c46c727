package match

import (
	"slices"

	"summitbot/facts/lexicon"
	"summitbot/facts/text"
)

// Counterparts returns, for each unit of the question, the words of the candidate that it
// was matched by, as they stand there: in its sentence, else in a headline, else in a way
// of asking. It is empty for a unit that nothing matches, and for words of grammar.
// It reads the candidate anew: it is for who asks why, not for answering.
func (x *Index) Counterparts(q *Question, candidate int) []string {
	found := make([]string, len(q.Units))
	for _, s := range x.candidates[candidate].texts() {
		for _, u := range x.lexicon.Units(x.lexicon.Expand(text.Words(s)), false) {
			for i := range q.Units {
				if found[i] == "" && q.Units[i].Class != lexicon.Function && x.matches(&q.Units[i], u) {
					found[i] = s[u.Start:u.End]
				}
			}
		}
	}
	return found
}

// matches reports whether a unit of a question is matched by a unit of a text.
func (x *Index) matches(u *Unit, other lexicon.Unit) bool {
	return slices.ContainsFunc(u.alternatives, func(a alternative) bool {
		if t, ok := x.stems[other.Stem]; ok && !other.Phrase && t == a.term {
			return true
		}
		return slices.ContainsFunc(other.Concepts, func(group int32) bool { return x.concepts[group] == a.term })
	})
}

// texts returns all that speaks for a candidate: sentence, headlines, ways of asking.
func (c Candidate) texts() []string {
	texts := []string{c.Sentence}
	for _, p := range c.Points {
		texts = append(texts, p.Headline)
	}
	for _, w := range c.Ways() {
		texts = append(texts, w.Text)
	}
	return texts
}
