package rank

import "math"

// A candidate is a sentence under description.
type candidate struct {
	x         *Index
	q         *question
	id        int32
	at        sentence
	rank      int
	tokens    []token
	hits      []hit // where its words are the question's, in order
	own       terms // terms it has, function words too
	prev      terms // content terms of the sentence before it, in the same article
	next      terms
	paragraph terms
	document  terms
	title     terms
	starts    bool // begins its paragraph
}

// A hit is a word of the sentence that is a term of the question.
type hit struct {
	at   int
	term int8
}

// load sets the candidate to the i-th sentence of the first stage.
func (s *scratch) load(x *Index, i int) *candidate {
	id := s.top[i].sentence
	at := x.sentences[id]
	c := candidate{
		x: x, q: &s.q, id: id, at: at, rank: i, tokens: x.words(id), hits: s.c.hits[:0],
		paragraph: s.paragraphs.found[at.paragraph], document: s.documents.found[at.document],
		starts: x.paragraphs[at.paragraph].first == id,
	}
	for j, t := range c.tokens {
		if k := s.termOf[t.stem]; k >= 0 {
			c.hits = append(c.hits, hit{j, k})
			c.own |= 1 << k
		}
	}
	doc := x.documents[at.document]
	if id > doc.first {
		c.prev = s.sentences.found[id-1]
	}
	if id+1 < doc.end {
		c.next = s.sentences.found[id+1]
	}
	for _, stem := range x.titles[at.document] {
		if k := s.termOf[stem]; k >= 0 {
			c.title |= 1 << k
		}
	}
	c.title &= s.q.content
	s.c = c
	return &s.c
}

// describe fills in the features of the i-th sentence of the first stage.
func (s *scratch) describe(x *Index, i int, f []float64) {
	c := s.load(x, i)
	f[featureRank] = 1 / float64(i+1)
	mass := max(s.q.mass, 1e-9)
	f[featureBM25] = float64(s.sentences.score[c.id]) / mass
	f[featureParagraph] = float64(s.paragraphs.score[c.at.paragraph]) / mass
	f[featureDocument] = float64(s.documents.score[c.at.document]) / mass
	f[featureLength] = math.Log(float64(len(c.tokens)) + 1)
	f[featureShort] = max(0, 8-float64(len(c.tokens))) / 8
	c.coverage(f)
	c.context(f)
	c.order(f)
	c.answer(f)
	s.localCoverage(c, f)
	s.neighbours(c, f)
	s.isa(c, f)
	s.soften(c, f)
}

func (s *scratch) neighbours(c *candidate, f []float64) {
	mass := max(s.q.mass, 1e-9)
	doc := c.x.documents[c.at.document]
	if c.id > doc.first {
		f[featurePreviousBM25] = float64(s.sentences.score[c.id-1]) / mass
	}
	if c.id+1 < doc.end {
		f[featureNextBM25] = float64(s.sentences.score[c.id+1]) / mass
	}
	for j := c.id - 2; j >= doc.first && j >= c.id-5; j-- {
		f[featureBefore] = max(f[featureBefore], c.q.weight(c.q.content&^(c.own|c.prev)&s.sentences.found[j])/mass)
	}
}

func (s *scratch) isa(c *candidate, f []float64) {
	if c.q.focus < 0 {
		return
	}
	t := c.x.thesaurus
	kind, ok := t.graph.ID(c.q.terms[c.q.focus].stem)
	if !ok {
		return
	}
	for i, w := range c.tokens {
		if w.class&stopWord != 0 || t.word[w.stem] == none || c.isTerm(i) {
			continue
		}
		if t.graph.IsA(t.word[w.stem], kind, 2) {
			f[featureIsA] = 1
			f[featureIsANear] = max(f[featureIsANear], c.around(i))
		}
	}
}
