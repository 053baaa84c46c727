//go:build amd64 || arm64

package kernel

import "unsafe"

// The assembly knows no types of this package: it is handed activations as bytes.

func inBytes(tile func(acc, bias *float32, acts, weights *byte, tokens, blocks int)) func(*float32, *float32, *activation, *byte, int, int) {
	return func(acc, bias *float32, acts *activation, weights *byte, tokens, blocks int) {
		tile(acc, bias, (*byte)(unsafe.Pointer(acts)), weights, tokens, blocks)
	}
}

func quantizeBytes(quantize func(dst *byte, x *float32, tokens, width, stride int)) func(*activation, *float32, int, int, int) {
	return func(dst *activation, x *float32, tokens, width, stride int) {
		quantize((*byte)(unsafe.Pointer(dst)), x, tokens, width, stride)
	}
}
