package lexicon

import (
	"summitbot/facts/compiled"
	"summitbot/facts/text"
)

// Describe writes the lexicon, or reads it into one that is empty. What it is written for
// says something of each of its groups.
func (l *Lexicon) Describe(c *compiled.Coder) {
	c.Count(&l.groups)
	compiled.Map(c, &l.spelling, func(w *text.Word) { describeWord(c, w) })
	compiled.Map(c, &l.stands, func(phrases *[]phrase) { l.describePhrases(c, phrases) })
	compiled.Map(c, &l.words, func(k **word) {
		if c.Reading() {
			*k = new(word)
		}
		l.describeConcepts(c, &(*k).concepts)
		l.describePhrases(c, &(*k).phrases)
		compiled.Below(c, &(*k).class, int(Number)+1)
		c.Flag(&(*k).classed)
	})
	compiled.Map(c, &l.known, c.Flag)
}

func (l *Lexicon) describePhrases(c *compiled.Coder, phrases *[]phrase) {
	compiled.List(c, phrases, func(p *phrase) {
		compiled.List(c, &p.words, c.String)
		l.describeConcepts(c, &p.concepts)
		compiled.List(c, &p.stands, func(w *text.Word) { describeWord(c, w) })
	})
}

func (l *Lexicon) describeConcepts(c *compiled.Coder, concepts *[]int32) {
	compiled.List(c, concepts, func(group *int32) { compiled.Below(c, group, l.groups) })
}

// describeWord describes a word that stands nowhere.
func describeWord(c *compiled.Coder, w *text.Word) {
	c.String(&w.Form)
	c.String(&w.Stem)
}
