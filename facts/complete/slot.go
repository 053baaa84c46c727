package complete

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"

	"summitbot/facts/lexicon"
	"summitbot/facts/text"
)

// alternative is what may fill a slot: one term of a range, and the terms that follow it.
type alternative struct {
	from, to uint32
	rest     []uint32
	longer   bool // the terms only begin as typed
}

func (a alternative) compare(b alternative) int {
	return cmp.Or(cmp.Compare(a.from, b.from), slices.Compare(a.rest, b.rest))
}

// slot is a typed word, or phrase, and what may stand for it; nothing fills the zero slot.
type slot struct {
	alternatives []alternative
	meaningful   bool
}

// slots is all that was typed.
type slots []slot

// possible reports whether the slots could be filled, each by itself.
func (q slots) possible() bool {
	return len(q) > 0 && !slices.ContainsFunc(q, func(s slot) bool { return len(s.alternatives) == 0 })
}

// start returns how many terms at the start of the run fill the slot, 0 if they don't, and
// whether they are longer than what was typed.
func (s slot) start(run []uint32) (n int, longer bool) {
	for _, a := range s.alternatives {
		if run[0] >= a.from && run[0] < a.to && hasPrefix(run[1:], a.rest) {
			return 1 + len(a.rest), a.longer
		}
	}
	return 0, false
}

func hasPrefix(run, prefix []uint32) bool {
	return len(run) >= len(prefix) && slices.Equal(run[:len(prefix)], prefix)
}

// find returns where what fills the slot ends in the run, -1 if nothing does: the first
// that is complete, or else the first that is longer.
func (s slot) find(run []uint32) (end int, longer bool) {
	end = -1
	for i := range run {
		n, more := s.start(run[i:])
		if n > 0 && !more {
			return i + n, false
		}
		if n > 0 && end < 0 {
			end, longer = i+n, true
		}
	}
	return end, longer
}

// lead returns how many slots the start of the run fills, in order and without a gap.
func (q slots) lead(run []uint32) (filled int, longer bool) {
	for _, s := range q {
		if len(run) == 0 {
			break
		}
		n, more := s.start(run)
		if n == 0 {
			break
		}
		run, longer = run[n:], more
		filled++
	}
	return filled, longer
}

// The ranks of ways that fit, best first. Those in order have a rank for each length of
// what they begin alike; ranks from rankInOrder on come in pairs, complete and longer.
const (
	rankBegins = iota
	rankWithin // a complete word that carries meaning
	rankBeginsLonger
	rankWithinLonger
	rankInOrder
	rankAnyOrder = rankInOrder + 2*(maxLead+1)
	ranks        = rankAnyOrder + 2

	maxLead = 7
)

// rank returns how well a run fits the slots; it doesn't fit if that is ranks.
func (q slots) rank(run []uint32) int {
	best := ranks
	begins, _ := q.lead(run)
	for i := range run {
		if n, longer := q.lead(run[i:]); n == len(q) {
			best = min(best, q.rankAt(i, longer))
		}
	}
	if best < ranks || len(q) == 1 {
		return best
	}
	if ok, longer := q.inOrder(run); ok {
		return rankInOrder + 2*(maxLead-min(begins, maxLead)) + count(longer)
	}
	if ok, longer := q.anyOrder(run); ok {
		return rankAnyOrder + count(longer)
	}
	return ranks
}

// rankAt returns the rank of a run in which the slots are filled from term i on.
func (q slots) rankAt(i int, longer bool) int {
	switch {
	case i == 0 && !longer:
		return rankBegins
	case i == 0:
		return rankBeginsLonger
	case !longer && q[len(q)-1].meaningful:
		return rankWithin
	}
	return rankWithinLonger
}

func (q slots) inOrder(run []uint32) (ok, longer bool) {
	for _, s := range q {
		end, more := s.find(run)
		if end < 0 {
			return false, false
		}
		run, longer = run[end:], more
	}
	return true, longer
}

func (q slots) anyOrder(run []uint32) (ok, longer bool) {
	for _, s := range q {
		end, more := s.find(run)
		if end < 0 {
			return false, false
		}
		longer = more
	}
	return true, longer
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pickFitting picks the ways that fit the slots, best first.
func (x *Index) pickFitting(p *picker, q slots) {
	if p.full() || !q.possible() {
		return
	}
	var ranked [ranks][]uint32
	for way := range x.candidates(q).all() {
		if r := q.rank(x.runs.of(way)); r < ranks {
			ranked[r] = append(ranked[r], way)
		}
	}
	for _, ways := range ranked {
		p.pickAll(slices.Values(ways))
	}
}

// candidates returns the ways that fill the slot that the fewest fill.
func (x *Index) candidates(q slots) set {
	rarest, least := q[0], math.MaxInt
	for _, s := range q {
		n := 0
		for _, a := range s.alternatives {
			n += len(x.postings.span(a.from, a.to))
		}
		if n < least {
			rarest, least = s, n
		}
	}
	found := newSet(len(x.owners))
	for _, a := range rarest.alternatives {
		for _, way := range x.postings.span(a.from, a.to) {
			found.add(way)
		}
	}
	return found
}

// pickBeginnings picks the ways that begin as typed, until one with a complete word
// further in is better.
func (x *Index) pickBeginnings(p *picker, q slots) {
	last := q[len(q)-1]
	for _, a := range last.alternatives {
		if a.longer && last.meaningful && len(last.alternatives) > 1 {
			return
		}
		found := newSet(len(x.owners))
		for _, way := range x.beginning(q, a) {
			found.add(way)
		}
		p.pickAll(found.all())
	}
}

// beginning returns the ways that begin with one term for each slot, the last one as given.
func (x *Index) beginning(q slots, last alternative) []uint32 {
	run := make([]uint32, 0, maxWords)
	for _, s := range q {
		run = append(run, s.alternatives[0].from)
	}
	from := func(term uint32) int {
		run[len(run)-1] = term
		return sort.Search(len(x.order), func(i int) bool { return slices.Compare(x.runs.of(x.order[i]), run) >= 0 })
	}
	return x.order[from(last.from):from(last.to)]
}

// asTyped returns the slots of words as they are.
func (x *Index) asTyped(words []text.Word, unfinished bool) slots {
	q := make(slots, len(words))
	for i, w := range words {
		q[i].alternatives = x.written(w.Form, unfinished && i == len(words)-1)
	}
	q[len(q)-1].meaningful = meaningful(x.lexicon.Word(words[len(words)-1]))
	return q
}

// meaningful reports whether a unit is more than grammar.
func meaningful(u lexicon.Unit) bool {
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

// units returns what words say, short forms written out.
func (x *Index) units(words []text.Word) []lexicon.Unit {
	return x.lexicon.Units(x.lexicon.Expand(words), true)
}

// withMeaning leaves out the units that are grammar alone, and a last word hardly begun.
func withMeaning(units []lexicon.Unit, unfinished bool) ([]lexicon.Unit, bool) {
	if last := len(units) - 1; unfinished && len(units[last].Form) < 3 && units[last].Class != lexicon.Number {
		units, unfinished = units[:last], false
	}
	if last := len(units) - 1; last >= 0 && !meaningful(units[last]) {
		unfinished = false
	}
	return slices.DeleteFunc(units, func(u lexicon.Unit) bool { return !meaningful(u) }), unfinished
}

// meant returns the slots of units, which words with the same meaning fill too.
func (x *Index) meant(units []lexicon.Unit, unfinished bool) slots {
	q := make(slots, len(units))
	for i, u := range units {
		q[i] = slot{x.means(u, unfinished && i == len(units)-1), meaningful(u)}
	}
	return q
}

// means returns the terms that mean the same as a unit: itself, its other forms, and what
// shares a concept.
func (x *Index) means(u lexicon.Unit, unfinished bool) []alternative {
	var as []alternative
	if u.Phrase {
		as = x.phrase(u.Form)
	} else {
		as = x.written(u.Form, unfinished)
	}
	for _, s := range x.stem(u.Stem) {
		as = append(as, alternative{from: s.term, to: s.term + 1})
	}
	for _, c := range u.Concepts {
		as = append(as, x.concepts[c]...)
	}
	slices.SortStableFunc(as, func(a, b alternative) int { return count(a.longer) - count(b.longer) })
	return as
}

// stem returns the terms with the stem.
func (x *Index) stem(stem string) []stemmed {
	byStem := func(s stemmed, stem string) int { return strings.Compare(s.stem, stem) }
	i, _ := slices.BinarySearchFunc(x.stems, stem, byStem)
	n := sort.Search(len(x.stems)-i, func(n int) bool { return x.stems[i+n].stem != stem })
	return x.stems[i : i+n]
}

// phrase returns the run of terms of a phrase's words as typed, if there is one.
func (x *Index) phrase(form string) []alternative {
	var run []uint32
	for word := range strings.FieldsSeq(form) {
		t, ok := slices.BinarySearch(x.forms, word)
		if !ok {
			return nil
		}
		run = append(run, uint32(t))
	}
	return []alternative{{from: run[0], to: run[0] + 1, rest: run[1:]}}
}
