package passage

import (
	"cmp"
	"slices"

	"summitbot/facts/encoder"
	"summitbot/facts/index"
)

// pooledShare is how much the nearness of two texts as wholes counts beside that of their
// pieces.
const pooledShare = 0.5

// near is how near the sentences of a library come to a question.
type near struct {
	given []encoder.Nearness // by sentence; nil if nobody has read what the question means
	score []float64          // by sentence: one number for all that is given
	order []int32            // sentences, the nearest first
	rank  []int32            // by sentence: its place in order
	mean  float64            // of all scores
}

// load takes what is given.
func (n *near) load(given []encoder.Nearness) {
	n.given = given
	n.score, n.order, n.mean = n.score[:0], n.order[:0], 0
	for i, g := range given {
		n.score = append(n.score, float64(g.Late)+pooledShare*float64(g.Pooled))
		n.order = append(n.order, int32(i))
		n.mean += n.score[i] / float64(len(given))
	}
	slices.SortFunc(n.order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(n.score[b], n.score[a]), cmp.Compare(a, b))
	})
	n.rank = slices.Grow(n.rank[:0], len(given))[:len(given)]
	for rank, sentence := range n.order {
		n.rank[sentence] = int32(rank)
	}
}

// addNearest adds to s.top the sentences that are picked for what they mean and are not there.
func (s *scratch) addNearest(p Pick) {
	s.near.load(p.Near)
	found := len(s.top)
	for _, sentence := range s.near.order[:min(p.Nearest, len(s.near.order))] {
		isThere := func(t scored) bool { return t.sentence == sentence }
		if (p.Skip == nil || !p.Skip(sentence)) && !slices.ContainsFunc(s.top[:found], isThere) {
			s.top = append(s.top, scored{sentence, 0})
		}
	}
}

// describe describes how near the i-th candidate comes to the question, and what stands
// around it.
func (n *near) describe(c *candidate, i int, f []float64) {
	if n.given == nil {
		return
	}
	given, score := n.given[c.id], n.score[c.id]
	f[FeatureLate], f[FeaturePooled] = float64(given.Late), float64(given.Pooled)
	f[FeatureLeast], f[FeatureCover] = float64(given.Least), float64(given.Cover)
	f[FeatureBehind] = n.score[n.order[0]] - score
	if n.rank[c.id] == 0 && len(n.order) > 1 {
		f[FeatureAhead] = score - n.score[n.order[1]]
	}
	f[FeatureAbove] = score - n.mean
	f[FeatureNearRank] = 1 / float64(1+n.rank[c.id])
	f[FeatureWordRank] = 1 / float64(1+i)
	if c.id > 0 {
		f[FeatureNearBefore] = n.score[c.id-1]
	}
	if int(c.id)+1 < len(n.score) {
		f[FeatureNearAfter] = n.score[c.id+1]
	}
	f[FeatureNearSection] = n.most(c.section)
}

// most returns the score of the nearest of a range of sentences.
func (n *near) most(r index.Range) float64 { return slices.Max(n.score[r.First:r.End]) }
