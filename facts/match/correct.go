package match

import (
	"math"
	"strings"

	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// correct repairs in place the words that nothing knows, and returns the repaired ones
// by where they begin.
func (x *Index) correct(words []text.Word) map[int]string {
	corrected := make(map[int]string)
	var c *company
	for i, w := range words {
		if x.knows(w) {
			continue
		}
		if base := strings.TrimSuffix(w.Form, "s"); base != w.Form && len(base) > 1 && x.has(base) {
			words[i].Form, words[i].Stem = base, text.Stem(base) // "cns": a possessive without its apostrophe
			continue
		}
		repairs := x.vocabulary.Repairs(w.Form)
		if len(repairs) == 0 {
			continue
		}
		if c == nil {
			c = x.keepCompany(words)
		}
		form := c.likeliest(repairs)
		if stem := text.Stem(form); stem != w.Stem {
			words[i].Form, words[i].Stem = form, stem
			corrected[w.Start] = form
		}
	}
	if c != nil {
		x.release(c.s)
	}
	return corrected
}

// knows reports whether a word is none to repair: the entries or the lexicon have it, it
// is common English, or grammar.
func (x *Index) knows(w text.Word) bool {
	return x.has(w.Form) || text.IsFunction(w.Stem) || lexicon.IsEnglish(w.Form) || text.IsNumber(w.Form)
}

// has reports whether the index or the lexicon has the folded word.
func (x *Index) has(form string) bool { return x.vocabulary.Knows(form) || x.lexicon.Knows(form) }

// company is what the known words of a question say of those that are misspelt.
type company struct {
	x *Index
	s *scratch
}

// keepCompany weighs the words of a question that are known.
func (x *Index) keepCompany(words []text.Word) *company {
	c := &company{x, x.take()}
	for _, w := range words {
		if u := x.lexicon.Word(w); u.Class != lexicon.Function && x.knows(w) {
			unit := x.unit(u)
			unit.factor = 1
			c.s.weigh(x, &unit)
		}
	}
	return c
}

// maxMeant is how many words are weighed as what a slip was meant for.
const maxMeant = 8

// surprise is what a word costs, in hundredths of an edit, that is e times less likely to
// stand in a question with the other words.
const surprise = 12

// likeliest returns the word that was most likely meant, of the repairs of one: the noisy
// channel model (Kernighan, Church and Gale, 1990) with the company of the other words as
// what makes a word likely.
func (c *company) likeliest(repairs []spell.Repair) string {
	best, least := "", math.Inf(1)
	for _, r := range repairs[:min(len(repairs), maxMeant)] {
		if cost := float64(r.Cost) - surprise*c.likelihood(text.Stem(r.Form)); cost < least {
			best, least = r.Form, cost
		}
	}
	return best
}

// likelihood returns the log of how likely a stem is to stand with the other words, up to
// what is the same for all stems: that of the group of entries which it fits best.
func (c *company) likelihood(stem string) float64 {
	all := float64(len(c.x.entries))
	t, ok := c.x.stems[stem]
	if !ok {
		return math.Log(0.5/all) + c.best()
	}
	term := &c.x.terms[t]
	best := c.best()
	for _, p := range term.postings {
		best = max(best, c.s.sum[p.group]+p.impact)
	}
	return math.Log(float64(term.entries)/all) + best
}

// best returns the evidence of the other words for the group that they fit best.
func (c *company) best() float64 {
	best := 0.0
	for _, g := range c.s.touched {
		best = max(best, c.s.sum[g])
	}
	return best
}
