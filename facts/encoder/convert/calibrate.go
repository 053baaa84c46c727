package main

import (
	"math"

	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/token"
)

// calibration passes samples through the model as it is and as it becomes, a layer at a time:
// each matrix is fitted to what the layers before it, already rounded, hand to it.
type calibration struct {
	model   *model
	kernels *kernel.Kernels
	lengths []int // tokens of each sample
	bias    [][]float32
	full    rows // the samples in single precision
	rounded rows // and as the file gives them
}

// calibrate prepares the samples: the vectors of their tokens, from the table as it is and
// from the rounded one.
func calibrate(m *model, table rows, texts []string) (*calibration, error) {
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
	width, rowBytes := m.header.Shape.Width, kernel.RowBytes(m.header.Shape.Width)
	c.full.width, c.rounded.width = width, width
	for _, s := range texts {
		ids := []int32{begin}
		for _, p := range cutter.Append(nil, "", s) {
			ids = append(ids, p.ID)
		}
		ids = append(ids[:min(len(ids), m.header.Shape.Positions-1)], end)
		c.lengths = append(c.lengths, len(ids))
		for i, id := range ids {
			row := make([]float32, width)
			kernel.Row(row, string(m.words[int(id)*rowBytes:][:rowBytes]))
			c.rounded.data = append(c.rounded.data, c.embed(row, i)...)
			copy(row, table.row(m.ids[id]))
			c.full.data = append(c.full.data, c.embed(row, i)...)
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
	k := c.kernels
	var out layer
	gap := c.full.minus(c.rounded)
	s := newSamples(k, c.rounded)
	var full, rounded [3]rows
	for i, part := range []struct {
		from linear
		to   *dense
	}{{l.query, &out.query}, {l.key, &out.key}, {l.value, &out.value}} {
		*part.to = c.fit(part.from, s, gap.times(k, part.from.weights, nil))
		full[i], rounded[i] = c.full.times(k, part.from.weights, part.from.bias), part.to.apply(k, c.rounded)
	}
	mixed, mixedRounded := c.attend(full), c.attend(rounded)
	out.output = c.fit(l.output, newSamples(k, mixedRounded), gap.plus(mixed.minus(mixedRounded).times(k, l.output.weights, nil)))
	c.full = c.addNorm(c.full, mixed.times(k, l.output.weights, l.output.bias), l.attention)
	c.rounded = c.addNorm(c.rounded, out.output.apply(k, mixedRounded), l.attention)
	gap = c.full.minus(c.rounded)

	out.inner = c.fit(l.inner, newSamples(k, c.rounded), gap.times(k, l.inner.weights, nil))
	inner, innerRounded := c.full.times(k, l.inner.weights, l.inner.bias), out.inner.apply(k, c.rounded)
	k.GELU(inner.data)
	k.GELU(innerRounded.data)
	out.outer = c.fit(l.outer, newSamples(k, innerRounded), gap.plus(inner.minus(innerRounded).times(k, l.outer.weights, nil)))
	c.full = c.addNorm(c.full, inner.times(k, l.outer.weights, l.outer.bias), l.final)
	c.rounded = c.addNorm(c.rounded, out.outer.apply(k, innerRounded), l.final)
	out.attention, out.final = l.attention, l.final
	return out
}

// likeness is the mean cosine of a token's vector as it is and as the file gives it.
func (c *calibration) likeness() float64 {
	sum := 0.0
	for i := range c.full.len() {
		var ab, aa, bb float64
		for j, a := range c.full.row(i) {
			b := c.rounded.row(i)[j]
			ab, aa, bb = ab+float64(a*b), aa+float64(a*a), bb+float64(b*b)
		}
		sum += ab / math.Sqrt(aa*bb)
	}
	return sum / float64(c.full.len())
}

// fit rounds a linear map so that it makes up for extra too.
func (c *calibration) fit(l linear, s samples, extra rows) dense {
	q, bias := approximate(c.kernels, l.weights, s, extra)
	for i, b := range l.bias {
		bias[i] += b
	}
	return dense{q, bias}
}

func (d dense) apply(k *kernel.Kernels, x rows) rows { return x.times(k, d.weights.floats(), d.bias) }

func (c *calibration) addNorm(x, y rows, n norm) rows {
	parallel(x.len(), 256, func(from, to int) {
		for i := from; i < to; i++ {
			c.kernels.AddNorm(x.row(i), y.row(i), n.weight, n.bias, c.model.header.Shape.Epsilon)
		}
	})
	return x
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
