package rank

// A posting says that a unit (a sentence or a paragraph) has a stem, and how much that
// adds to the unit's BM25 score.
type posting struct {
	unit   int32
	impact float32
}

// postings lists, for every stem, the units that have it, in order.
type postings struct {
	lists [][]posting
	units int
}

// bm25 sets how fast repetition saturates (k1) and how much length counts (b).
type bm25 struct{ k1, b float64 }

// of returns the postings of units, given as lists of stems.
func (m bm25) of(units [][]uint32, stems int) *postings {
	p := &postings{lists: make([][]posting, stems), units: len(units)}
	df, total := frequencies(units, stems)
	carve(p.lists, df)
	average := float64(max(total, 1)) / float64(max(len(units), 1))
	tf := make([]int32, stems)
	for u, words := range units {
		for _, w := range words {
			tf[w]++
		}
		norm := m.k1 * (1 - m.b + m.b*float64(len(words))/average)
		for _, w := range words {
			if tf[w] == 0 {
				continue
			}
			f := float64(tf[w])
			impact := idf(int(df[w]), len(units)) * f * (m.k1 + 1) / (f + norm)
			p.lists[w] = append(p.lists[w], posting{int32(u), float32(impact)})
			tf[w] = 0
		}
	}
	return p
}

// carve gives every list its room in one array.
func carve(lists [][]posting, sizes []int32) {
	total := 0
	for _, n := range sizes {
		total += int(n)
	}
	room := make([]posting, total)
	for i, n := range sizes {
		lists[i], room = room[:0:n], room[n:]
	}
}

// frequencies returns in how many units each stem stands, and how many words there are.
func frequencies(units [][]uint32, stems int) (df []int32, total int) {
	df = make([]int32, stems)
	seen := make([]int32, stems)
	for u, words := range units {
		total += len(words)
		for _, w := range words {
			if seen[w] != int32(u)+1 {
				seen[w] = int32(u) + 1
				df[w]++
			}
		}
	}
	return df, total
}

// df returns how many units have a stem.
func (p *postings) df(stem uint32) int {
	if stem == none {
		return 0
	}
	return len(p.lists[stem])
}

// post makes the posting lists of sentences and paragraphs. A paragraph's text begins
// with its article's title.
func (x *Index) post() {
	sentences := make([][]uint32, len(x.sentences))
	stems := make([]uint32, len(x.tokens))
	for i, t := range x.tokens {
		stems[i] = t.stem
	}
	for i, s := range x.sentences {
		sentences[i] = stems[s.tokens.first:s.tokens.end]
	}
	x.bySentence = bm25{k1: 0.3, b: 0.6}.of(sentences, len(x.stems.words))
	x.byParagraph = bm25{k1: 0.9, b: 0.4}.of(x.join(x.paragraphs, sentences), len(x.stems.words))
	x.byDocument = bm25{k1: 0.9, b: 0.4}.of(x.join(x.documents, sentences), len(x.stems.words))
}

// join returns the stems of each span of sentences, its title's first.
func (x *Index) join(spans []span, sentences [][]uint32) [][]uint32 {
	units := make([][]uint32, len(spans))
	for i, s := range spans {
		unit := append([]uint32(nil), x.titles[x.sentences[s.first].document]...)
		for _, words := range sentences[s.first:s.end] {
			unit = append(unit, words...)
		}
		units[i] = unit
	}
	return units
}
