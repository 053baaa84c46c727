package rank

import "math"

// context describes where the terms are that the sentence lacks.
func (c *candidate) context(f []float64) {
	q := c.q
	missing := q.content &^ c.own
	f[FeatureTitleShare] = c.titleShare
	f[FeatureTitle] = q.weight(missing&c.title) / q.unit
	f[FeaturePrevious] = q.weight(missing&c.prev) / q.unit
	f[FeatureNext] = q.weight(missing&c.next) / q.unit
	f[FeatureRest] = q.weight(missing&c.paragraph) / q.unit
	f[FeatureArticle] = q.weight(missing&c.document) / q.unit
	if c.refersBack() {
		f[FeaturePronoun] = q.weight(missing&(c.prev|c.title)) / q.unit
	}
	f[FeatureOpening] = one(c.x.documents[c.at.document].first == c.id)
	par := c.x.paragraphs[c.at.paragraph]
	f[FeaturePosition] = float64(c.id-par.first) / float64(par.end-par.first)
}

// refersBack reports whether one of the first words stands for something said before.
func (c *candidate) refersBack() bool {
	for _, t := range c.tokens[:min(len(c.tokens), 4)] {
		if t.class&pronoun != 0 {
			return true
		}
	}
	return false
}

// before describes the second to fifth sentence before the candidate, in its article.
func (s *scratch) before(c *candidate, f []float64) {
	doc := c.x.documents[c.at.document]
	missing := c.q.content &^ (c.own | c.prev)
	for j := c.id - 2; j >= doc.first && j >= c.id-5; j-- {
		f[FeatureBefore] = max(f[FeatureBefore], c.q.weight(missing&s.sentences.found[j])/c.q.unit)
	}
}

// local counts, for the articles of the candidates, in how many of their sentences each
// term of the question stands: a word that all sentences of an article have tells the
// article, not the sentence.
type local struct {
	slot   []int32 // by document: 1 + its place in counts, or 0
	used   []int32 // documents with a slot
	counts [][maxTerms]int32
}

// localize counts the terms in the articles of the candidates.
func (s *scratch) localize(x *Index) {
	for _, t := range s.top {
		s.local.open(x.sentences[t.sentence].document)
	}
	for _, u := range s.sentences.touched {
		if slot := s.local.slot[x.sentences[u].document]; slot > 0 {
			counts := &s.local.counts[slot-1]
			found := s.sentences.found[u]
			for i := range s.q.terms {
				counts[i] += int32(found >> i & 1)
			}
		}
	}
}

// open gives a document a slot with empty counts, where it has none.
func (l *local) open(document int32) {
	if l.slot[document] > 0 {
		return
	}
	l.used = append(l.used, document)
	l.slot[document] = int32(len(l.used))
	if len(l.counts) < len(l.used) {
		l.counts = append(l.counts, [maxTerms]int32{})
	}
	l.counts[len(l.used)-1] = [maxTerms]int32{}
}

func (l *local) reset() {
	for _, d := range l.used {
		l.slot[d] = 0
	}
	l.used = l.used[:0]
}

// localCoverage describes how much of the question the sentence has, by idf within its
// own article.
func (s *scratch) localCoverage(c *candidate, f []float64) {
	counts := &s.local.counts[s.local.slot[c.at.document]-1]
	doc := c.x.documents[c.at.document]
	var own, all float64
	for i, t := range c.q.terms {
		if !t.content {
			continue
		}
		w := localIDF(int(counts[i]), int(doc.end-doc.first))
		all += w
		if c.own.has(i) {
			own += w
		}
	}
	f[FeatureLocal] = own / max(all, tiny)
}

// localIDF is [idf] but for terms that the article does not have at all.
func localIDF(df, n int) float64 {
	if df == 0 {
		return math.Log1p(2*float64(n) + 1)
	}
	return idf(df, n)
}
