package index

import "slices"

// postings says for each stem which sentences have it: the distance from the sentence
// before, doubled, and one more if it stands there more than once; then how often.
type postings struct {
	lists     []byte
	starts    []uint32 // by stem: where its list begins; and one more, for the last one's end
	skips     []skip   // of long lists, so that they can be entered in the middle
	skipStart []uint32 // by stem: where its skips begin; and one more
	sentences []uint32 // by stem: how many sentences, paragraphs and sections have it
	paras     []uint32
	parts     []uint32

	// What BM25 takes off for length, by paragraph and section.
	paragraphNorm, sectionNorm []float32
}

// skip is a place in a list: after so many bytes of it come the postings behind a sentence.
type skip struct{ sentence, bytes uint32 }

// skipEvery is how many postings lie between two skips.
const skipEvery = 64

// bm25 sets how fast repetition saturates (k1) and how much length counts (b).
type bm25 struct{ k1, b float64 }

var (
	ofSentences  = bm25{k1: 0.3, b: 0.6}
	ofParagraphs = bm25{k1: 0.9, b: 0.4}
)

// impact returns what tf occurrences add to a score.
func (m bm25) impact(idf float64, tf int, norm float32) float32 {
	f := float64(tf)
	return float32(idf * f * (m.k1 + 1) / (f + float64(norm)))
}

// norms returns what length takes off the score of each unit.
func (m bm25) norms(lengths []int) []float32 {
	total := 0
	for _, n := range lengths {
		total += n
	}
	average := float64(max(total, 1)) / float64(max(len(lengths), 1))
	norms := make([]float32, len(lengths))
	for i, n := range lengths {
		norms[i] = float32(m.k1 * (1 - m.b + m.b*float64(n)/average))
	}
	return norms
}

// post makes the posting lists: it counts how much room each takes, and then fills it.
func (b *builder) post() {
	p := &b.postings
	b.findTitles()
	stems := b.Stems.Len()
	sizes, last := make([]uint32, stems+1), make([]uint32, stems)
	p.sentences = make([]uint32, stems)
	b.eachCount(func(stem uint32, sentence, tf int) {
		sizes[stem] += uint32(len(posting(nil, uint32(sentence)-last[stem], tf)))
		last[stem] = uint32(sentence)
		p.sentences[stem]++
	})
	p.starts = make([]uint32, stems+1)
	for i, n := range sizes[:stems] {
		p.starts[i+1] = p.starts[i] + n
	}
	p.lists = make([]byte, p.starts[stems])
	p.skipStart = make([]uint32, stems+1)
	for i, n := range p.sentences {
		p.skipStart[i+1] = p.skipStart[i] + n/skipEvery
	}
	p.skips = make([]skip, p.skipStart[stems])
	b.fill(make([]uint32, stems))
	b.measure()
}

// fill writes the lists into their room.
func (b *builder) fill(written []uint32) {
	p := &b.postings
	ends, last := slices.Clone(p.starts), make([]uint32, len(written))
	b.eachCount(func(stem uint32, sentence, tf int) {
		list := posting(p.lists[ends[stem]:ends[stem]], uint32(sentence)-last[stem], tf)
		ends[stem] += uint32(len(list))
		last[stem] = uint32(sentence)
		if written[stem]++; written[stem]%skipEvery == 0 {
			p.skips[p.skipStart[stem]+written[stem]/skipEvery-1] = skip{uint32(sentence), ends[stem] - p.starts[stem]}
		}
	})
}

// posting appends one posting to a list.
func posting(list []byte, distance uint32, tf int) []byte {
	if tf == 1 {
		return appendVarint(list, distance<<1)
	}
	return appendVarint(appendVarint(list, distance<<1|1), uint32(tf))
}

// eachCount calls do with every stem of every sentence, in order, and how often it stands
// there.
func (b *builder) eachCount(do func(stem uint32, sentence, tf int)) {
	counts := make([]uint8, b.Stems.Len())
	for i := range b.Len() {
		b.run = b.AppendTokens(b.run[:0], int32(i))
		for _, t := range b.run {
			if counts[t.Stem] < 255 {
				counts[t.Stem]++
			}
		}
		for _, t := range b.run {
			if n := counts[t.Stem]; n > 0 {
				do(t.Stem, i, int(n))
				counts[t.Stem] = 0
			}
		}
	}
}

// findTitles notes which sections' titles have a stem.
func (b *builder) findTitles() {
	b.titled = make(map[uint32][]titled)
	for section, stems := range b.titles {
		for _, stem := range stems {
			list := b.titled[stem]
			if n := len(list); n > 0 && list[n-1].section == int32(section) {
				list[n-1].count++
				continue
			}
			b.titled[stem] = append(list, titled{int32(section), 1})
		}
	}
}

// measure counts in how many paragraphs and sections each stem stands, and how long they
// are: a paragraph's text and a section's begin with the title.
func (b *builder) measure() {
	p := &b.postings
	sentences, paragraphs, sections := make([]int, b.Len()), make([]int, len(b.paragraphs)), make([]int, len(b.sections))
	for i := range sentences {
		at := b.sentences[i]
		b.run = b.AppendTokens(b.run[:0], int32(i))
		sentences[i] = len(b.run)
		paragraphs[at.paragraph] += len(b.run)
		sections[at.section] += len(b.run)
	}
	for i, title := range b.titles {
		sections[i] += len(title)
		for j := b.spread[i].First; j < b.spread[i].End; j++ {
			paragraphs[j] += len(title)
		}
	}
	for i, norm := range ofSentences.norms(sentences) {
		b.sentences[i].norm = norm
	}
	p.paragraphNorm, p.sectionNorm = ofParagraphs.norms(paragraphs), ofParagraphs.norms(sections)
	p.paras, p.parts = make([]uint32, b.Stems.Len()), make([]uint32, b.Stems.Len())
	count := counter{}
	for stem := range b.Stems.Len() {
		count = counter{}
		b.visit(uint32(stem), &count)
		p.paras[stem], p.parts[stem] = count.paragraphs, count.sections
	}
}

// counter counts units.
type counter struct{ paragraphs, sections uint32 }

func (c *counter) sentence(int32, *place, int) {}
func (c *counter) paragraph(int32, int)        { c.paragraphs++ }
func (c *counter) section(int32, int)          { c.sections++ }

// visitor is told how often a stem stands in each sentence, paragraph and section that has
// it; a title counts for its section and for each paragraph in that.
type visitor interface {
	sentence(s int32, at *place, tf int)
	paragraph(p int32, tf int)
	section(s int32, tf int)
}

// visit tells the visitor of a stem, in reading order.
func (x *Index) visit(stem uint32, v visitor) {
	w := walk{x: x, v: v, titles: x.titled[stem], paragraph: -1, section: -1}
	w.read(x.postings.lists[x.postings.starts[stem]:x.postings.starts[stem+1]], 0, int32(x.Len()))
	w.leave()
	w.titlesBefore(int32(len(x.sections)))
}

// Stretch is how many sentences in a row [Index.Mark] looks at as one.
const Stretch = 4

// Stretches returns how many stretches there are.
func (x *Index) Stretches() int { return (x.Len() + Stretch - 1) / Stretch }

// Mark sets a bit for each stretch of sentences in which one has a stem, in itself or in the
// title of its section.
func (x *Index) Mark(stem uint32, bit uint8, stretches []uint8) {
	sentence := uint32(0)
	for list := x.postings.lists[x.postings.starts[stem]:x.postings.starts[stem+1]]; len(list) > 0; {
		distance, n := varint(list)
		list = list[n:]
		if distance&1 != 0 {
			_, n = varint(list)
			list = list[n:]
		}
		sentence += distance >> 1
		stretches[sentence/Stretch] |= bit
	}
	for _, t := range x.titled[stem] {
		in := x.sections[t.section]
		for i := in.First / Stretch; i <= (in.End-1)/Stretch; i++ {
			stretches[i] |= bit
		}
	}
}

// visitIn tells the visitor of a stem in some sections alone.
func (x *Index) visitIn(stem uint32, sections []int32, v visitor) {
	for _, s := range sections {
		in := x.sections[s]
		w := walk{x: x, v: v, titles: titleOf(x.titled[stem], s), first: in.First, paragraph: -1, section: -1}
		list, before := x.seek(stem, in.First)
		w.read(list, before, in.End)
		w.leave()
		w.titlesBefore(s + 1)
	}
}

// titleOf returns the section's own entry of those whose title has a stem.
func titleOf(all []titled, section int32) []titled {
	i, ok := slices.BinarySearchFunc(all, section, func(t titled, s int32) int { return int(t.section - s) })
	if !ok {
		return nil
	}
	return all[i : i+1]
}

// seek returns a stem's postings from the given sentence on, and the sentence that the
// first of them counts from. Some postings may lie before.
func (x *Index) seek(stem uint32, sentence int32) (list []byte, before uint32) {
	p := &x.postings
	list = p.lists[p.starts[stem]:p.starts[stem+1]]
	skips := p.skips[p.skipStart[stem]:p.skipStart[stem+1]]
	i, _ := slices.BinarySearchFunc(skips, uint32(sentence), func(s skip, at uint32) int { return int(s.sentence) - int(at) })
	if i > 0 {
		return list[skips[i-1].bytes:], skips[i-1].sentence
	}
	return list, 0
}

// walk adds up a stem's occurrences in paragraphs and sections.
type walk struct {
	x                  *Index
	v                  visitor
	titles             []titled // of the sections still to come
	first              int32    // sentences before it are passed over
	paragraph, section int32
	inParagraph        int
	inSection          int
	inTitle            int
}

// read walks through postings until the sentence end. Those before the first section that
// the walk is meant for are passed over by first.
func (w *walk) read(list []byte, sentence uint32, end int32) {
	for len(list) > 0 {
		distance, n := varint(list)
		list = list[n:]
		tf := uint32(1)
		if distance&1 != 0 {
			tf, n = varint(list)
			list = list[n:]
		}
		if sentence += distance >> 1; int32(sentence) >= end {
			return
		}
		if int32(sentence) >= w.first {
			at := &w.x.sentences[sentence]
			w.v.sentence(int32(sentence), at, int(tf))
			w.add(at, int(tf))
		}
	}
}

// add counts the occurrences in a sentence.
func (w *walk) add(at *place, tf int) {
	if at.section != w.section {
		w.leave()
		w.titlesBefore(at.section)
		w.section, w.paragraph = at.section, w.x.spread[at.section].First-1
		w.inTitle = 0
		if len(w.titles) > 0 && w.titles[0].section == at.section {
			w.inTitle = int(w.titles[0].count)
			w.titles = w.titles[1:]
		}
		w.inSection, w.inParagraph = w.inTitle, 0
	}
	if at.paragraph != w.paragraph {
		w.endParagraph()
		w.titled(w.paragraph+1, at.paragraph)
		w.paragraph, w.inParagraph = at.paragraph, w.inTitle
	}
	w.inParagraph += tf
	w.inSection += tf
}

func (w *walk) endParagraph() {
	if w.inParagraph > 0 && w.paragraph >= w.x.spread[w.section].First {
		w.v.paragraph(w.paragraph, w.inParagraph)
	}
}

// titled tells of the paragraphs that have the stem by their title alone.
func (w *walk) titled(first, end int32) {
	if w.inTitle > 0 {
		for p := first; p < end; p++ {
			w.v.paragraph(p, w.inTitle)
		}
	}
}

// leave ends the section at hand.
func (w *walk) leave() {
	if w.section < 0 {
		return
	}
	w.endParagraph()
	w.titled(w.paragraph+1, w.x.spread[w.section].End)
	w.v.section(w.section, w.inSection)
}

// titlesBefore tells of the sections before one that have the stem in their title alone.
func (w *walk) titlesBefore(section int32) {
	for len(w.titles) > 0 && w.titles[0].section < section {
		t := w.titles[0]
		w.titles = w.titles[1:]
		for p := w.x.spread[t.section].First; p < w.x.spread[t.section].End; p++ {
			w.v.paragraph(p, int(t.count))
		}
		w.v.section(t.section, int(t.count))
	}
}
