// Package gloss knows how near English words are in meaning: vectors distilled from the
// glosses of Princeton WordNet 3.0, by stems. Words that glosses use beside the same
// words point the same way ("won" and "championship", "song" and "melody").
//
// [Distill] counts which words stand together in a gloss, weighs the counts by positive
// pointwise mutual information (Levy, Goldberg and Dagan 2015) and keeps the matrix's
// first eigenvectors. What ships is its result, four bits a number.
package gloss

import (
	"math"
	"slices"
)

// Dimensions is the length of a vector.
const Dimensions = 32

// levels is the largest magnitude of a stored number; a nibble holds -levels to levels.
const levels = 7

// Vectors are the vectors of words. They never change and are safe for concurrent use.
type Vectors struct {
	words []string // sorted stems
	cells []int8   // Dimensions a word, each word to its own scale
}

// Len returns the number of words.
func (v *Vectors) Len() int { return len(v.words) }

// Fill writes the unit vector of a stem into out, which has [Dimensions] numbers. It
// reports false, and leaves out as it is, where the stem has none.
func (v *Vectors) Fill(out []float32, stem string) bool {
	i, ok := slices.BinarySearch(v.words, stem)
	if !ok {
		return false
	}
	row := v.cells[i*Dimensions : (i+1)*Dimensions]
	square := 0
	for _, c := range row {
		square += int(c) * int(c)
	}
	if square == 0 {
		return false
	}
	for j, c := range row {
		out[j] = float32(float64(c) / math.Sqrt(float64(square)))
	}
	return true
}

// Cosine returns the cosine of two unit vectors of [Dimensions] numbers.
func Cosine(a, b []float32) float32 {
	a, b = a[:Dimensions], b[:Dimensions]
	var s, t, u, v float32 // four sums, so that no addition waits for another
	for i := 0; i < Dimensions; i += 4 {
		s += a[i] * b[i]
		t += a[i+1] * b[i+1]
		u += a[i+2] * b[i+2]
		v += a[i+3] * b[i+3]
	}
	return s + t + u + v
}

// quantized returns the vectors of rows, which have [Dimensions] numbers each.
func quantized(words []string, rows [][]float64) *Vectors {
	v := &Vectors{words: words}
	for _, row := range rows {
		top := 1e-12
		for _, x := range row {
			top = max(top, math.Abs(x))
		}
		for _, x := range row {
			v.cells = append(v.cells, int8(math.Round(x/top*levels)))
		}
	}
	return v
}
