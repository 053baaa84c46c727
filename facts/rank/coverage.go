package rank

import "math"

// describe fills in the features of the i-th sentence of the first stage.
func (s *scratch) describe(x *Index, i int, f []float64) {
	clear(f)
	c := s.load(x, i)
	f[FeatureBM25] = float64(s.sentences.score[c.id]) / c.q.unit
	f[FeatureParagraph] = float64(s.paragraphs.score[c.at.paragraph]) / c.q.unit
	f[FeatureDocument] = float64(s.documents.score[c.at.document]) / c.q.unit
	f[FeatureLength] = math.Log1p(float64(len(c.tokens)))
	c.coverage(f)
	c.parts(f)
	c.context(f)
	s.before(c, f)
	s.localCoverage(c, f)
	c.order(f)
	c.answer(f)
	c.novelty(f)
	c.definition(f)
	s.soften(c, f)
	s.count(c, f)
	s.meanings.describe(x, c, f)
}

// coverage describes how much of the question the sentence itself has.
func (c *candidate) coverage(f []float64) {
	q := c.q
	has := c.own & q.content
	f[FeatureCoverage] = q.weight(has) / q.unit
	f[FeatureCoverageAll] = q.weight(c.own) / q.unitAll
	f[FeatureForms] = c.forms() / q.unit
	f[FeatureSquare] = q.square(has) / max(q.square(q.content), tiny)
	f[FeatureTerms] = share(has, q.content)
	f[FeatureFunction] = q.weight(c.own&q.function) / q.unit
	f[FeatureFunctionShare] = q.weight(c.own&q.function) / max(q.weight(q.function), tiny)
}

// parts describes which kinds of terms the sentence has.
func (c *candidate) parts(f []float64) {
	q := c.q
	f[FeatureNames] = q.weight(c.own&q.names) / q.unit
	f[FeatureNumbers] = q.weight(c.own&q.numbers) / q.unit
	f[FeatureLast] = one(c.own.has(q.last))
	if c.own.has(q.focus) {
		f[FeatureFocus] = q.terms[q.focus].idf / q.unit
	}
}

// forms returns the idf of the content terms that the sentence has letter by letter.
func (c *candidate) forms() float64 {
	var exact terms
	for _, h := range c.hits {
		if c.tokens[h.at].form == c.q.terms[h.term].form {
			exact |= 1 << h.term
		}
	}
	return c.q.weight(exact & c.q.content)
}

func one(on bool) float64 {
	if on {
		return 1
	}
	return 0
}
