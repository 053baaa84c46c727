package match

import (
	"math"

	"summitbot/facts/lexicon"
	"summitbot/facts/passage"
)

// unspokenPool is how many of the sentences that nobody has written about are hits.
const unspokenPool = 16

// passageScale brings the score of a passage near the other features.
const passageScale = 16

// addPassages adds the best of the sentences that nobody has written about.
func (x *Index) addPassages(q *Question, hits []Hit) []Hit {
	if !x.unspoken {
		return hits
	}
	pick := passage.Pick{Pool: passage.Pool}
	if q.Near != nil {
		pick = passage.Meant(q.Near)
	}
	if len(x.candidates) > 0 {
		pick.Skip = func(s int32) bool { return x.spoken[s] >= 0 }
	}
	return x.passageHits(q, hits, pick)
}

// passageHits appends the best of the sentences that are picked, as if nobody had written about
// them.
func (x *Index) passageHits(q *Question, hits []Hit, pick passage.Pick) []Hit {
	found := x.passages.Find(q.Text, q.Words, pick)
	terms := q.terms()
	for _, p := range found[:min(len(found), unspokenPool)] {
		hits = append(hits, unspokenHit(terms, p))
	}
	return hits
}

// terms returns, by unit, the number that passages give to its word.
func (q *Question) terms() []int8 {
	numbers := make(map[string]int8, len(q.Words))
	for i, n := range passage.Order(q.Words) {
		numbers[q.Words[i].Stem] = n
	}
	terms := make([]int8, len(q.Units))
	for i, u := range q.Units {
		terms[i] = -1
		if n, ok := numbers[u.Stem]; ok && !u.Phrase {
			terms[i] = n
		}
	}
	return terms
}

// unspokenHit makes a hit of a sentence that nobody has written about.
func unspokenHit(terms []int8, p passage.Hit) Hit {
	var has uint64
	for i, n := range terms {
		if p.Has.Has(int(n)) {
			has |= 1 << i
		}
	}
	return Hit{
		Target: Target{At: p.Sentence}, candidate: -1, Has: has, Features: Features{Alone: p.Score / passageScale},
		Share: p.Share, passage: p.Features, evidence: math.Inf(-1),
	}
}

// describeAlone fills in what a sentence that nobody has written about has of the question:
// no matter for its order, which is that of the passages, but for how far it is trusted.
func (x *Index) describeAlone(q *Question, has uint64, f *Features) {
	f[Coverage], f[TextCoverage] = q.share(has), q.share(has)
	f[Missing] = x.weightiest(q, has, isContent)
	f[TextMissing] = f[Missing]
	f[OtherNumber] = indicator(x.weightiest(q, has, func(u *Unit) bool { return u.Class == lexicon.Number }))
	f[FocusMissing] = x.weightiest(q, has|^q.focus, isContent)
	f[FocusNotInText] = f[FocusMissing]
	f[Matched] = min(1, float64(q.content(has))/4)
}

// passageSignCount is their number.
const passageSignCount = 20

// passageSigns are the features of a passage by which it can be trusted.
var passageSigns = [passageSignCount]passage.Feature{
	passage.FeatureCoverageAll, passage.FeatureSquare, passage.FeatureTerms, passage.FeatureUnion, passage.FeatureUnionSquare,
	passage.FeatureAround, passage.FeatureTitleShare, passage.FeatureRarest, passage.FeatureRarestTitle, passage.FeatureFocus,
	passage.FeatureWanted, passage.FeatureWantedNear, passage.FeatureFunctionShare, passage.FeatureMeaning,
	passage.FeatureLongest, passage.FeatureWindow, passage.FeatureLength, passage.FeatureLocal, passage.FeatureNames, passage.FeatureLead,
}

// lessThanFirst returns how far behind the first passage the next ones are, squashed.
func lessThanFirst(hits []Hit, first int) (second, third float64) {
	best, next := math.Inf(-1), math.Inf(-1)
	for i, h := range hits {
		if h.candidate >= 0 || i == first {
			continue
		}
		switch s := h.Features[Alone]; {
		case s > best:
			best, next = s, best
		case s > next:
			next = s
		}
	}
	own := hits[first].Features[Alone]
	return math.Tanh(4 * (own - best)), math.Tanh(4 * (own - next))
}
