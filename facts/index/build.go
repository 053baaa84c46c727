package index

import (
	"strings"

	"summitbot/facts/text"
)

// New indexes sentences, which stand in reading order.
func New(sentences []Sentence) *Index {
	b := builder{
		Index:      &Index{Stems: newVocabulary(0), Forms: newVocabulary(0), leads: make([][]uint32, 1)},
		known:      make(map[string]word),
		numbers:    make(map[Token]uint32),
		introduced: map[string]int32{"": 0},
	}
	for i := range sentences {
		b.place(i, sentences)
		b.cut(sentences[i].Text)
	}
	b.sentences = append(b.sentences, place{tokens: uint32(len(b.tokens))})
	b.nameSentenceStarts()
	b.findNames()
	b.post()
	return b.Index
}

// builder holds what only building needs.
type builder struct {
	*Index
	known      map[string]word  // by the word as it is written: folding and stemming are slow
	numbers    map[Token]uint32 // of lexemes
	introduced map[string]int32 // by what introduces them: its place in leads
	words      []text.Span
	run        []Token
}

// word is what is known of a word as it is written.
type word struct {
	form, stem uint32
	folded     string
}

// place gives sentence i its paragraph, section and lead: those of the sentence before it
// if title and keys are the same, else new ones.
func (b *builder) place(i int, all []Sentence) {
	s := all[i]
	newSection := i == 0 || s.Section != all[i-1].Section || s.Title != all[i-1].Title
	if newSection {
		b.sections = append(b.sections, Range{int32(i), int32(i)})
		b.spread = append(b.spread, Range{int32(len(b.paragraphs)), int32(len(b.paragraphs))})
		b.titles = append(b.titles, b.stemsOf(s.Title))
		b.aboves = append(b.aboves, b.stemsOf(s.Above))
	}
	if newSection || s.Paragraph != all[i-1].Paragraph {
		b.paragraphs = append(b.paragraphs, Range{int32(i), int32(i)})
	}
	section, paragraph := len(b.sections)-1, len(b.paragraphs)-1
	b.sections[section].End++
	b.paragraphs[paragraph].End++
	b.spread[section].End = int32(len(b.paragraphs))
	b.sentences = append(b.sentences, place{tokens: uint32(len(b.tokens)), paragraph: int32(paragraph), section: int32(section)})
	b.lead = append(b.lead, b.leadOf(s.Lead))
}

// leadOf returns the place in leads of what introduces a sentence.
func (b *builder) leadOf(s string) int32 {
	at, ok := b.introduced[s]
	if !ok {
		at = int32(len(b.leads))
		b.introduced[s] = at
		b.leads = append(b.leads, b.stemsOf(s))
	}
	return at
}

func (b *builder) stemsOf(s string) []uint32 {
	var stems []uint32
	for _, w := range text.Words(s) {
		stems = append(stems, b.Stems.number(w.Stem))
	}
	return stems
}

// cut adds the words of the newest sentence.
func (b *builder) cut(s string) {
	b.ends = append(b.ends, lastByte(s))
	b.words, b.run = text.AppendSpans(b.words[:0], s), b.run[:0]
	quotes := quotations(s)
	for _, at := range b.words {
		w := b.look(s[at.Start:at.End])
		if w.folded == "" {
			continue
		}
		b.Forms.counts[w.form]++
		b.Stems.counts[w.stem]++
		t := text.Word{Start: at.Start, End: at.End, Form: w.folded}
		class := classOf[w.folded] | shape(s, t, len(b.run) == 0) | flag(within(quotes, at.Start), Quoted)
		b.run = append(b.run, Token{w.stem, w.form, class})
	}
	for i, t := range b.run {
		if i == 0 && 'A' <= s[b.words[0].Start] && s[b.words[0].Start] <= 'Z' {
			t.Class |= capital
		}
		b.tokens = appendVarint(b.tokens, b.lexeme(t))
	}
	b.Index.words += len(b.run)
}

func lastByte(s string) byte {
	s = strings.TrimRight(s, " \n*_")
	if s == "" {
		return 0
	}
	return s[len(s)-1]
}

// look returns what is known of a word as it is written.
func (b *builder) look(written string) word {
	w, ok := b.known[written]
	if !ok {
		if w.folded = text.FoldWord(written); w.folded != "" {
			w.form, w.stem = b.Forms.number(w.folded), b.Stems.number(text.Stem(w.folded))
		}
		b.known[strings.Clone(written)] = w
	}
	return w
}

func (b *builder) lexeme(t Token) uint32 {
	n, ok := b.numbers[t]
	if !ok {
		n = uint32(len(b.lexemes))
		b.numbers[t] = n
		b.lexemes = append(b.lexemes, t)
	}
	return n
}

// nameSentenceStarts makes the first word of a sentence a name if, inside sentences, it is
// written with a capital more often than without. A capital that begins a sentence says
// nothing, so such words are lexemes of their own until then.
func (b *builder) nameSentenceStarts() {
	names := make([]int, b.Forms.Len())
	for rest := b.tokens; len(rest) > 0; {
		lexeme, n := varint(rest)
		if t := b.lexemes[lexeme]; t.Class&Name != 0 {
			names[t.Form]++
		} else {
			names[t.Form]--
		}
		rest = rest[n:]
	}
	for i := range b.lexemes {
		t := &b.lexemes[i]
		if t.Class&capital != 0 && names[t.Form]+1 > 0 && t.Class&Stop == 0 {
			t.Class |= Name
		}
	}
}

// findNames finds the stems that are never written but as names.
func (b *builder) findNames() {
	b.named = make([]bool, b.Stems.Len())
	for _, t := range b.lexemes {
		b.named[t.Stem] = b.named[t.Stem] || t.Class&Name != 0
	}
	for i := range b.lexemes {
		t := &b.lexemes[i]
		if t.Class&(Name|capital) == 0 {
			b.named[t.Stem] = false
		}
		t.Class &^= capital
	}
}
