package main

import (
	"math"

	"summitbot/facts/encoder/kernel"
)

// quantized is a matrix in 4 bit: a weight is (value-8)·scale.
type quantized struct {
	values          []uint8
	scales          []uint16 // in half precision, one for each block of a row
	outputs, inputs int
}

func newQuantized(outputs, inputs int) quantized {
	return quantized{
		values:  make([]uint8, outputs*inputs),
		scales:  make([]uint16, outputs*inputs/kernel.Block),
		outputs: outputs, inputs: inputs,
	}
}

func (q quantized) matrix() []byte {
	return kernel.PackMatrix(q.values, q.scales, q.outputs, q.inputs)
}

// row returns one row as it stands in a vocabulary.
func (q quantized) row(dst []byte, i int) []byte {
	blocks := q.inputs / kernel.Block
	return kernel.PackRow(dst, q.values[i*q.inputs:][:q.inputs], q.scales[i*blocks:][:blocks])
}

// toHalf rounds to half precision, halves of the last place to even; what is too large
// becomes the largest number.
func toHalf(x float32) uint16 {
	bits := math.Float32bits(x)
	sign := uint16(bits >> 16 & 0x8000)
	exponent, fraction, shift := int(bits>>23&255)-127+15, bits&(1<<23-1), 13
	if exponent <= 0 { // no normal number: the leading bit is written out
		fraction, shift, exponent = fraction|1<<23, min(shift+1-exponent, 25), 0
	}
	if exponent >= 31 {
		return sign | 0x7bff
	}
	h := uint32(exponent)<<10 + fraction>>shift
	rest, half := fraction&(1<<shift-1), uint32(1)<<(shift-1)
	if rest > half || rest == half && h&1 == 1 {
		h++
	}
	return sign | uint16(min(h, 0x7bff))
}

func fromHalf(h uint16) float32 {
	var v [1]float32
	kernel.Halves(v[:], string([]byte{byte(h), byte(h >> 8)}))
	return v[0]
}
