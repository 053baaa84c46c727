package main

import (
	. "github.com/mmcloughlin/avo/build"   //nolint:revive,staticcheck // a program in avo reads as assembly
	. "github.com/mmcloughlin/avo/operand" //nolint:revive,staticcheck // likewise
	. "github.com/mmcloughlin/avo/reg"     //nolint:revive,staticcheck // likewise
)

// dotted is how many rows are multiplied with the vector at a time.
const dotted = 4

// dotsAVX2 widens bytes to 16 bit before it multiplies them: so no sum is too large.
func dotsAVX2() {
	dots("dotsAVX2", func(VecVirtual, GPVirtual, GPVirtual) {}, func(v GPVirtual, rows []Mem, sums []VecVirtual) {
		for half := range 2 {
			y := YMM()
			VPMOVSXBW(at(v, 16*half), y)
			for i, row := range rows {
				x := YMM()
				VPMOVSXBW(row.Offset(16*half), x)
				VPMADDWD(y, x, x)
				VPADDD(x, sums[i], sums[i])
			}
		}
	})
}

// dotsAVX512 multiplies by an instruction (VNNI) that wants bytes without sign: the rows get
// 128 more in each, and the sums start with as much less.
func dotsAVX512() {
	more := func() Mem { return word(0x80808080) }
	start := func(first VecVirtual, v, n GPVirtual) {
		p, k, x, added := GP64(), GP64(), YMM(), YMM()
		MOVQ(v, p)
		MOVQ(n, k)
		SHRQ(U8(5), k)
		VMOVDQU(more(), x)
		VPXOR(added, added, added)
		loop("start", k, func() {
			dotProduct(at(p, 0), x, added)
			ADDQ(U8(32), p)
		})
		VPSUBD(added, first, first)
	}
	dots("dotsAVX512", start, func(v GPVirtual, rows []Mem, sums []VecVirtual) {
		y := YMM()
		VMOVDQU(at(v, 0), y)
		signs := YMM()
		VMOVDQU(more(), signs)
		for i, row := range rows {
			x := YMM()
			VPXOR(row, signs, x)
			dotProduct(y, x, sums[i])
		}
	})
}

// dots writes the products of each row of a, [rows][n], with b. Sums begin with what start
// leaves in a register of zeros; step adds 32 values of some rows to them.
func dots(name string, start func(first VecVirtual, b, n GPVirtual), step func(b GPVirtual, rows []Mem, sums []VecVirtual)) {
	TEXT(name, NOSPLIT, "func(sums *int32, a, b *int8, rows, n int)")
	Pragma("noescape")
	to, a, b, rows, n := load("sums"), load("a"), load("b"), load("rows"), load("n")
	three, first := GP64(), YMM()
	LEAQ(Mem{Base: n, Index: n, Scale: 2}, three)
	VPXOR(first, first, first)
	start(first, b, n)
	products := func(label string, count int) []VecVirtual {
		v, p, k := GP64(), GP64(), GP64()
		MOVQ(b, v)
		MOVQ(a, p)
		MOVQ(n, k)
		SHRQ(U8(5), k)
		all := []Mem{at(p, 0), {Base: p, Index: n, Scale: 1}, {Base: p, Index: n, Scale: 2}, {Base: p, Index: three, Scale: 1}}[:count]
		sums := make([]VecVirtual, count)
		for i := range sums {
			sums[i] = YMM()
			VMOVDQA(first, sums[i])
		}
		loop(label, k, func() {
			step(v, all, sums)
			ADDQ(U8(32), v)
			ADDQ(U8(32), p)
		})
		return sums
	}
	Label("four")
	CMPQ(rows, U8(dotted))
	JL(LabelRef("rest"))
	s := products("fourValue", dotted)
	VPHADDD(s[1], s[0], s[0])
	VPHADDD(s[3], s[2], s[2])
	VPHADDD(s[2], s[0], s[0])
	t := XMM()
	VEXTRACTI128(U8(1), s[0], t)
	VPADDD(t, s[0].AsX(), t)
	VMOVDQU(t, at(to, 0))
	ADDQ(U8(4*dotted), to)
	LEAQ(Mem{Base: a, Index: n, Scale: dotted}, a)
	SUBQ(U8(dotted), rows)
	JMP(LabelRef("four"))
	Label("rest")
	loop("one", rows, func() {
		s := products("oneValue", 1)
		sum := GP32()
		sumInt32(s[0], sum)
		MOVL(sum, at(to, 0))
		ADDQ(U8(4), to)
		ADDQ(n, a)
	})
	VZEROUPPER()
	RET()
}
