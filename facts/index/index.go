// Package index holds the words of a library's sentences so that the sentences which have
// a word are found at once.
//
//	sentences → words with classes → lexemes → postings
//
// A lexeme is a stem together with the form it is written in and its classes: what a word
// could be the answer to. A sentence is a run of lexemes, and a stem has a posting for each
// sentence with it; both are varints, since a library may have a million sentences.
// Sentences that follow each other with the same key are a paragraph, and with the same
// title and key a section. What stands above and before a sentence (headings, the words
// that introduce a list, a table's head) is known of it too.
//
// An [Index] is made by [New], never changes, and is safe for concurrent use.
package index

import "math"

// Sentence is a sentence to index.
type Sentence struct {
	Text      string
	Title     string // the heading that it stands under, or the title of its article
	Above     string // the headings above that one
	Lead      string // what introduces it: the words before a list, a table's head, a term
	Section   int    // a key: neighbours with the same key and title are one section
	Paragraph int    // a key: neighbours in a section with the same key are one paragraph
}

// longestLead is how many bytes of what introduces a sentence belong to what it means.
const longestLead = 200

// Headed returns the sentence with its title and what introduces it: what an encoder reads,
// since an item of a list, or a row of a table, often means little without them.
func (s Sentence) Headed() string {
	text := s.Text
	if s.Lead != "" && len(s.Lead) <= longestLead {
		text = s.Lead + " " + text
	}
	if s.Title != "" {
		text = s.Title + ": " + text
	}
	return text
}

// Headed returns what an encoder reads of each sentence: see [Sentence.Headed].
func Headed(sentences []Sentence) []string {
	texts := make([]string, len(sentences))
	for i, s := range sentences {
		texts[i] = s.Headed()
	}
	return texts
}

// Token is one word of a sentence.
type Token struct {
	Stem, Form uint32 // their places in the vocabularies
	Class      Class
}

// Range is a half-open range of sentences.
type Range struct{ First, End int32 }

// Len returns how many sentences there are in the range.
func (r Range) Len() int { return int(r.End - r.First) }

// Index is the words of sentences.
type Index struct {
	Stems, Forms Vocabulary

	lexemes    []Token
	tokens     []byte     // of all sentences, end to end: places in lexemes, as varints
	sentences  []place    // and one more, which says where the last one ends
	paragraphs []Range    // of sentences
	sections   []Range    // of sentences
	spread     []Range    // by section: of paragraphs
	titles     [][]uint32 // by section: stems
	aboves     [][]uint32 // by section: stems of the headings above its own
	leads      [][]uint32 // stems; the first has none
	lead       []int32    // by sentence: its place in leads
	ends       []byte     // by sentence: its last byte
	named      []bool     // by stem: it is never written but as a name

	postings postings
	titled   map[uint32][]titled // by stem: the sections whose title has it, in order
	words    int                 // of all sentences
}

// place says where the words of a sentence begin, and what it belongs to: what a posting
// needs of its sentence.
type place struct {
	tokens             uint32
	paragraph, section int32
	norm               float32 // what BM25 takes off for its length
}

// titled is a section whose title has a stem so many times.
type titled struct{ section, count int32 }

// Len returns how many sentences there are.
func (x *Index) Len() int { return len(x.sentences) - 1 }

// Within returns the paragraph and the section of a sentence.
func (x *Index) Within(sentence int32) (paragraph, section int32) {
	at := &x.sentences[sentence]
	return at.paragraph, at.section
}

// Section returns the section of a sentence, and the sentences in it.
func (x *Index) Section(sentence int32) (int32, Range) {
	s := x.sentences[sentence].section
	return s, x.sections[s]
}

// Sections returns how many sections there are.
func (x *Index) Sections() int { return len(x.sections) }

// In returns the sentences of a section.
func (x *Index) In(section int32) Range { return x.sections[section] }

// Paragraph returns the paragraph of a sentence, and the sentences in it.
func (x *Index) Paragraph(sentence int32) (int32, Range) {
	p := x.sentences[sentence].paragraph
	return p, x.paragraphs[p]
}

// Paragraphs returns how many paragraphs there are.
func (x *Index) Paragraphs() int { return len(x.paragraphs) }

// Title returns the stems of a section's title, in order.
func (x *Index) Title(section int32) []uint32 { return x.titles[section] }

// Above returns the stems of the headings above a section's own.
func (x *Index) Above(section int32) []uint32 { return x.aboves[section] }

// Lead returns the stems of what introduces a sentence; nil if nothing does.
func (x *Index) Lead(sentence int32) []uint32 { return x.leads[x.lead[sentence]] }

// End returns the last byte of a sentence's text, 0 if it is empty.
func (x *Index) End(sentence int32) byte { return x.ends[sentence] }

// AppendTokens appends the words of a sentence, in order.
func (x *Index) AppendTokens(to []Token, sentence int32) []Token {
	for rest := x.tokens[x.sentences[sentence].tokens:x.sentences[sentence+1].tokens]; len(rest) > 0; {
		lexeme, n := varint(rest)
		to = append(to, x.lexemes[lexeme])
		rest = rest[n:]
	}
	return to
}

// IsName reports whether a stem is a name: inside sentences it is always written with a capital.
func (x *Index) IsName(stem uint32) bool { return stem != None && x.named[stem] }

// DF returns how many sentences have a stem.
func (x *Index) DF(stem uint32) int {
	if stem == None {
		return 0
	}
	return int(x.postings.sentences[stem])
}

// IDF is BM25's inverse document frequency of a term that df of n documents have:
// ln(1 + (n-df+0.5)/(df+0.5)); never negative, largest for df 0.
func IDF(df, n int) float64 {
	return math.Log1p((float64(n-df) + 0.5) / (float64(df) + 0.5))
}
