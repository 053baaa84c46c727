package kernel

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

//go:noescape
func tileDot(acc, bias *float32, acts, weights *byte, tokens, blocks int)

//go:noescape
func tileNEON(acc, bias *float32, acts, weights *byte, tokens, blocks int)

//go:noescape
func quantizeNEON(dst *byte, x *float32, tokens, width, stride int)

//go:noescape
func matMulNEON(c, a, b *float32, rows, inner, cols, strideC, strideA, strideB int)

//go:noescape
func addNormNEON(x, y, weight, bias *float32, width int, epsilon float32)

//go:noescape
func geluNEON(x *float32, n int)

//go:noescape
func softmaxNEON(s, bias *float32, n int, scale float32)

//go:noescape
func dotInt8NEON(a, b *int8, n int) int32

// native returns the implementations in assembly that this processor runs, the fastest first.
func native() []*Kernels {
	neon := &Kernels{
		Name:     "neon",
		tile:     inBytes(tileNEON),
		quantize: quantizeBytes(quantizeNEON),
		matMul:   matMulNEON,
		addNorm:  addNormNEON,
		gelu:     geluNEON,
		softmax:  softmaxNEON,
		dotInt8:  dotInt8NEON,
		dots:     dotsNEON,
	}
	if !cpu.ARM64.HasASIMDDP {
		return []*Kernels{neon}
	}
	dot := *neon
	dot.Name, dot.tile = "neondot", inBytes(tileDot)
	return []*Kernels{&dot, neon}
}

func dotsNEON(sums *int32, a, b *int8, rows, n int) {
	for i := range rows {
		unsafe.Slice(sums, rows)[i] = dotInt8NEON(&unsafe.Slice(a, rows*n)[i*n], b, n)
	}
}
