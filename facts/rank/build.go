package rank

import "summitbot/facts/text"

// A token is one word of a sentence.
type token struct {
	stem, form uint32
	class      class
}

// A span is a half-open range.
type span struct{ first, end int32 }

// A sentence says where the words of a sentence are and what it belongs to.
type sentence struct {
	tokens              span
	paragraph, document int32
}

// build reads the sentences into an index that has no model yet.
func build(sentences []Sentence) *Index {
	x := &Index{stems: newVocabulary(len(sentences)), forms: newVocabulary(len(sentences))}
	b := builder{Index: x}
	for i, s := range sentences {
		b.place(i, sentences)
		b.cut(s.Text)
	}
	b.nameSentenceStarts()
	x.post()
	return x
}

// A builder holds what only building needs.
type builder struct {
	*Index
	starts []start // first words of sentences
}

// A start is a sentence's first word, whose capital letter says nothing.
type start struct {
	token   int32
	capital bool
}

// place gives sentence i its paragraph and document: those of the sentence before it
// where key and title are the same, else new ones.
func (b *builder) place(i int, all []Sentence) {
	newDocument := i == 0 || all[i].Title != all[i-1].Title
	if newDocument {
		b.documents = append(b.documents, span{int32(i), int32(i)})
		b.titles = append(b.titles, b.stemIDs(all[i].Title))
	}
	if newDocument || all[i].Paragraph != all[i-1].Paragraph {
		b.paragraphs = append(b.paragraphs, span{int32(i), int32(i)})
	}
	d, p := len(b.documents)-1, len(b.paragraphs)-1
	b.documents[d].end++
	b.paragraphs[p].end++
	b.sentences = append(b.sentences, sentence{paragraph: int32(p), document: int32(d)})
}

func (b *builder) stemIDs(s string) []uint32 {
	var ids []uint32
	for _, w := range text.Words(s) {
		ids = append(ids, b.stems.add(w.Stem))
	}
	return ids
}

// cut adds the words of the newest sentence.
func (b *builder) cut(s string) {
	words := text.Words(s)
	classes := classify(s, words)
	first := int32(len(b.tokens))
	for i, w := range words {
		b.tokens = append(b.tokens, token{b.stems.add(w.Stem), b.forms.add(w.Form), classes[i]})
	}
	if len(words) > 0 {
		c := s[words[0].Start]
		b.starts = append(b.starts, start{first, 'A' <= c && c <= 'Z'})
	}
	b.sentences[len(b.sentences)-1].tokens = span{first, int32(len(b.tokens))}
}

// nameSentenceStarts makes the first word of a sentence a name where, inside
// sentences, the collection writes it with a capital more often than without.
func (b *builder) nameSentenceStarts() {
	names := make([]int32, len(b.forms.words))
	for _, t := range b.tokens {
		if t.class&name != 0 {
			names[t.form]++
		} else {
			names[t.form]--
		}
	}
	for _, s := range b.starts {
		t := &b.tokens[s.token]
		if s.capital && names[t.form]+1 > 0 && t.class&stopWord == 0 {
			t.class |= name
		}
	}
}

// words returns the tokens of sentence i.
func (x *Index) words(i int32) []token {
	s := x.sentences[i].tokens
	return x.tokens[s.first:s.end]
}
