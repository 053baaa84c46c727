package passage

import (
	"math"
	"math/bits"

	"summitbot/facts/text"
)

// against describes what speaks against the sentence: what it lacks of that which can't be
// said in other words, and what the question says that no sentence does.
func (c *candidate) against(f []float64) {
	q := c.q
	f[FeatureUnknown] = share(q.unknown, q.content)
	f[FeatureContent] = math.Log1p(float64(bits.OnesCount64(uint64(q.content))))
	f[FeatureSentences] = math.Log1p(float64(c.x.words.Len()))
	f[FeatureNumbersMissing] = share(q.numbers&^(c.own|c.title), q.numbers)
	f[FeatureNamesMissing] = share(q.names&^(c.own|c.title|c.prev), q.names)
	f[FeatureWantedMissing] = one(q.wanted != 0 && f[FeatureWanted] == 0)
	f[FeatureNegation] = one(q.negates != c.negates())
}

// negates reports whether the sentence says that something is not so.
func (c *candidate) negates() bool {
	for _, t := range c.tokens {
		if c.x.negates[t.Form] {
			return true
		}
	}
	return false
}

// negations say that something is not so.
var negations = text.Set("not no never none nobody nothing without neither nor cannot cant dont doesnt didnt isnt arent wasnt werent wont")
