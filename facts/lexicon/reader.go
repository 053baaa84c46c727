package lexicon

import (
	"sync"

	"summitbot/facts/text"
)

// Reader reads many texts and remembers what it found out about each word, since most
// come often. It is not safe for concurrent use; several that share their memory of stems
// are safe beside each other.
type Reader struct {
	lexicon  *Lexicon
	seen     map[string]*seen // by the word as written
	stems    *sync.Map        // form → stem: stemming is slow
	run      []*seen          // of the text at hand
	spans    []text.Span
	words    []text.Word
	expanded []text.Word
}

// seen is what is known of a word.
type seen struct {
	text.Word
	unit  Unit
	word  *word
	short bool // Expand may put other words in its place
	count int
}

// NewReaders returns readers that have read nothing and share their memory of stems.
func (l *Lexicon) NewReaders(n int) []*Reader {
	stems := new(sync.Map)
	readers := make([]*Reader, n)
	for i := range readers {
		readers[i] = &Reader{lexicon: l, seen: make(map[string]*seen), stems: stems}
	}
	return readers
}

// Read returns the expanded words of a text, and appends its units as [Lexicon.Units] has
// them where whole is not set. Neither says where in the text it stands, and the units of
// phrases have no words. The words are valid until the next text.
func (r *Reader) Read(units []Unit, s string) ([]text.Word, []Unit) {
	r.run, r.words = r.run[:0], r.words[:0]
	r.spans = text.AppendSpans(r.spans[:0], s)
	short := false
	for _, span := range r.spans {
		if k := r.look(s[span.Start:span.End]); k != nil {
			k.count++
			short = short || k.short
			r.run, r.words = append(r.run, k), append(r.words, k.Word)
		}
	}
	words := r.words
	if short {
		r.expanded = r.lexicon.appendExpanded(r.expanded[:0], words)
		words = r.expanded
		r.run = r.run[:0]
		for _, w := range words {
			r.run = append(r.run, r.look(w.Form))
		}
	}
	for i, k := range r.run {
		if p, n := k.word.phraseAt(words[i:]); n > 1 {
			units = append(units, Unit{Concepts: p.concepts, Phrase: true})
		}
		units = append(units, k.unit)
	}
	return words, units
}

// look returns what is known of a word, nil where nothing of it is left when it is folded.
func (r *Reader) look(written string) *seen {
	k, ok := r.seen[written]
	if !ok {
		k = r.find(text.FoldWord(written))
		r.seen[written] = k
	}
	return k
}

func (r *Reader) find(form string) *seen {
	if form == "" {
		return nil
	}
	if k, ok := r.seen[form]; ok {
		return k
	}
	w := text.Word{Form: form, Stem: r.stem(form)}
	k := &seen{Word: w, unit: r.lexicon.Word(w), word: r.lexicon.words[w.Stem], short: r.lexicon.expands(w)}
	r.seen[form] = k
	return k
}

func (r *Reader) stem(form string) string {
	if stem, ok := r.stems.Load(form); ok {
		return stem.(string)
	}
	stem := text.Stem(form)
	r.stems.Store(form, stem)
	return stem
}

// Stems returns the stems of all folded words that the reader and those beside it have met.
func (r *Reader) Stems() map[string]string {
	stems := make(map[string]string)
	r.stems.Range(func(form, stem any) bool {
		stems[form.(string)] = stem.(string)
		return true
	})
	return stems
}

// Counts adds to counts how often each folded word stood in what was read.
func (r *Reader) Counts(counts map[string]int) {
	for written, k := range r.seen {
		if k != nil && written == k.Form {
			counts[k.Form] += k.count
		}
	}
}
