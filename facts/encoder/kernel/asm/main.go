// Command asm writes the assembly of package kernel for amd64: it is the source that people
// read. It is a module of its own, so that the program doesn't depend on the generator.
//
//	cd facts/encoder/kernel/asm && go run . -out ../kernel_amd64.s -stubs ../stubs_amd64.go -pkg kernel
//
// Every kernel does in floating point what the function in plain.go of the same name does, in
// the same order: a product and a sum are two instructions, never a fused one.
package main

import (
	"math"
	"strconv"

	. "github.com/mmcloughlin/avo/build"   //nolint:revive,staticcheck // a program in avo reads as assembly
	. "github.com/mmcloughlin/avo/operand" //nolint:revive,staticcheck // likewise
	. "github.com/mmcloughlin/avo/reg"     //nolint:revive,staticcheck // likewise
)

func main() {
	ConstraintExpr("amd64")
	tileAVX2()
	tileAVX512()
	quantize()
	matMul()
	addNorm()
	gelu()
	softmax()
	dotInt8()
	dotsAVX2()
	dotsAVX512()
	Generate()
}

// float returns eight copies of a constant in memory.
func float(v float64) Mem { return word(math.Float32bits(float32(v))) }

// word returns eight copies of 32 bits in memory.
func word(v uint32) Mem {
	if m, ok := words[v]; ok {
		return m
	}
	m := GLOBL("word"+strconv.FormatUint(uint64(v), 16), 8|16) // RODATA|NOPTR
	for i := range 8 {
		DATA(4*i, U32(v))
	}
	words[v] = m
	return m
}

var words = map[uint32]Mem{}

// loop repeats body n times; n is counted down to zero and may be zero at the beginning.
func loop(name string, n GPVirtual, body func()) {
	Label(name)
	TESTQ(n, n)
	JZ(LabelRef(name + "Done"))
	body()
	DECQ(n)
	JMP(LabelRef(name))
	Label(name + "Done")
}

// load returns a parameter in a register.
func load(name string) GPVirtual { return Load(Param(name), GP64()).(GPVirtual) }

func at(base Register, offset int) Mem { return Mem{Base: base, Disp: offset} }

// total adds up the eight lanes of s into its lowest, as total in plain.go.
func total(s VecVirtual) {
	t := XMM()
	VEXTRACTF128(U8(1), s, t)
	VADDPS(t, s.AsX(), s.AsX())
	VMOVHLPS(s.AsX(), s.AsX(), t)
	VADDPS(t, s.AsX(), s.AsX())
	VMOVSHDUP(s.AsX(), t)
	VADDSS(t, s.AsX(), s.AsX())
}
