package passage

import "summitbot/facts/index"

// windowWords is how many words in a row count as standing together.
const windowWords = 10

// order describes how close, and in which order, the question's words stand in the
// sentence.
func (c *candidate) order(f []float64) {
	sum, longest := c.bigrams()
	f[FeatureBigrams] = sum / c.q.unit
	f[FeatureLongest] = longest / c.q.unit
	f[FeatureWindow] = c.window() / c.q.unit
}

// bigrams returns the idf of the pairs of neighbouring words that question and sentence
// share, and that of the longest run of them.
func (c *candidate) bigrams() (sum, longest float64) {
	run := 0.0
	for i := 1; i < len(c.hits); i++ {
		a, b := c.hits[i-1], c.hits[i]
		if b.at != a.at+1 || !c.q.follows(a.term, b.term) {
			run = 0
			continue
		}
		w := (c.q.terms[a.term].idf + c.q.terms[b.term].idf) / 2
		sum += w
		run += w
		longest = max(longest, run)
	}
	return sum, longest
}

// window returns the largest idf of different content terms that stand together.
func (c *candidate) window() float64 {
	best := 0.0
	for i, a := range c.hits {
		var set index.Terms
		for _, b := range c.hits[i:] {
			if b.at >= a.at+windowWords {
				break
			}
			set |= 1 << b.term
		}
		best = max(best, c.q.weight(set&c.q.content))
	}
	return best
}
