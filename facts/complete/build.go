package complete

import (
	"cmp"
	"slices"
	"strings"

	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// lists is many lists in one: list i stands from at[i] to at[i+1].
type lists struct{ at, flat []uint32 }

func (l lists) of(i uint32) []uint32          { return l.span(i, i+1) }
func (l lists) span(from, to uint32) []uint32 { return l.flat[l.at[from]:l.at[to]] }

// stemmed is a term by its stem.
type stemmed struct {
	stem string
	term uint32
}

// New returns the index of ways, which stand in the order of preference. Without a lexicon
// (nil) only forms of one word stand for each other. Of two ways with the same text the
// second is never offered.
func New(ways []Way, l *lexicon.Lexicon) *Index {
	if l == nil {
		l = new(lexicon.Lexicon)
	}
	x := &Index{lexicon: l, owners: make([]int, len(ways)), repeats: make([]bool, len(ways))}
	texts := make(map[string]bool, len(ways))
	for i, w := range ways {
		x.owners[i], x.repeats[i] = w.Owner, texts[w.Text]
		texts[w.Text] = true
	}
	x.cut(ways)
	x.post()
	x.sortWays()
	x.learn()
	return x
}

// dictionary numbers words as they come, under all their spellings, so that few are folded.
type dictionary struct {
	numbers map[string]uint32
	forms   []string
}

func (d *dictionary) number(written string) uint32 {
	n, ok := d.numbers[written]
	if ok {
		return n
	}
	form := text.FoldWord(written)
	if n, ok = d.numbers[form]; !ok {
		n = uint32(len(d.forms))
		d.forms = append(d.forms, form)
		d.numbers[form] = n
	}
	d.numbers[written] = n
	return n
}

// cut cuts the ways into the runs of their terms. Number 0 is marks without a form.
func (x *Index) cut(ways []Way) {
	d := dictionary{map[string]uint32{"": 0}, []string{""}}
	x.runs.at = make([]uint32, 1, len(ways)+1)
	var spans []text.Span
	for _, w := range ways {
		way := w.Text[:min(len(w.Text), maxText)]
		spans = text.AppendSpans(spans[:0], way)
		for _, s := range spans {
			if n := d.number(way[s.Start:s.End]); n > 0 {
				x.runs.flat = append(x.runs.flat, n)
			}
		}
		x.runs.at = append(x.runs.at, uint32(len(x.runs.flat)))
	}
	x.sortForms(d.forms[1:])
}

// sortForms makes terms of the numbers of forms, from 1, and lets go of the ways' texts.
func (x *Index) sortForms(forms []string) {
	sorted := make([]uint32, len(forms))
	for i := range sorted {
		sorted[i] = uint32(i)
	}
	slices.SortFunc(sorted, func(a, b uint32) int { return strings.Compare(forms[a], forms[b]) })
	terms := make([]uint32, len(forms))
	x.forms = make([]string, len(forms))
	for term, i := range sorted {
		terms[i], x.forms[term] = uint32(term), forms[i]
	}
	for i, n := range x.runs.flat {
		x.runs.flat[i] = terms[n-1]
	}
	all := strings.Join(x.forms, "")
	for i, form := range x.forms {
		x.forms[i], all = all[:len(form)], all[len(form):]
	}
}

// post makes the postings from the runs.
func (x *Index) post() {
	at := make([]uint32, len(x.forms)+1)
	for _, t := range x.runs.flat {
		at[t+1]++
	}
	for t := range x.forms {
		at[t+1] += at[t]
	}
	next := slices.Clone(at)
	flat := make([]uint32, len(x.runs.flat))
	for way := range x.owners {
		for _, t := range x.runs.of(uint32(way)) {
			flat[next[t]] = uint32(way)
			next[t]++
		}
	}
	x.postings = lists{at, flat}
}

func (x *Index) sortWays() {
	x.order = make([]uint32, len(x.owners))
	for i := range x.order {
		x.order[i] = uint32(i)
	}
	slices.SortFunc(x.order, func(a, b uint32) int {
		return cmp.Or(slices.Compare(x.runs.of(a), x.runs.of(b)), cmp.Compare(a, b))
	})
}

// learn notes what terms and phrases mean, and which words there are to repair to.
func (x *Index) learn() {
	words := make([]text.Word, len(x.forms)) // as the lexicon spells them
	counted := make([]spell.Word, len(x.forms))
	x.concepts = make([][]alternative, x.lexicon.Groups())
	for t, form := range x.forms {
		words[t] = x.spelled(form)
		counted[t] = spell.Word{Form: form, Count: len(x.postings.of(uint32(t)))}
		x.stems = append(x.stems, stemmed{words[t].Stem, uint32(t)})
		x.mean(x.lexicon.Word(words[t]).Concepts, []uint32{uint32(t)})
	}
	slices.SortFunc(x.stems, func(a, b stemmed) int {
		return cmp.Or(strings.Compare(a.stem, b.stem), cmp.Compare(a.term, b.term))
	})
	x.vocabulary = spell.New(counted)
	x.names = slices.DeleteFunc(x.lexicon.Forms(), func(form string) bool {
		return x.lexicon.Word(text.Word{Form: form, Stem: text.Stem(form)}).Class != lexicon.Name
	})
	x.learnPhrases(words)
	for c, as := range x.concepts {
		slices.SortFunc(as, alternative.compare)
		x.concepts[c] = slices.Clip(slices.CompactFunc(as, func(a, b alternative) bool { return a.compare(b) == 0 }))
	}
}

// spelled returns the word that a form is written for, itself if that is several words.
func (x *Index) spelled(form string) text.Word {
	w := text.Word{Form: form, Stem: text.Stem(form)}
	if stands := x.lexicon.Expand([]text.Word{w}); len(stands) == 1 {
		return stands[0]
	}
	return w
}

// learnPhrases notes the phrases of the lexicon that the ways have; words are the terms'.
func (x *Index) learnPhrases(words []text.Word) {
	var units []lexicon.Unit
	var run []text.Word
	for way := range x.owners {
		terms := x.runs.of(uint32(way))
		run = run[:0]
		for i, t := range terms {
			run = append(run, text.Word{Start: i, End: i + 1, Form: words[t].Form, Stem: words[t].Stem})
		}
		units = x.lexicon.AppendUnits(units[:0], run, false)
		for _, u := range units {
			if u.Phrase {
				x.mean(u.Concepts, terms[u.Start:u.End])
			}
		}
	}
}

// mean notes that a run of terms means each of the concepts.
func (x *Index) mean(concepts []int32, run []uint32) {
	for _, c := range concepts {
		x.concepts[c] = append(x.concepts[c], alternative{from: run[0], to: run[0] + 1, rest: slices.Clone(run[1:])})
	}
}
