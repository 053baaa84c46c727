package main

import (
	"math"

	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/token"
)

// calibration passes samples through the model a layer at a time: each matrix is fitted to
// what the layers before it, already rounded, hand to it.
type calibration struct {
	model   *model
	kernels *kernel.Kernels
	lengths []int // tokens of each sample
	bias    [][]float32
	x       rows // the vectors of all tokens so far
}

// calibrate prepares the samples: the vectors of their tokens.
func calibrate(m *model, texts []string) (*calibration, error) {
	c := &calibration{model: m, kernels: kernel.Best(), bias: m.header.Shape.Distances(m.distances)}
	vocabulary, err := token.NewVocabulary(token.PackVocabulary(m.pieces))
	if err != nil {
		return nil, err
	}
	cutter, err := token.NewWordPiece(vocabulary)
	if err != nil {
		return nil, err
	}
	begin, _ := vocabulary.Find(m.header.Begin)
	end, _ := vocabulary.Find(m.header.End)
	c.x.width = m.header.Shape.Width
	rowBytes := kernel.RowBytes(c.x.width)
	for _, s := range texts {
		ids := []int32{begin}
		for _, p := range cutter.Append(nil, "", s) {
			ids = append(ids, p.ID)
		}
		ids = append(ids[:min(len(ids), m.header.Shape.Positions-1)], end)
		c.lengths = append(c.lengths, len(ids))
		for i, id := range ids {
			row := make([]float32, c.x.width)
			kernel.Row(row, string(m.words[int(id)*rowBytes:][:rowBytes]))
			c.x.data = append(c.x.data, c.embed(row, i)...)
		}
	}
	return c, nil
}

// embed adds to a token's vector that of its position; it overwrites it.
func (c *calibration) embed(row []float32, position int) []float32 {
	c.kernels.AddNorm(row, c.model.positions[position*len(row):][:len(row)], c.model.norm.weight, c.model.norm.bias, c.model.header.Shape.Epsilon)
	return row
}

// layer rounds a layer, and passes the samples through it.
func (c *calibration) layer(l fullLayer) layer {
	out := layer{attention: l.attention, final: l.final}
	s := newSamples(c.kernels, c.x)
	out.query, out.key, out.value = c.fit(l.query, s), c.fit(l.key, s), c.fit(l.value, s)
	mixed := c.attend([3]rows{out.query.apply(c.kernels, c.x), out.key.apply(c.kernels, c.x), out.value.apply(c.kernels, c.x)})
	out.output = c.fit(l.output, newSamples(c.kernels, mixed))
	c.addNorm(out.output.apply(c.kernels, mixed), l.attention)

	out.inner = c.fit(l.inner, newSamples(c.kernels, c.x))
	inner := out.inner.apply(c.kernels, c.x)
	c.kernels.GELU(inner.data)
	out.outer = c.fit(l.outer, newSamples(c.kernels, inner))
	c.addNorm(out.outer.apply(c.kernels, inner), l.final)
	return out
}

// fit rounds a linear map.
func (c *calibration) fit(l linear, s samples) dense {
	q, bias := approximate(c.kernels, l.weights, s)
	for i, b := range l.bias {
		bias[i] += b
	}
	return dense{q, bias}
}

func (d dense) apply(k *kernel.Kernels, x rows) rows { return x.times(k, d.weights.floats(), d.bias) }

// addNorm adds y to the samples, and normalizes them.
func (c *calibration) addNorm(y rows, n norm) {
	parallel(y.len(), 256, func(from, to int) {
		for i := from; i < to; i++ {
			c.kernels.AddNorm(c.x.row(i), y.row(i), n.weight, n.bias, c.model.header.Shape.Epsilon)
		}
	})
}

// attend returns what the attention makes of queries, keys and values.
func (c *calibration) attend(qkv [3]rows) rows {
	mixed := newRows(qkv[0].len(), qkv[0].width)
	starts := []int{0}
	for _, n := range c.lengths {
		starts = append(starts, starts[len(starts)-1]+n)
	}
	parallel(len(c.lengths), 8, func(from, to int) {
		for i := from; i < to; i++ {
			for head := range c.model.header.Shape.Heads {
				c.mix(mixed, qkv, starts[i], c.lengths[i], head)
			}
		}
	})
	return mixed
}

// mix is the attention of one head over one sample of n tokens from at on.
func (c *calibration) mix(mixed rows, qkv [3]rows, at, n, head int) {
	k, shape := c.kernels, c.model.header.Shape
	w := mixed.width
	width, padded := w/shape.Heads, (n+kernel.Lanes-1)/kernel.Lanes*kernel.Lanes
	keys, scores := make([]float32, width*padded), make([]float32, n*padded)
	for i := range n {
		for j := range width {
			keys[j*padded+i] = qkv[1].data[(at+i)*w+head*width+j]
		}
	}
	k.MatMul(scores, qkv[0].data[at*w+head*width:], keys, n, width, padded, padded, w, padded)
	for i := range n {
		row := scores[i*padded:][:padded]
		for j := n; j < padded; j++ {
			row[j] = float32(math.Inf(-1))
		}
		k.Softmax(row, c.bias[head][shape.Positions-i:], float32(1/math.Sqrt(float64(width))))
	}
	k.MatMul(mixed.data[at*w+head*width:], scores, qkv[2].data[at*w+head*width:], n, n, width, w, padded, w)
}
