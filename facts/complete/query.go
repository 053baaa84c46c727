package complete

import (
	"slices"
	"sort"
	"strings"

	"summitbot/facts/lexicon"
	"summitbot/facts/text"
)

// asTyped returns the slots of words as they are.
func (x *Index) asTyped(words []text.Word, unfinished bool) slots {
	q := make(slots, len(words))
	for i, w := range words {
		q[i] = newSlot(x.written(w.Form, unfinished && i == len(words)-1))
		q[i].meaningful = isMeaningful(x.lexicon.Word(w))
	}
	return q
}

// isMeaningful reports whether a unit is more than grammar.
func isMeaningful(u lexicon.Unit) bool {
	return u.Class != lexicon.Function && u.Class != lexicon.Light || len(u.Concepts) > 0
}

// written returns the term of a form and, if it is unfinished, those that begin with it.
func (x *Index) written(form string, unfinished bool) []alternative {
	var as []alternative
	from, to := x.prefix(form)
	if from < to && x.forms[from] == form {
		as = append(as, alternative{from: from, to: from + 1})
		from++
	}
	if unfinished && from < to {
		as = append(as, alternative{from: from, to: to, longer: true})
	}
	return as
}

// prefix returns the range of the terms that begin with prefix.
func (x *Index) prefix(prefix string) (from, to uint32) {
	i, _ := slices.BinarySearch(x.forms, prefix)
	n := sort.Search(len(x.forms)-i, func(n int) bool { return !strings.HasPrefix(x.forms[i+n], prefix) })
	return uint32(i), uint32(i + n)
}

// meant returns the slots of what words say, short forms written out and phrases whole:
// what means the same fills them too.
func (x *Index) meant(words []text.Word, unfinished bool) slots {
	units := x.lexicon.Units(x.lexicon.Expand(words), true)
	q := make(slots, len(units))
	for i, u := range units {
		q[i] = newSlot(x.means(u, unfinished && i == len(units)-1))
		q[i].meaningful, q[i].number = isMeaningful(u), u.Class == lexicon.Number
	}
	return q
}

// means returns what means the same as a unit: forms of the word, what shares a concept,
// and, if it is unfinished, longer words.
func (x *Index) means(u lexicon.Unit, unfinished bool) []alternative {
	var as []alternative
	for _, s := range x.stem(u.Stem) {
		as = append(as, alternative{from: s.term, to: s.term + 1})
	}
	for _, c := range u.Concepts {
		as = append(as, x.concepts[c]...)
	}
	if from, to := x.prefix(u.Form); unfinished && from < to {
		as = append(as, alternative{from: from, to: to, longer: true})
	}
	return as
}

// stem returns the terms with the stem.
func (x *Index) stem(stem string) []stemmed {
	i := sort.Search(len(x.stems), func(i int) bool { return x.stems[i].stem >= stem })
	n := sort.Search(len(x.stems)-i, func(n int) bool { return x.stems[i+n].stem > stem })
	return x.stems[i : i+n]
}
