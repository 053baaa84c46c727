package passage

import (
	"math"

	"summitbot/facts/index"
)

// context describes where the terms are that the sentence lacks.
func (c *candidate) context(f []float64) {
	q := c.q
	missing := q.content &^ c.own
	f[FeatureTitleShare] = c.titleShare
	f[FeatureTitle] = q.weight(missing&c.title) / q.unit
	f[FeatureLead] = q.weight(missing&c.lead) / q.unit
	f[FeaturePrevious] = q.weight(missing&c.prev) / q.unit
	f[FeatureNext] = q.weight(missing&c.next) / q.unit
	f[FeatureRest] = q.weight(missing&c.paragraph) / q.unit
	f[FeatureArticle] = q.weight(missing&c.nearby) / q.unit
	if c.refersBack() {
		f[FeaturePronoun] = q.weight(missing&(c.prev|c.title)) / q.unit
	}
	f[FeatureOpening] = one(c.section.First == c.id)
	f[FeaturePosition] = float64(c.id-c.within.First) / float64(c.within.Len())
}

// union describes how much of the question the sentence has together with what stands
// around it.
func (c *candidate) union(f []float64) {
	q := c.q
	all := max(q.weight(q.content), tiny)
	has := (c.own | c.title) & q.content
	f[FeatureUnion] = q.weight(has) / all
	f[FeatureUnionSquare] = q.square(has) / max(q.square(q.content), tiny)
	f[FeatureAround] = q.weight((has|c.prev|c.next|c.paragraph)&q.content) / all
	f[FeatureParagraphShare] = q.weight((c.own|c.paragraph)&q.content) / all
	f[FeatureRarest] = one(c.own.Has(q.rarest))
	f[FeatureRarestTitle] = one(c.title.Has(q.rarest))
}

// form describes what kind of sentence it is.
func (c *candidate) form(f []float64) {
	end := c.x.words.End(c.id)
	f[FeatureLeadIn] = one(end == ':')
	f[FeatureAsks] = one(end == '?')
	f[FeatureShort] = one(len(c.tokens) < 4)
	f[FeatureDensity] = c.q.weight(c.own&c.q.content) / float64(3+len(c.tokens)) / c.q.unit
}

// refersBack reports whether one of the first words stands for something said before.
func (c *candidate) refersBack() bool {
	for _, t := range c.tokens[:min(len(c.tokens), 4)] {
		if t.Class&index.Pronoun != 0 {
			return true
		}
	}
	return false
}

// before describes the second to fifth sentence before the candidate, in its section.
func (s *scratch) before(c *candidate, f []float64) {
	missing := c.q.content &^ (c.own | c.prev)
	for j := c.id - 2; j >= c.section.First && j >= c.id-5; j-- {
		f[FeatureBefore] = max(f[FeatureBefore], c.q.weight(missing&s.found.Sentences.Of(j).Found)/c.q.unit)
	}
}

// local counts, for the sections of the candidates, in how many of their sentences each
// term of the question stands: a word that all sentences of a section have tells the
// section, not the sentence.
type local struct {
	slot   []int32 // by section: 1 + its place in counts, or 0
	used   []int32 // sections with a slot
	counts [][maxTerms]int32
}

// localize counts the terms in the sections of the candidates.
func (s *scratch) localize(x *Finder) {
	for _, t := range s.top {
		section, _ := x.words.Section(t.sentence)
		s.local.open(section)
	}
	for _, u := range s.found.Sentences.Units {
		section, _ := x.words.Section(u.ID)
		if slot := s.local.slot[section]; slot > 0 {
			counts := &s.local.counts[slot-1]
			for i := range s.q.terms {
				counts[i] += int32(u.Found >> i & 1)
			}
		}
	}
}

// open gives a section a slot with empty counts, if it has none.
func (l *local) open(section int32) {
	if l.slot[section] > 0 {
		return
	}
	l.used = append(l.used, section)
	l.slot[section] = int32(len(l.used))
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

// localCoverage describes how much of the question the sentence has, by idf within its own
// section.
func (s *scratch) localCoverage(c *candidate, f []float64) {
	counts := &s.local.counts[s.local.slot[c.sectionID]-1]
	var own, all float64
	for i, t := range c.q.terms {
		if !t.content {
			continue
		}
		w := localIDF(int(counts[i]), c.section.Len())
		all += w
		if c.own.Has(i) {
			own += w
		}
	}
	f[FeatureLocal] = own / max(all, tiny)
}

// localIDF is [index.IDF] but for terms that the section does not have at all.
func localIDF(df, n int) float64 {
	if df == 0 {
		return math.Log1p(2*float64(n) + 1)
	}
	return index.IDF(df, n)
}
