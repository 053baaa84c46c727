// Package highlight finds the part of a sentence that answers a question. It knows the two
// texts alone, no document.
//
//	words with classes → where the sentence may be cut → parts → features → how likely each is
//
// A part is a run of words. It never cuts a number from its unit, a name, a date, or what is
// in brackets. What it is worth is learned from real questions: mostly, the answer is of the
// class that the question asks for, is not what the question says, and stands beside that.
// Parts overlap, so the one is taken that shares most with all that are likely. If that is
// little, no part is surely the answer.
package highlight

import (
	"cmp"
	"slices"

	"summitbot/facts"
	"summitbot/facts/text"
)

const (
	longest    = 20  // words that a part has at the most
	mostWords  = 100 // of a sentence: in a longer one nothing is found
	considered = 40  // the likeliest parts, which are compared with each other
	surely     = 0.5 // how likely a part must be: see facts/train/testdata/highlight-threshold.golden
)

// Find returns the part of a sentence that answers a question of these stemmed words, and
// whether one surely does. How, why and whether are answered by all of a sentence.
func Find(question []text.Word, sentence string) (part facts.Span, ok bool) {
	part, likely := shipped.Find(question, sentence)
	return part, likely >= surely
}

// Find returns the likeliest part of a sentence, and how likely it is, from 0 to 1: what it
// shares on average with the parts that may be the answer, each as likely as the model says.
// Without any part it returns zeros.
func (m *Model) Find(question []text.Word, sentence string) (facts.Span, float64) {
	s, ok := read(question, sentence)
	if !ok {
		return facts.Span{}, 0
	}
	parts := m.weigh(s)
	if len(parts) == 0 {
		return facts.Span{}, 0
	}
	parts = parts[:min(len(parts), considered)]
	best, most := parts[0], 0.0
	for _, p := range parts {
		shared := 0.0
		for _, other := range parts {
			shared += other.likely * p.likeness(other)
		}
		if shared > most {
			best, most = p, shared
		}
	}
	return s.span(best.first, best.last), most
}

// part is a run of words of a sentence: a half-open range of their places.
type part struct {
	first, last int
	likely      float64 // to be the answer
}

// likeness returns which share of the words of two parts both have, from 0 to 1.
func (p part) likeness(o part) float64 {
	both := max(0, min(p.last, o.last)-max(p.first, o.first))
	return 2 * float64(both) / float64(p.last-p.first+o.last-o.first)
}

// compare puts the likelier part first, and of equals the earlier and shorter.
func (p part) compare(o part) int {
	if p.likely != o.likely {
		return cmp.Compare(o.likely, p.likely)
	}
	return cmp.Or(cmp.Compare(p.first, o.first), cmp.Compare(p.last, o.last))
}

// weigh returns the parts of a sentence, the likeliest first.
func (m *Model) weigh(s *sentence) []part {
	parts := make([]part, 0, 8*len(s.words))
	var row []value
	for p := range s.parts() {
		row = s.describe(p, row[:0])
		p.likely = m.score(row)
		parts = append(parts, p)
	}
	slices.SortFunc(parts, part.compare)
	scores := make([]float64, len(parts))
	for i, p := range parts {
		scores[i] = p.likely
	}
	m.linear.Share(scores)
	for i, s := range scores {
		parts[i].likely = s
	}
	return parts
}

// Parts returns all parts of a sentence that may answer a question, and the features of each:
// what a model is learned from. There are none if only all of it may.
func Parts(question []text.Word, in string) (parts []facts.Span, rows [][]float64) {
	s, ok := read(question, in)
	if !ok {
		return nil, nil
	}
	for p := range s.parts() {
		row := make([]float64, features)
		for _, v := range s.describe(p, nil) {
			row[v.feature] = v.value
		}
		parts, rows = append(parts, s.span(p.first, p.last)), append(rows, row)
	}
	return parts, rows
}
