package match

import (
	"maps"
	"math"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// Index is an inverted index over the entries of all candidates. It is not changed
// after [New] made it and is safe for concurrent use.
type Index struct {
	candidates []Candidate
	lexicon    *lexicon.Lexicon
	model      *Model
	vocabulary *spell.Vocabulary
	forms      []string         // all words of the entries, folded, in alphabetical order
	stems      map[string]int32 // stem → its place in terms
	concepts   []int32          // group of the lexicon → its place in terms
	terms      []term
	prefixes   []string // all stems in alphabetical order
	entries    []entry
	starts     []int32         // by candidate: its first entry; at the end, their number
	owners     []int32         // by entry: its candidate
	norms      []float64       // by entry: the length of its vector
	asks       []kind.Set      // by entry: what kinds of answer it asks for
	sentences  []int32         // by candidate: its sentence's entry, -1 where there is none
	held       []kind.Value    // by candidate: the values that its sentence has
	answers    [][]answer      // by candidate and point
	kinds      []kind.Set      // by candidate: of all its points
	names      map[string]bool // stems that the sentences write with a capital alone
	nameGroups map[int32]bool  // groups of words that mean the same as such a name
	rarest     float64         // the weight of a word that no candidate has
	scratch    sync.Pool
}

// term is a stem, or a group of words that mean the same.
type term struct {
	idf        float64
	entries    []int32 // that have it, ascending
	candidates int     // how many have it anywhere
	last       int32   // the last of these, while the index is built
}

// entry is one text that speaks for a candidate.
type entry struct {
	candidate int32
	point     int32 // -1 of a sentence
	way       int32 // its place among the candidate's ways of asking, -1 where it is none
	kinds     kind.Set
	stems     []int32 // its words' terms, in order
	weight    float64 // of all its words together
}

// answer is the words with which a point answers: all their terms, and for each word of
// its mark the terms that it may be matched by.
type answer struct {
	kinds  kind.Set
	terms  []int32
	marked [][]int32
}

// New returns the index of the candidates.
func New(candidates []Candidate, lex *lexicon.Lexicon, model *Model) *Index {
	b := builder{
		x: &Index{
			candidates: candidates, lexicon: lex, model: model,
			stems: make(map[string]int32), concepts: make([]int32, lex.Groups()),
		},
		counts: make(map[string]int),
		stems:  make(map[string]string),
	}
	for i := range candidates {
		b.addCandidate(int32(i))
	}
	b.x.starts = append(b.x.starts, int32(len(b.x.entries)))
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
	counts map[string]int    // of words, folded
	stems  map[string]string // by form: stemming is slow, and most words come often

	words  []text.Word // buffers, used again for each entry
	buffer []lexicon.Unit
}

func (b *builder) addCandidate(c int32) {
	candidate := b.x.candidates[c]
	b.x.starts = append(b.x.starts, int32(len(b.x.entries)))
	b.x.sentences = append(b.x.sentences, -1)
	b.x.held = append(b.x.held, 0)
	if candidate.Sentence != "" {
		b.x.held[c] = kind.Held(text.Forms(candidate.Sentence))
		b.x.sentences[c] = int32(len(b.x.entries))
		b.add(entry{candidate: c, point: -1, way: -1}, candidate.Sentence)
	}
	way := int32(0)
	b.x.answers = append(b.x.answers, make([]answer, len(candidate.Points)))
	b.x.kinds = append(b.x.kinds, 0)
	for i, p := range candidate.Points {
		kinds := kind.SetOf(p.Kinds)
		b.x.answers[c][i] = b.answer(p)
		b.x.kinds[c] |= kinds
		if p.Headline != "" {
			b.add(entry{candidate: c, point: int32(i), way: -1, kinds: kinds}, p.Headline)
		}
		for _, ask := range p.Ask {
			b.add(entry{candidate: c, point: int32(i), way: way, kinds: kinds}, ask)
			way++
		}
	}
}

// add indexes one entry: its words, and the phrases among them.
func (b *builder) add(e entry, s string) {
	place := int32(len(b.x.entries))
	b.words = text.AppendForms(b.words[:0], s)
	for i := range b.words {
		b.counts[b.words[i].Form]++
		b.words[i].Stem = b.stem(b.words[i].Form)
	}
	words := b.x.lexicon.Expand(b.words)
	e.stems = make([]int32, 0, len(words))
	if kinds := kind.Of(words); e.way >= 0 && kinds != nil {
		e.kinds = kind.SetOf(kinds)
	}
	b.buffer = b.x.lexicon.AppendUnits(b.buffer[:0], words, false)
	for i := range b.buffer {
		u := &b.buffer[i]
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

func (b *builder) stem(form string) string {
	stem, ok := b.stems[form]
	if !ok {
		stem = text.Stem(form)
		b.stems[form] = stem
	}
	return stem
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

// lightWeight is what a light word weighs beside a content word of the same idf. Function
// words weigh nothing: they count where words are compared one by one.
const lightWeight = 0.5

// weightOf returns what a word weighs: its idf, or that of the commonest group of words
// it means the same as, less where it is no content word.
func (x *Index) weightOf(units []lexicon.Unit, t int32) float64 {
	weight := x.rarest
	if t >= 0 {
		weight = x.terms[t].idf
	}
	if len(units) == 0 {
		return weight
	}
	u := units[0]
	for _, group := range u.Concepts {
		if c := x.concepts[group]; c > 0 {
			weight = min(weight, x.terms[c].idf)
		}
	}
	switch u.Class {
	case lexicon.Function:
		return 0
	case lexicon.Light:
		return weight * lightWeight
	case lexicon.Content, lexicon.Name, lexicon.Foreign, lexicon.Number:
	}
	return weight
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
