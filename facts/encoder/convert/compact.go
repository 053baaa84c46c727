package main

import (
	"context"
	"math"
	"math/rand/v2"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/kernel"
)

// iterations is how often the directions are improved; they stand still long before.
const iterations = 40

// findCompact finds the projection of the compact form: the directions in which the vectors
// of samples lie farthest from zero, as many as the shape says, by orthogonal iteration. The
// model has everything else.
func (m *model) findCompact(texts []string) error {
	whole := *m
	whole.header.Shape.Compact = m.header.Shape.Width
	file, err := whole.bytes()
	if err != nil {
		return err
	}
	e, err := encoder.Open(string(file), encoder.Options{})
	if err != nil {
		return err
	}
	all := make([][]float32, len(texts))
	err = e.Passages(context.Background(), texts, func(i int, enc encoder.Encoding) {
		all[i] = append(enc.Tokens, enc.Pooled...)
	})
	if err != nil {
		return err
	}
	x := rows{width: e.Width()}
	for _, v := range all {
		x.data = append(x.data, v...)
	}
	m.compact = directions(moments(kernel.Best(), x), x.width, m.header.Shape.Compact)
	return nil
}

// directions returns the k leading eigenvectors of a symmetric matrix of n × n as the columns
// of a matrix of n × k. They begin at random, and always at the same place.
func directions(a []float64, n, k int) []float32 {
	r := rand.New(rand.NewPCG(1, 2))
	v := make([][]float64, k) // a row for each direction
	for i := range v {
		v[i] = make([]float64, n)
		for j := range n {
			v[i][j] = r.NormFloat64()
		}
	}
	for range iterations {
		next := make([][]float64, k)
		parallel(k, 16, func(from, to int) {
			for i := from; i < to; i++ {
				next[i] = make([]float64, n)
				for j := range n {
					next[i][j] = dot(a[j*n:][:n], v[i])
				}
			}
		})
		orthogonalize(next)
		v = next
	}
	columns := make([]float32, n*k)
	for i, row := range v {
		for j, x := range row {
			columns[j*k+i] = float32(x)
		}
	}
	return columns
}

// orthogonalize makes the rows orthogonal and of length 1, by Gram and Schmidt, twice for
// precision.
func orthogonalize(v [][]float64) {
	for i := range v {
		for range 2 {
			for j := range i {
				f := dot(v[i], v[j])
				for m, x := range v[j] {
					v[i][m] -= float64(f * x)
				}
			}
		}
		f := 1 / math.Sqrt(dot(v[i], v[i]))
		for m := range v[i] {
			v[i][m] *= f
		}
	}
}
