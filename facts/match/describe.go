package match

import (
	"summitbot/facts/compiled"
	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
)

// Read returns what [New] returns, of texts that were read when the index was described.
// What it returns after a fault of the file is not to be used.
func Read(c *compiled.Coder, words *index.Index, candidates []Candidate, lex *lexicon.Lexicon, model *Model) *Index {
	x := outline(words, candidates, lex, model)
	x.vocabulary = new(spell.Vocabulary)
	if x.Describe(c); !c.Failed() {
		x.finish()
	}
	return x
}

// Describe writes what was read of the texts, or reads it.
func (x *Index) Describe(c *compiled.Coder) {
	compiled.List(c, &x.terms, func(t *term) { t.describe(c, x.groups) })
	terms := len(x.terms)
	compiled.Map(c, &x.stems, func(t *int32) { compiled.Below(c, t, terms) })
	compiled.Map(c, &x.met, c.String)
	for i := range x.concepts {
		compiled.Below(c, &x.concepts[i], terms)
	}
	compiled.Map(c, &x.names, c.Flag)
	c.Places(&x.listed, terms)
	at := int32(0)
	for i := range x.entries {
		at = x.describeEntry(c, &x.entries[i], at)
	}
	for i := range x.answers {
		for j := range x.answers[i] {
			x.answers[i][j].describe(c, terms)
		}
	}
	x.vocabulary.Describe(c)
}

// describe describes in which of the groups a term is, and how often.
func (t *term) describe(c *compiled.Coder, groups []group) {
	next := int32(0)
	compiled.List(c, &t.postings, func(p *posting) {
		step := p.group - next
		if compiled.Below(c, &step, len(groups)-int(next)); c.Failed() {
			return
		}
		group := next + step
		if next = group + 1; c.Reading() {
			p.group = group
		}
		compiled.Below(c, &p.count, int(groups[group].size)+1)
	})
}

// describeEntry describes an entry whose terms begin at a place in listed, and returns
// where they end.
func (x *Index) describeEntry(c *compiled.Coder, e *entry, at int32) int32 {
	stems, terms := e.middle-e.first, e.last-e.middle
	compiled.Below(c, &e.kinds, 1<<len(kind.All()))
	compiled.Below(c, &stems, len(x.listed)-int(at)+1)
	compiled.Below(c, &terms, len(x.listed)-int(at)-int(stems)+1)
	if c.Reading() {
		e.first, e.middle, e.last = at, at+stems, at+stems+terms
	}
	return at + stems + terms
}

func (a *answer) describe(c *compiled.Coder, terms int) {
	list := func(l *[]int32) { c.Places(l, terms) }
	compiled.Below(c, &a.kinds, 1<<len(kind.All()))
	compiled.Number(c, &a.held)
	c.Float(&a.broad)
	list(&a.terms)
	compiled.List(c, &a.marked, list)
}
