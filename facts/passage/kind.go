package passage

import (
	"slices"

	"summitbot/facts/index"
	"summitbot/facts/text"
)

// A kind is what a question asks for.
type kind uint8

const (
	kindOther kind = iota
	kindWho
	kindWhen
	kindWhere
	kindNumber
	kindDuration
	kindPercent
	kindMoney
	kindWhy
	kindHow
	kindName
	kindCount
)

// wanted gives the classes of words that answer a kind of question.
var wanted = [kindCount]index.Class{
	kindWho:      index.Name,
	kindWhen:     index.Year | index.Month | index.Weekday | index.TimeWord,
	kindWhere:    index.Name,
	kindNumber:   index.Number | index.Numeral,
	kindDuration: index.Duration | index.Number,
	kindPercent:  index.Percent,
	kindMoney:    index.Money,
	kindWhy:      index.Cause,
	kindName:     index.Name | index.Quoted | index.Acronym,
}

// focusKinds gives the kind of a question by the word after "what" or "which".
var focusKinds = focusKindsOf(map[kind]string{
	kindWhen: `year years date day month century decade era time season period days months night`,
	kindWhere: `city cities country countries state states place places location region area town county river continent island
		province district street village lake mountain ocean sea venue stadium building nation capital neighborhood museum
		site airport park room university college school`,
	kindWho: `person people man woman president king queen actor actress author singer name names team player scientist artist company
		organization group band leader director writer character emperor architect producer poet composer general pope philosopher
		individual duke brother sister father mother son daughter wife husband role party tribe agency publisher newspaper magazine
		network channel studio label`,
	kindPercent: `percent percentage proportion share fraction`,
	kindNumber: `number population amount score rank grade height weight size width depth speed temperature total count rate ratio
		distance quantity range level degree ranking length altitude area capacity`,
	kindMoney: `price cost salary budget revenue value profit fee`,
	kindWhy:   `reason cause purpose`,
	kindHow:   `method way`,
	kindName:  `nickname title term word song album movie film book show game episode phrase language acronym motto`,
})

// priced holds the words by which "how much" asks for money.
var priced = text.Set(`dollar dollars euro euros pound pounds money cost costs pay paid spend spent worth`)

func focusKindsOf(lists map[kind]string) map[string]kind {
	kinds := map[string]kind{}
	for k := range kindCount {
		for w := range text.Set(lists[k]) {
			kinds[w] = k
		}
	}
	return kinds
}

// ask returns what a question asks for and the term that names it, or -1.
func (q *question) ask() (kind, int) {
	for i, f := range q.forms {
		switch f {
		case "who", "whom", "whose":
			return kindWho, -1
		case "when":
			return kindWhen, -1
		case "where":
			return kindWhere, -1
		case "why":
			return kindWhy, -1
		case "how":
			return q.askHow(i)
		case "what", "which":
			return q.askWhat(i)
		}
	}
	return kindOther, -1
}

// askHow looks at what follows "how", which is word i.
func (q *question) askHow(i int) (kind, int) {
	if i+1 == len(q.forms) {
		return kindHow, -1
	}
	switch q.forms[i+1] {
	case "many":
		return kindNumber, q.contentFrom(i+2, 1)
	case "much", "large", "big", "tall", "high", "far", "fast", "deep", "heavy", "wide":
		if slices.ContainsFunc(q.forms[i:], func(f string) bool { return priced[f] }) {
			return kindMoney, -1
		}
		return kindNumber, -1
	case "long", "old", "often":
		return kindDuration, -1
	}
	return kindHow, -1
}

// askWhat looks at the words after "what" or "which", which is word i.
func (q *question) askWhat(i int) (kind, int) {
	for j := i + 1; j < min(len(q.forms), i+4); j++ {
		if k, ok := focusKinds[q.forms[j]]; ok {
			return k, int(q.order[j])
		}
		if index.ClassOf(q.forms[j])&index.Stop != 0 && j > i+1 {
			break
		}
	}
	return kindOther, q.contentFrom(i+1, 4)
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
