package match

import (
	"sync"

	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/lexicon"
	"summitbot/facts/passage"
	"summitbot/facts/spell"
)

// Index is an inverted index over the entries of all candidates. It is not changed
// after [New] made it and is safe for concurrent use.
//
// A posting says how many entries of a group have a term, not which: people ask for one
// thing in many ways, and the best groups are few. In these it is then looked up, by term
// again, which entries have it: most words of a way of asking are not in the question.
type Index struct {
	words      *index.Index    // of all sentences
	passages   *passage.Finder // over them
	spoken     []int32         // by sentence: its candidate, -1 if nobody has written about it
	unspoken   bool            // there are such
	candidates []Candidate
	lexicon    *lexicon.Lexicon
	model      *Model
	vocabulary *spell.Vocabulary
	stems      map[string]int32  // stem → its place in terms
	met        map[string]string // folded word of the entries → its stem: stemming is slow
	concepts   []int32           // group of the lexicon → its place in terms
	terms      []term
	prefixes   []string // all stems in alphabetical order
	groups     []group
	entries    []entry
	held       []holding // by group, end to end
	holders    []int32   // by holding, end to end: entries, counted from the group's first
	wordings   []wording
	spelled    []int32         // stems of the wordings, end to end
	first      []int32         // by candidate: its first group; at the end, their number
	values     []kind.Value    // by candidate: those that its sentence has
	answers    [][]answer      // by candidate and point
	kinds      []kind.Set      // by candidate: of all its points
	names      map[string]bool // stems that the candidates' sentences write with a capital alone
	nameGroups map[int32]bool  // groups of words that mean the same as such a name
	pool       int             // how many facts, and how many gaps, are described
	rarest     float64         // the weight of a word that no candidate has
	scale      float64         // the evidence that is squashed to 0.76: what two rare words come to
	scratch    sync.Pool
}

// term is a stem, or a group of words that mean the same.
type term struct {
	idf        float64
	postings   []posting // by group, ascending
	candidates int       // how many have it anywhere
	gapOdds    float64   // log-odds that an entry asks for a gap, of those that have it against all
	entries    int32     // how many have it
}

// posting is a group that has a term.
type posting struct {
	group  int32
	count  int32   // how many of its entries have it
	impact float64 // what it adds to the evidence for the group
}

// run is a part of a list, up to last.
type run struct{ first, last int32 }

func (r run) length() int32 { return r.last - r.first }

// group is the entries of one point of a candidate, or its sentence alone.
type group struct {
	candidate int32
	point     int32 // -1 of a sentence
	entries   run
	held      run
	absence   float64 // what a word of a question adds to its evidence that it lacks
}

// entry is one text that speaks for a candidate.
type entry struct {
	kinds kind.Set
	norm  float64 // the length of its vector
}

// holding is a term that entries of a group have and that a question is matched with: the
// stem of no function word, or, behind all of these, a group of words that mean the same.
type holding struct {
	term    int32
	holders run
}

// wording is the words of an entry, one by one.
type wording struct {
	stems  run  // in spelled
	isWay  bool // of asking
	weight float64
}

// stemsOf returns the stems of an entry's words.
func (x *Index) stemsOf(entry int32) []int32 {
	r := x.wordings[entry].stems
	return x.spelled[r.first:r.last]
}

// answer is the words with which a point answers: all their terms, and for each word of
// its mark the terms that it may be matched by.
type answer struct {
	kinds  kind.Set
	terms  []int32
	marked [][]int32
	held   kind.Value // the values that its mark has
	broad  float64    // share of the sentence that its mark is
}

// lightWeight is what a light word weighs beside a content word of the same idf. Function
// words weigh nothing: they count where words are compared one by one.
const lightWeight = 0.5

// weightOf returns what a word weighs: its idf, or that of the commonest group of words
// it means the same as, less where it is no content word.
func (x *Index) weightOf(u *lexicon.Unit, t int32) float64 {
	weight := x.rarest
	switch {
	case t >= 0:
		weight = x.terms[t].idf
	case !u.Phrase:
		if id := x.words.Stems.ID(u.Stem); id != index.None {
			weight = min(weight, index.IDF(x.words.DF(id), x.words.Len()))
		}
	}
	for _, group := range u.Concepts {
		if c := x.concepts[group]; c > 0 {
			weight = min(weight, x.terms[c].idf)
		}
	}
	switch u.Class {
	case lexicon.Function:
		return 0
	case lexicon.Light:
		return weight * lightWeight
	case lexicon.Content, lexicon.Name, lexicon.Foreign, lexicon.Number:
	}
	return weight
}
