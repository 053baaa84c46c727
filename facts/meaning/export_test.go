package meaning

import "slices"

// Comparing returns a reader that compares so many texts with a question piece by piece.
func (r *Reader) Comparing(most int) *Reader {
	r.most = most
	return r
}

// Times returns an index of the texts so many times over, each with vectors of its own.
func (x *Index) Times(n int) *Index {
	many := &Index{reader: x.reader, texts: slices.Repeat(x.texts, n)}
	for i := range many.texts {
		b, _ := many.texts[i].MarshalBinary()
		many.texts[i], _ = x.reader.encoder.OpenCompact(string(b))
	}
	return many
}
