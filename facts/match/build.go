package match

import (
	"maps"
	"math"
	"runtime"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

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
	b := builder{
		x: &Index{
			words: words, candidates: candidates, lexicon: lex, model: model,
			stems: make(map[string]int32), concepts: make([]int32, lex.Groups()),
		},
		counts: make(map[string]int),
	}
	texts := 0
	for _, c := range candidates {
		texts += c.size()
	}
	b.drafts = make([]draft, 0, texts)
	for i := range candidates {
		b.draftCandidate(int32(i))
	}
	x := b.x
	x.starts = append(x.starts, int32(len(b.drafts)))
	x.first = append(x.first, int32(len(x.groups)))
	b.index()
	for i, c := range candidates {
		for j, p := range c.Points {
			x.answers[i][j] = b.answer(c.Sentence, p)
		}
	}
	b.findNames()
	b.weigh()
	b.judge()
	x.passages = passage.New(words, passage.Options{Same: b.same()})
	b.findUnspoken()
	x.prefixes = slices.Sorted(maps.Keys(x.stems))
	x.vocabulary = spell.New(b.vocabulary())
	x.scratch.New = func() any { return newScratch(x) }
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
	units []lexicon.Unit // what its words say
}

func (b *builder) draftCandidate(c int32) {
	x, candidate := b.x, b.x.candidates[c]
	x.starts = append(x.starts, int32(len(b.drafts)))
	x.first = append(x.first, int32(len(x.groups)))
	x.sentences = append(x.sentences, -1)
	x.held = append(x.held, 0)
	if candidate.Sentence != "" {
		x.held[c] = kind.Held(text.Forms(candidate.Sentence))
		x.sentences[c] = int32(len(b.drafts))
		b.open(c, -1)
		b.draft(entry{point: -1, way: -1}, candidate.Sentence)
	}
	way := int32(0)
	x.answers = append(x.answers, make([]answer, len(candidate.Points)))
	x.kinds = append(x.kinds, 0)
	for i, p := range candidate.Points {
		kinds := kind.SetOf(p.Kinds)
		x.kinds[c] |= kinds
		b.open(c, int32(i))
		if p.Headline != "" {
			b.draft(entry{point: int32(i), way: -1, kinds: kinds}, p.Headline)
		}
		for _, ask := range p.Ask {
			b.draft(entry{point: int32(i), way: way, kinds: kinds}, ask.Text)
			way++
		}
	}
}

// open begins a group.
func (b *builder) open(candidate, point int32) {
	b.x.groups = append(b.x.groups, group{candidate: candidate, point: point})
}

// draft adds an entry to the group that was opened last.
func (b *builder) draft(e entry, s string) {
	e.group = int32(len(b.x.groups) - 1)
	b.x.groups[e.group].size++
	b.drafts = append(b.drafts, draft{entry: e, text: s})
}

// chunk is how many drafts are read before they are indexed: what was read of them is
// held in memory so long.
const chunk = 1024

// index reads and indexes all drafts, in order.
func (b *builder) index() {
	readers := make([]reader, runtime.GOMAXPROCS(0))
	for i, words := range b.x.lexicon.NewReaders(len(readers)) {
		readers[i].words = words
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
	b.x.met = readers[0].words.Stems()
	for _, r := range readers {
		r.words.Counts(b.counts)
	}
}

// reader reads drafts. What it read of a chunk lies in its buffer until it reads the next.
type reader struct {
	words *lexicon.Reader
	units []lexicon.Unit
}

func (r *reader) read(drafts []draft) {
	r.units = r.units[:0]
	for i := range drafts {
		d := &drafts[i]
		first := len(r.units)
		var words []text.Word
		words, r.units = r.words.Read(r.units, d.text)
		d.units = r.units[first:]
		if d.entry.way < 0 {
			continue
		}
		if kinds := kind.Of(words); kinds != nil {
			d.entry.kinds = kind.SetOf(kinds)
		}
	}
}

// add indexes one entry: its words, and the phrases among them.
func (b *builder) add(d *draft) {
	x := b.x
	e := d.entry
	place := int32(len(x.entries))
	e.first = int32(len(x.listed))
	for i := range d.units {
		if u := &d.units[i]; !u.Phrase {
			t := b.term(u.Stem)
			b.post(t, place, d)
			x.listed = append(x.listed, t)
		}
	}
	e.middle = int32(len(x.listed))
	stem := e.first
	for i := range d.units {
		if u := &d.units[i]; !u.Phrase {
			if u.Class != lexicon.Function {
				x.listed = appendNew(x.listed, int(e.middle), x.listed[stem])
			}
			stem++
		}
	}
	for i := range d.units {
		for _, concept := range d.units[i].Concepts {
			t := b.concept(concept)
			b.post(t, place, d)
			x.listed = appendNew(x.listed, int(e.middle), t)
		}
	}
	e.last = int32(len(x.listed))
	x.entries = append(x.entries, e)
	d.units = nil
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

// post notes that an entry has a term.
func (b *builder) post(t, place int32, d *draft) {
	term := &b.x.terms[t]
	if term.entries > 0 && term.last == place {
		return
	}
	term.entries++
	term.last = place
	if n := len(term.postings); n > 0 && term.postings[n-1].group == d.entry.group {
		term.postings[n-1].count++
		return
	}
	term.postings = append(term.postings, posting{group: d.entry.group, count: 1})
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
		for _, group := range x.lexicon.Word(text.Word{Form: stem, Stem: stem}).Concepts {
			x.nameGroups[group] = true
		}
	}
}

// weigh sets each term's weight by the number of candidates that have it (Robertson and
// Walker's idf as BM25 has it, with 1 added so that it stays above zero), and then
// each entry's weight and norm.
func (b *builder) weigh() {
	x := b.x
	n := len(x.candidates)
	if n == 0 {
		n = x.words.Len()
	}
	idf := func(df int) float64 { return math.Log(1 + (float64(n-df)+0.5)/(float64(df)+0.5)) }
	x.rarest = idf(0)
	for i := range x.terms {
		t := &x.terms[i]
		last := int32(-1)
		for _, p := range t.postings {
			if c := x.groups[p.group].candidate; c != last {
				t.candidates++
				last = c
			}
		}
		t.idf = idf(t.candidates)
	}
	weights := make([]float64, len(x.terms))
	for stem, t := range x.stems {
		u := x.lexicon.Word(text.Word{Form: stem, Stem: stem})
		weights[t] = x.weightOf(&u, t)
	}
	for i := range x.entries {
		e := &x.entries[i]
		squares := 0.0
		for _, t := range x.stemsOf(e) {
			e.weight += weights[t]
			squares += weights[t] * weights[t]
		}
		e.norm = math.Sqrt(squares)
	}
}

// smoothing is how many entries the whole base counts for beside those of one group when
// it is guessed how often people who ask for that group use a word (Dirichlet smoothing).
const smoothing = 3

// judge sets what having or lacking a term says: the evidence is the log of how much
// likelier a word is from people who ask for a group than from all, counted over entries.
func (b *builder) judge() {
	x := b.x
	gaps := 0
	for i := range x.groups {
		g := &x.groups[i]
		g.absence = math.Log(smoothing / (float64(g.size) + smoothing))
		if x.candidates[g.candidate].Gap {
			gaps += int(g.size)
		}
	}
	if x.pool = pool / 2; gaps == 0 {
		x.pool = pool
	}
	all := len(x.entries)
	x.scale = evidenceScale * math.Log(float64(all+smoothing))
	prior := math.Log(float64(gaps+1) / float64(all-gaps+1))
	for i := range x.terms {
		t := &x.terms[i]
		inGaps := int32(0)
		share := float64(t.entries) / float64(all)
		for j := range t.postings {
			p := &t.postings[j]
			p.impact = math.Log1p(float64(p.count) / (smoothing * share))
			if x.candidates[x.groups[p.group].candidate].Gap {
				inGaps += p.count
			}
		}
		if gaps > 0 {
			t.gapOdds = math.Log(float64(inGaps+1)/float64(t.entries-inGaps+1)) - prior
		}
	}
}

// vocabulary returns the words that slips are repaired to: those of the entries, of the
// lexicon, and of grammar. A word that few entries have and no sentence is left out where
// it is no common English: it may be a slip itself.
func (b *builder) vocabulary() []spell.Word {
	words := make([]spell.Word, 0, len(b.counts))
	for form, n := range b.counts {
		if n >= usual || b.x.isWritten(form) || lexicon.IsEnglish(form) {
			words = append(words, spell.Word{Form: form, Count: n + 1})
		}
	}
	for id := range b.x.words.Forms.Len() {
		form := b.x.words.Forms.Word(uint32(id))
		if _, ok := b.counts[form]; !ok {
			words = append(words, spell.Word{Form: form, Count: b.x.words.Forms.Count(uint32(id)) + 1})
		}
	}
	for _, form := range b.x.lexicon.Forms() {
		words = append(words, spell.Word{Form: form, Count: 1})
	}
	for _, form := range text.FunctionForms() {
		words = append(words, spell.Word{Form: form, Count: 2})
	}
	return words
}

// usual is how often a word stands in the entries that is surely no slip.
const usual = 4

// findUnspoken notes which sentences have a candidate.
func (b *builder) findUnspoken() {
	x := b.x
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

// same returns which stems of the sentences the lexicon knows to mean the same; nil if it
// knows none.
func (b *builder) same() passage.Same {
	x := b.x
	if x.lexicon.Groups() == 0 {
		return nil
	}
	stems := make([][]uint32, x.lexicon.Groups())
	for id := range x.words.Stems.Len() {
		stem := x.words.Stems.Word(uint32(id))
		for _, group := range x.lexicon.Word(text.Word{Form: stem, Stem: stem}).Concepts {
			stems[group] = append(stems[group], uint32(id))
		}
	}
	return func(stem string) []uint32 {
		var all []uint32
		for _, group := range x.lexicon.Word(text.Word{Form: stem, Stem: stem}).Concepts {
			all = append(all, stems[group]...)
		}
		return all
	}
}

// isWritten reports whether a sentence has the folded word.
func (x *Index) isWritten(form string) bool { return x.words.Forms.ID(form) != index.None }
