package encoder

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"summitbot/facts/encoder/kernel"
)

// Compact is an encoding that is small enough to keep: its vectors are projected to fewer
// dimensions, where the model says so, and rounded to 8 bit. It is immutable.
type Compact struct {
	vectors  []int8    // that of the whole text, then one for each piece
	inverses []float32 // of each vector's length
}

// Compact returns the compact form of an encoding.
func (e *Encoder) Compact(enc Encoding) Compact {
	width, n := e.file.Shape.Compact, 1+len(enc.Pieces)
	vectors := e.project(append(slices.Clone(enc.Pooled), enc.Tokens...), n)
	c := Compact{make([]int8, n*width), make([]float32, n)}
	for i := range c.inverses {
		c.inverses[i] = compact(c.vectors[i*width:][:width], vectors[i*width:][:width])
	}
	return c
}

// project returns n vectors in the dimensions of the compact form.
func (e *Encoder) project(vectors []float32, n int) []float32 {
	width, to := e.file.Shape.Width, e.file.Shape.Compact
	if to == width {
		return vectors
	}
	projected := make([]float32, n*to)
	e.kernels.MatMul(projected, vectors, e.projection(), n, width, to, to, width, to)
	return projected
}

// compact rounds a vector, and returns the inverse of its length after that.
func compact(to []int8, from []float32) float32 {
	largest := float32(0)
	for _, v := range from {
		largest = max(largest, v, -v)
	}
	if largest == 0 {
		return 0
	}
	sum := 0
	for i, v := range from {
		to[i] = int8(math.RoundToEven(float64(v / largest * 127)))
		sum += int(to[i]) * int(to[i])
	}
	return float32(1 / math.Sqrt(float64(sum)))
}

// width returns the length of the vectors.
func (c Compact) width() int { return len(c.vectors) / max(1, len(c.inverses)) }

// cosine returns the cosine of vector i of c with vector j of d.
func (e *Encoder) cosine(c Compact, i int, d Compact, j int) float32 {
	w := c.width()
	return float32(e.kernels.DotInt8(c.vectors[i*w:][:w], d.vectors[j*w:][:w])) * c.inverses[i] * d.inverses[j]
}

// Cosine returns the cosine of two texts as wholes.
func (e *Encoder) Cosine(question, passage Compact) float32 { return e.cosine(question, 0, passage, 0) }

// Nearness says how near a passage comes to a question.
type Nearness struct {
	Late   float32 // the mean, over the pieces of the question, of the cosine with the nearest of the passage
	Pooled float32 // the cosine of the two texts as wholes
	Least  float32 // the cosine of the piece of the question that the passage comes least near to
	Cover  float32 // share of the question's pieces that have one of the passage nearer than [covering]
}

// covering is the cosine from which a piece of a passage says what one of a question does.
const covering = 0.6

// Nearness returns how near a passage comes to a question; of the parts that compare pieces,
// 0 if either has none.
func (e *Encoder) Nearness(question, passage Compact) Nearness {
	near := Nearness{Pooled: e.Cosine(question, passage)}
	n := len(question.inverses) - 1
	if n < 1 || len(passage.inverses) < 2 {
		return near
	}
	near.Least = 1
	products := make([]int32, len(passage.inverses)-1)
	for i := 1; i <= n; i++ {
		best := e.best(question, i, passage, products)
		near.Late += best
		near.Least = min(near.Least, best)
		if best > covering {
			near.Cover++
		}
	}
	near.Late /= float32(n)
	near.Cover /= float32(n)
	return near
}

// best returns the cosine of vector i of the question with the nearest piece of a passage that
// has some; products has room for one number a piece.
func (e *Encoder) best(question Compact, i int, passage Compact, products []int32) float32 {
	w := question.width()
	e.kernels.DotsInt8(products, passage.vectors[w:], question.vectors[i*w:][:w])
	best := float32(-1)
	for j, p := range products {
		best = max(best, float32(p)*question.inverses[i]*passage.inverses[j+1])
	}
	return best
}

// CompactScore is [Encoder.Score] of compact forms: the same but for some thousandths.
func (e *Encoder) CompactScore(question, passage Compact) float32 {
	near := e.Nearness(question, passage)
	return near.Late + float32(e.file.PooledShare*near.Pooled)
}

// AppendBinary appends the bytes in which a compact form is stored: the number of vectors and
// their length, each in four bytes, the vectors, and the inverses of their lengths.
func (c Compact) AppendBinary(b []byte) ([]byte, error) {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(c.inverses)))
	b = binary.LittleEndian.AppendUint32(b, uint32(c.width()))
	for _, v := range c.vectors {
		b = append(b, byte(v))
	}
	for _, v := range c.inverses {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b, nil
}

// MarshalBinary returns the bytes that [Compact.AppendBinary] appends.
func (c Compact) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// OpenCompact returns the compact form whose bytes [Compact.AppendBinary] appended. Its vectors
// are part of the string, not copies. It fails if they have another length than the encoder's.
func (e *Encoder) OpenCompact(b string) (Compact, error) {
	if len(b) < 8 {
		return Compact{}, errors.New("a compact encoding ends too early")
	}
	head := []byte(b[:8])
	n, width := uint64(binary.LittleEndian.Uint32(head)), uint64(binary.LittleEndian.Uint32(head[4:]))
	if n == 0 || n > 1<<31 || width != uint64(e.file.Shape.Compact) || uint64(len(b)) != 8+n*width+4*n {
		return Compact{}, errors.New("a compact encoding of another length than it says")
	}
	vectors, inverses := b[8:8+n*width], []byte(b[8+n*width:])
	c := Compact{kernel.Int8s(vectors), make([]float32, n)}
	for i := range c.inverses {
		c.inverses[i] = math.Float32frombits(binary.LittleEndian.Uint32(inverses[4*i:]))
	}
	return c, nil
}

// Hit is a passage that was found.
type Hit struct {
	Passage int
	Cosine  float32
}

// Nearest returns the n passages whose vectors as wholes are nearest to that of the question,
// the nearest first and the earlier first of equals.
func (e *Encoder) Nearest(question Compact, passages []Compact, n int) []Hit {
	var found []Hit // sorted
	for i, p := range passages {
		h := Hit{i, e.Cosine(question, p)}
		at, _ := slices.BinarySearchFunc(found, h, compareHits)
		if at >= n {
			continue
		}
		if len(found) == n {
			found = found[:n-1]
		}
		found = slices.Insert(found, at, h)
	}
	return found
}

func compareHits(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.Passage, b.Passage))
}
