package rank

// order describes how close, and in which order, the question's words stand in the
// sentence.
func (c *candidate) order(f []float64) {
	mass := max(c.q.mass, 1e-9)
	f[featureBigrams], f[featureLongest] = c.bigrams()
	f[featureBigrams] /= mass
	f[featureLongest] /= mass
	f[featureSkip] = c.skips() / mass
	f[featureNear] = c.near() / mass
	f[featureWindow] = c.window() / mass
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

// follows reports whether the question has term b right after term a.
func (q *question) follows(a, b int8) bool {
	for i := 1; i < len(q.order); i++ {
		if q.order[i-1] == a && q.order[i] == b {
			return true
		}
	}
	return false
}

// skips returns the idf of the content terms that stand in the question's order, at
// most five words after the content term before them.
func (c *candidate) skips() float64 {
	sum := 0.0
	last := hit{at: -100, term: -1}
	for _, h := range c.hits {
		if !c.q.terms[h.term].content {
			continue
		}
		if last.term >= 0 && h.term > last.term && h.at-last.at <= 5 {
			sum += (c.q.terms[h.term].idf + c.q.terms[last.term].idf) / 2
		}
		last = h
	}
	return sum
}

// near returns the idf of neighbouring pairs of different content terms, each divided
// by the distance between them.
func (c *candidate) near() float64 {
	sum := 0.0
	last := hit{term: -1}
	for _, h := range c.hits {
		if !c.q.terms[h.term].content {
			continue
		}
		if last.term >= 0 && h.term != last.term {
			sum += (c.q.terms[h.term].idf + c.q.terms[last.term].idf) / 2 / float64(h.at-last.at)
		}
		last = h
	}
	return sum
}

// window returns the largest idf of different content terms within ten words.
func (c *candidate) window() float64 {
	best := 0.0
	for i, a := range c.hits {
		var set terms
		for _, b := range c.hits[i:] {
			if b.at >= a.at+10 {
				break
			}
			set |= 1 << b.term
		}
		best = max(best, c.q.weight(set&c.q.content))
	}
	return best
}
