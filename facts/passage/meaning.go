package passage

import (
	"math/bits"

	"summitbot/facts/index"
	"summitbot/facts/wordnet/gloss"
)

// meanings compares a question's terms with the words of candidates, each word once.
type meanings struct {
	terms [][gloss.Dimensions]float32 // by term; zeros where it has no vector
	slot  []int32                     // by stem: 1 + the place of its row, or 0
	used  []uint32                    // stems with a row
	rows  []float32                   // cosines, one a term
}

// load takes a question's content terms.
func (m *meanings) load(q *question) {
	m.terms = m.terms[:0]
	for _, t := range q.terms {
		m.terms = append(m.terms, [gloss.Dimensions]float32{})
		if t.content {
			gloss.Default().Fill(m.terms[len(m.terms)-1][:], t.stem)
		}
	}
}

func (m *meanings) reset() {
	for _, stem := range m.used {
		m.slot[stem] = 0
	}
	m.used, m.rows = m.used[:0], m.rows[:0]
}

// row returns the cosines of a stem with all terms, 0 where one has no vector.
func (m *meanings) row(x *Finder, stem uint32) []float32 {
	n := len(m.terms)
	if at := int(m.slot[stem]); at > 0 {
		return m.rows[(at-1)*n : at*n]
	}
	m.used = append(m.used, stem)
	m.slot[stem] = int32(len(m.used))
	vector := x.vectors[int(stem)*gloss.Dimensions:]
	for i := range m.terms {
		m.rows = append(m.rows, gloss.Cosine(vector, m.terms[i][:]))
	}
	return m.rows[len(m.rows)-n:]
}

// describe describes how near the words of the sentence come to the terms it lacks.
func (m *meanings) describe(x *Finder, c *candidate, f []float64) {
	missing := c.q.content &^ c.own
	var best [maxTerms]float32
	for _, t := range c.tokens {
		if t.Class&index.Stop == 0 {
			row := m.row(x, t.Stem)
			for set := missing; set != 0; set &= set - 1 {
				i := bits.TrailingZeros64(uint64(set))
				best[i] = max(best[i], row[i])
			}
		}
	}
	sum := 0.0
	for i, t := range c.q.terms {
		sum += t.idf * float64(best[i])
	}
	f[FeatureMeaning] = sum / c.q.unit
}
