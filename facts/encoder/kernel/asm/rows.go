package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build"   //nolint:revive,staticcheck // a program in avo reads as assembly
	. "github.com/mmcloughlin/avo/operand" //nolint:revive,staticcheck // likewise
	. "github.com/mmcloughlin/avo/reg"     //nolint:revive,staticcheck // likewise
)

const signless = 0x7fffffff

func quantize() {
	TEXT("quantizeAVX2", NOSPLIT, "func(dst *byte, x *float32, tokens, width, stride int)")
	Pragma("noescape")
	dst, x := load("dst"), load("x")
	tokens, width, stride := load("tokens"), load("width"), load("stride")
	step, blocks, order := GP64(), GP64(), YMM()
	IMUL3Q(U8(actBytes), tokens, step)
	SHRQ(U8(5), width)
	SHLQ(U8(2), stride)
	VMOVDQU(packOrder(), order)
	loop("token", tokens, func() {
		act, from := GP64(), GP64()
		MOVQ(dst, act)
		MOVQ(x, from)
		MOVQ(width, blocks)
		loop("block", blocks, func() {
			roundBlock(act, from, order)
			ADDQ(step, act)
			ADDQ(U32(128), from)
		})
		ADDQ(U8(actBytes), dst)
		ADDQ(stride, x)
	})
	VZEROUPPER()
	RET()
}

// packOrder undoes the order in which two packings of four registers leave groups of four.
func packOrder() Mem {
	m := GLOBL("packOrder", 8|16)
	for i, v := range []uint32{0, 4, 1, 5, 2, 6, 3, 7} {
		DATA(4*i, U32(v))
	}
	return m
}

func roundBlock(act, from GPVirtual, order VecVirtual) {
	var v [4]VecVirtual
	largest := YMM()
	for i := range v {
		v[i] = YMM()
		VMOVUPS(at(from, 32*i), v[i])
		size := YMM()
		VANDPS(word(signless), v[i], size)
		if i == 0 {
			largest = size
		} else {
			VMAXPS(size, largest, largest)
		}
	}
	scale, t := XMM(), XMM()
	VEXTRACTF128(U8(1), largest, t)
	VMAXPS(t, largest.AsX(), scale)
	VMOVHLPS(scale, scale, t)
	VMAXPS(t, scale, scale)
	VMOVSHDUP(scale, t)
	VMAXSS(t, scale, scale)
	VDIVSS(float(127), scale, scale)
	VMOVSS(scale, at(act, actScale))
	// The inverse of zero is zero.
	inverse, zero := YMM(), XMM()
	VMOVSS(float(1), inverse.AsX())
	VDIVSS(scale, inverse.AsX(), inverse.AsX())
	VXORPS(zero, zero, zero)
	VCMPSS(U8(4), zero, scale, t) // not equal
	VANDPS(t, inverse.AsX(), inverse.AsX())
	VBROADCASTSS(inverse.AsX(), inverse)
	for _, r := range v {
		VMULPS(inverse, r, r)
		VCVTPS2DQ(r, r)
	}
	VPACKSSDW(v[1], v[0], v[0])
	VPACKSSDW(v[3], v[2], v[2])
	VPACKSSWB(v[2], v[0], v[0])
	VPERMD(v[0], order, v[0])
	VMOVDQU(v[0], at(act, 0))
	sum, s := YMM(), GP32()
	VMOVDQU(word(0x01010101), sum)
	VPMADDUBSW(v[0], sum, sum)
	VPMADDWD(word(0x00010001), sum, sum)
	sumInt32(sum, s)
	NEGL(s)
	SHLL(U8(3), s)
	MOVL(s, at(act, actOffset))
}

// sumInt32 adds up eight integers.
func sumInt32(v VecVirtual, to GPVirtual) {
	t := XMM()
	VEXTRACTI128(U8(1), v, t)
	VPADDD(t, v.AsX(), v.AsX())
	VPSHUFD(U8(0b01001110), v.AsX(), t)
	VPADDD(t, v.AsX(), v.AsX())
	VPSHUFD(U8(0b10110001), v.AsX(), t)
	VPADDD(t, v.AsX(), v.AsX())
	VMOVD(v.AsX(), to)
}

// matMul computes four rows by sixteen columns at a time, and what is left over by fewer.
func matMul() {
	TEXT("matMulAVX2", NOSPLIT, "func(c, a, b *float32, rows, inner, cols, strideC, strideA, strideB int)")
	Pragma("noescape")
	m := product{
		c: load("c"), a: load("a"), b: load("b"), inner: load("inner"),
		strideC: load("strideC"), strideA: load("strideA"), strideB: load("strideB"),
	}
	cols := load("cols")
	for _, stride := range []GPVirtual{m.strideC, m.strideA, m.strideB} {
		SHLQ(U8(2), stride)
	}
	for _, vectors := range []int{2, 1} {
		name := fmt.Sprintf("columns%d", 8*vectors)
		Label(name)
		CMPQ(cols, U8(8*vectors))
		JL(LabelRef(name + "Done"))
		m.column(name, vectors)
		ADDQ(U8(32*vectors), m.b)
		ADDQ(U8(32*vectors), m.c)
		SUBQ(U8(8*vectors), cols)
		JMP(LabelRef(name))
		Label(name + "Done")
	}
	VZEROUPPER()
	RET()
}

// product is a matMul under way: the columns that are left, and strides in bytes.
type product struct {
	c, a, b, inner            GPVirtual
	strideC, strideA, strideB GPVirtual
}

// column computes all rows of some columns.
func (m product) column(name string, vectors int) {
	rows, a, c := load("rows"), GP64(), GP64()
	MOVQ(m.a, a)
	MOVQ(m.c, c)
	for _, n := range []int{4, 1} {
		name := fmt.Sprintf("%sRows%d", name, n)
		Label(name)
		CMPQ(rows, U8(n))
		JL(LabelRef(name + "Done"))
		m.tile(name, a, c, n, vectors)
		for range n {
			ADDQ(m.strideA, a)
			ADDQ(m.strideC, c)
		}
		SUBQ(U8(n), rows)
		JMP(LabelRef(name))
		Label(name + "Done")
	}
}

// tile computes n rows of some columns, their sums in registers.
func (m product) tile(name string, a, c GPVirtual, n, vectors int) {
	var sums [4][2]VecVirtual
	for r := range n {
		for v := range vectors {
			sums[r][v] = YMM()
			VXORPS(sums[r][v], sums[r][v], sums[r][v])
		}
	}
	left, b, i, third := GP64(), GP64(), GP64(), GP64()
	MOVQ(a, left)
	MOVQ(m.b, b)
	MOVQ(m.inner, i)
	if n > 1 {
		LEAQ(Mem{Base: m.strideA, Index: m.strideA, Scale: 2}, third)
	}
	loop(name+"Inner", i, func() {
		right := [2]VecVirtual{YMM(), YMM()}
		for v := range vectors {
			VMOVUPS(at(b, 32*v), right[v])
		}
		from := []Mem{{Base: left}, {Base: left, Index: m.strideA, Scale: 1}, {Base: left, Index: m.strideA, Scale: 2}, {Base: left, Index: third, Scale: 1}}
		for r := range n {
			x, p := YMM(), YMM()
			VBROADCASTSS(from[r], x)
			for v := range vectors {
				VMULPS(right[v], x, p)
				VADDPS(p, sums[r][v], sums[r][v])
			}
		}
		ADDQ(U8(4), left)
		ADDQ(m.strideB, b)
	})
	MOVQ(c, left)
	for r := range n {
		for v := range vectors {
			VMOVUPS(sums[r][v], at(left, 32*v))
		}
		ADDQ(m.strideC, left)
	}
}

func addNorm() {
	TEXT("addNormAVX2", NOSPLIT, "func(x, y, weight, bias *float32, width int, epsilon float32)")
	Pragma("noescape")
	x, y, weight, bias, width := load("x"), load("y"), load("weight"), load("bias"), load("width")
	divisor, offset, v, s := XMM(), GP64(), YMM(), YMM()
	VXORPS(divisor, divisor, divisor)
	VCVTSI2SSQ(width, divisor, divisor)
	SHLQ(U8(2), width)
	each := func(name string, body func(from Mem)) {
		VXORPS(s, s, s)
		XORQ(offset, offset)
		Label(name)
		body(Mem{Base: x, Index: offset, Scale: 1})
		ADDQ(U8(32), offset)
		CMPQ(offset, width)
		JL(LabelRef(name))
	}
	each("sum", func(from Mem) {
		VMOVUPS(from, v)
		VADDPS(Mem{Base: y, Index: offset, Scale: 1}, v, v)
		VMOVUPS(v, from)
		VADDPS(v, s, s)
	})
	total(s)
	mean := YMM()
	VDIVSS(divisor, s.AsX(), mean.AsX())
	VBROADCASTSS(mean.AsX(), mean)
	each("square", func(from Mem) {
		VMOVUPS(from, v)
		VSUBPS(mean, v, v)
		VMOVUPS(v, from)
		VMULPS(v, v, v)
		VADDPS(v, s, s)
	})
	total(s)
	epsilon, inverse := Load(Param("epsilon"), XMM()), YMM()
	VDIVSS(divisor, s.AsX(), s.AsX())
	VADDSS(epsilon, s.AsX(), s.AsX())
	VSQRTSS(s.AsX(), s.AsX(), s.AsX())
	VMOVSS(float(1), inverse.AsX())
	VDIVSS(s.AsX(), inverse.AsX(), inverse.AsX())
	VBROADCASTSS(inverse.AsX(), inverse)
	each("scale", func(from Mem) {
		VMULPS(from, inverse, v)
		VMULPS(Mem{Base: weight, Index: offset, Scale: 1}, v, v)
		VADDPS(Mem{Base: bias, Index: offset, Scale: 1}, v, v)
		VMOVUPS(v, from)
	})
	VZEROUPPER()
	RET()
}

func gelu() {
	TEXT("geluAVX2", NOSPLIT, "func(x *float32, n int)")
	Pragma("noescape")
	x, n := load("x"), load("n")
	SHRQ(U8(3), n)
	zero := YMM()
	VXORPS(zero, zero, zero)
	loop("value", n, func() {
		v, size, z, t, p := YMM(), YMM(), YMM(), YMM(), YMM()
		VMOVUPS(at(x, 0), v)
		VANDPS(word(signless), v, size)
		VMULPS(float(math.Sqrt2/2), size, z)
		VMULPS(float(0.3275911), z, t)
		VADDPS(float(1), t, t)
		VMOVUPS(float(1), p)
		VDIVPS(t, p, t)
		VMULPS(float(1.061405429), t, p)
		for _, a := range []float64{-1.453152027, 1.421413741, -0.284496736, 0.254829592} {
			VADDPS(float(a), p, p)
			VMULPS(t, p, p)
		}
		VMULPS(z, z, z)
		VXORPS(word(1<<31), z, z)
		exp(z)
		VMULPS(z, p, p)
		VMULPS(float(0.5), p, p)
		VMULPS(size, p, p)
		VMAXPS(zero, v, v)
		VSUBPS(p, v, v)
		VMOVUPS(v, at(x, 0))
		ADDQ(U8(32), x)
	})
	VZEROUPPER()
	RET()
}

// exp replaces x by its exponential, as exp in plain.go.
func exp(x VecVirtual) {
	n, t, p := YMM(), YMM(), YMM()
	VMAXPS(float(-87), x, x)
	VMULPS(float(math.Log2E), x, n)
	VROUNDPS(U8(8), n, n) // to nearest, without an exception
	VMULPS(float(0.693359375), n, t)
	VSUBPS(t, x, x)
	VMULPS(float(-2.12194440e-4), n, t)
	VSUBPS(t, x, x)
	VMOVUPS(float(1.9875691500e-4), p)
	for _, c := range []float64{1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		VMULPS(x, p, p)
		VADDPS(float(c), p, p)
	}
	VMULPS(x, x, t)
	VMULPS(t, p, p)
	VADDPS(x, p, p)
	VADDPS(float(1), p, p)
	VCVTPS2DQ(n, n)
	VPADDD(word(127), n, n)
	VPSLLD(U8(23), n, n)
	VMULPS(n, p, x)
}

func softmax() {
	TEXT("softmaxAVX2", NOSPLIT, "func(s, bias *float32, n int, scale float32)")
	Pragma("noescape")
	values, bias, n := load("s"), load("bias"), load("n")
	end, s, t := GP64(), GP64(), XMM()
	LEAQ(Mem{Base: values, Index: n, Scale: 4}, end)
	each := func(name string, body func()) {
		MOVQ(values, s)
		Label(name)
		body()
		ADDQ(U8(32), s)
		CMPQ(s, end)
		JL(LabelRef(name))
	}
	scale, v, sum := YMM(), YMM(), YMM()
	VBROADCASTSS(NewParamAddr("scale", 24), scale)
	largest := YMM()
	VBROADCASTSS(word(math.Float32bits(float32(math.Inf(-1)))), largest)
	each("scale", func() {
		VMULPS(at(s, 0), scale, v)
		VADDPS(at(bias, 0), v, v)
		VMOVUPS(v, at(s, 0))
		VMAXPS(v, largest, largest)
		ADDQ(U8(32), bias)
	})
	VEXTRACTF128(U8(1), largest, t)
	VMAXPS(t, largest.AsX(), largest.AsX())
	VMOVHLPS(largest.AsX(), largest.AsX(), t)
	VMAXPS(t, largest.AsX(), largest.AsX())
	VMOVSHDUP(largest.AsX(), t)
	VMAXSS(t, largest.AsX(), largest.AsX())
	VBROADCASTSS(largest.AsX(), largest)
	VXORPS(sum, sum, sum)
	each("exp", func() {
		VMOVUPS(at(s, 0), v)
		VSUBPS(largest, v, v)
		exp(v)
		VMOVUPS(v, at(s, 0))
		VADDPS(v, sum, sum)
	})
	total(sum)
	VMOVSS(float(1), t)
	VDIVSS(sum.AsX(), t, t)
	VBROADCASTSS(t, sum)
	each("divide", func() {
		VMULPS(at(s, 0), sum, v)
		VMOVUPS(v, at(s, 0))
	})
	VZEROUPPER()
	RET()
}

func dotInt8() {
	TEXT("dotInt8AVX2", NOSPLIT, "func(a, b *int8, n int) int32")
	Pragma("noescape")
	a, b, n := load("a"), load("b"), load("n")
	SHRQ(U8(5), n)
	sum, to := YMM(), GP32()
	VPXOR(sum, sum, sum)
	loop("value", n, func() {
		for half := range 2 {
			x, y := YMM(), YMM()
			VPMOVSXBW(at(a, 16*half), x)
			VPMOVSXBW(at(b, 16*half), y)
			VPMADDWD(y, x, x)
			VPADDD(x, sum, sum)
		}
		ADDQ(U8(32), a)
		ADDQ(U8(32), b)
	})
	sumInt32(sum, to)
	Store(to, ReturnIndex(0))
	VZEROUPPER()
	RET()
}
