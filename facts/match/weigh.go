package match

import (
	"math"

	"summitbot/facts/index"
	"summitbot/facts/text"
)

// weigh sets each term's weight by the number of candidates that have it ([index.IDF]), and
// then each entry's weight and norm.
func (x *Index) weigh() {
	n := len(x.candidates)
	if n == 0 {
		n = x.words.Len()
	}
	x.rarest = index.IDF(0, n)
	for i := range x.terms {
		t := &x.terms[i]
		last := int32(-1)
		for _, p := range t.postings {
			t.entries += p.count
			if c := x.groups[p.group].candidate; c != last {
				t.candidates++
				last = c
			}
		}
		t.idf = index.IDF(t.candidates, n)
	}
	weights := make([]float64, len(x.terms))
	for stem, t := range x.stems {
		u := x.lexicon.Word(text.Word{Form: stem, Stem: stem})
		weights[t] = x.weightOf(&u, t)
	}
	for i := range x.entries {
		squares := 0.0
		for _, t := range x.stemsOf(int32(i)) {
			x.wordings[i].weight += weights[t]
			squares += weights[t] * weights[t]
		}
		x.entries[i].norm = math.Sqrt(squares)
	}
}

// smoothing is how many entries the whole base counts for beside those of one group when
// it is guessed how often people who ask for that group use a word (Dirichlet smoothing).
const smoothing = 3

// judge sets what having or lacking a term says: the evidence is the log of how much
// likelier a word is from people who ask for a group than from all, counted over entries.
func (x *Index) judge() {
	gaps := 0
	for i := range x.groups {
		g := &x.groups[i]
		g.absence = math.Log(smoothing / (float64(g.entries.length()) + smoothing))
		if x.candidates[g.candidate].Gap {
			gaps += int(g.entries.length())
		}
	}
	if x.pool = pool / 2; gaps == 0 {
		x.pool = pool
	}
	all := len(x.entries)
	x.scale = evidenceScale * math.Log(float64(all+smoothing))
	prior := math.Log(float64(gaps+1) / float64(all-gaps+1))
	for i := range x.terms {
		t := &x.terms[i]
		inGaps := int32(0)
		share := float64(t.entries) / float64(all)
		for j := range t.postings {
			p := &t.postings[j]
			p.impact = math.Log1p(float64(p.count) / (smoothing * share))
			if x.candidates[x.groups[p.group].candidate].Gap {
				inGaps += p.count
			}
		}
		if gaps > 0 {
			t.gapOdds = math.Log(float64(inGaps+1)/float64(t.entries-inGaps+1)) - prior
		}
	}
}
