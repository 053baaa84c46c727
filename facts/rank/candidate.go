package rank

// A candidate is a sentence under description.
type candidate struct {
	x         *Index
	q         *question
	id        int32
	at        sentence
	tokens    []token
	hits      []hit // where its words are the question's, in order
	own       terms // terms it has, function words too
	prev      terms // content terms of the sentence before it, in the same article
	next      terms // the same of the sentence after it
	paragraph terms
	document  terms
	title     terms

	titleShare float64 // of its title's words that the question has
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
	s.c = candidate{
		x: x, q: &s.q, id: id, at: at, tokens: x.words(id), hits: s.c.hits[:0],
		paragraph: s.paragraphs.found[at.paragraph], document: s.documents.found[at.document],
	}
	s.match()
	s.surround()
	return &s.c
}

// match finds the question's terms in the candidate.
func (s *scratch) match() {
	c := &s.c
	for i, t := range c.tokens {
		if k := s.termOf[t.stem]; k >= 0 {
			c.hits = append(c.hits, hit{i, k})
			c.own |= 1 << k
		}
	}
}

// surround finds the question's content terms beside the candidate and in its title.
func (s *scratch) surround() {
	c := &s.c
	doc := c.x.documents[c.at.document]
	if c.id > doc.first {
		c.prev = s.sentences.found[c.id-1]
	}
	if c.id+1 < doc.end {
		c.next = s.sentences.found[c.id+1]
	}
	title := c.x.titles[c.at.document]
	for _, stem := range title {
		if k := s.termOf[stem]; k >= 0 {
			c.title |= 1 << k
			c.titleShare += 1 / float64(len(title))
		}
	}
	c.title &= s.q.content
}
