package passage

import (
	"math"

	"summitbot/facts/index"
)

// describe fills in the features of the i-th sentence of the first stage.
func (s *scratch) describe(x *Finder, i int, f []float64) {
	clear(f)
	c := s.load(x, i)
	paragraph, _ := x.words.Paragraph(c.id)
	f[FeatureBM25] = float64(s.found.Sentences.Of(c.id).Score) / c.q.unit
	f[FeatureParagraph] = float64(s.found.Paragraphs.Of(paragraph).Score) / c.q.unit
	f[FeatureDocument] = float64(s.found.Sections.Of(c.sectionID).Score) / c.q.unit
	f[FeatureLength] = math.Log1p(float64(len(c.tokens)))
	c.coverage(f)
	c.parts(f)
	c.context(f)
	c.union(f)
	c.form(f)
	s.before(c, f)
	s.localCoverage(c, f)
	c.order(f)
	c.answer(f)
	c.novelty(f)
	c.definition(f)
	c.against(f)
	s.soften(c, f)
	s.count(c, f)
	s.meanings.describe(x, c, f)
	s.near.describe(c, i, f)
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
	f[FeatureLast] = one(c.own.Has(q.last))
	if c.own.Has(q.focus) {
		f[FeatureFocus] = q.terms[q.focus].idf / q.unit
	}
}

// forms returns the idf of the content terms that the sentence has letter by letter.
func (c *candidate) forms() float64 {
	var exact index.Terms
	for _, h := range c.hits {
		if c.tokens[h.at].Form == c.q.terms[h.term].form {
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
