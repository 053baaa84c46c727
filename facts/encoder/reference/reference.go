// Package reference is the forward pass of package encoder once more, written from the
// formulas: in double precision, slowly, activations never rounded. Tests hold the fast one
// against it.
package reference

import (
	"fmt"
	"math"

	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/weights"
)

// Model is a model with all its weights in double precision.
type Model struct {
	shape     weights.Shape
	words     string
	positions []float64
	bias      [][]float32
	norm      norm
	layers    []layer
}

type layer struct {
	query, key, value, output, inner, outer dense
	attention, final                        norm
}

type dense struct {
	weights [][]float64 // a row for each output
	bias    []float64
}

type norm struct{ weight, bias []float64 }

// Open reads a weights file; it panics where that isn't one.
func Open(file string) *Model {
	f, err := weights.Open(file)
	if err != nil {
		panic(err)
	}
	s := f.Shape
	m := &Model{shape: s, words: f.Section("words"), norm: readNorm(f, "norm")}
	positions := make([]float32, s.Positions*s.Width)
	kernel.Halves(positions, f.Section("positions"))
	m.positions = double(positions)
	var table []float32
	if s.Buckets > 0 {
		table = floats(f, "distances", s.Buckets*s.Heads)
	}
	m.bias = s.Distances(table)
	for i := range s.Layers {
		name := fmt.Sprintf("%d.", i)
		m.layers = append(m.layers, layer{
			query: readDense(f, name+"query", s.Width, s.Width), key: readDense(f, name+"key", s.Width, s.Width),
			value: readDense(f, name+"value", s.Width, s.Width), output: readDense(f, name+"output", s.Width, s.Width),
			inner: readDense(f, name+"inner", s.Inner, s.Width), outer: readDense(f, name+"outer", s.Width, s.Inner),
			attention: readNorm(f, name+"attention.norm"), final: readNorm(f, name+"final.norm"),
		})
	}
	return m
}

func double(v []float32) []float64 {
	d := make([]float64, len(v))
	for i, x := range v {
		d[i] = float64(x)
	}
	return d
}

func floats(f *weights.File, name string, n int) []float32 {
	v, err := f.Floats(name, n)
	if err != nil {
		panic(err)
	}
	return v
}

func readNorm(f *weights.File, name string) norm {
	return norm{double(floats(f, name+".weight", f.Shape.Width)), double(floats(f, name+".bias", f.Shape.Width))}
}

func readDense(f *weights.File, name string, outputs, inputs int) dense {
	m, err := kernel.NewMatrix(f.Section(name), outputs, inputs)
	if err != nil {
		panic(err)
	}
	d := dense{bias: double(floats(f, name+".bias", outputs))}
	for i := range outputs {
		row := make([]float32, inputs)
		m.Row(row, i)
		d.weights = append(d.weights, double(row))
	}
	return d
}

// Tokens returns the vector of each token.
func (m *Model) Tokens(ids []int32) [][]float64 {
	s, size := m.shape, kernel.RowBytes(m.shape.Width)
	x := make([][]float64, len(ids))
	for i, id := range ids {
		row := make([]float32, s.Width)
		kernel.Row(row, m.words[int(id)*size:][:size])
		x[i] = m.norm.apply(double(row), m.positions[i*s.Width:][:s.Width], s.Epsilon)
	}
	for _, l := range m.layers {
		for i, y := range l.output.apply(m.attend(l, x)) {
			x[i] = l.attention.apply(x[i], y, s.Epsilon)
		}
		inner := l.inner.apply(x)
		for _, row := range inner {
			for j, v := range row {
				row[j] = v / 2 * math.Erfc(-v/math.Sqrt2)
			}
		}
		for i, y := range l.outer.apply(inner) {
			x[i] = l.final.apply(x[i], y, s.Epsilon)
		}
	}
	return x
}

// Pooled returns the mean of the tokens' vectors.
func (m *Model) Pooled(ids []int32) []float64 {
	mean := make([]float64, m.shape.Width)
	for _, x := range m.Tokens(ids) {
		for i, v := range x {
			mean[i] += v / float64(len(ids))
		}
	}
	return mean
}

// attend returns for each token the values of all heads, weighted.
func (m *Model) attend(l layer, x [][]float64) [][]float64 {
	width := m.shape.Width / m.shape.Heads
	queries, keys, values := l.query.apply(x), l.key.apply(x), l.value.apply(x)
	mixed := make([][]float64, len(x))
	for i := range x {
		mixed[i] = make([]float64, m.shape.Width)
		for h := range m.shape.Heads {
			from, to := h*width, (h+1)*width
			scores, sum := make([]float64, len(x)), 0.0
			for j := range x {
				score := dot(queries[i][from:to], keys[j][from:to]) / math.Sqrt(float64(width))
				scores[j] = math.Exp(score + float64(m.bias[h][m.shape.Positions+j-i]))
				sum += scores[j]
			}
			for j, s := range scores {
				for d := from; d < to; d++ {
					mixed[i][d] += s / sum * values[j][d]
				}
			}
		}
	}
	return mixed
}

// apply maps each row of x. A row of weights meets all of them in turn, for the weights are
// more than any cache holds.
func (d dense) apply(x [][]float64) [][]float64 {
	y := make([][]float64, len(x))
	for i := range y {
		y[i] = make([]float64, len(d.weights))
	}
	for o, w := range d.weights {
		for i := range x {
			y[i][o] = d.bias[o] + dot(w, x[i])
		}
	}
	return y
}

// apply returns norm(x+y)·weight + bias.
func (n norm) apply(x, y []float64, epsilon float32) []float64 {
	size, mean, variance := float64(len(x)), 0.0, 0.0
	z := make([]float64, len(x))
	for i := range x {
		z[i] = x[i] + y[i]
		mean += z[i] / size
	}
	for _, v := range z {
		variance += (v - mean) * (v - mean) / size
	}
	for i, v := range z {
		z[i] = (v-mean)/math.Sqrt(variance+float64(epsilon))*n.weight[i] + n.bias[i]
	}
	return z
}

func dot(a, b []float64) float64 {
	var s [4]float64
	b = b[:len(a)]
	for i := 0; i+4 <= len(a); i += 4 { // widths are multiples of 8
		s[0] += a[i] * b[i]
		s[1] += a[i+1] * b[i+1]
		s[2] += a[i+2] * b[i+2]
		s[3] += a[i+3] * b[i+3]
	}
	return s[0] + s[1] + s[2] + s[3]
}
