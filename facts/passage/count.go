package passage

import (
	"summitbot/facts/index"
	"summitbot/facts/kind"
)

// count tells whether the sentence counts what the question asks the number or the
// duration of.
func (s *scratch) count(c *candidate, f []float64) {
	switch c.q.kind {
	case kind.Count, kind.Amount, kind.Duration, kind.Frequency:
	default:
		return
	}
	for i, t := range c.tokens {
		if s.isCounted(c, t) && c.isBehindNumber(i) {
			f[FeatureCounted] = 1
			return
		}
	}
}

// isCounted reports whether a word of the sentence is, or is related to, what the
// question counts: the word after "how many", or a unit of time after "how long".
func (s *scratch) isCounted(c *candidate, t index.Token) bool {
	if c.q.kind == kind.Duration || c.q.kind == kind.Frequency {
		return t.Class&index.Duration != 0
	}
	if c.q.focus < 0 {
		return false
	}
	if int(s.termOf[t.Stem]) == c.q.focus {
		return true
	}
	for j := s.softOf[t.Stem]; j >= 0; j = s.soft[j].next {
		if int(s.soft[j].term) == c.q.focus {
			return true
		}
	}
	return false
}

// isBehindNumber reports whether a number, which is no year, is one of the three words
// before word i.
func (c *candidate) isBehindNumber(i int) bool {
	for _, t := range c.tokens[max(0, i-3):i] {
		if t.Class&(index.Number|index.Numeral) != 0 && t.Class&index.Year == 0 {
			return true
		}
	}
	return false
}
