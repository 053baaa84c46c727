// Package passage finds the sentences of a library that may answer a question, by their
// own words and by what stands around them.
//
// It works in two stages. The first scores every sentence that shares a content word with
// the question by BM25, mixed with the BM25 of its paragraph and section, and keeps the
// best few. The second describes each of these by features: how much of the question it
// covers, what its headings, its lead-in and its neighbours cover, how close and in which
// order the words stand, which words WordNet relates or explains alike, whether it has what
// the question asks for. A linear model, learned from questions and answers, sums them up.
//
// Who has read what question and sentences mean hands in how near each sentence comes (see
// [Meant]). Then the nearest sentences are described too, each also by its nearness, and
// another model sums up, which says how likely a sentence is what was asked for. If question
// and sentences may be in different languages (see [Foreign]), it is a third one, which knows
// of the question's words the numbers alone.
//
// Sums run in a fixed order: the same library and question give the same bits.
package passage

import (
	"sync"

	"summitbot/facts/encoder"
	"summitbot/facts/index"
	"summitbot/facts/text"
	"summitbot/facts/wordnet"
	"summitbot/facts/wordnet/gloss"
)

// Finder finds passages. It never changes and is safe for concurrent use.
type Finder struct {
	words   *index.Index
	model   *Model // by words alone
	meant   *Model // if it is known what the question means
	foreign *Model // the same, if the question may be in another language
	same    Same
	negates []bool            // by form: whether it says that something is not so
	vectors []float32         // by stem: its meaning, gloss.Dimensions each
	related map[uint32]uint32 // by WordNet's number of a word: its stem, of those that are stems here
	scratch sync.Pool
}

// Same returns the index's stems that mean the same as a stem in the documents at hand, as
// a curated lexicon knows: they count as the word itself. It may return nil.
type Same func(stem string) []uint32

// Options choose how a [Finder] ranks. The zero value is the default.
type Options struct {
	Model *Model // weights of the features, by words alone; nil means [DefaultModel]
	Meant *Model // the same, if it is known what a question means; nil means [MeaningModel]
	// Foreign is the same for questions that may be in another language; nil means [ForeignModel].
	Foreign *Model
	Same    Same // nil means that no words mean the same
}

// How many sentences are worth describing: of the first stage, and, where it is known what
// the question means, of the nearest; of these alone, where words count for nothing.
const (
	Pool           = 60
	MeantPool      = 40
	Nearest        = 30
	ForeignNearest = 40
)

// Hit is a sentence that may answer a question.
type Hit struct {
	Sentence int         // its place in the library
	Score    float64     // comparable within one question only
	Share    float64     // how likely it is what was asked for; 0 if it isn't known what the question means
	Features []float64   // by [Feature]
	Has      index.Terms // the question's words that it has, as [Order] numbers them
}

// New returns a finder over the sentences of an index.
func New(words *index.Index, o Options) *Finder {
	f := &Finder{words: words, model: o.Model, meant: o.Meant, foreign: o.Foreign, same: o.Same}
	if f.model == nil {
		f.model = DefaultModel()
	}
	if f.meant == nil {
		f.meant = MeaningModel()
	}
	if f.foreign == nil {
		f.foreign = ForeignModel()
	}
	for form := range words.Forms.Len() {
		f.negates = append(f.negates, negations[words.Forms.Word(uint32(form))])
	}
	f.vectors, f.related = vectorsOf(&words.Stems), relatedTo(&words.Stems)
	f.scratch.New = func() any { return newScratch(f) }
	return f
}

// Rank returns the k best sentences for a question, best first, ties in reading order. It
// returns nil if no sentence shares a word with the question.
func (x *Finder) Rank(question string, k int) []Hit {
	hits := x.Find(question, text.Words(question), Pick{Pool: Pool})
	if k <= 0 {
		return nil
	}
	return hits[:min(k, len(hits))]
}

// Pick says which sentences are described.
type Pick struct {
	Pool int              // how many of the best of the first stage
	Skip func(int32) bool // sentences that are none of these; nil means that there are no such

	Near    []encoder.Nearness // how near each sentence comes to the question; nil if nobody has read what it means
	Nearest int                // how many of the nearest are described as well
	Foreign bool               // the question's words, numbers apart, are in another language than the sentences may be
}

// Meant returns which sentences are described if it is known how near each comes to the
// question.
func Meant(near []encoder.Nearness) Pick {
	return Pick{Pool: MeantPool, Near: near, Nearest: Nearest}
}

// Foreign returns which sentences are described of a question that may be in another language
// than they: the nearest, as a multilingual encoder reads them.
func Foreign(near []encoder.Nearness) Pick {
	return Pick{Near: near, Nearest: ForeignNearest, Foreign: true}
}

// Find returns the sentences that are picked, best first, ties in reading order, for a
// question whose words may have been put right: the question as it was typed, and its
// words. It returns nil if there are none.
func (x *Finder) Find(question string, words []text.Word, p Pick) []Hit {
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	s.find(x, question, words, p)
	m := x.modelFor(p)
	s.order(m)
	if p.Near != nil {
		setShares(m, s.hits)
	}
	return s.take()
}

// modelFor returns the model that orders what is picked.
func (x *Finder) modelFor(p Pick) *Model {
	switch {
	case p.Near == nil:
		return x.model
	case p.Foreign:
		return x.foreign
	}
	return x.meant
}

// Candidates returns the sentences that are picked with their features, in the first stage's
// order and with its scores, and then the nearest: what a model is learned from. It returns
// nil if there are none.
func (x *Finder) Candidates(question string, words []text.Word, p Pick) []Hit {
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	s.find(x, question, words, p)
	return s.take()
}

// vectorsOf returns the unit vectors of all stems, one behind the other; zeros if a stem
// has none.
func vectorsOf(stems *index.Vocabulary) []float32 {
	v := gloss.Default()
	rows := make([]float32, stems.Len()*gloss.Dimensions)
	for i := range stems.Len() {
		v.Fill(rows[i*gloss.Dimensions:(i+1)*gloss.Dimensions], stems.Word(uint32(i)))
	}
	return rows
}

// relatedTo returns which stems WordNet knows, by its numbers.
func relatedTo(stems *index.Vocabulary) map[uint32]uint32 {
	known, thesaurus := make(map[uint32]uint32), wordnet.Default()
	for stem := range stems.Len() {
		if word, ok := thesaurus.ID(stems.Word(uint32(stem))); ok {
			known[word] = uint32(stem)
		}
	}
	return known
}
