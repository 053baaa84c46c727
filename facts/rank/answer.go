package rank

// answer describes whether the sentence has what the question asks for.
func (c *candidate) answer(f []float64) {
	kind := c.q.kind
	fit, near := c.best(wanted[kind])
	f[featureWanted] = fit
	f[featureWantedNear] = near
	switch kind {
	case kindWho:
		f[featureWhoNear] = near
	case kindWhen:
		f[featureWhenNear] = near
	case kindWhere:
		f[featureWhereNear] = near
	case kindNumber, kindDuration, kindPercent, kindMoney:
		f[featureNumberNear] = near
	case kindWhy, kindHow:
		f[featureCause] = fit
	}
	f[featureNewName], _ = c.best(name)
	f[featureNewNumber], _ = c.best(number | numeral)
	if c.q.focus >= 0 {
		f[featureFocusNear] = c.nearFocus(wanted[kind])
	}
	f[featureDefining] = c.defines()
	for _, t := range c.tokens {
		if t.class&bracketed != 0 {
			f[featureBrackets] = 1
		}
	}
}

// best returns 1 where a word of one of the classes is new (not in the question), and
// how near the question's content terms stand to such a word, as a share of their idf.
func (c *candidate) best(classes class) (fit, near float64) {
	for i, t := range c.tokens {
		if t.class&classes == 0 || c.isTerm(i) {
			continue
		}
		fit = 1
		near = max(near, c.around(i))
	}
	return fit, near
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

// around returns the idf of the content terms, each divided by its distance from word i,
// as a share of the question's mass.
func (c *candidate) around(i int) float64 {
	sum := 0.0
	var seen terms
	for _, h := range c.hits {
		t := c.q.terms[h.term]
		if !t.content || seen&(1<<h.term) != 0 {
			continue
		}
		seen |= 1 << h.term
		sum += t.idf / (1 + float64(max(h.at-i, i-h.at))/4)
	}
	return sum / max(c.q.mass, 1e-9)
}

// nearFocus returns 1 where a wanted word stands within three words of the focus.
func (c *candidate) nearFocus(classes class) float64 {
	for _, h := range c.hits {
		if int(h.term) != c.q.focus {
			continue
		}
		for j := max(0, h.at-3); j < min(len(c.tokens), h.at+4); j++ {
			if c.tokens[j].class&classes != 0 && !c.isTerm(j) {
				return 1
			}
		}
	}
	return 0
}

// defines returns 1 where one of the first words after a content term says what it is.
func (c *candidate) defines() float64 {
	for _, h := range c.hits {
		if c.q.terms[h.term].content && h.at+1 < len(c.tokens) && c.tokens[h.at+1].class&defining != 0 {
			return 1
		}
	}
	return 0
}
