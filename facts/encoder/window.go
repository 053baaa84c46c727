package encoder

import (
	"fmt"
	"math"

	"summitbot/facts/encoder/token"
	"summitbot/facts/encoder/weights"
)

// frame is what stands around each text.
type frame struct {
	begin, end int32
	prefix     [2]string // by role
}

func openFrame(f *weights.File, v token.Vocabulary) (frame, error) {
	begin, ok := v.Find(f.Begin)
	if !ok {
		return frame{}, fmt.Errorf("the vocabulary has no %q", f.Begin)
	}
	end, ok := v.Find(f.End)
	if !ok {
		return frame{}, fmt.Errorf("the vocabulary has no %q", f.End)
	}
	return frame{begin, end, [2]string{Question: f.Question, Passage: f.Passage}}, nil
}

// text is a text on its way: its pieces, and the vectors that its windows leave.
type text struct {
	frame  *frame
	prefix []token.Piece
	pieces []token.Piece
	size   int       // of a window, in pieces
	tokens []float32 // [len(pieces)][width], as the transformer gives them
	pooled []float32 // [windows][width], the sum of the vectors that count

	index, left int // of several texts: which it is, and windows that are to be encoded
}

// cut makes pieces of a text.
func (e *Encoder) cut(buffer *[]token.Piece, s string, role Role) text {
	*buffer = e.tokenizer.Append((*buffer)[:0], e.frame.prefix[role], s)
	pieces := append(make([]token.Piece, 0, len(*buffer)), *buffer...)
	lead := 0
	for lead < len(pieces) && pieces[lead].End == 0 {
		lead++
	}
	return text{frame: &e.frame, prefix: pieces[:lead:lead], pieces: pieces[lead:], size: e.file.Shape.Positions - 2 - lead}
}

// open makes room for the vectors of a text, once.
func (t *text) open(width int) {
	if t.pooled == nil {
		vectors, n := make([]float32, (len(t.pieces)+t.windows())*width), len(t.pieces)*width
		t.tokens, t.pooled = vectors[:n:n], vectors[n:]
	}
}

// window is a run of pieces that is encoded at once, and the part of it that counts: where
// two windows overlap, a piece counts in the one whose border is farther.
type window struct {
	index      int
	from, to   int
	keep, stop int
}

// step is how far the windows of a text are apart: a quarter of each is the next one's too.
func (t *text) step() int { return t.size - t.size/4 }

// windows returns how many windows a text has.
func (t *text) windows() int {
	if len(t.pieces) <= t.size {
		return 1
	}
	return 1 + (len(t.pieces)-t.size+t.step()-1)/t.step()
}

// window returns window i. The last one is as long as the others, and overlaps by more.
func (t *text) window(i int) window {
	from := func(i int) int { return max(0, min(i*t.step(), len(t.pieces)-t.size)) }
	w := window{index: i, from: from(i), keep: 0, stop: len(t.pieces)}
	w.to = min(w.from+t.size, len(t.pieces))
	if i > 0 {
		w.keep = (w.from + from(i-1) + t.size) / 2
	}
	if i+1 < t.windows() {
		w.stop = (from(i+1) + w.to) / 2
	}
	return w
}

// count returns the number of tokens of a window with what stands around it.
func (t *text) count(w window) int { return 2 + len(t.prefix) + w.to - w.from }

// ids returns the tokens of a window with what stands around it.
func (t *text) ids(dst []int32, w window) []int32 {
	dst = append(dst, t.frame.begin)
	for _, p := range t.prefix {
		dst = append(dst, p.ID)
	}
	for _, p := range t.pieces[w.from:w.to] {
		dst = append(dst, p.ID)
	}
	return append(dst, t.frame.end)
}

// take takes over what the transformer made of a window: rows has a vector for each token.
// What stands before a text counts in its first window, what stands after in its last.
func (t *text) take(w window, rows []float32) {
	width := len(rows) / t.count(w)
	before := 1 + len(t.prefix)
	first, last := before+w.keep-w.from, before+w.stop-w.from
	copy(t.tokens[w.keep*width:], rows[first*width:last*width])
	if w.keep == 0 {
		first = 0
	}
	if w.stop == len(t.pieces) {
		last++
	}
	sum := t.pooled[w.index*width:][:width]
	for at := first * width; at < last*width; at += width {
		for i, v := range rows[at:][:width] {
			sum[i] += v
		}
	}
}

// encoding returns the vectors, each of length 1.
func (t *text) encoding(width int) Encoding {
	for at := 0; at < len(t.tokens); at += width {
		normalize(t.tokens[at:][:width])
	}
	pooled := t.pooled[:width:width]
	for at := width; at < len(t.pooled); at += width {
		for i, v := range t.pooled[at:][:width] {
			pooled[i] += v
		}
	}
	normalize(pooled)
	return Encoding{Pieces: t.pieces, Tokens: t.tokens, Pooled: pooled}
}

// normalize makes the length of a vector 1; a zero vector stays.
func normalize(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(float64(x) * float64(x))
	}
	if sum == 0 {
		return
	}
	inverse := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= inverse
	}
}
