package index

// Terms is a set of a question's terms, one bit each.
type Terms uint64

// Tally collects, for the units of one kind, BM25 scores and the terms found.
type Tally struct {
	Score   []float32
	Found   []Terms
	Touched []int32 // units that have a term, in the order in which they were found
}

func newTally(units int) Tally {
	return Tally{Score: make([]float32, units), Found: make([]Terms, units)}
}

func (t *Tally) add(unit int32, impact float32, bit Terms) {
	if t.Found[unit] == 0 {
		t.Touched = append(t.Touched, unit)
	}
	t.Found[unit] |= bit
	t.Score[unit] += impact
}

// reset empties the tally; its cost is that of what was touched.
func (t *Tally) reset() {
	for _, u := range t.Touched {
		t.Score[u], t.Found[u] = 0, 0
	}
	t.Touched = t.Touched[:0]
}

// Search collects what the terms of one question find. It is used again and again, by one
// goroutine at a time.
type Search struct {
	Sentences, Paragraphs, Sections Tally

	x              *Index
	bit            Terms
	idf, para, sec float64
}

// NewSearch returns the room for a search.
func (x *Index) NewSearch() *Search {
	return &Search{x: x, Sentences: newTally(x.Len()), Paragraphs: newTally(len(x.paragraphs)), Sections: newTally(len(x.sections))}
}

// Reset forgets what was found.
func (s *Search) Reset() {
	s.Sentences.reset()
	s.Paragraphs.reset()
	s.Sections.reset()
}

// Find adds the sentences, paragraphs and sections that have a stem, which is the
// question's term with the given bit.
func (s *Search) Find(stem uint32, bit Terms) {
	p := &s.x.postings
	s.bit = bit
	s.idf = IDF(int(p.sentences[stem]), s.x.Len())
	s.para = IDF(int(p.paras[stem]), len(s.x.paragraphs))
	s.sec = IDF(int(p.parts[stem]), len(s.x.sections))
	s.x.visit(stem, s)
}

func (s *Search) sentence(i int32, tf int) {
	s.Sentences.add(i, ofSentences.impact(s.idf, tf, s.x.postings.sentenceNorm[i]), s.bit)
}

func (s *Search) paragraph(i int32, tf int) {
	s.Paragraphs.add(i, ofParagraphs.impact(s.para, tf, s.x.postings.paragraphNorm[i]), s.bit)
}

func (s *Search) section(i int32, tf int) {
	s.Sections.add(i, ofParagraphs.impact(s.sec, tf, s.x.postings.sectionNorm[i]), s.bit)
}

// Has reports whether term i, which may be -1 for none, is in the set.
func (t Terms) Has(i int) bool { return i >= 0 && t>>i&1 != 0 }
