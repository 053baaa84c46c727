// Package gloss knows how near English words are in meaning: vectors distilled from the
// glosses of Princeton WordNet 3.0, by stems. Words that glosses use beside the same
// words point the same way ("won" and "championship", "song" and "melody").
//
// [Distill] counts which words stand together in a gloss, weighs the counts by positive
// pointwise mutual information (Levy, Goldberg and Dagan 2015) and keeps the matrix's
// first eigenvectors. What ships is its result, four bits a number, in a table (package
// packed) that is read in place.
package gloss

import (
	_ "embed"
	"math"

	"summitbot/facts/wordnet/packed"
)

//go:embed gloss.bin
var table string

// Dimensions is the length of a vector.
const Dimensions = 32

// levels is the largest magnitude of a stored number; a nibble holds it from -levels to
// levels, with middle for 0.
const (
	levels = 7
	middle = 8
)

// Vectors are the vectors of words. They never change and are safe for concurrent use.
// The zero value has none.
type Vectors struct {
	rows packed.List // two numbers to a byte, the first in the low half, each word to its own scale
}

// Default returns the vectors that are part of the program.
func Default() *Vectors { return Open(table) }

// Open returns the vectors of a table that [Distill] made. It copies and checks nothing.
func Open(table string) *Vectors {
	rows, _ := packed.Open(table)
	return &Vectors{rows}
}

// Fill writes the unit vector of a stem into out, which has [Dimensions] numbers. It
// reports false, and leaves out as it is, if the stem has none.
func (v *Vectors) Fill(out []float32, stem string) bool {
	i, ok := v.rows.Find(stem)
	if !ok {
		return false
	}
	var numbers [Dimensions]int
	square := 0
	_, row := v.rows.At(i)
	for j := range numbers {
		n := int(row[j/2]>>(j%2*4)&15) - middle
		numbers[j] = n
		square += n * n
	}
	if square == 0 {
		return false
	}
	length := math.Sqrt(float64(square))
	for j, n := range numbers {
		out[j] = float32(float64(n) / length)
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
