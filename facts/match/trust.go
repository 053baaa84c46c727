package match

import (
	"cmp"
	"math"
	"slices"

	"summitbot/facts"
	"summitbot/facts/text"
)

// Signs say how far the first hit can be trusted.
type Signs [signCount]float64

const (
	lead         = iota // softmax share of the first among all hits
	gapLead             // score of the first fact above that of the best gap, squashed
	firstScore          // score of the first, squashed
	unknown             // share of the question's weight that no candidate has words for
	repaired            // share of the question's weight in words that were misspelt
	personal            // the question speaks of who asks or who is asked: "you", "my"
	length              // how many words it has, of sixteen
	mass                // what its words weigh together, squashed
	gapWords            // log-odds of the question's words to ask for a gap, squashed
	gapShare            // log-odds of the evidence for all gaps against all facts, squashed
	gapLikeness         // the likeness of the best gap
	gapCoverage         // share of the question's weight that it has words for
	gapEntry            // share that its best entry has
	gapDice             // words that its best entry and the question share
	gapPrecision        // share of its best entry's weight that the question has
	gapEvidence         // the evidence for it
	spoken              // people have written about the first
	behind              // of one that nobody has: how far the second passage is behind the first, squashed
	farBehind           // how far the third is
	signs               // the first hit's features follow, and then, if nobody has, those of its passage
	spokenCount  = signs + int(featureCount)
	signCount    = spokenCount + passageSignCount
)

// QuestionSigns is how many of the signs, from the first on, say something of the question and
// of what comes near to it as a whole.
const QuestionSigns = spoken

// Spoken reports whether people have written about the fact.
func (s *Signs) Spoken() bool { return s[spoken] > 0 }

// SignNames returns the signs' names, in order.
func SignNames() []string {
	names := []string{
		"lead", "gap_lead", "score", "unknown", "repaired", "personal", "length", "mass", "gap_words", "gap_share", "gap_likeness", "gap_coverage", "gap_entry",
		"gap_dice", "gap_precision", "gap_evidence", "spoken", "behind", "far_behind",
	}
	for _, n := range FeatureNames() {
		names = append(names, "first_"+n)
	}
	for _, f := range passageSigns {
		names = append(names, "passage_"+f.String())
	}
	return names
}

// Signs returns the signs of the first fact among the hits, which must not be empty.
// First is its place.
func (x *Index) Signs(q *Question, hits []Hit, first int) Signs {
	s := Signs{gapLead: 1}
	sum := 0.0
	for _, h := range hits {
		sum += math.Exp(h.Score - hits[0].Score)
	}
	s[lead] = math.Exp(hits[first].Score-hits[0].Score) / sum
	s[firstScore] = math.Tanh(hits[first].Score / 16)
	if gap := firstGap(hits); gap >= 0 {
		g := &hits[gap]
		s[gapLead] = math.Tanh((hits[first].Score - g.Score) / 4)
		s[gapLikeness], s[gapCoverage], s[gapEntry] = g.Features[Likeness], g.Features[Coverage], g.Features[EntryCoverage]
		s[gapDice], s[gapPrecision], s[gapEvidence] = g.Features[Dice], g.Features[Precision], g.Features[Evidence]
	}
	s[gapShare] = math.Tanh(oddsOfGap(hits) / 4)
	for i := range q.Units {
		u := &q.Units[i]
		if !u.Known && q.weight > 0 {
			s[unknown] += u.Weight / q.weight
		}
		if u.Corrected != "" && q.weight > 0 {
			s[repaired] += u.Weight / q.weight
		}
	}
	s[personal] = indicator(float64(count(q.Units, func(u *Unit) bool { return text.IsPersonal(u.Form) })))
	s[length] = min(1, float64(len(q.stems))/16)
	s[mass] = math.Tanh(q.weight / x.rarest / 3)
	for _, t := range q.stems {
		if t >= 0 {
			s[gapWords] += x.terms[t].gapOdds
		}
	}
	s[gapWords] = math.Tanh(s[gapWords] / 4)
	s[spoken] = indicator(float64(1 + hits[first].candidate))
	f := hits[first].Features
	if s[spoken] == 0 {
		x.describeAlone(q, hits[first].Has, &f)
		s[behind], s[farBehind] = lessThanFirst(hits, first)
		for i, f := range passageSigns {
			s[spokenCount+i] = hits[first].passage[f]
		}
	}
	copy(s[signs:], f[:])
	return s
}

// count returns how many units are of a kind.
func count(units []Unit, is func(*Unit) bool) int {
	n := 0
	for i := range units {
		if is(&units[i]) {
			n++
		}
	}
	return n
}

// firstGap returns the place of the first hit that is a gap, -1 where none is.
func firstGap(hits []Hit) int {
	return slices.IndexFunc(hits, func(h Hit) bool { return h.Gap })
}

// oddsOfGap returns the log-odds that a question asks for a gap by the evidence for all
// hits, each as likely as the others before one reads it.
func oddsOfGap(hits []Hit) float64 {
	best := math.Inf(-1)
	for _, h := range hits {
		best = max(best, h.evidence)
	}
	gaps, facts := tinyOdds, tinyOdds
	for _, h := range hits {
		if h.candidate < 0 {
			continue
		}
		if h.Gap {
			gaps += math.Exp(h.evidence - best)
		} else {
			facts += math.Exp(h.evidence - best)
		}
	}
	return math.Log(gaps / facts)
}

// tinyOdds keeps the odds of nothing from being no number.
const tinyOdds = 1e-4

// Sure returns how sure the signs make it that the first fact answers, 0 to 1.
func (m *Model) Sure(s *Signs) float64 { return 1 / (1 + math.Exp(-m.network(s[:]).Value(s[:]))) }

// network returns the network that the signs are for.
func (m *Model) network(signs []float64) *Network {
	if signs[spoken] > 0 {
		return &m.Trust
	}
	return &m.Alone
}

// Reasons returns what the signs did to the confidence, the most weighty first; those
// that did nothing are left out.
func (m *Model) Reasons(s []float64) []facts.Reason {
	if len(s) == 0 {
		return nil
	}
	var reasons []facts.Reason
	n := m.network(s)
	odds := n.Value(s)
	for i, name := range SignNames()[:len(n.Usual)] {
		usual := slices.Clone(s)
		usual[i] = n.Usual[i]
		if effect := odds - n.Value(usual); effect != 0 {
			reasons = append(reasons, facts.Reason{Sign: name, Value: s[i], Effect: effect})
		}
	}
	slices.SortStableFunc(reasons, func(a, b facts.Reason) int { return cmp.Compare(math.Abs(b.Effect), math.Abs(a.Effect)) })
	return reasons
}
