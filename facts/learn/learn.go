// Package learn finds weights from what is known to be right: those of a linear order from
// any lists of numbers ([Linear]), and those of a match.Model from questions whose answers
// are known. It is deterministic: all orders are fixed, and chance has fixed seeds.
package learn

import "summitbot/facts/match"

// Example is a question with what is right for it.
type Example struct {
	Question string
	Right    map[match.Target]bool // what answers: sentences, or a gap
	Point    Point                 // what of a candidate answers, where that is known
	Weight   float64
}

// Point is some points of a candidate. The zero value is none.
type Point struct {
	Sentence int
	Right    []bool // by point
}

// Lesson is examples and the index they are asked of.
type Lesson struct {
	Index    *match.Index
	Examples []Example
}

// Model learns from lessons: what orders candidates, what orders the points of one, and,
// with that order, what tells how sure the first fact is.
func Model(lessons []Lesson) *match.Model {
	var all []asked
	for _, l := range lessons {
		all = append(all, ask(l)...)
	}
	m := match.NewModel()
	copy(m.Rank[:], Linear(candidates(all)))
	copy(m.Point[:], Linear(points(all)))
	written, alone := trustRows(m, all)
	teach(&m.Trust, written)
	teach(&m.Alone, alone)
	return m
}

// asked is an example that was asked, with its hits.
type asked struct {
	Example
	index    *match.Index
	question *match.Question
	hits     []match.Hit
}

// ask asks a lesson's questions; one that hits nothing teaches nothing.
func ask(l Lesson) []asked {
	all := make([]asked, 0, len(l.Examples))
	for _, e := range l.Examples {
		q := l.Index.Parse(e.Question)
		if hits := l.Index.Match(q); len(hits) > 0 {
			all = append(all, asked{e, l.Index, q, hits})
		}
	}
	return all
}

// candidates returns the candidates of each example.
func candidates(all []asked) []List {
	lists := make([]List, len(all))
	for i, a := range all {
		lists[i].Weight = a.Weight
		for _, h := range a.hits {
			lists[i].Features = append(lists[i].Features, h.Features[:])
			lists[i].Right = append(lists[i].Right, a.Right[h.Target])
		}
	}
	return lists
}

// points returns the points of each candidate of which it is known which are right, if the
// index was told of them.
func points(all []asked) []List {
	var lists []List
	for _, a := range all {
		if len(a.Point.Right) < 2 {
			continue
		}
		features := a.index.Points(a.question, a.Point.Sentence)
		if len(features) != len(a.Point.Right) {
			continue
		}
		l := List{Right: a.Point.Right, Weight: a.Weight}
		for _, f := range features {
			l.Features = append(l.Features, f[:])
		}
		lists = append(lists, l)
	}
	return lists
}

// trustRows returns, for each example that has a fact, the signs of the first one in the
// model's order, and whether it is right: those of facts that people have written about,
// and those of others.
func trustRows(m *match.Model, all []asked) (written, alone []row) {
	for _, a := range all {
		hits := match.Reorder(a.hits, m)
		if first := match.FirstFact(hits); first >= 0 {
			signs := a.index.Signs(a.question, hits, first)
			r := row{signs[:], a.Right[hits[first].Target], a.Weight}
			if signs.Spoken() {
				r.inputs = signs[:len(m.Trust.Usual)]
				written = append(written, r)
			} else {
				alone = append(alone, r)
			}
		}
	}
	return written, alone
}
