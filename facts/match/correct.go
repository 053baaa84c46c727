package match

import (
	"math"
	"strings"

	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// correct returns the words with those repaired that nothing knows, and what these were
// taken for, by where they begin: a word misspelt or several joined.
func (x *Index) correct(words []text.Word) (read []text.Word, corrected map[int]string) {
	corrected = make(map[int]string)
	read = make([]text.Word, 0, len(words)+2)
	var c *company
	defer func() {
		if c != nil {
			x.release(c.s)
		}
	}()
	for _, w := range words {
		if x.knows(w) {
			read = append(read, w)
			continue
		}
		if c == nil {
			c = x.keepCompany(words)
		}
		meant := c.meant(w)
		if forms := formsOf(meant); meant[0].Stem != w.Stem && forms+"s" != w.Form {
			corrected[w.Start] = forms
		}
		read = append(read, meant...)
	}
	return read, corrected
}

// meant returns what a word that nothing knows was meant for: itself where it is like
// nothing.
func (c *company) meant(w text.Word) []text.Word {
	x := c.x
	if base := strings.TrimSuffix(w.Form, "s"); base != w.Form && len(base) > 1 && x.has(base) {
		w.Form, w.Stem = base, text.Stem(base) // "cns": a possessive without its apostrophe
		return []text.Word{w}
	}
	repairs := x.vocabulary.Repairs(w.Form)
	if len(repairs) == 0 || repairs[0].Edits > 1 {
		if parts := x.split(w); parts != nil { // one space left out is likelier than two slips
			return parts
		}
	}
	if len(repairs) > 0 {
		w.Form = c.likeliest(repairs)
		w.Stem = text.Stem(w.Form)
	}
	return []text.Word{w}
}

// formsOf returns the words, parted by spaces.
func formsOf(words []text.Word) string {
	forms := make([]string, len(words))
	for i, w := range words {
		forms[i] = w.Form
	}
	return strings.Join(forms, " ")
}

// knows reports whether a word is none to repair: the entries or the lexicon have it, it
// is common English, or grammar.
func (x *Index) knows(w text.Word) bool {
	return x.has(w.Form) || x.words.Stems.ID(w.Stem) != index.None || text.IsFunction(w.Stem) || lexicon.IsEnglish(w.Form) || text.IsNumber(w.Form)
}

// has reports whether the index or the lexicon has the folded word.
func (x *Index) has(form string) bool { return x.vocabulary.Knows(form) || x.lexicon.Knows(form) }

// company is what the known words of a question say of those that are misspelt.
type company struct {
	x    *Index
	s    *scratch
	best float64 // their evidence for the group of entries that they fit best
}

// keepCompany weighs the words of a question that are known.
func (x *Index) keepCompany(words []text.Word) *company {
	c := &company{x: x, s: x.take()}
	for _, w := range words {
		if u := x.lexicon.Word(w); u.Class != lexicon.Function && x.knows(w) {
			unit := x.unit(u)
			unit.factor = 1
			c.s.weigh(x, &unit)
		}
	}
	for _, g := range c.s.touched {
		c.best = max(c.best, c.s.sum[g])
	}
	return c
}

// maxMeant is how many words are weighed as what a slip was meant for.
const maxMeant = 8

// surprise is what a word costs, in hundredths of an edit, that is e times less likely to
// stand in a question with the other words.
const surprise = 12

// likeliest returns the word that was most likely meant, of the repairs of one: if nobody
// has written how people ask, the cheapest; else by the noisy
// channel model (Kernighan, Church and Gale, 1990) with the company of the other words as
// what makes a word likely.
func (c *company) likeliest(repairs []spell.Repair) string {
	if len(c.x.entries) == 0 {
		return repairs[0].Form
	}
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
		return math.Log(0.5/all) + c.best
	}
	term := &c.x.terms[t]
	best := c.best
	for _, p := range term.postings {
		best = max(best, c.s.sum[p.group]+p.impact)
	}
	return math.Log(float64(term.entries)/all) + best
}
