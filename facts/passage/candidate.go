package passage

import "summitbot/facts/index"

// candidate is a sentence under description.
type candidate struct {
	x         *Finder
	q         *question
	id        int32
	section   index.Range // the sentences of its section
	sectionID int32
	within    index.Range // the sentences of its paragraph
	tokens    []index.Token
	hits      []hit       // where its words are the question's, in order
	own       index.Terms // terms it has, function words too
	prev      index.Terms // content terms of the sentence before it, in the same section
	next      index.Terms // the same of the sentence after it
	paragraph index.Terms
	nearby    index.Terms // of its section
	title     index.Terms // of its headings and of what introduces it
	lead      index.Terms // of what introduces it alone

	titleShare float64 // of its title's words that the question has
}

// hit is a word of the sentence that is a term of the question.
type hit struct {
	at   int
	term int8
}

// load sets the candidate to the i-th sentence of the first stage.
func (s *scratch) load(x *Finder, i int) *candidate {
	id := s.top[i].sentence
	paragraph, within := x.words.Paragraph(id)
	section, in := x.words.Section(id)
	s.c = candidate{
		x: x, q: &s.q, id: id, section: in, sectionID: section, within: within,
		tokens: x.words.AppendTokens(s.c.tokens[:0], id), hits: s.c.hits[:0],
		paragraph: s.found.Paragraphs.Of(paragraph).Found, nearby: s.found.Sections.Of(section).Found,
	}
	s.match()
	s.surround()
	return &s.c
}

// match finds the question's terms in the candidate.
func (s *scratch) match() {
	c := &s.c
	for i, t := range c.tokens {
		if k := s.termOf[t.Stem]; k >= 0 {
			c.hits = append(c.hits, hit{i, k})
			c.own |= 1 << k
		}
	}
}

// surround finds the question's content terms beside the candidate, in its title and in
// what introduces it.
func (s *scratch) surround() {
	c := &s.c
	if c.id > c.section.First {
		c.prev = s.found.Sentences.Of(c.id - 1).Found
	}
	if c.id+1 < c.section.End {
		c.next = s.found.Sentences.Of(c.id + 1).Found
	}
	title := c.x.words.Title(c.sectionID)
	for _, stem := range title {
		if k := s.termOf[stem]; k >= 0 {
			c.title |= 1 << k
			c.titleShare += 1 / float64(len(title))
		}
	}
	for _, stem := range c.x.words.Above(c.sectionID) {
		if k := s.termOf[stem]; k >= 0 {
			c.title |= 1 << k
		}
	}
	for _, stem := range c.x.words.Lead(c.id) {
		if k := s.termOf[stem]; k >= 0 {
			c.lead |= 1 << k
		}
	}
	c.lead &= s.q.content
	c.title = c.title&s.q.content | c.lead
}
