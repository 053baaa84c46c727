package passage

import (
	"math"
	"math/bits"
	"unicode"

	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/text"
)

// maxTerms is how many different stems of a question count: a set of terms fits 64 bits.
const maxTerms = 64

// tiny keeps a share of nothing from being no number.
const tiny = 1e-9

// A term is one stem of a question.
type term struct {
	stem    string
	id      uint32 // in the collection's vocabulary, or none
	form    uint32
	idf     float64
	class   index.Class
	content bool // neither a function word nor one that belongs to the asking
}

// A question is a question cut into terms.
type question struct {
	terms      []term
	order      []int8 // term of each word, in order; -1 for words beyond maxTerms
	forms      []string
	content    index.Terms
	function   index.Terms // function words but question words and "is"
	names      index.Terms // written as names
	numbers    index.Terms // have digits
	unknown    index.Terms // content terms that the collection has not
	negates    bool        // says that something is not so
	unit       float64     // what idf is measured in: see weigh; not 0
	unitAll    float64     // the same for function words too
	kind       kind.Kind   // of answer that it asks for, or empty
	wanted     index.Class // of words that give such an answer
	focus      int         // the term that says what is asked for ("city" in "which city"), or -1
	last       int         // the last content term, or -1
	rarest     int         // the content term that the fewest sentences have, or -1
	definition bool        // asks what something is
}

// parse cuts a question into terms.
func (x *Finder) parse(q *question, s string, words []text.Word) {
	*q = question{terms: q.terms[:0], order: q.order[:0], forms: q.forms[:0]}
	lower := !hasCapitals(s, words)
	for i, w := range words {
		q.forms = append(q.forms, w.Form)
		q.negates = q.negates || i > 0 && negations[w.Form] // first, it asks whether: "isn't it"
		q.order = append(q.order, q.add(x, s, w, i == 0 || lower))
	}
	q.weigh()
	q.outline()
	q.ask(words)
}

// add returns the term of a word, a new one where its stem is new; -1 where there are
// too many.
func (q *question) add(x *Finder, s string, w text.Word, first bool) int8 {
	for i, t := range q.terms {
		if t.stem == w.Stem {
			return int8(i)
		}
	}
	if len(q.terms) == maxTerms {
		return -1
	}
	id := x.words.Stems.ID(w.Stem)
	c := index.Classes(s, w, first)
	if x.words.IsName(id) {
		c |= index.Name // people write names in small letters, too
	}
	q.terms = append(q.terms, term{
		stem: w.Stem, id: id, form: x.words.Forms.ID(w.Form), class: c, content: c&(index.Stop|index.Asking) == 0,
		idf: index.IDF(x.words.DF(id), x.words.Len()),
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

// weigh sorts the terms into sets and finds the units: the square root of the idf of those
// of them that the collection has. A word weighs less in a long question than in a short
// one, but all words together weigh more, beside what has no idf.
func (q *question) weigh() {
	content, all := 0.0, 0.0
	for i, t := range q.terms {
		bit := index.Terms(1) << i
		if t.id != index.None {
			all += t.idf
		}
		if t.content {
			q.content |= bit
			if t.id != index.None {
				content += t.idf
			} else {
				q.unknown |= bit
			}
		}
		if t.class&index.Stop != 0 && t.class&index.Wh == 0 {
			q.function |= bit
		}
		if t.class&index.Name != 0 {
			q.names |= bit
		}
		if t.class&index.Number != 0 {
			q.numbers |= bit
		}
	}
	q.unit, q.unitAll = unitOf(content), unitOf(all)
}

// unitOf returns the unit for an idf, 1 where there is none.
func unitOf(idf float64) float64 {
	if idf == 0 {
		return 1
	}
	return math.Sqrt(idf)
}

// outline finds the last content term, and whether a definition is asked for.
func (q *question) outline() {
	q.last, q.rarest = -1, -1
	for i, t := range q.terms {
		if t.content && t.id != index.None && (q.rarest < 0 || t.idf > q.terms[q.rarest].idf) {
			q.rarest = i
		}
	}
	contents := 0
	for _, t := range q.order {
		if t >= 0 && q.terms[t].content {
			q.last = int(t)
			contents++
		}
	}
	opens := len(q.forms) > 2 && (q.forms[0] == "what" || q.forms[0] == "who")
	q.definition = opens && index.ClassOf(q.forms[1])&index.Defining != 0 && contents <= 3
}

// weight returns the idf of a set of terms.
func (q *question) weight(set index.Terms) float64 {
	sum := 0.0
	for ; set != 0; set &= set - 1 {
		sum += q.terms[bits.TrailingZeros64(uint64(set))].idf
	}
	return sum
}

// square returns the sum of the squares of the idf of a set of terms.
func (q *question) square(set index.Terms) float64 {
	sum := 0.0
	for ; set != 0; set &= set - 1 {
		v := q.terms[bits.TrailingZeros64(uint64(set))].idf
		sum += v * v
	}
	return sum
}

// follows reports whether the question has term b right after term a.
func (q *question) follows(a, b int8) bool {
	for i := 1; i < len(q.order); i++ {
		if q.order[i-1] == a && q.order[i] == b {
			return true
		}
	}
	return false
}

// share returns how many of the terms of all are in set, from 0 to 1.
func share(set, all index.Terms) float64 {
	return float64(bits.OnesCount64(uint64(set&all))) / float64(max(bits.OnesCount64(uint64(all)), 1))
}

// Order numbers the words of a question by their stems, in the order in which these come
// first; -1 for those beyond the first [maxTerms].
func Order(words []text.Word) []int8 {
	numbers := make(map[string]int8, len(words))
	order := make([]int8, len(words))
	for i, w := range words {
		n, ok := numbers[w.Stem]
		switch {
		case ok:
		case len(numbers) == maxTerms:
			n = -1
		default:
			n = int8(len(numbers))
			numbers[w.Stem] = n
		}
		order[i] = n
	}
	return order
}
