package match

import "summitbot/facts/kind"

// What counts beside its most likely way of asking when a point is chosen roughly.
const (
	pointMisfit = 0.5  // what remains of the likeness to a way that asks for another kind of answer
	pointSecond = 0.3  // the share of the second likeliest way
	pointFocus  = 0.2  // gained where the answer has what is asked for: "war" of "which war"
	pointKnown  = 0.25 // lost where the question has most of the answer's words already
)

// yesNo is the kind of question whose answer may repeat it.
var yesNo = kind.SetOf([]kind.Kind{kind.YesNo})

// roughPoint returns the point of a candidate that likely answers best, -1 where it has
// none. It is for telling candidates apart; [Index.Answering] looks closer at one.
func (x *Index) roughPoint(s *scratch, q *Question, c int32) int {
	best, most := -1, -1.0
	for i, likeness := range s.points {
		score := (1-pointSecond)*likeness[0] + pointSecond*likeness[1] + s.answeredBy(q, &x.answers[c][i])
		if score > most {
			best, most = i, score
		}
	}
	return best
}

// answeredBy returns what an answer's words say for it or against it.
func (s *scratch) answeredBy(q *Question, a *answer) float64 {
	gain := 0.0
	if s.units(a.terms)&q.focus != 0 {
		gain = pointFocus
	}
	if len(a.marked) > 0 && (q.kinds|a.kinds)&yesNo == 0 && 3*s.knows(a) > 2*len(a.marked) {
		gain -= pointKnown
	}
	return gain
}

// knows returns how many words of an answer's mark the question has already.
func (s *scratch) knows(a *answer) int {
	n := 0
	for _, terms := range a.marked {
		if s.units(terms) != 0 {
			n++
		}
	}
	return n
}

// units returns the units of the question that terms may stand for.
func (s *scratch) units(terms []int32) uint64 {
	var set uint64
	for _, t := range terms {
		set |= s.loads[s.slot[t]].units
	}
	return set
}
