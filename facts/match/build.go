package match

import (
	"maps"
	"runtime"
	"slices"
	"sync"

	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
	"summitbot/facts/passage"
	"summitbot/facts/spell"
	"summitbot/facts/text"
)

// New returns the index of a library's sentences, and of the candidates among them and
// beside them: the sentences that people have written about, and known gaps.
func New(words *index.Index, candidates []Candidate, lex *lexicon.Lexicon, model *Model) *Index {
	x := outline(words, candidates, lex, model)
	b := builder{x: x, counts: make(map[string]int)}
	b.read()
	for i, c := range candidates {
		for j, p := range c.Points {
			x.answers[i][j] = b.answer(c.Sentence, p)
		}
	}
	b.post()
	b.hold()
	b.findNames()
	x.vocabulary = spell.New(b.vocabulary())
	x.finish()
	return x
}

// outline returns an index whose candidates, groups and entries are in their places, and
// whose texts are still to be read.
func outline(words *index.Index, candidates []Candidate, lex *lexicon.Lexicon, model *Model) *Index {
	x := &Index{
		words: words, candidates: candidates, lexicon: lex, model: model,
		stems: make(map[string]int32), concepts: make([]int32, lex.Groups()),
	}
	texts := 0
	for _, c := range candidates {
		texts += c.size()
	}
	x.entries, x.wordings = make([]entry, 0, texts), make([]wording, 0, texts)
	for i := range candidates {
		x.place(int32(i))
	}
	x.first = append(x.first, int32(len(x.groups)))
	return x
}

// finish counts and weighs what was read.
func (x *Index) finish() {
	x.findNameGroups()
	x.weigh()
	x.judge()
	x.passages = passage.New(x.words, passage.Options{Same: x.same()})
	x.findUnspoken()
	x.prefixes = slices.Sorted(maps.Keys(x.stems))
	x.scratch.New = func() any { return newScratch(x) }
}

// place makes the groups and entries of a candidate.
func (x *Index) place(c int32) {
	candidate := x.candidates[c]
	x.first = append(x.first, int32(len(x.groups)))
	x.values = append(x.values, 0)
	if candidate.Sentence != "" {
		x.values[c] = kind.Held(text.Forms(candidate.Sentence))
		x.open(c, -1)
		x.enter(0, false)
	}
	x.answers = append(x.answers, make([]answer, len(candidate.Points)))
	x.kinds = append(x.kinds, 0)
	for i, p := range candidate.Points {
		kinds := kind.SetOf(p.Kinds)
		x.kinds[c] |= kinds
		x.open(c, int32(i))
		if p.Headline != "" {
			x.enter(kinds, false)
		}
		for range p.Ask {
			x.enter(kinds, true)
		}
	}
}

// open begins a group.
func (x *Index) open(candidate, point int32) {
	x.groups = append(x.groups, group{candidate: candidate, point: point, entries: run{int32(len(x.entries)), int32(len(x.entries))}})
}

// enter adds an entry to the group that was opened last.
func (x *Index) enter(kinds kind.Set, isWay bool) {
	x.groups[len(x.groups)-1].entries.last++
	x.entries = append(x.entries, entry{kinds: kinds})
	x.wordings = append(x.wordings, wording{isWay: isWay})
}

// texts returns the texts of all entries, in order.
func (x *Index) texts() []string {
	all := make([]string, 0, len(x.entries))
	for _, c := range x.candidates {
		if c.Sentence != "" {
			all = append(all, c.Sentence)
		}
		for _, p := range c.Points {
			if p.Headline != "" {
				all = append(all, p.Headline)
			}
			all = append(all, p.Ask...)
		}
	}
	return all
}

// builder reads the texts of an index.
type builder struct {
	x      *Index
	counts map[string]int // of words, folded
	listed []int32        // terms of the entries, end to end
	lists  []run          // by entry: its part of listed
}

// chunk is how many texts are read before they are indexed: what was read of them is
// held in memory so long.
const chunk = 1024

// read reads all texts, in order.
func (b *builder) read() {
	readers := make([]reader, runtime.GOMAXPROCS(0))
	for i, words := range b.x.lexicon.NewReaders(len(readers)) {
		readers[i].words = words
	}
	units := make([][]lexicon.Unit, chunk)
	at := 0
	for texts := range slices.Chunk(b.x.texts(), chunk) {
		entries, wordings := b.x.entries[at:at+len(texts)], b.x.wordings[at:at+len(texts)]
		var reading sync.WaitGroup
		share := (len(texts) + len(readers) - 1) / len(readers)
		for i := range readers {
			from, to := min(i*share, len(texts)), min((i+1)*share, len(texts))
			reading.Go(func() { readers[i].read(entries[from:to], wordings[from:to], texts[from:to], units[from:to]) })
		}
		reading.Wait()
		for i := range entries {
			b.list(&wordings[i], units[i])
		}
		at += len(texts)
	}
	b.x.met = readers[0].words.Stems()
	for _, r := range readers {
		r.words.Counts(b.counts)
	}
}

// reader reads texts. What it read of a chunk lies in its buffer until it reads the next.
type reader struct {
	words *lexicon.Reader
	units []lexicon.Unit
}

// read reads the texts of entries: the kinds of answer that these ask for, and their units.
func (r *reader) read(entries []entry, wordings []wording, texts []string, units [][]lexicon.Unit) {
	r.units = r.units[:0]
	for i := range entries {
		first := len(r.units)
		var words []text.Word
		words, r.units = r.words.Read(r.units, texts[i])
		units[i] = r.units[first:]
		if !wordings[i].isWay {
			continue
		}
		if kinds := kind.Of(words).Kinds; kinds != nil {
			entries[i].kinds = kind.SetOf(kinds)
		}
	}
}

// list lists the stems of an entry, and the terms that a question is matched with.
func (b *builder) list(w *wording, units []lexicon.Unit) {
	x := b.x
	first := len(b.listed)
	w.stems.first = int32(len(x.spelled))
	for i := range units {
		u := &units[i]
		if u.Phrase {
			continue
		}
		t := b.term(u.Stem)
		x.spelled = append(x.spelled, t)
		if u.Class != lexicon.Function {
			b.listed = appendNew(b.listed, first, t)
		}
	}
	for i := range units {
		for _, concept := range units[i].Concepts {
			b.listed = appendNew(b.listed, first, b.concept(concept))
		}
	}
	w.stems.last = int32(len(x.spelled))
	b.lists = append(b.lists, run{int32(first), int32(len(b.listed))})
}

// termsOf returns the terms of an entry.
func (b *builder) termsOf(entry int32) []int32 {
	return b.listed[b.lists[entry].first:b.lists[entry].last]
}

// answer returns the words with which a point of a sentence answers.
func (b *builder) answer(sentence string, p Point) answer {
	a := answer{kinds: kind.SetOf(p.Kinds), held: kind.Held(text.Forms(p.Mark))}
	if sentence != "" {
		a.broad = float64(len(p.Mark)) / float64(len(sentence))
	}
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

// appendNew adds a term to a list, unless it is there from the given place on.
func appendNew(list []int32, from int, t int32) []int32 {
	if slices.Contains(list[from:], t) {
		return list
	}
	return append(list, t)
}

// post notes in which groups each term is, and how often.
func (b *builder) post() {
	x := b.x
	last := slices.Repeat([]int32{-1}, len(x.terms)) // the entry that each was met in last
	for g := range x.groups {
		for i := x.groups[g].entries.first; i < x.groups[g].entries.last; i++ {
			for _, list := range [][]int32{x.stemsOf(i), b.termsOf(i)} {
				for _, t := range list {
					if last[t] != i {
						last[t] = i
						x.terms[t].post(int32(g))
					}
				}
			}
		}
	}
}

// hold notes which entries of each group have a term.
func (b *builder) hold() {
	x := b.x
	isConcept := make([]bool, len(x.terms))
	for _, t := range x.concepts {
		if t > 0 {
			isConcept[t] = true
		}
	}
	holders := make([][]int32, len(x.terms)) // in the group at hand
	var terms []int32
	for g := range x.groups {
		group := &x.groups[g]
		terms = terms[:0]
		for i := group.entries.first; i < group.entries.last; i++ {
			for _, t := range b.termsOf(i) {
				if len(holders[t]) == 0 {
					terms = append(terms, t)
				}
				holders[t] = append(holders[t], i-group.entries.first)
			}
		}
		group.held.first = int32(len(x.held))
		for _, concepts := range []bool{false, true} {
			for _, t := range terms {
				if isConcept[t] == concepts {
					first := int32(len(x.holders))
					x.holders = append(x.holders, holders[t]...)
					x.held = append(x.held, holding{t, run{first, int32(len(x.holders))}})
					holders[t] = holders[t][:0]
				}
			}
		}
		group.held.last = int32(len(x.held))
	}
}

// post notes that one more entry of a group, the last so far, has the term.
func (t *term) post(group int32) {
	if n := len(t.postings); n > 0 && t.postings[n-1].group == group {
		t.postings[n-1].count++
		return
	}
	t.postings = append(t.postings, posting{group: group, count: 1})
}

// findUnspoken notes which sentences have a candidate.
func (x *Index) findUnspoken() {
	x.spoken = slices.Repeat([]int32{-1}, x.words.Len())
	left := x.words.Len()
	for i, c := range x.candidates {
		if !c.Gap {
			x.spoken[c.At] = int32(i)
			left--
		}
	}
	x.unspoken = left > 0
}
