package passage

import (
	"math"

	"summitbot/facts/index"
	"summitbot/facts/kind"
)

// answer describes whether the sentence has what the question asks for.
func (c *candidate) answer(f []float64) {
	fit, near := c.best(c.q.wanted)
	f[FeatureWanted] = fit
	f[FeatureWantedNear] = near
	f[FeatureWantedAnd] = fit * f[FeatureCoverage]
	switch c.q.kind {
	case kind.Date:
		f[FeatureWhenNear] = near
	case kind.Person, kind.Organization:
		f[FeaturePersonNear] = c.nearest((*candidate).endsName)
	case kind.Place:
		f[FeaturePlaceNear] = c.nearest((*candidate).isPlace)
	case kind.Count, kind.Amount, kind.Duration, kind.Frequency:
		f[FeatureNumberNear] = near
	}
}

// best returns 1 where a word of one of the classes is new (not in the question), and
// how near the question's content terms stand to such a word, as a share of their idf.
func (c *candidate) best(classes index.Class) (fit, near float64) {
	for i, t := range c.tokens {
		if t.Class&classes != 0 && !c.isTerm(i) {
			fit = 1
			near = max(near, c.around(i))
		}
	}
	return fit, near
}

// nearest returns how near the question's content terms stand to a word that is so.
func (c *candidate) nearest(is func(c *candidate, i int) bool) float64 {
	near := 0.0
	for i := 1; i < len(c.tokens); i++ {
		if is(c, i) {
			near = max(near, c.around(i))
		}
	}
	return near
}

// isNewName reports whether word i is a name that the question has not.
func (c *candidate) isNewName(i int) bool { return c.tokens[i].Class&index.Name != 0 && !c.isTerm(i) }

// endsName reports whether word i and the one before it may be a person's new name.
func (c *candidate) endsName(i int) bool { return c.isNewName(i) && c.isNewName(i-1) }

// isPlace reports whether word i is a new name behind "in", "near" or the like.
func (c *candidate) isPlace(i int) bool {
	return c.isNewName(i) && c.tokens[i-1].Class&index.Locative != 0
}

// isTerm reports whether word i is a term of the question.
func (c *candidate) isTerm(i int) bool {
	for _, h := range c.hits {
		if h.at >= i {
			return h.at == i
		}
	}
	return false
}

// around returns the idf of the content terms, each less the farther it stands from
// word i, in the question's unit.
func (c *candidate) around(i int) float64 {
	sum := 0.0
	var seen index.Terms
	for _, h := range c.hits {
		t := &c.q.terms[h.term]
		if !t.content || seen.Has(int(h.term)) {
			continue
		}
		seen |= 1 << h.term
		sum += t.idf / (1 + float64(max(h.at-i, i-h.at))/4)
	}
	return sum / c.q.unit
}

// novelty describes the names that the sentence has and the question has not.
func (c *candidate) novelty(f []float64) {
	names := 0
	for i, t := range c.tokens {
		if t.Class&index.Name != 0 && !c.isTerm(i) {
			names++
		}
	}
	f[FeatureNewNames] = math.Log1p(float64(names))
}

// definition describes whether the sentence says what a term is.
func (c *candidate) definition(f []float64) {
	last := -1 // of the content terms that the sentence begins with
	for i, h := range c.hits {
		if !c.q.terms[h.term].content {
			continue
		}
		f[FeatureBegins] = max(f[FeatureBegins], one(i == 0 && h.at <= 1))
		if c.isDefined(h.at) {
			f[FeatureDefining] = 1
		}
		if h.at < 8 && (last < 0 || h.at-last <= 2) {
			last = h.at
		}
	}
	f[FeatureDefinition] = one(c.q.definition && last >= 0 && c.isDefined(last))
}

// isDefined reports whether "is", "called" or the like stands right after word i.
func (c *candidate) isDefined(i int) bool {
	return i+1 < len(c.tokens) && c.tokens[i+1].Class&index.Defining != 0
}
