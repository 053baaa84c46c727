package encoder

import (
	"context"
	"math"

	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/token"
)

// work is a window of a text that is to be encoded.
type work struct {
	text   *text
	window window
}

// scratch is the memory that a run needs. It grows to the largest run and is used again.
type scratch struct {
	pieces []token.Piece
	text   text // of a question, which is alone
	work   []work
	ids    []int32
	acts   kernel.Activations
	x      []float32 // [tokens][width], the text so far
	qkv    []float32 // [tokens][3·width], queries, keys and values
	mixed  []float32 // [tokens][width], what the attention gives, and each part's output
	inner  []float32 // [tokens][inner]
	tile   []float32
	keys   []float32 // [head width][tokens], the keys of one head, turned
	scores []float32 // [queries][tokens]
	spare  []float32 // [width]
}

// sized returns v with n values, which are those of before as far as they go.
func sized(v []float32, n int) []float32 {
	if cap(v) < n {
		return make([]float32, n)
	}
	return v[:n]
}

// queries is the number of queries whose scores are computed at a time.
const queries = 64

// fit makes the scratch memory large enough for some tokens, of which at most longest are of
// one window.
func (s *scratch) fit(n *network, tokens, longest int) {
	w, padded := n.shape.Width, pad(longest)
	s.x, s.mixed = sized(s.x, tokens*w), sized(s.mixed, tokens*w)
	s.qkv, s.inner = sized(s.qkv, tokens*3*w), sized(s.inner, tokens*n.shape.Inner)
	s.tile = sized(s.tile, tokens*kernel.TileRows)
	s.keys, s.scores = sized(s.keys, padded*w/n.shape.Heads), sized(s.scores, queries*padded)
	s.spare = sized(s.spare, w)
}

// pad rounds a number up to one that kernels take.
func pad(n int) int { return (n + kernel.Lanes - 1) / kernel.Lanes * kernel.Lanes }

// run encodes windows and hands each text what is its own. Between two steps it asks whether
// to go on; pause may be nil.
func (e *Encoder) run(ctx context.Context, s *scratch, all []work, pause func() error) error {
	s.ids = s.ids[:0]
	longest := 0
	for _, w := range all {
		s.ids = w.text.ids(s.ids, w.window)
		longest = max(longest, w.text.count(w.window))
	}
	s.fit(e.net, len(s.ids), longest)
	e.embed(s, all)
	for i := range e.net.layers {
		if err := ctx.Err(); err != nil {
			return err
		}
		e.attend(s, &e.net.layers[i], all)
		if pause != nil {
			if err := pause(); err != nil {
				return err
			}
		}
		e.feed(s, &e.net.layers[i])
	}
	w, at := e.Width(), 0
	for _, job := range all {
		n := job.text.count(job.window)
		job.text.take(job.window, s.x[at*w:(at+n)*w])
		at += n
	}
	return nil
}

// embed sets x to the vectors of the tokens and their positions.
func (e *Encoder) embed(s *scratch, all []work) {
	n, w := e.net, e.net.shape.Width
	row := kernel.RowBytes(w)
	at := 0
	for _, job := range all {
		for position := range job.text.count(job.window) {
			x := s.x[at*w:][:w]
			kernel.Row(x, n.words[int(s.ids[at])*row:][:row])
			kernel.Halves(s.spare, n.positions[2*position*w:][:2*w])
			e.kernels.AddNorm(x, s.spare, n.norm.weight, n.norm.bias, n.shape.Epsilon)
			at++
		}
	}
}

// attend lets each token of a window look at the others.
func (e *Encoder) attend(s *scratch, l *layer, all []work) {
	k, tokens, w := e.kernels, len(s.ids), e.net.shape.Width
	k.Quantize(&s.acts, s.x, tokens, w, w)
	for i, d := range []*dense{&l.query, &l.key, &l.value} {
		k.Dense(s.qkv[i*w:], 3*w, &s.acts, d.weights, d.bias, s.tile)
	}
	at := 0
	for _, job := range all {
		n := job.text.count(job.window)
		for head := range e.net.shape.Heads {
			e.mix(s, at, n, head)
		}
		at += n
	}
	k.Quantize(&s.acts, s.mixed, tokens, w, w)
	k.Dense(s.mixed, w, &s.acts, l.output.weights, l.output.bias, s.tile)
	e.addNorm(s, &l.attention)
}

// mix computes what one head gives for one window of n tokens from at on: for each query the
// values, weighted by how well their keys fit.
func (e *Encoder) mix(s *scratch, at, n, head int) {
	k, shape := e.kernels, e.net.shape
	w, width, padded := shape.Width, shape.Width/shape.Heads, pad(n)
	qkv := s.qkv[at*3*w+head*width:]
	turn(s.keys, qkv[w:], n, width, padded, 3*w)
	scale := float32(1 / math.Sqrt(float64(width)))
	for from := 0; from < n; from += queries {
		rows := min(queries, n-from)
		k.MatMul(s.scores, qkv[from*3*w:], s.keys, rows, width, padded, padded, 3*w, padded)
		for i := range rows {
			row := s.scores[i*padded:][:padded]
			for j := n; j < padded; j++ {
				row[j] = float32(math.Inf(-1))
			}
			k.Softmax(row, e.net.bias[head][shape.Positions-from-i:], scale)
		}
		k.MatMul(s.mixed[(at+from)*w+head*width:], s.scores, qkv[2*w:], rows, n, width, w, padded, 3*w)
	}
}

// turn sets keys, [width][padded], to the first n rows of from, [n][width] with a stride;
// what is beyond n is zero.
func turn(keys, from []float32, n, width, padded, stride int) {
	for i := range n {
		for j, v := range from[i*stride:][:width] {
			keys[j*padded+i] = v
		}
	}
	for j := range width {
		clear(keys[j*padded+n : (j+1)*padded])
	}
}

// feed passes each token by itself through the two outer maps of a layer.
func (e *Encoder) feed(s *scratch, l *layer) {
	k, tokens, shape := e.kernels, len(s.ids), e.net.shape
	k.Quantize(&s.acts, s.x, tokens, shape.Width, shape.Width)
	k.Dense(s.inner, shape.Inner, &s.acts, l.inner.weights, l.inner.bias, s.tile)
	k.GELU(s.inner)
	k.Quantize(&s.acts, s.inner, tokens, shape.Inner, shape.Inner)
	k.Dense(s.mixed, shape.Width, &s.acts, l.outer.weights, l.outer.bias, s.tile)
	e.addNorm(s, &l.final)
}

// addNorm adds to the text so far what a part of a layer gave, and normalizes it.
func (e *Encoder) addNorm(s *scratch, n *norm) {
	w := e.net.shape.Width
	for at := 0; at < len(s.x); at += w {
		e.kernels.AddNorm(s.x[at:][:w], s.mixed[at:][:w], n.weight, n.bias, e.net.shape.Epsilon)
	}
}
