package rank

import "math"

// none is the id of a word that the collection does not have.
const none = ^uint32(0)

// vocabulary numbers strings in the order in which they were first seen.
type vocabulary struct {
	ids   map[string]uint32
	words []string
}

func newVocabulary(size int) *vocabulary {
	return &vocabulary{ids: make(map[string]uint32, size)}
}

// add returns the id of s, a new one where s is new.
func (v *vocabulary) add(s string) uint32 {
	id, ok := v.ids[s]
	if !ok {
		id = uint32(len(v.words))
		v.ids[s] = id
		v.words = append(v.words, s)
	}
	return id
}

// id returns the id of s, or none.
func (v *vocabulary) id(s string) uint32 {
	if id, ok := v.ids[s]; ok {
		return id
	}
	return none
}

// idf is BM25's inverse document frequency of a term that df of n documents have:
// ln(1 + (n-df+0.5)/(df+0.5)); never negative, largest for df 0.
func idf(df, n int) float64 {
	return math.Log1p((float64(n-df) + 0.5) / (float64(df) + 0.5))
}

// A Word is a word of a collection as texts write it, folded.
type Word struct {
	Form  string
	Count int // occurrences in sentences
}

// Vocabulary returns the words of the sentences, in the order of their first occurrence.
func (x *Index) Vocabulary() []Word {
	words := make([]Word, len(x.forms.words))
	for i, f := range x.forms.words {
		words[i].Form = f
	}
	for _, t := range x.tokens {
		words[t.form].Count++
	}
	return words
}

// Frequency returns how many sentences have a stem, and its idf.
func (x *Index) Frequency(stem string) (sentences int, inverse float64) {
	sentences = x.bySentence.df(x.stems.id(stem))
	return sentences, idf(sentences, x.bySentence.units)
}
