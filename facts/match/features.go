package match

import (
	"math"
	"slices"

	"summitbot/facts/lexicon"
)

// Features describe how a question fits one candidate. Each lies between 0 and 1, the
// evidence between -1 and 1.
type Features [featureCount]float64

// The features of a candidate.
const (
	Likeness       = iota // of the best entry
	Second                // of the second best
	Third                 // of the third best
	Coverage              // share of the question's weight that the candidate has words for
	Precision             // share of the best entry's weight that the question has
	Dice                  // shared words of question and best entry, function words too
	Pairs                 // shared pairs of neighbouring words of the two
	Text                  // likeness of the sentence itself
	TextCoverage          // share of the question's weight that the sentence has
	Context               // share that the sentence lacks and its paragraph has
	Missing               // weight of the weightiest unit that the candidate lacks, against the rarest word's
	OtherName             // the question has a name, measure or number that the candidate lacks
	Fits                  // the candidate answers such a kind of question
	Misfits               // it answers others
	IsGap                 // it is a known gap
	EntryCoverage         // share of the question's weight that the best entry has
	Matched               // how many content units of the question the candidate has, of four
	PointFits             // the point that fits best answers such a kind of question
	TextMissing           // as Missing, of the sentence alone; of a gap, 0
	OtherNumber           // the question has a number that the candidate lacks
	NameMissing           // weight of the weightiest name of the document that the sentence lacks; of a gap, 0
	NameNotNear           // the same, of the sentence and those around it
	FocusMissing          // weight of the weightiest word of what is asked for that the candidate lacks
	FocusNotInText        // the same, of the sentence alone; of a gap, 0
	NoValue               // the sentence has none of the values that would answer; of a gap, 0
	Evidence              // for its best group: how much likelier its words are there than elsewhere, squashed
	EvidenceLead          // that of the candidate above the best other one's, squashed
	Alone                 // the score as a passage of a sentence that nobody has written about; of others, 0
	featureCount
)

// FeatureNames returns the features' names, in order.
func FeatureNames() []string {
	return []string{
		"likeness", "second", "third", "coverage", "precision", "dice", "pairs", "text", "text_coverage", "context",
		"missing", "other_name", "fits", "misfits", "is_gap", "entry_coverage", "matched", "point_fits", "text_missing",
		"other_number", "name_missing", "name_not_near", "focus_missing", "focus_not_in_text", "no_value", "evidence", "evidence_lead", "alone",
	}
}

// describe makes a hit of a candidate.
func (x *Index) describe(s *scratch, q *Question, found found) Hit {
	b, c := x.compare(s, q, found), found.candidate
	stems, weight := x.stemsOf(b.entry), x.wordings[b.entry].weight
	point := x.roughPoint(s, q, c)
	f := Features{
		Likeness: b.likeness[0], Second: b.likeness[1], Third: b.likeness[2],
		Coverage: q.share(b.has), Dice: q.dice(stems), Pairs: q.pairs(stems),
		Evidence: math.Tanh(found.evidence / x.scale),
	}
	if weight > 0 {
		f[Precision] = min(1, b.matched/weight)
	}
	f[Missing] = x.weightiest(q, b.has, isContent)
	f[OtherName] = indicator(x.weightiest(q, b.has, func(u *Unit) bool { return u.Class == lexicon.Name || u.Class == lexicon.Foreign }))
	f[OtherNumber] = indicator(x.weightiest(q, b.has, func(u *Unit) bool { return u.Class == lexicon.Number }))
	f[FocusMissing] = x.weightiest(q, b.has|^q.focus, isContent)
	f[Fits], f[Misfits] = x.fits(q, c)
	if q.weight > 0 {
		f[EntryCoverage] = min(1, b.matched/q.weight)
	}
	f[Matched] = min(1, float64(q.content(b.has))/4)
	if point >= 0 && len(q.Kinds) > 0 && q.kinds.Agree(x.answers[c][point].kinds) {
		f[PointFits] = 1
	}
	if x.candidates[c].Gap {
		f[IsGap] = 1
	} else {
		x.describeText(s, q, c, &f)
	}
	return Hit{Target: x.candidates[c].Target, candidate: c, Has: b.has, Features: f, evidence: found.evidence}
}

// evidenceScale is the evidence that is squashed to 0.76, as a share of the most that one
// word can come to.
const evidenceScale = 0.76

// compareEvidence fills in how far each hit's evidence is above the best other one's.
func compareEvidence(hits []Hit, scale float64) {
	best, second := math.Inf(-1), math.Inf(-1)
	for _, h := range hits {
		best, second = max(best, h.evidence), max(second, min(best, h.evidence))
	}
	for i := range hits {
		h := &hits[i]
		other := best
		if h.evidence == best {
			other = second
		}
		h.Features[EvidenceLead] = math.Tanh((h.evidence - other) / scale * 2)
	}
}

// describeText fills in what the sentence of a fact says for or against it.
func (x *Index) describeText(s *scratch, q *Question, c int32, f *Features) {
	text := s.best.text
	isName := func(u *Unit) bool { return u.isName }
	around, most := x.around(s, q, c)
	f[Text] = s.best.textLike
	if q.weight > 0 {
		f[TextCoverage] = min(1, text.matched/q.weight)
		f[Context] = min(1, max(0, most-text.matched)/q.weight)
	}
	f[TextMissing] = x.weightiest(q, text.has, isContent)
	f[NameMissing] = x.weightiest(q, text.has, isName)
	f[NameNotNear] = x.weightiest(q, text.has|around, isName)
	f[FocusNotInText] = x.weightiest(q, text.has|^q.focus, isContent)
	if q.wanted != 0 && q.wanted&x.values[c] == 0 {
		f[NoValue] = 1
	}
}

// around returns the question's units that the sentences beside a fact's have, and the
// most that one of them has of its weight: what its pronouns may stand for.
func (x *Index) around(s *scratch, q *Question, c int32) (has uint64, most float64) {
	for _, d := range []int32{c - 1, c + 1} {
		if d < 0 || int(d) == len(x.candidates) || !x.neighbors(c, d) {
			continue
		}
		if g := &x.groups[x.first[d]]; g.point < 0 {
			if o := &x.overlaps(s, q, g)[0]; o.counts(q) {
				has |= o.has
				most = max(most, o.matched)
			}
		}
	}
	return has, most
}

// neighbors reports whether two candidates' sentences stand side by side in a paragraph.
func (x *Index) neighbors(c, d int32) bool {
	a, b := &x.candidates[c], &x.candidates[d]
	return a.Paragraph == b.Paragraph && (a.At-b.At == 1 || b.At-a.At == 1)
}

// weightiest returns the weight of the weightiest unit that is not in the set, of those
// that keep lets through, as a share of the rarest word's.
func (x *Index) weightiest(q *Question, set uint64, keep func(*Unit) bool) float64 {
	weight := 0.0
	for i := range q.Units {
		if u := &q.Units[i]; set&(1<<i) == 0 && keep(u) {
			weight = max(weight, u.Weight/x.rarest)
		}
	}
	return weight
}

func isContent(u *Unit) bool { return u.Class != lexicon.Function && u.Class != lexicon.Light }

// indicator returns 1 for what is above zero, else 0.
func indicator(v float64) float64 {
	if v > 0 {
		return 1
	}
	return 0
}

// fits says whether the candidate answers the kind of question asked, and whether it
// answers other kinds alone. Where the question does not say its kind, neither holds.
func (x *Index) fits(q *Question, c int32) (fits, misfits float64) {
	switch {
	case q.kinds == 0 || x.kinds[c] == 0:
		return 0, 0
	case q.kinds.Agree(x.kinds[c]):
		return 1, 0
	}
	return 0, 1
}

// dice returns how many words the question and an entry share, function words too:
// twice the shared over all.
func (q *Question) dice(stems []int32) float64 {
	shared := 0
	for _, t := range q.stems {
		if t >= 0 && slices.Contains(stems, t) {
			shared++
		}
	}
	return min(1, 2*float64(shared)/float64(len(q.stems)+len(stems)))
}

// pairs returns the share of the question's pairs of neighbouring words that stand so
// in the entry.
func (q *Question) pairs(stems []int32) float64 {
	if len(q.stems) < 2 {
		return 0
	}
	shared := 0
	for i, t := range q.stems[1:] {
		for j := 1; j < len(stems); j++ {
			if t >= 0 && stems[j] == t && stems[j-1] == q.stems[i] {
				shared++
				break
			}
		}
	}
	return float64(shared) / float64(len(q.stems)-1)
}

// content returns how many content units of the question are in the set.
func (q *Question) content(set uint64) int {
	n := 0
	for i, u := range q.Units {
		if set&(1<<i) != 0 && isContent(&u) {
			n++
		}
	}
	return n
}
