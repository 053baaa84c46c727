// Package answer answers questions from a fact base, with the sentence that says it, word for
// word. What people wrote about the documents is read by package base.
//
// A question is answered by its words, and by what it means if the base knows what its
// sentences mean ([Base.WithMeaning]): to the English encoder, or if question or documents are
// in another language, to the multilingual one. A fact with many ways of asking is found by
// words alone; few of them are compared with the question by what they mean (ways.go).
package answer

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"summitbot/facts"
	"summitbot/facts/base"
	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
	"summitbot/facts/meaning"
)

// Base is a fact base that can be asked, frozen: it is never changed after [Load] or [New]
// made it, and is safe for concurrent use. Slices it returns belong to it and must not be
// changed.
type Base struct {
	layer     *base.Base
	facts     []facts.Fact
	gaps      []facts.Gap
	place     map[string]int         // of a fact, by id
	dated     map[string]base.Target // what each day asks for, by its key
	words     *index.Index           // of all sentences: the facts
	index     *match.Index
	model     *match.Model
	wordings  []wording                // what is written of facts and gaps; nil if words alone find what is asked for
	meaning   [encoders]*meaning.Index // of [Base.Texts]; nil if nobody has read them
	vectors   []meaning.Vectors        // of the same, as the file holds them that the base was opened from
	languages func() languages         // of the documents; made out when it is first needed
	completer func() *completer        // made when it is first needed
}

// New makes what people wrote about documents ready for questions.
func New(layer *base.Base) (*Base, error) {
	return prepare(layer, match.New)
}

// prepare makes a base ready, whose texts read indexes.
func prepare(layer *base.Base, read reader) (*Base, error) {
	b := &Base{layer: layer, facts: layer.Facts, gaps: layer.Gaps, place: make(map[string]int, len(layer.Facts))}
	for i, f := range b.facts {
		b.place[f.ID] = i
	}
	b.dated = daysOf(b.facts)
	model, err := match.Shipped()
	if err != nil {
		return nil, err
	}
	b.words, b.model, b.wordings = index.New(b.sentences()), model, wordings(b.facts, b.gaps)
	b.index = read(b.words, b.candidates(), layer.Lexicon, model)
	b.completer = sync.OnceValue(b.newCompleter)
	b.languages = sync.OnceValue(func() languages { return languagesOf(layer.Library.Documents) })
	return b, nil
}

// daysOf returns what the days that facts date ask for: the first fact of each.
func daysOf(all []facts.Fact) map[string]base.Target {
	days := make(map[string]base.Target)
	for i, f := range all {
		for j, p := range f.Points {
			key := base.Key(dayOf(p.When))
			if _, ok := days[key]; p.When.Day > 0 && !ok {
				days[key] = base.Target{Place: int32(i), Point: int32(j)}
			}
		}
	}
	return days
}

// dayOf writes a day as texts do: 17 June 2025.
func dayOf(w facts.When) string {
	return time.Date(w.Year, time.Month(w.Month), w.Day, 0, 0, 0, 0, time.UTC).Format("2 January 2006")
}

// reader makes the index of candidates: from their texts, or from what was read of them.
type reader func(*index.Index, []match.Candidate, *lexicon.Lexicon, *match.Model) *match.Index

// Bare returns a base that knows the sentences and the lexicon alone, as one of which
// nobody has written how people ask.
func (b *Base) Bare() (*Base, error) { return New(b.layer.Bare()) }

// WithoutParaphrases returns a base that knows of ways of asking only those that are offered,
// as one that somebody has begun.
func (b *Base) WithoutParaphrases() (*Base, error) { return New(b.layer.WithoutParaphrases()) }

// candidates returns what people have written about: facts, then the gaps.
func (b *Base) candidates() []match.Candidate {
	var candidates []match.Candidate
	for i, f := range b.facts {
		if len(f.Points) == 0 {
			continue
		}
		c := match.Candidate{Target: match.Target{At: i}, Sentence: f.Sentence.Text, Paragraph: f.Sentence.Paragraph}
		for _, p := range f.Points {
			c.Points = append(c.Points, match.Point{
				Headline: p.Headline, Kinds: p.Kinds, Mark: strings.Join(p.Marks, " "), Ask: waysFor(p),
			})
		}
		candidates = append(candidates, c)
	}
	for i, g := range b.gaps {
		candidates = append(candidates, match.Candidate{
			Target: match.Target{Gap: true, At: i},
			Points: []match.Point{{Kinds: g.Kinds, Ask: g.Ways()}},
		})
	}
	return candidates
}

// waysFor returns the ways of asking for a point, its date among them if its day is known.
func waysFor(p facts.Point) []string {
	ways := p.Ways()
	if p.When.Day > 0 {
		ways = append(ways, dayOf(p.When))
	}
	return ways
}

// Unwritten reports whether there are sentences that nobody has written about: those are
// found by their own words, and by what they mean.
func (b *Base) Unwritten() bool {
	return slices.ContainsFunc(b.facts, func(f facts.Fact) bool { return len(f.Points) == 0 })
}

// Meant reports whether what a question means has its part in how it is answered: there are
// sentences that nobody has written about, or few ways of asking for those with facts.
func (b *Base) Meant() bool { return b.Unwritten() || b.wordings != nil }

// Texts returns what an encoder reads: each sentence, in order, and the English one then what
// is written of facts and gaps, if that is little.
func (b *Base) Texts(e Encoder) []string {
	texts := index.Headed(b.sentences())
	if e != English {
		return texts
	}
	for _, w := range b.wordings {
		texts = append(texts, w.text)
	}
	return texts
}

// sentences returns all sentences as they are indexed, repaired where the base says so.
func (b *Base) sentences() []index.Sentence {
	sentences := index.Sentences(b.Documents()...)
	for i := range sentences {
		sentences[i].Text = b.facts[i].Sentence.Text
	}
	return sentences
}

// WithMeaning returns the base with what its texts mean to an encoder, as it was made of
// [Base.Texts].
func (b *Base) WithMeaning(e Encoder, x *meaning.Index) *Base {
	with := *b
	with.meaning[e] = x
	return &with
}

// Vectors returns what the texts mean, as a compiled file holds it: to the encoders that have
// read them, and as the file held it that the base was opened from.
func (b *Base) Vectors() []meaning.Vectors {
	all := slices.Clone(b.vectors)
	for _, x := range b.meaning {
		if x != nil {
			all = append(all, x.Vectors())
		}
	}
	return all
}

// WithoutVectors returns the base without those that the file held.
func (b *Base) WithoutVectors() *Base {
	without := *b
	without.vectors = nil
	return &without
}

// Layer returns what people wrote about the documents.
func (b *Base) Layer() *base.Base { return b.layer }

// Documents returns the documents, at least one.
func (b *Base) Documents() []*facts.Document { return b.layer.Library.Documents }

// Title returns the document's title; of several, the first one's and how many more.
func (b *Base) Title() string {
	title := b.Documents()[0].Title
	switch more := len(b.Documents()) - 1; more {
	case 0:
		return title
	case 1:
		return title + " and 1 more document"
	default:
		return fmt.Sprintf("%s and %d more documents", title, more)
	}
}

// Hash names the base: the SHA-256 of its files and its document, in hexadecimal.
func (b *Base) Hash() string { return b.layer.Hash }

// Facts returns all facts in reading order.
func (b *Base) Facts() []facts.Fact { return b.facts }

// Gaps returns what is known not to be in the document, in the fact base's order.
func (b *Base) Gaps() []facts.Gap { return b.gaps }

// Topics returns the topics in the fact base's order.
func (b *Base) Topics() []facts.Topic { return b.layer.Topics }

// Fact returns the fact with the given id, and whether there is one.
func (b *Base) Fact(id string) (facts.Fact, bool) {
	i, ok := b.place[id]
	if !ok {
		return facts.Fact{}, false
	}
	return b.facts[i], true
}
