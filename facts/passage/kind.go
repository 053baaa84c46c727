package passage

import (
	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/text"
)

// wanted gives the classes of words that answer a kind of question.
var wanted = map[kind.Kind]index.Class{
	kind.Person:       index.Name,
	kind.Organization: index.Name,
	kind.Date:         index.Year | index.Month | index.Weekday | index.TimeWord,
	kind.Place:        index.Name,
	kind.Count:        index.Number | index.Numeral,
	kind.Amount:       index.Number | index.Numeral | index.Money | index.Percent,
	kind.Duration:     index.Duration | index.Number,
	kind.Frequency:    index.Duration | index.Number,
	kind.Reason:       index.Cause,
	kind.Name:         index.Name | index.Quoted | index.Acronym,
}

// ask finds what kind of answer a question asks for, the classes of words that give it, and
// the term that names it.
func (q *question) ask(words []text.Word) {
	asked := kind.Of(words)
	q.kind, q.wanted, q.focus = "", 0, -1
	if len(asked.Kinds) > 0 {
		q.kind = asked.Kinds[0]
		q.wanted = wanted[q.kind]
	}
	if unit := q.unitNamed(); q.kind == kind.Amount && unit != 0 {
		q.wanted = unit
	}
	switch {
	case asked.Word >= 0:
		q.focus = int(q.order[asked.Word])
	case asked.Rest > 0:
		q.focus = q.contentFrom(asked.Rest, 4)
	}
}

// unitNamed returns the class of units that the question names: money or percents.
func (q *question) unitNamed() index.Class {
	var named index.Class
	for _, t := range q.terms {
		named |= t.class & (index.Money | index.Percent)
	}
	return named
}

// contentFrom returns the first content term among the n words from word i on, or -1.
func (q *question) contentFrom(i, n int) int {
	for j := i; j < min(len(q.order), i+n); j++ {
		if t := q.order[j]; t >= 0 && q.terms[t].content {
			return int(t)
		}
	}
	return -1
}
