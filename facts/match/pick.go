package match

import (
	"cmp"
	"math"
	"slices"
)

// PointFeatures describe how a question fits one point of a candidate. Each lies between
// -1 and 1.
type PointFeatures [pointFeatureCount]float64

const (
	pointLikeness = iota // of its likeliest entry
	pointSecondLike
	pointDice     // shared words of the question and a likely entry, the most, function words too
	pointPairs    // shared pairs of neighbouring words, the most of a likely entry
	pointEvidence // against the candidate's best point, function words too, squashed
	pointAgrees   // it answers such a kind of question
	pointDiffers  // it answers others
	pointFocused  // the answer has what is asked for: "war" of "which war"
	pointRepeats  // share of the answer's words that the question has already
	pointStale    // it has most of them, and neither is about yes or no
	pointFirst    // it is what the sentence mainly says
	pointBroad    // share of the sentence that the answer is
	pointUnasked  // the same, where the question does not say what kind of answer it asks for
	pointHolds    // the answer has a value that was asked for: a year, a day, a number
	pointLacks    // it has none
	pointFeatureCount
)

// pointFeatureNames returns the features' names, in order.
func pointFeatureNames() []string {
	return []string{
		"likeness", "second", "dice", "pairs", "evidence", "agrees", "differs", "focused", "repeats", "stale", "first",
		"broad", "unasked", "holds", "lacks",
	}
}

// mostWords is the share of an answer's words that leaves it nothing new to tell.
const mostWords = 0.66

// rivalShare is the share of the likelihood from which a second point may be what was asked
// for as well.
const rivalShare = 0.3

// Answering returns the points of a sentence that answer the question: the likeliest, and
// behind it a second if that is nearly as likely. It returns nil if the sentence has none.
func (x *Index) Answering(q *Question, sentence int) []int {
	all := x.Points(q, sentence)
	if len(all) == 0 {
		return nil
	}
	scores := make([]float64, len(all))
	order := make([]int, len(all))
	sum := 0.0
	for i, f := range all {
		order[i] = i
		for j, v := range f {
			scores[i] += x.model.Point[j] * v
		}
		sum += math.Exp(scores[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	if len(all) > 1 && math.Exp(scores[order[1]])/sum >= rivalShare {
		return order[:2]
	}
	return order[:1]
}

// Points describes the points of a sentence, nil if it has none.
func (x *Index) Points(q *Question, sentence int) []PointFeatures {
	candidate := x.spoken[sentence]
	if candidate < 0 {
		return nil
	}
	s := x.take()
	defer x.release(s)
	s.load(q)
	answers := x.answers[candidate]
	all := make([]PointFeatures, len(answers))
	evidence := make([]float64, len(answers))
	for g := x.first[candidate]; g < x.first[candidate+1]; g++ {
		if point := x.groups[g].point; point >= 0 {
			evidence[point] = x.evidence(q, g)
		}
	}
	best := slices.Max(append(evidence, math.Inf(-1)))
	for _, g := range x.groups[x.first[candidate]:x.first[candidate+1]] {
		if g.point < 0 || evidence[g.point] <= best-hopeless {
			continue
		}
		all[g.point].consider(x, s, q, &g)
	}
	for i := range all {
		all[i].answer(s, q, &answers[i])
		all[i].extent(q, &answers[i])
		all[i][pointEvidence] = math.Tanh((evidence[i] - best) / x.scale)
		all[i][pointFirst] = indicator(float64(1 - min(i, 1)))
	}
	return all
}

// hopeless is how far below the best point's evidence a point's entries are not read.
const hopeless = 4

// consider takes the entries of the point into account, each that is likelier than all but
// one before it.
func (f *PointFeatures) consider(x *Index, s *scratch, q *Question, g *group) {
	all := x.overlaps(s, q, g)
	for i := range all {
		entry := g.entries.first + int32(i)
		if !all[i].counts(q) {
			continue
		}
		cosine := x.entries[entry].cosine(q, &all[i])
		if cosine <= f[pointSecondLike] {
			continue
		}
		best := insert([2]float64{f[pointLikeness], f[pointSecondLike]}, cosine)
		f[pointLikeness], f[pointSecondLike] = best[0], best[1]
		stems := x.stemsOf(entry)
		f[pointDice] = max(f[pointDice], q.dice(stems))
		f[pointPairs] = max(f[pointPairs], q.pairs(stems))
	}
}

// answer takes the words and kinds of the point's answer into account.
func (f *PointFeatures) answer(s *scratch, q *Question, a *answer) {
	if q.kinds != 0 && a.kinds != 0 {
		f[pointAgrees] = indicator(float64(q.kinds & a.kinds))
		f[pointDiffers] = 1 - f[pointAgrees]
	}
	f[pointFocused] = indicator(float64(s.units(a.terms) & q.focus))
	if len(a.marked) > 0 {
		f[pointRepeats] = float64(s.knows(a)) / float64(len(a.marked))
	}
	if (q.kinds|a.kinds)&yesNo == 0 && f[pointRepeats] > mostWords {
		f[pointStale] = 1
	}
}

// extent takes into account how much of its sentence the answer is, and what values it has.
func (f *PointFeatures) extent(q *Question, a *answer) {
	f[pointBroad] = a.broad
	if q.kinds == 0 {
		f[pointUnasked] = a.broad
	}
	if q.wanted != 0 {
		f[pointHolds] = indicator(float64(q.wanted & a.held))
		f[pointLacks] = 1 - f[pointHolds]
	}
}

// evidence returns the evidence of all words of the question for a group, function words
// too: "when" and "where" tell points apart.
func (x *Index) evidence(q *Question, g int32) float64 {
	sum := 0.0
	for i := range q.Units {
		u := &q.Units[i]
		best, known := x.groups[g].absence, false
		for _, a := range u.alternatives {
			known = true
			postings := x.terms[a.term].postings
			if at, ok := slices.BinarySearchFunc(postings, g, func(p posting, g int32) int { return cmp.Compare(p.group, g) }); ok {
				best = max(best, x.groups[g].absence+a.likeness*postings[at].impact)
			}
		}
		if known {
			sum += best
		}
	}
	return sum
}
