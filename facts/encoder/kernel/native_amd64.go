package kernel

import "golang.org/x/sys/cpu"

//go:generate go -C asm run . -out ../kernel_amd64.s -stubs ../stubs_amd64.go -pkg kernel

// native returns the implementations in assembly that this processor runs, the fastest first.
// A processor with AVX2 has also the conversion of half precision (F16C), for which package
// cpu has no name.
func native() []*Kernels {
	if !cpu.X86.HasAVX2 {
		return nil
	}
	avx2 := &Kernels{
		Name:     "avx2",
		tile:     inBytes(tileAVX2),
		quantize: quantizeBytes(quantizeAVX2),
		matMul:   matMulAVX2,
		addNorm:  addNormAVX2,
		gelu:     geluAVX2,
		softmax:  softmaxAVX2,
		dotInt8:  dotInt8AVX2,
		dots:     dotsAVX2,
	}
	if !cpu.X86.HasAVX512F || !cpu.X86.HasAVX512BW || !cpu.X86.HasAVX512VL || !cpu.X86.HasAVX512VNNI {
		return []*Kernels{avx2}
	}
	// All but these take too little time for other instructions to matter.
	avx512 := *avx2
	avx512.Name, avx512.tile, avx512.dots = "avx512", inBytes(tileAVX512), dotsAVX512
	return []*Kernels{&avx512, avx2}
}
