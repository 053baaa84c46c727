// Package rank finds the sentences of a collection that answer a question.
//
// It works in two stages. The first scores every sentence that shares a content word
// with the question by BM25, mixed with the BM25 of its paragraph and article, and keeps
// the best few. The second describes each of these by features: how much of the question
// it covers, what its surroundings cover, how close and in which order the words stand,
// which words WordNet relates or explains alike, whether it has what the question asks for. A linear model,
// learned from questions and answers (package learn), puts them in order.
//
// Sums run in a fixed order: the same collection and question give the same bits.
package rank

import (
	"sync"

	"summitbot/facts/spell"
	"summitbot/facts/wordnet"
)

// A Sentence is one sentence of a collection.
type Sentence struct {
	Title     string // of the article it stands in; neighbours with the same title share one
	Paragraph string // key of its paragraph; neighbours with the same key share one
	Text      string
}

// Options choose how an [Index] ranks. The zero value is the default.
type Options struct {
	Candidates int            // sentences that get features; 0 means 60
	Model      *Model         // weights of the features; nil means [DefaultModel]
	Thesaurus  *wordnet.Graph // which words mean similar things; nil means [wordnet.Default]
}

// A Hit is a sentence that may answer a question.
type Hit struct {
	Sentence int       // its place in the collection
	Score    float64   // comparable within one question only
	Features []float64 // by [Feature]
	Missing  []Term    // the question's content terms that it lacks, rarest first

	missing terms
}

// A Term is a stem of a question with its idf in the collection.
type Term struct {
	Stem  string
	IDF   float64
	Known bool // whether the collection has it
}

// An Index ranks the sentences of one collection. It never changes and is safe for
// concurrent use.
type Index struct {
	stems, forms *vocabulary
	tokens       []token
	sentences    []sentence
	paragraphs   []span     // of sentences
	documents    []span     // of sentences: articles
	titles       [][]uint32 // by document: stems

	bySentence, byParagraph, byDocument *postings

	speller    func() *spell.Vocabulary // made when it is first needed
	graph      *wordnet.Graph
	vectors    []float32 // by stem: its meaning, gloss.Dimensions each
	model      *Model
	candidates int
	scratch    sync.Pool
}

// New indexes sentences, which stand in reading order.
func New(sentences []Sentence, o Options) *Index {
	x := build(sentences)
	x.model, x.candidates, x.graph = o.Model, o.Candidates, o.Thesaurus
	if x.model == nil {
		x.model = DefaultModel()
	}
	if x.candidates == 0 {
		x.candidates = 60
	}
	if x.graph == nil {
		x.graph = wordnet.Default()
	}
	x.speller = sync.OnceValue(x.newSpeller)
	x.vectors = vectorsOf(x.stems)
	x.scratch.New = func() any { return newScratch(x) }
	return x
}

// Rank returns the k best sentences for a question, best first, ties in reading order.
// It returns nil where no sentence shares a word with the question.
func (x *Index) Rank(question string, k int) []Hit {
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	s.find(x, question, x.candidates)
	s.order(x.model)
	return s.take(k)
}

// Candidates returns the n best sentences of the first stage with their features, in
// the first stage's order and with its scores: what a model is learned from. It returns
// nil where no sentence shares a word with the question.
func (x *Index) Candidates(question string, n int) []Hit {
	s := x.scratch.Get().(*scratch)
	defer x.scratch.Put(s)
	s.find(x, question, n)
	return s.take(n)
}
