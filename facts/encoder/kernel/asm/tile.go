package main

import (
	"strconv"

	. "github.com/mmcloughlin/avo/build" //nolint:revive,staticcheck // a program in avo reads as assembly
	"github.com/mmcloughlin/avo/ir"
	. "github.com/mmcloughlin/avo/operand" //nolint:revive,staticcheck // likewise
	. "github.com/mmcloughlin/avo/reg"     //nolint:revive,staticcheck // likewise
)

// Where things lie in a block of a tile and in an activation: see matrix.go and call.go.
const (
	rows       = 16
	quads      = 8 // groups of four inputs in a block
	groupBytes = 64
	scaleBytes = 2 * rows
	blockBytes = scaleBytes + 4*groupBytes
	actBytes   = 40
	actScale   = 32
	actOffset  = 36
)

// tileAVX2 takes a tile as two halves of eight rows. The weights of a block stay in eight
// registers while all tokens pass by. A product of two bytes and the sum of two such take 16
// bits, and over the block the sums stay below 30,480.
func tileAVX2() {
	TEXT("tileAVX2", NOSPLIT, "func(acc, bias *float32, acts, weights *byte, tokens, blocks int)")
	Pragma("noescape")
	acc, acts, weights := load("acc"), load("acts"), load("weights")
	tokens, blocks := load("tokens"), load("blocks")
	ones := YMM()
	VMOVDQU(word(0x00010001), ones)
	block := func(name string, start func(half int, sum Mem) Op) {
		act, sum, t := GP64(), GP64(), GP64()
		for half := range 2 {
			w, scales := unpackAVX2(weights, half)
			from := start(half, at(sum, 32*half))
			MOVQ(acts, act)
			MOVQ(acc, sum)
			MOVQ(tokens, t)
			loop(name+strconv.Itoa(half), t, func() {
				addBlockAVX2(at(sum, 32*half), from, act, w, scales, ones)
				ADDQ(U8(actBytes), act)
				ADDQ(U8(4*rows), sum)
			})
		}
		MOVQ(act, acts)
		ADDQ(U32(blockBytes), weights)
	}
	block("first", func(half int, _ Mem) Op {
		bias, b := load("bias"), YMM()
		VMOVUPS(at(bias, 32*half), b)
		return b
	})
	DECQ(blocks)
	loop("block", blocks, func() {
		block("token", func(_ int, sum Mem) Op { return sum })
	})
	VZEROUPPER()
	RET()
}

// unpackAVX2 reads eight rows of a block: the weights of four inputs a register, and scales.
func unpackAVX2(weights GPVirtual, half int) (w [quads]VecVirtual, scales VecVirtual) {
	low := YMM()
	VMOVDQU(word(0x0f0f0f0f), low)
	for g := range quads / 2 {
		w[2*g], w[2*g+1] = YMM(), YMM()
		VMOVDQU(at(weights, scaleBytes+g*groupBytes+half*32), w[2*g])
		VPSRLW(U8(4), w[2*g], w[2*g+1])
		VPAND(low, w[2*g], w[2*g])
		VPAND(low, w[2*g+1], w[2*g+1])
	}
	scales = YMM()
	VCVTPH2PS(at(weights, half*16), scales)
	return w, scales
}

// addBlockAVX2 sets the sums of a token to what they are from, and what the block adds.
func addBlockAVX2(sum Mem, from Op, act GPVirtual, w [quads]VecVirtual, scales, ones VecVirtual) {
	products := [2]VecVirtual{YMM(), YMM()}
	for q := range quads {
		p := products[q%2]
		if q > 1 {
			p = YMM()
		}
		VPBROADCASTD(at(act, 4*q), p)
		VPMADDUBSW(p, w[q], p)
		if q > 1 {
			VPADDW(p, products[q%2], products[q%2])
		}
	}
	s, a := products[0], YMM()
	VPADDW(products[1], s, s)
	VPMADDWD(ones, s, s)
	VPBROADCASTD(at(act, actOffset), a)
	VPADDD(a, s, s)
	VCVTDQ2PS(s, s)
	VBROADCASTSS(at(act, actScale), a)
	VMULPS(scales, a, a)
	VMULPS(a, s, s)
	VADDPS(from, s, s)
	VMOVUPS(s, sum)
}

// tileAVX512 has sixteen rows in a register, and an instruction (VNNI) that multiplies and
// adds up four bytes.
func tileAVX512() {
	TEXT("tileAVX512", NOSPLIT, "func(acc, bias *float32, acts, weights *byte, tokens, blocks int)")
	Pragma("noescape")
	acc, act, weights := load("acc"), load("acts"), load("weights")
	tokens, blocks := load("tokens"), load("blocks")
	block := func(name string, start func(sum Mem) Op) {
		sum, t := GP64(), GP64()
		w, scales := unpackAVX512(weights)
		from := start(at(sum, 0))
		MOVQ(acc, sum)
		MOVQ(tokens, t)
		loop(name, t, func() {
			addBlockAVX512(at(sum, 0), from, act, w, scales)
			ADDQ(U8(actBytes), act)
			ADDQ(U8(4*rows), sum)
		})
		ADDQ(U32(blockBytes), weights)
	}
	block("first", func(Mem) Op {
		bias, b := load("bias"), ZMM()
		VMOVUPS(at(bias, 0), b)
		return b
	})
	DECQ(blocks)
	loop("block", blocks, func() {
		block("token", func(sum Mem) Op { return sum })
	})
	VZEROUPPER()
	RET()
}

// addBlockAVX512 sets the sums of a token to what they are from, and what the block adds. It
// has two partial sums, for the latency of one is long.
func addBlockAVX512(sum Mem, from Op, act GPVirtual, w [quads]VecVirtual, scales VecVirtual) {
	s, odd, scale := ZMM(), ZMM(), ZMM()
	VPBROADCASTD(at(act, actOffset), s)
	VPXORD(odd, odd, odd)
	for q := 0; q < quads; q += 2 {
		dotProduct(at(act, 4*q), w[q], s, "BCST")
		dotProduct(at(act, 4*q+4), w[q+1], odd, "BCST")
	}
	VMULPS_BCST(at(act, actScale), scales, scale)
	VPADDD(odd, s, s)
	VCVTDQ2PS(s, s)
	VMULPS(scale, s, s)
	VADDPS(from, s, s)
	VMOVUPS(s, sum)
}

func unpackAVX512(weights GPVirtual) (w [quads]VecVirtual, scales VecVirtual) {
	low := ZMM()
	VPBROADCASTD(word(0x0f0f0f0f), low)
	for g := range quads / 2 {
		w[2*g], w[2*g+1] = ZMM(), ZMM()
		VMOVDQU32(at(weights, scaleBytes+g*groupBytes), w[2*g])
		VPSRLW(U8(4), w[2*g], w[2*g+1])
		VPANDD(low, w[2*g], w[2*g])
		VPANDD(low, w[2*g+1], w[2*g+1])
	}
	scales = ZMM()
	VCVTPH2PS(at(weights, 0), scales)
	return w, scales
}

// dotProduct emits VPDPBUSD, which avo doesn't know; with the suffix BCST the bytes with sign
// are four that are broadcast.
func dotProduct(signed Op, unsigned, s VecVirtual, suffixes ...string) {
	Instruction(&ir.Instruction{
		Opcode:   "VPDPBUSD",
		Suffixes: suffixes,
		Operands: []Op{signed, unsigned, s},
		Inputs:   []Op{signed, unsigned, s},
		Outputs:  []Op{s},
		ISA:      []string{"AVX512VNNI", "AVX512F"},
	})
}
