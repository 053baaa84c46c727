package match

import (
	"maps"
	"math"
	"runtime"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// New returns the index of the candidates.
func New(candidates []Candidate, lex *lexicon.Lexicon, model *Model) *Index {
	b := builder{
		x: &Index{
			candidates: candidates, lexicon: lex, model: model,
			stems: make(map[string]int32), concepts: make([]int32, lex.Groups()),
		},
		counts: make(map[string]int),
	}
	for i := range candidates {
		b.draftCandidate(int32(i))
	}
	b.x.starts = append(b.x.starts, int32(len(b.drafts)))
	b.index()
	for i, c := range candidates {
		for j, p := range c.Points {
			b.x.answers[i][j] = b.answer(p)
		}
	}
	b.findNames()
	b.weigh()
	x := b.x
	x.forms = slices.Sorted(maps.Keys(b.counts))
	x.prefixes = slices.Sorted(maps.Keys(x.stems))
	x.vocabulary = spell.New(b.vocabulary())
	x.scratch.New = func() any { return newScratch(len(x.entries), len(candidates)) }
	return x
}

// builder makes an index.
type builder struct {
	x      *Index
	drafts []draft
	counts map[string]int // of words, folded
}

// draft is an entry that is still to be read.
type draft struct {
	entry entry
	text  string
	forms []text.Word    // its words as written
	units []lexicon.Unit // what they say
}

func (b *builder) draftCandidate(c int32) {
	candidate := b.x.candidates[c]
	b.x.starts = append(b.x.starts, int32(len(b.drafts)))
	b.x.sentences = append(b.x.sentences, -1)
	b.x.held = append(b.x.held, 0)
	if candidate.Sentence != "" {
		b.x.held[c] = kind.Held(text.Forms(candidate.Sentence))
		b.x.sentences[c] = int32(len(b.drafts))
		b.draft(entry{candidate: c, point: -1, way: -1}, candidate.Sentence)
	}
	way := int32(0)
	b.x.answers = append(b.x.answers, make([]answer, len(candidate.Points)))
	b.x.kinds = append(b.x.kinds, 0)
	for i, p := range candidate.Points {
		kinds := kind.SetOf(p.Kinds)
		b.x.kinds[c] |= kinds
		if p.Headline != "" {
			b.draft(entry{candidate: c, point: int32(i), way: -1, kinds: kinds}, p.Headline)
		}
		for _, ask := range p.Ask {
			b.draft(entry{candidate: c, point: int32(i), way: way, hand: int32(ask.Hand), kinds: kinds}, ask.Text)
			way++
		}
	}
}

func (b *builder) draft(e entry, s string) { b.drafts = append(b.drafts, draft{entry: e, text: s}) }

// chunk is how many drafts are read before they are indexed: what was read of them is
// held in memory so long.
const chunk = 1024

// index reads and indexes all drafts, in order.
func (b *builder) index() {
	readers := make([]reader, runtime.GOMAXPROCS(0))
	for i := range readers {
		readers[i] = reader{lexicon: b.x.lexicon, stems: make(map[string]string)}
	}
	b.x.entries = make([]entry, 0, len(b.drafts))
	for drafts := range slices.Chunk(b.drafts, chunk) {
		var reading sync.WaitGroup
		share := (len(drafts) + len(readers) - 1) / len(readers)
		for i := range readers {
			from, to := min(i*share, len(drafts)), min((i+1)*share, len(drafts))
			reading.Go(func() { readers[i].read(drafts[from:to]) })
		}
		reading.Wait()
		for i := range drafts {
			b.add(&drafts[i])
		}
	}
	b.drafts = nil
}

// reader reads drafts. Each has its own memory of stems: stemming is slow, and most
// words come often. What it read of a chunk lies in its buffers until it reads the next.
type reader struct {
	lexicon *lexicon.Lexicon
	stems   map[string]string
	forms   []text.Word
	units   []lexicon.Unit
}

func (r *reader) read(drafts []draft) {
	r.forms, r.units = r.forms[:0], r.units[:0]
	for i := range drafts {
		d := &drafts[i]
		form, unit := len(r.forms), len(r.units)
		r.forms = text.AppendForms(r.forms, d.text)
		d.forms = r.forms[form:]
		for j := range d.forms {
			d.forms[j].Stem = r.stem(d.forms[j].Form)
		}
		words := r.lexicon.Expand(d.forms)
		if kinds := kind.Of(words); d.entry.way >= 0 && kinds != nil {
			d.entry.kinds = kind.SetOf(kinds)
		}
		r.units = r.lexicon.AppendUnits(r.units, words, false)
		d.units = r.units[unit:]
	}
}

func (r *reader) stem(form string) string {
	stem, ok := r.stems[form]
	if !ok {
		stem = text.Stem(form)
		r.stems[form] = stem
	}
	return stem
}

// add indexes one entry: its words, and the phrases among them.
func (b *builder) add(d *draft) {
	place := int32(len(b.x.entries))
	for _, w := range d.forms {
		b.counts[w.Form]++
	}
	e := d.entry
	e.stems = make([]int32, 0, len(d.units))
	for i := range d.units {
		u := &d.units[i]
		if !u.Phrase {
			t := b.term(u.Stem)
			e.stems = append(e.stems, t)
			b.post(t, place, e.candidate)
		}
		for _, concept := range u.Concepts {
			b.post(b.concept(concept), place, e.candidate)
		}
	}
	b.x.entries = append(b.x.entries, e)
	d.forms, d.units = nil, nil
}

// answer returns the words with which a point answers.
func (b *builder) answer(p Point) answer {
	a := answer{kinds: kind.SetOf(p.Kinds)}
	for i, s := range []string{p.Mark, p.Headline} {
		for _, u := range b.x.lexicon.Units(text.Words(s), false) {
			if u.Class == lexicon.Function || u.Phrase && len(u.Concepts) == 0 {
				continue
			}
			terms := make([]int32, 0, 1+len(u.Concepts))
			if !u.Phrase {
				terms = append(terms, b.term(u.Stem))
			}
			for _, group := range u.Concepts {
				terms = append(terms, b.concept(group))
			}
			a.terms = append(a.terms, terms...)
			if i == 0 && !u.Phrase {
				a.marked = append(a.marked, terms)
			}
		}
	}
	return a
}

func (b *builder) term(stem string) int32 {
	t, ok := b.x.stems[stem]
	if !ok {
		t = int32(len(b.x.terms))
		b.x.stems[stem] = t
		b.x.terms = append(b.x.terms, term{})
	}
	return t
}

// concept returns the term of a group. Term 0 is never a group's: a stem comes first.
func (b *builder) concept(group int32) int32 {
	if b.x.concepts[group] == 0 {
		b.x.concepts[group] = int32(len(b.x.terms))
		b.x.terms = append(b.x.terms, term{})
	}
	return b.x.concepts[group]
}

func (b *builder) post(t, entry, candidate int32) {
	term := &b.x.terms[t]
	term.entries = appendNew(term.entries, entry)
	if term.candidates == 0 || term.last != candidate {
		term.candidates++
		term.last = candidate
	}
}

// appendNew adds v to an ascending list, unless it is the last there.
func appendNew(list []int32, v int32) []int32 {
	if n := len(list); n > 0 && list[n-1] == v {
		return list
	}
	return append(list, v)
}

// findNames takes for names the words that the sentences write with a capital wherever
// they do not begin with them, and the groups of words that mean the same.
func (b *builder) findNames() {
	x := b.x
	x.names, x.nameGroups = make(map[string]bool), make(map[int32]bool)
	lower := make(map[string]bool)
	for _, c := range x.candidates {
		for i, w := range text.Words(c.Sentence) {
			switch r, _ := utf8.DecodeRuneInString(c.Sentence[w.Start:]); {
			case !unicode.IsUpper(r):
				lower[w.Stem] = true
			case i > 0:
				x.names[w.Stem] = true
			}
		}
	}
	maps.DeleteFunc(x.names, func(stem string, _ bool) bool { return lower[stem] })
	for stem := range x.names {
		for _, u := range x.lexicon.Units([]text.Word{{Form: stem, Stem: stem}}, true) {
			for _, group := range u.Concepts {
				x.nameGroups[group] = true
			}
		}
	}
}

// weigh sets each term's weight by the number of candidates that have it (Robertson and
// Walker's idf as BM25 has it, with 1 added so that it stays above zero), and then
// each entry's weight and norm.
func (b *builder) weigh() {
	n := len(b.x.candidates)
	idf := func(df int) float64 { return math.Log(1 + (float64(n-df)+0.5)/(float64(df)+0.5)) }
	b.x.rarest = idf(0)
	for i, t := range b.x.terms {
		b.x.terms[i].idf = idf(t.candidates)
	}
	weights := make([]float64, len(b.x.terms))
	for stem, t := range b.x.stems {
		weights[t] = b.x.weightOf(b.x.lexicon.Units([]text.Word{{Form: stem, Stem: stem}}, true), t)
	}
	for i := range b.x.entries {
		e := &b.x.entries[i]
		squares := 0.0
		for _, t := range e.stems {
			e.weight += weights[t]
			squares += weights[t] * weights[t]
		}
		b.x.norms = append(b.x.norms, math.Sqrt(squares))
		b.x.asks = append(b.x.asks, e.kinds)
		b.x.owners = append(b.x.owners, e.candidate)
	}
}

// vocabulary returns the words that slips are repaired to: those of the entries, of the
// lexicon, and of grammar.
func (b *builder) vocabulary() []spell.Word {
	words := make([]spell.Word, 0, len(b.counts))
	for form, n := range b.counts {
		words = append(words, spell.Word{Form: form, Count: n + 1})
	}
	for _, form := range b.x.lexicon.Forms() {
		words = append(words, spell.Word{Form: form, Count: 1})
	}
	for _, form := range text.FunctionForms() {
		words = append(words, spell.Word{Form: form, Count: 2})
	}
	return words
}
