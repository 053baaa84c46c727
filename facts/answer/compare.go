package answer

import (
	"slices"

	"summitbot/facts"
)

// said is what makes a sentence itself: its document, its words, and, of those that are
// said again in a document, how often before. Where it stands is no part of it.
type said struct {
	document, text string
	before         int
}

// said returns what each fact's sentence is, and the place of each.
func (b *Base) said() (all []said, places map[said]int) {
	places = make(map[said]int, len(b.facts))
	times := make(map[said]int, len(b.facts))
	for i, f := range b.facts {
		s := said{document: b.Documents()[f.Document].ID, text: f.Sentence.Text}
		times[s]++
		s.before = times[s] - 1
		all, places[s] = append(all, s), i
	}
	return all, places
}

// Compare returns what changed from the base old to b, in reading order. A sentence that
// moved is the same; one that says something else in the same place changed.
func (b *Base) Compare(old *Base) facts.Changes {
	var c facts.Changes
	now, places := b.said()
	was, oldPlaces := old.said()
	changed := map[string]bool{}
	for i, f := range b.facts {
		at, ok := oldPlaces[now[i]]
		same, found := old.place[f.ID]
		switch {
		case ok && !b.sameFact(f, old, old.facts[at]):
			c.Changed = append(c.Changed, f.ID)
		case ok:
		case found && !has(places, was[same]):
			c.Changed = append(c.Changed, f.ID)
			changed[f.ID] = true
		default:
			c.Added = append(c.Added, f.ID)
		}
	}
	for i, f := range old.facts {
		if !has(places, was[i]) && !changed[f.ID] {
			c.Removed = append(c.Removed, f.ID)
		}
	}
	return c
}

func has(places map[said]int, s said) bool {
	_, ok := places[s]
	return ok
}

func (b *Base) sameFact(f facts.Fact, old *Base, g facts.Fact) bool {
	return slices.Equal(f.Topics, g.Topics) && slices.EqualFunc(f.Points, g.Points, func(p, q facts.Point) bool {
		return p.Headline == q.Headline && p.When == q.When && slices.Equal(p.Kinds, q.Kinds) &&
			slices.Equal(p.Marks, q.Marks) && slices.Equal(p.Ask, q.Ask) &&
			slices.Equal(b.texts(p.Equal), old.texts(q.Equal)) && slices.Equal(p.Paraphrases, q.Paraphrases)
	})
}

// texts returns the sentences of the facts with the given ids.
func (b *Base) texts(ids []string) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = b.facts[b.place[id]].Sentence.Text
	}
	return all
}
