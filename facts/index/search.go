package index

// Terms is a set of a question's terms, one bit each.
type Terms uint64

// Tally collects, for the units of one kind, BM25 scores and the terms found. What is found
// lies close together: a large library is mostly what a question doesn't touch.
type Tally struct {
	Units []Unit  // that have a term, in the order in which they were found
	slot  []int32 // by unit: 1 + its place in Units, or 0
}

// Unit is a sentence, paragraph or section that was found.
type Unit struct {
	ID    int32
	Score float32
	Found Terms
}

func newTally(units int) Tally { return Tally{slot: make([]int32, units)} }

// Of returns what was found of a unit, zeros if nothing was.
func (t *Tally) Of(unit int32) Unit {
	if at := t.slot[unit]; at > 0 {
		return t.Units[at-1]
	}
	return Unit{ID: unit}
}

func (t *Tally) add(unit int32, impact float32, bit Terms) {
	at := t.slot[unit]
	if at == 0 {
		t.Units = append(t.Units, Unit{ID: unit})
		at = int32(len(t.Units))
		t.slot[unit] = at
	}
	u := &t.Units[at-1]
	u.Found |= bit
	u.Score += impact
}

// reset empties the tally; its cost is that of what was found.
func (t *Tally) reset() {
	for i := range t.Units {
		t.slot[t.Units[i].ID] = 0
	}
	t.Units = t.Units[:0]
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
	s.begin(stem, bit)
	s.x.visit(stem, s)
}

// FindIn is [Search.Find] in some sections alone, which are given in rising order.
func (s *Search) FindIn(stem uint32, bit Terms, sections []int32) {
	s.begin(stem, bit)
	s.x.visitIn(stem, sections, s)
}

func (s *Search) begin(stem uint32, bit Terms) {
	p := &s.x.postings
	s.bit = bit
	s.idf = IDF(int(p.sentences[stem]), s.x.Len())
	s.para = IDF(int(p.paras[stem]), len(s.x.paragraphs))
	s.sec = IDF(int(p.parts[stem]), len(s.x.sections))
}

func (s *Search) sentence(i int32, at *place, tf int) {
	s.Sentences.add(i, ofSentences.impact(s.idf, tf, at.norm), s.bit)
}

func (s *Search) paragraph(i int32, tf int) {
	s.Paragraphs.add(i, ofParagraphs.impact(s.para, tf, s.x.postings.paragraphNorm[i]), s.bit)
}

func (s *Search) section(i int32, tf int) {
	s.Sections.add(i, ofParagraphs.impact(s.sec, tf, s.x.postings.sectionNorm[i]), s.bit)
}

// Has reports whether term i, which may be -1 for none, is in the set.
func (t Terms) Has(i int) bool { return i >= 0 && t>>i&1 != 0 }
