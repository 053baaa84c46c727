// Package rank finds the sentences of a collection that answer a question.
//
// It works in two stages. The first scores every sentence that shares a content word
// with the question by BM25, mixed with the BM25 of its paragraph, and keeps the best
// few. The second describes each of these by features: how much of the question it
// covers, what its surroundings cover, how close and in which order the words stand,
// whether it has what the question asks for. A linear model and a few small trees,
// learned from questions and answers, put them in order.
//
// Sums run in a fixed order: the same collection and question give the same bits.
package rank

import (
	"sync"

	"summitbot/facts/rank/wordnet"
)

// A Sentence is one sentence of a collection.
type Sentence struct {
	Title     string // of the article it stands in
	Paragraph string // key of its paragraph; neighbours with the same key share one
	Text      string
}

// Options choose how an [Index] ranks. The zero value is the default.
type Options struct {
	Candidates int // sentences that get features; 0 means 30
	Thesaurus  *wordnet.Graph
	Model      *Model // weights of the features; nil means [DefaultModel]
}

// A Hit is a sentence that may answer a question.
type Hit struct {
	Sentence int       // its place in the collection
	Score    float64   // comparable within one question only
	Features []float64 // by [Feature]
}

// An Index ranks the sentences of one collection. It never changes and is safe for
// concurrent use.
type Index struct {
	stems       *vocabulary
	forms       *vocabulary
	tokens      []token
	sentences   []sentence
	paragraphs  []span // of sentences
	documents   []span // of sentences
	titles      [][]uint32
	bySentence  *postings
	byParagraph *postings
	byDocument  *postings
	idf         []float64 // by stem
	model       *Model
	candidates  int
	scratch     sync.Pool
	thesaurus   thesaurus
}

// New indexes sentences, which stand in reading order.
func New(sentences []Sentence, o Options) *Index {
	x := build(sentences)
	x.model, x.candidates = o.Model, o.Candidates
	if x.model == nil {
		x.model = DefaultModel()
	}
	if x.candidates == 0 {
		x.candidates = 30
	}
	x.thesaurus = newThesaurus(o.Thesaurus, x.stems)
	x.scratch.New = func() any { return newScratch(x) }
	return x
}

// Rank returns the k best sentences for a question, best first, ties in reading order.
// It returns nil where no sentence shares a content word with the question.
func (x *Index) Rank(question string, k int) []Hit {
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	hits := x.rank(s, question)
	return hits[:min(k, len(hits))]
}
