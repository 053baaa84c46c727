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
	c.Places(&x.spelled, terms)
	at := int32(0)
	for i := range x.entries {
		compiled.Below(c, &x.entries[i].kinds, 1<<len(kind.All()))
		at = x.wordings[i].stems.describe(c, at, len(x.spelled))
	}
	x.describeHeld(c)
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
		compiled.Below(c, &p.count, int(groups[group].entries.length())+1)
	})
}

// describeHeld describes which entries of each group have a term.
func (x *Index) describeHeld(c *compiled.Coder) {
	compiled.List(c, &x.held, func(h *holding) { compiled.Below(c, &h.term, len(x.terms)) })
	most := int32(0)
	for i := range x.groups {
		most = max(most, x.groups[i].entries.length())
	}
	c.Places(&x.holders, int(most))
	held, holders := int32(0), int32(0)
	for i := range x.groups {
		g := &x.groups[i]
		held = g.held.describe(c, held, len(x.held))
		for j := g.held.first; j < g.held.last; j++ {
			holders = x.held[j].holders.describe(c, holders, len(x.holders))
		}
	}
}

// describe describes a part of a list of so many that begins where the one before it ended,
// and returns where it ends.
func (r *run) describe(c *compiled.Coder, at int32, length int) int32 {
	n := r.length()
	compiled.Below(c, &n, length-int(at)+1)
	if c.Reading() {
		*r = run{at, at + n}
	}
	return at + n
}

func (a *answer) describe(c *compiled.Coder, terms int) {
	list := func(l *[]int32) { c.Places(l, terms) }
	compiled.Below(c, &a.kinds, 1<<len(kind.All()))
	compiled.Number(c, &a.held)
	c.Float(&a.broad)
	list(&a.terms)
	compiled.List(c, &a.marked, list)
}
