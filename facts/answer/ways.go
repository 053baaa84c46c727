package answer

import (
	"cmp"
	_ "embed"
	"math"
	"slices"

	"summitbot/facts"
	"summitbot/facts/encoder"
	"summitbot/facts/match"
	"summitbot/facts/weights"
)

// fewWays is how many ways of asking an answer or a gap has, on average, in a base that is
// found by words: with fewer, many a question is in words that nobody wrote down.
const fewWays = 16

// A wording is a way of asking, or a headline, and whose it is.
type wording struct {
	of   match.Target
	text string
}

// wordings returns what is written of facts and gaps; nil if there is enough of it for words
// alone.
func wordings(all []facts.Fact, gaps []facts.Gap) []wording {
	var written []wording
	ways, points := 0, len(gaps)
	add := func(of match.Target, texts ...string) {
		for _, t := range texts {
			written = append(written, wording{of, t})
		}
	}
	for i, f := range all {
		for _, p := range f.Points {
			points++
			ways += len(p.Ask) + len(p.Paraphrases)
			add(match.Target{At: i}, p.Headline)
			add(match.Target{At: i}, p.Ways()...)
		}
	}
	for i, g := range gaps {
		ways += len(g.Ask) + len(g.Paraphrases)
		add(match.Target{Gap: true, At: i}, g.Ways()...)
	}
	if ways >= fewWays*points {
		return nil
	}
	return written
}

// What describes how well a question fits a fact that people wrote about: the features of its
// words, the signs that tell how far those can be trusted, and the following.
const (
	wayAmong    = iota // the words found it
	wayScore           // the score of its words, squashed
	wayBehind          // how far that is behind the best, squashed
	wayLate            // the late interaction of the question with the nearest of its ways
	wayPooled          // their cosine as wholes
	wayAhead           // how far it is ahead of the nearest other fact
	wayAheadGap        // how far it is ahead of the nearest gap
	wayRank            // 1/rank by nearness, among facts
	wayGap             // the late interaction with the nearest gap
	wayTop             // that with the nearest fact
	waySentence        // that with its sentence
	wayBest            // that with the nearest sentence
	wayFeatures
)

var wayNames = [wayFeatures]string{
	"among", "score", "behind", "late", "pooled", "ahead", "ahead-gap", "rank", "gap", "top", "sentence", "best",
}

//go:embed ways.tsv
var shippedWays string

// WayModel says how likely a fact is what was asked for, by words and by meaning together.
type WayModel = weights.Linear

// newWayModel returns a model with the weights of the features in order, and the score of none.
func newWayModel(values []float64, none float64) *WayModel {
	return weights.NewLinear(wayRowNames(), values, none)
}

// shippedWayModel is the model that is part of the program.
var shippedWayModel = weights.MustReadLinear(wayRowNames(), shippedWays)

// wayRowNames returns the names of the features in order.
func wayRowNames() []string {
	return slices.Concat(wayNames[:], match.FeatureNames(), match.SignNames()[:match.QuestionSigns])
}

// wayRow is the features of one fact.
type wayRow [wayFeatures + len(match.Features{}) + match.QuestionSigns]float64

// meant is a fact under comparison.
type meant struct {
	hit  match.Hit
	near encoder.Nearness // of the nearest of its ways
	row  wayRow
}

// nearestFacts is how many of the facts that are nearest by meaning are compared, beside those
// that words find.
const nearestFacts = 4

// sum is what nearness comes to.
func sum(n encoder.Nearness) float64 { return float64(n.Late) + float64(n.Pooled) }

// meantFacts describes the facts that words find, and those that come nearest to what a
// question means, in the order of their nearness.
func (b *Base) meantFacts(q *match.Question, ways []encoder.Nearness, hits []match.Hit) []meant {
	facts, gap := b.nearest(ways)
	found := make(map[int]match.Hit, len(hits))
	for _, h := range hits {
		if !h.Gap && b.isWritten(h) {
			found[h.At] = h
		}
	}
	var all []meant
	for rank, m := range facts {
		h, ok := found[m.hit.At]
		if !ok && rank >= nearestFacts {
			continue
		}
		if ok {
			m.hit = h
			m.row[wayAmong], m.row[wayScore], m.row[wayBehind] = 1, math.Tanh(h.Score/16), math.Tanh((h.Score-hits[0].Score)/4)
		}
		other := facts[min(1, len(facts)-1)]
		if rank > 0 {
			other = facts[0]
		}
		m.row[wayLate], m.row[wayPooled] = float64(m.near.Late), float64(m.near.Pooled)
		m.row[wayAhead], m.row[wayAheadGap] = sum(m.near)-sum(other.near), sum(m.near)-sum(gap)
		m.row[wayRank], m.row[wayGap], m.row[wayTop] = 1/float64(1+rank), float64(gap.Late), float64(facts[0].near.Late)
		all = append(all, m)
	}
	b.describeMeant(q, hits, all)
	return all
}

// describeMeant fills in what sentences mean, and what words say.
func (b *Base) describeMeant(q *match.Question, hits []match.Hit, all []meant) {
	var signs match.Signs
	if first := match.FirstFact(hits); first >= 0 {
		signs = b.index.Signs(q, hits, first)
	}
	best := float32(0)
	for _, n := range q.Near {
		best = max(best, n.Late)
	}
	for i := range all {
		m := &all[i]
		m.row[waySentence], m.row[wayBest] = float64(q.Near[m.hit.At].Late), float64(best)
		copy(m.row[wayFeatures:], m.hit.Features[:])
		copy(m.row[wayFeatures+len(match.Features{}):], signs[:match.QuestionSigns])
	}
}

// nearest returns the facts with the nearness of the nearest of their ways, the nearest first,
// and the nearness of the nearest gap.
func (b *Base) nearest(near []encoder.Nearness) (all []meant, gap encoder.Nearness) {
	at := make(map[int]int)
	for i, w := range b.wordings {
		n := near[i]
		if w.of.Gap {
			if sum(n) > sum(gap) {
				gap = n
			}
			continue
		}
		place, ok := at[w.of.At]
		if !ok {
			place = len(all)
			at[w.of.At] = place
			all = append(all, meant{hit: match.Hit{Target: w.of}, near: n})
		}
		if sum(n) > sum(all[place].near) {
			all[place].near = n
		}
	}
	slices.SortStableFunc(all, func(a, b meant) int { return cmp.Compare(sum(b.near), sum(a.near)) })
	return all, gap
}

// byMeaning returns hits with how likely each fact is what was asked for, the likeliest first;
// a gap that came first stays so.
func (b *Base) byMeaning(q *match.Question, ways []encoder.Nearness, hits []match.Hit) []match.Hit {
	all := b.meantFacts(q, ways, hits)
	setShares(shippedWayModel, all)
	var likely []match.Hit
	for _, m := range all {
		likely = append(likely, m.hit)
	}
	for _, h := range hits {
		if !h.Gap && !b.isWritten(h) {
			likely = append(likely, h)
		}
	}
	slices.SortStableFunc(likely, func(a, b match.Hit) int { return cmp.Compare(b.Share, a.Share) })
	for i := range likely {
		likely[i].Score = math.Log(likely[i].Share)
	}
	if len(hits) > 0 && hits[0].Gap && len(likely) > 0 {
		gap := hits[0]
		gap.Score = likely[0].Score
		likely = slices.Insert(likely, 0, gap)
	}
	return likely
}

// setShares sets how likely each fact is to be what was asked for, none of them being likely too.
func setShares(m *WayModel, all []meant) {
	scores := make([]float64, len(all))
	for i := range all {
		scores[i] = m.Score(all[i].row[:])
	}
	m.Share(scores)
	for i, s := range scores {
		all[i].hit.Share = s
	}
}
