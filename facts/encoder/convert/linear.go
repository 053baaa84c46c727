package main

import (
	"math"
	"slices"

	"summitbot/facts/encoder/kernel"
)

// rows is a matrix in single precision, row after row.
type rows struct {
	data  []float32
	width int
}

func newRows(n, width int) rows { return rows{make([]float32, n*width), width} }

func (r rows) len() int            { return len(r.data) / r.width }
func (r rows) row(i int) []float32 { return r.data[i*r.width:][:r.width] }

// minus returns the difference of two matrices of the same size.
func (r rows) minus(s rows) rows {
	d := newRows(r.len(), r.width)
	for i := range d.data {
		d.data[i] = r.data[i] - s.data[i]
	}
	return d
}

func (r rows) clone() rows { return rows{slices.Clone(r.data), r.width} }

// panel is how many columns are multiplied at a time: a line of the cache.
const panel = 16

// times returns r·wᵀ + bias; w has a row for each output. Bias may be nil.
func (r rows) times(k *kernel.Kernels, w rows, bias []float32) rows {
	panels := make([]float32, len(w.data))
	for i := range w.len() {
		to := panels[i/panel*panel*w.width+i%panel:]
		for j, v := range w.row(i) {
			to[j*panel] = v
		}
	}
	y := newRows(r.len(), w.len())
	parallel(r.len(), 128, func(from, to int) {
		for p := 0; p < y.width; p += panel {
			k.MatMul(y.data[from*y.width+p:], r.data[from*r.width:], panels[p*w.width:], to-from, r.width, panel, y.width, r.width, panel)
		}
		for i := from; bias != nil && i < to; i++ {
			for j, b := range bias {
				y.data[i*y.width+j] += b
			}
		}
	})
	return y
}

// moments returns xᵀ·x divided by the number of rows, in double precision.
func moments(k *kernel.Kernels, x rows) []float64 {
	const chunk = 512
	n := x.width
	sum := make([]float64, n*n)
	parallel(n, 64, func(from, to int) {
		part, turned := make([]float32, (to-from)*n), make([]float32, (to-from)*chunk)
		for at := 0; at < x.len(); at += chunk {
			size := min(chunk, x.len()-at)
			for i := range size {
				for j := from; j < to; j++ {
					turned[(j-from)*chunk+i] = x.row(at + i)[j]
				}
			}
			for p := from; p < n; p += panel { // the rest is symmetric
				k.MatMul(part[p:], turned, x.data[at*n+p:], to-from, size, panel, n, chunk, n)
			}
			for i, v := range part {
				sum[from*n+i] += float64(v)
			}
		}
	})
	for i := range n {
		for j := range i {
			sum[i*n+j] = sum[j*n+i]
		}
	}
	for i := range sum {
		sum[i] /= float64(x.len())
	}
	return sum
}

// inverseRoot returns the upper triangular matrix u with uᵀ·u = h⁻¹; h, of n × n, is
// symmetric and positive, and is overwritten.
//
// It finds r, upper triangular with h = r·rᵀ, column by column from the last, and inverts it.
func inverseRoot(h []float64, n int) []float64 {
	r := h
	for i := n - 1; i >= 0; i-- {
		ri := r[i*n:][:n]
		ri[i] = math.Sqrt(ri[i] - dot(ri[i+1:], ri[i+1:]))
		parallel(i, 256, func(from, to int) {
			for j := from; j < to; j++ {
				rj := r[j*n:][:n]
				rj[i] = (rj[i] - dot(rj[i+1:], ri[i+1:])) / ri[i]
			}
		})
	}
	u := make([]float64, n*n)
	parallel(n, 64, func(from, to int) {
		for i := to - 1; i >= 0; i-- {
			ui := u[i*n:]
			if i >= from {
				ui[i] = 1
			}
			for k := i + 1; k < to; k++ {
				f, uk := r[i*n+k], u[k*n:]
				for j := max(from, k); j < to; j++ {
					ui[j] -= float64(f * uk[j])
				}
			}
			for j := max(from, i); j < to; j++ {
				ui[j] /= r[i*n+i]
			}
		}
	})
	return u
}

// dot is a scalar product, in four partial sums.
func dot(a, b []float64) float64 {
	var s [4]float64
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s[0] += float64(a[i] * b[i])
		s[1] += float64(a[i+1] * b[i+1])
		s[2] += float64(a[i+2] * b[i+2])
		s[3] += float64(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s[0] += float64(a[i] * b[i])
	}
	return (s[0] + s[2]) + (s[1] + s[3])
}
