// Package base is what people wrote about documents, so that questions find them better:
// headlines, ways of asking, known gaps, topics, dates, repairs, a lexicon. It is a layer
// over documents, and optional: [Of] makes the base of documents that nobody wrote about.
//
//	YAML files → shapes (decode.go, source.go) → sentences found by their words (find.go)
//	→ facts and gaps, each way of asking claimed by one of them (facts.go, ways.go) → [Base]
//
// All that is wrong with a base is told at once, each fault with file and line.
package base

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"summitbot/facts"
	"summitbot/facts/lexicon"
)

// Base is documents and what is known of them. It is plain data, is never changed after
// [Load] or [Of] made it, and is safe for concurrent use.
type Base struct {
	Library *facts.Library   // the documents, their sentences repaired
	Facts   []facts.Fact     // one for each sentence, in reading order
	Gaps    []facts.Gap      // in the files' order
	Topics  []facts.Topic    // in the file's order
	Hands   int              // the highest number of one who wrote paraphrases; 0 where there are none
	Lexicon *lexicon.Lexicon // never nil
	Words   []byte           // the file that the lexicon was read from; nil where there is none
	Placed  []string         // ids of facts that the files name by their place alone, in reading order
	Hash    string           // of all files, in hexadecimal
	ways    ways             // what each way of asking asks for
}

// Target is what a way of asking asks for: a point of a fact, or a gap.
type Target struct {
	Gap   bool
	Place int32 // in Facts, or in Gaps
	Point int32 // of a fact; 0 where it has none, and of a gap
}

// Of returns the base of documents that nobody wrote about: each sentence is a fact of
// which nothing is said.
func Of(documents ...*facts.Document) *Base {
	b := &Base{Library: &facts.Library{Documents: documents}, Facts: factsOf(documents), Lexicon: new(lexicon.Lexicon)}
	var files [][]byte
	for _, d := range documents {
		files = append(files, []byte(d.ID), []byte(d.Text))
	}
	b.Hash = hashOf(files)
	return b
}

// factsOf makes a fact of every sentence. Its id is the sentence's place, and where there
// are several documents, the document's id before it: "rules#P6S1".
func factsOf(documents []*facts.Document) []facts.Fact {
	var all []facts.Fact
	for i, d := range documents {
		prefix := ""
		if len(documents) > 1 {
			prefix = d.ID + "#"
		}
		for _, s := range d.Sentences {
			all = append(all, facts.Fact{ID: prefix + s.ID, Document: i, Sentence: s})
		}
	}
	return all
}

// Bare returns the base without headlines, ways of asking and gaps: sentences and lexicon alone.
func (b *Base) Bare() *Base {
	bare := *b
	bare.Facts, bare.Gaps, bare.ways = slices.Clone(b.Facts), nil, nil
	for i := range bare.Facts {
		bare.Facts[i].Points = nil
	}
	return &bare
}

// WithoutParaphrases returns the base with the ways of asking alone that are offered: as one that
// somebody has begun.
func (b *Base) WithoutParaphrases() *Base {
	without := *b
	without.Facts, without.Gaps = slices.Clone(b.Facts), slices.Clone(b.Gaps)
	for i := range without.Facts {
		f := &without.Facts[i]
		f.Points = slices.Clone(f.Points)
		for j := range f.Points {
			f.Points[j].Paraphrases = nil
		}
	}
	for i := range without.Gaps {
		without.Gaps[i].Paraphrases = nil
	}
	return &without
}

// Find returns the places of the facts that s names: of the one with that id or name, else
// of those whose sentence begins with it. Case doesn't matter. It returns nil where there
// is none.
func (b *Base) Find(s string) []int {
	var found []int
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	for i, f := range b.Facts {
		switch {
		case s == "":
		case strings.ToLower(f.ID) == s || f.Name == s:
			return []int{i}
		case strings.HasPrefix(strings.ToLower(f.Sentence.Text), s):
			found = append(found, i)
		}
	}
	return found
}

// hashOf returns what names a base: the hash of its files.
func hashOf(files [][]byte) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%d\n%s", len(f), f)
	}
	return hex.EncodeToString(h.Sum(nil))
}
