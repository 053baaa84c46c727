package rank

import "math"

// local counts, for the articles of the candidates, in how many of their sentences each
// term of the question stands: a word that all sentences of an article have tells the
// article, not the sentence.
type local struct {
	slot   []int32 // by document: 1 + its place in counts, or 0
	used   []int32
	counts [][maxTerms]int32
}

func (s *scratch) localize(x *Index) {
	l := &s.local
	for _, t := range s.top {
		d := x.sentences[t.sentence].document
		if l.slot[d] == 0 {
			l.used = append(l.used, d)
			l.slot[d] = int32(len(l.used))
			if len(l.counts) < len(l.used) {
				l.counts = append(l.counts, [maxTerms]int32{})
			}
			l.counts[len(l.used)-1] = [maxTerms]int32{}
		}
	}
	for _, u := range s.sentences.touched {
		slot := l.slot[x.sentences[u].document]
		if slot == 0 {
			continue
		}
		found := s.sentences.found[u]
		for i := range s.q.terms {
			if found&(1<<i) != 0 {
				l.counts[slot-1][i]++
			}
		}
	}
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
	n := float64(doc.end - doc.first)
	var own, near, rest, all, count, countAll float64
	for i, t := range c.q.terms {
		if !t.content {
			continue
		}
		bit := terms(1) << i
		w := math.Log1p((n - float64(counts[i]) + 0.5) / (float64(counts[i]) + 0.5))
		if counts[i] == 0 {
			w = math.Log1p(2*n + 1)
		}
		all += w
		countAll++
		switch {
		case c.own&bit != 0:
			own += w
			count++
		case (c.prev|c.next)&bit != 0:
			near += w
		case c.paragraph&bit != 0:
			rest += w
		}
	}
	all = max(all, 1e-9)
	f[featureLocal] = own / all
	f[featureLocalNear] = near / all
	f[featureLocalRest] = rest / all
	f[featureCount_] = count / max(countAll, 1)
}
