package match

import (
	"slices"

	"summitbot/facts/lexicon"
	"summitbot/facts/text"
)

// Counterparts returns, for each unit of the question, the words of the texts that match
// it, as they stand in the first text that has any. It is empty for a unit that nothing
// matches, and for words of grammar. It is for who asks why, not for answering.
func (x *Index) Counterparts(q *Question, texts ...string) []string {
	found := make([]string, len(q.Units))
	for _, s := range texts {
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
	if !u.Phrase && !other.Phrase && u.Stem == other.Stem {
		return true
	}
	return slices.ContainsFunc(u.alternatives, func(a alternative) bool {
		if t, ok := x.stems[other.Stem]; ok && !other.Phrase && t == a.term {
			return true
		}
		return slices.ContainsFunc(other.Concepts, func(group int32) bool { return x.concepts[group] == a.term })
	})
}
