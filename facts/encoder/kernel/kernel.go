// Package kernel has the arithmetic of the encoders: the inner loops that take nearly all
// of their time, each in plain Go and in assembly.
//
// [Plain] states what every kernel computes. The others compute the same bits: the integer
// part is exact, and in floating point all of them do the same IEEE operations in the same
// order, without fused multiply-add; a sum over a row is taken in [Lanes] partial sums. So a
// vector does not depend on the machine that made it, on the batch it was made in, or on the
// number of threads, and the bound within which kernels agree is zero.
//
// A weight matrix is kept in 4 bit as the assembly wants it: see [Matrix]. Activations are
// rounded to 8 bit by blocks: see [Activations].
//
// The assembly for amd64 is generated: its source is the Go program in the folder asm. The
// one for arm64 is written by hand. [All] tells what this machine can run.
package kernel

import "slices"

const (
	// Lanes is the number of partial sums that a sum over a row has.
	Lanes = 8
	// Block is the number of inputs that share a scale.
	Block = 32
	// TileRows is the number of outputs that are computed at a time.
	TileRows = 16
	// blockBytes is the size of one block of a tile: a scale in half precision for each row,
	// then 4 bits for each weight.
	blockBytes = TileRows*2 + TileRows*Block/2
)

// Kernels is one implementation of the arithmetic. It is immutable, and safe for any number
// of goroutines. Lengths are the caller's duty: the methods of this package that take slices
// check them and panic; the fields don't.
type Kernels struct {
	// Name says which one it is: "plain", "avx2", "avx512" or "neon".
	Name string

	tile     func(acc, bias *float32, acts *activation, weights *byte, tokens, blocks int)
	quantize func(dst *activation, x *float32, tokens, width, stride int)
	matMul   func(c, a, b *float32, rows, inner, cols, strideC, strideA, strideB int)
	addNorm  func(x, y, weight, bias *float32, width int, epsilon float32)
	gelu     func(x *float32, n int)
	softmax  func(s, bias *float32, n int, scale float32)
	dotInt8  func(a, b *int8, n int) int32
	dots     func(sums *int32, a, b *int8, rows, n int)
}

// Plain returns the implementation in Go, which runs anywhere and defines the others.
func Plain() *Kernels {
	return &Kernels{
		Name:     "plain",
		tile:     tilePlain,
		quantize: quantizePlain,
		matMul:   matMulPlain,
		addNorm:  addNormPlain,
		gelu:     geluPlain,
		softmax:  softmaxPlain,
		dotInt8:  dotInt8Plain,
		dots:     dotsPlain,
	}
}

// Best returns the fastest implementation that this machine runs.
func Best() *Kernels { return All()[0] }

// All returns every implementation that this machine runs, the fastest first.
func All() []*Kernels { return append(native(), Plain()) }

// Named returns the implementation of that name, or nil where this machine has none.
func Named(name string) *Kernels {
	all := All()
	if i := slices.IndexFunc(all, func(k *Kernels) bool { return k.Name == name }); i >= 0 {
		return all[i]
	}
	return nil
}
