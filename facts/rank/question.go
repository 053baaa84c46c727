package rank

import (
	"unicode"

	"summitbot/facts/text"
)

// maxTerms is how many different stems of a question count: a term set fits 64 bits.
const maxTerms = 64

// terms is a set of a question's terms, one bit each.
type terms uint64

// A term is one stem of a question.
type term struct {
	stem    string
	id      uint32 // in the collection's vocabulary, or none
	form    uint32
	idf     float64
	class   class
	content bool // no function word
}

// A question is a question cut into terms.
type question struct {
	terms       []term
	order       []int8 // term of each word, in order
	forms       []string
	content     terms // the terms that are no function words
	names       terms // the terms written as names
	numbers     terms
	function    terms
	mass        float64 // idf of the content terms
	all         float64 // idf of all terms
	kind        kind
	first, last int
	definition  bool
	focus       int // the term that says what is asked for ("city" in "which city"), or -1
}

// parse cuts a question into terms.
func (x *Index) parse(q *question, s string) {
	*q = question{terms: q.terms[:0], order: q.order[:0], forms: q.forms[:0], focus: -1}
	words := text.Words(s)
	lower := !hasCapitals(s, words)
	for i, w := range words {
		q.forms = append(q.forms, w.Form)
		q.order = append(q.order, q.add(x, s, w, i == 0 || lower))
	}
	for i, t := range q.terms {
		q.all += t.idf
		if t.content {
			q.content |= 1 << i
			q.mass += t.idf
		}
		if t.class&stopWord != 0 && t.class&wh == 0 {
			q.function |= 1 << i
		}
		if t.class&name != 0 {
			q.names |= 1 << i
		}
		if t.class&number != 0 {
			q.numbers |= 1 << i
		}
	}
	q.outline()
	q.kind, q.focus = kindOf(q.forms, q.order, q.terms)
}

// add returns the term of a word, a new one where its stem is new; -1 where there are
// too many.
func (q *question) add(x *Index, s string, w text.Word, first bool) int8 {
	for i, t := range q.terms {
		if t.stem == w.Stem {
			return int8(i)
		}
	}
	if len(q.terms) == maxTerms {
		return -1
	}
	id := x.stems.id(w.Stem)
	c := lexicon[w.Form] | shape(s, w, first)
	q.terms = append(q.terms, term{
		stem: w.Stem, id: id, form: x.forms.id(w.Form), class: c, content: c&(stopWord|asking) == 0,
		idf: idf(x.bySentence.df(id), x.bySentence.units),
	})
	return int8(len(q.terms) - 1)
}

func hasCapitals(s string, words []text.Word) bool {
	for i, w := range words {
		if i > 0 && unicode.IsUpper(rune(s[w.Start])) {
			return true
		}
	}
	return false
}

// weight returns the idf of a set of terms.
func (q *question) weight(set terms) float64 {
	sum := 0.0
	for i := range q.terms {
		if set&(1<<i) != 0 {
			sum += q.terms[i].idf
		}
	}
	return sum
}
