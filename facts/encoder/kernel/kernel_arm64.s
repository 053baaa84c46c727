#include "textflag.h"

// The kernels for arm64. Each does in floating point what the function in plain.go of the
// same name does, in the same order, never with a fused multiply-add. Go's assembler doesn't
// know most vector instructions, so those are put together here, by their names in the Arm
// Architecture Reference Manual: m, n and d are numbers of registers, in the order of Go's
// assembler.

#define FADD4S(m, n, d) WORD $(0x4E20D400 | (m)<<16 | (n)<<5 | (d))
#define FSUB4S(m, n, d) WORD $(0x4EA0D400 | (m)<<16 | (n)<<5 | (d)) // d = n - m
#define FMUL4S(m, n, d) WORD $(0x6E20DC00 | (m)<<16 | (n)<<5 | (d))
#define FDIV4S(m, n, d) WORD $(0x6E20FC00 | (m)<<16 | (n)<<5 | (d)) // d = n / m
#define FMAX4S(m, n, d) WORD $(0x4E20F400 | (m)<<16 | (n)<<5 | (d))
#define FABS4S(n, d) WORD $(0x4EA0F800 | (n)<<5 | (d))
#define FNEG4S(n, d) WORD $(0x6EA0F800 | (n)<<5 | (d))
#define FMAXV4S(n, d) WORD $(0x6E30F800 | (n)<<5 | (d))
#define FRINTN4S(n, d) WORD $(0x4E218800 | (n)<<5 | (d))
#define FCVTNS4S(n, d) WORD $(0x4E21A800 | (n)<<5 | (d))
#define SCVTF4S(n, d) WORD $(0x4E21D800 | (n)<<5 | (d))
#define FCVTL4S(n, d) WORD $(0x0E217800 | (n)<<5 | (d))
#define FCVTL24S(n, d) WORD $(0x4E217800 | (n)<<5 | (d))
#define SDOT4S(index, m, n, d) WORD $(0x4F80E000 | ((index)&1)<<21 | ((index)>>1)<<11 | (m)<<16 | (n)<<5 | (d))
#define SMULL8H(m, n, d) WORD $(0x0E20C000 | (m)<<16 | (n)<<5 | (d))
#define SMULL28H(m, n, d) WORD $(0x4E20C000 | (m)<<16 | (n)<<5 | (d))
#define SMLAL8H(m, n, d) WORD $(0x0E208000 | (m)<<16 | (n)<<5 | (d))
#define SMLAL28H(m, n, d) WORD $(0x4E208000 | (m)<<16 | (n)<<5 | (d))
#define SADDLP4S(n, d) WORD $(0x4E602800 | (n)<<5 | (d))
#define SADALP4S(n, d) WORD $(0x4E606800 | (n)<<5 | (d))
#define ADDP4S(m, n, d) WORD $(0x4EA0BC00 | (m)<<16 | (n)<<5 | (d))
#define SQXTN4H(n, d) WORD $(0x0E614800 | (n)<<5 | (d))
#define SQXTN24H(n, d) WORD $(0x4E614800 | (n)<<5 | (d))
#define SQXTN8B(n, d) WORD $(0x0E214800 | (n)<<5 | (d))
#define SQXTN28B(n, d) WORD $(0x4E214800 | (n)<<5 | (d))
#define SADDLV16B(n, d) WORD $(0x4E303800 | (n)<<5 | (d))

// Constants in every lane of a register.
#define CONST(bits, v) \
	MOVD $bits, R20 \
	VDUP R20, v.S4

// UNPACK reads a group of a block, of eight rows: the weights of two times four inputs.
#define UNPACK(a, b, c, d) \
	VLD1 (R10), [a.B16, c.B16] \
	ADD  $64, R10 \
	VUSHR $4, a.B16, b.B16 \
	VUSHR $4, c.B16, d.B16 \
	VAND V30.B16, a.B16, a.B16 \
	VAND V30.B16, c.B16, c.B16 \
	VSUB V31.B16, a.B16, a.B16 \
	VSUB V31.B16, b.B16, b.B16 \
	VSUB V31.B16, c.B16, c.B16 \
	VSUB V31.B16, d.B16, d.B16

// HALFTILE begins half a block: R2 is the block, R9 is 0 or 1. Register q·2 has four rows of
// group q of inputs, and q·2+1 the next four; V26 and V27 have the scales.
#define HALFTILE \
	ADD  R9<<4, R2, R10 \
	VLD1 (R10), [V26.H8] \
	FCVTL24S(26, 27) \
	FCVTL4S(26, 26) \
	ADD  $32, R2, R10 \
	ADD  R9<<5, R10, R10 \
	VMOVI $15, V30.B16 \
	VMOVI $8, V31.B16 \
	UNPACK(V0, V2, V1, V3) \
	UNPACK(V4, V6, V5, V7) \
	UNPACK(V8, V10, V9, V11) \
	UNPACK(V12, V14, V13, V15) \
	ADD  R9<<5, R0, R6 \
	MOVD R1, R7 \
	MOVD R3, R8

// ADDHALF adds the integers of V18 and V19 to the sums of a token, scaled.
#define ADDHALF \
	ADD    $32, R7, R10 \
	VLD1R  (R10), [V20.S4] \
	FMUL4S(20, 26, 21) \
	FMUL4S(20, 27, 22) \
	SCVTF4S(18, 18) \
	SCVTF4S(19, 19) \
	FMUL4S(21, 18, 18) \
	FMUL4S(22, 19, 19) \
	VLD1   (R6), [V23.S4, V24.S4] \
	FADD4S(18, 23, 23) \
	FADD4S(19, 24, 24) \
	VST1   [V23.S4, V24.S4], (R6) \
	ADD    $40, R7 \
	ADD    $64, R6

// PARAMETERS loads those of a tile, and V0 to V3 with the bias.
#define PARAMETERS \
	MOVD acc+0(FP), R0 \
	MOVD bias+8(FP), R5 \
	MOVD acts+16(FP), R1 \
	MOVD weights+24(FP), R2 \
	MOVD tokens+32(FP), R3 \
	MOVD blocks+40(FP), R4 \
	VLD1 (R5), [V0.S4, V1.S4, V2.S4, V3.S4] \
	MOVD R0, R6 \
	MOVD R3, R8

// func tileDot(acc, bias *float32, acts, weights *byte, tokens, blocks int)
TEXT ·tileDot(SB), NOSPLIT, $0-48
	PARAMETERS
dotBias:
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R6)
	SUB  $1, R8
	CBNZ R8, dotBias
dotBlock:
	CBZ R4, dotDone
	MOVD ZR, R9
dotHalf:
	HALFTILE
dotToken:
	VLD1 (R7), [V16.B16, V17.B16]
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16
	SDOT4S(0, 16, 0, 18)
	SDOT4S(0, 16, 1, 19)
	SDOT4S(1, 16, 2, 18)
	SDOT4S(1, 16, 3, 19)
	SDOT4S(2, 16, 4, 18)
	SDOT4S(2, 16, 5, 19)
	SDOT4S(3, 16, 6, 18)
	SDOT4S(3, 16, 7, 19)
	SDOT4S(0, 17, 8, 18)
	SDOT4S(0, 17, 9, 19)
	SDOT4S(1, 17, 10, 18)
	SDOT4S(1, 17, 11, 19)
	SDOT4S(2, 17, 12, 18)
	SDOT4S(2, 17, 13, 19)
	SDOT4S(3, 17, 14, 18)
	SDOT4S(3, 17, 15, 19)
	ADDHALF
	SUB  $1, R8
	CBNZ R8, dotToken
	ADD  $1, R9
	CMP  $2, R9
	BLT  dotHalf
	MOVD R7, R1
	ADD  $288, R2
	SUB  $1, R4
	B    dotBlock
dotDone:
	RET

// QUAD multiplies four inputs of a token with eight rows, V28 having them in every lane.
#define QUAD(act, index, a, b) \
	VDUP act.S[index], V28.S4 \
	SMLAL8H(28, a, 18) \
	SMLAL28H(28, a, 19) \
	SMLAL8H(28, b, 24) \
	SMLAL28H(28, b, 25)

// func tileNEON(acc, bias *float32, acts, weights *byte, tokens, blocks int)
//
// A lane of 16 bits sums up eight products, each of at most 8·127.
TEXT ·tileNEON(SB), NOSPLIT, $0-48
	PARAMETERS
neonBias:
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R6)
	SUB  $1, R8
	CBNZ R8, neonBias
neonBlock:
	CBZ R4, neonDone
	MOVD ZR, R9
neonHalf:
	HALFTILE
neonToken:
	VLD1 (R7), [V16.B16, V17.B16]
	VDUP V16.S[0], V28.S4
	SMULL8H(28, 0, 18)
	SMULL28H(28, 0, 19)
	SMULL8H(28, 1, 24)
	SMULL28H(28, 1, 25)
	QUAD(V16, 1, 2, 3)
	QUAD(V16, 2, 4, 5)
	QUAD(V16, 3, 6, 7)
	QUAD(V17, 0, 8, 9)
	QUAD(V17, 1, 10, 11)
	QUAD(V17, 2, 12, 13)
	QUAD(V17, 3, 14, 15)
	SADDLP4S(18, 18)
	SADDLP4S(19, 19)
	SADDLP4S(24, 24)
	SADDLP4S(25, 25)
	ADDP4S(19, 18, 18)
	ADDP4S(25, 24, 19)
	ADDHALF
	SUB  $1, R8
	CBNZ R8, neonToken
	ADD  $1, R9
	CMP  $2, R9
	BLT  neonHalf
	MOVD R7, R1
	ADD  $288, R2
	SUB  $1, R4
	B    neonBlock
neonDone:
	RET

// LARGEST keeps the larger of V16 and the sizes of two registers.
#define LARGEST(a, b) \
	FABS4S(a, 17) \
	FMAX4S(17, 16, 16) \
	FABS4S(b, 17) \
	FMAX4S(17, 16, 16)

// ROUND multiplies with V18 and rounds.
#define ROUND(v) \
	FMUL4S(18, v, v) \
	FCVTNS4S(v, v)

// func quantizeNEON(dst *byte, x *float32, tokens, width, stride int)
TEXT ·quantizeNEON(SB), NOSPLIT, $0-40
	MOVD dst+0(FP), R0
	MOVD x+8(FP), R1
	MOVD tokens+16(FP), R2
	MOVD width+24(FP), R3
	MOVD stride+32(FP), R4
	LSR  $5, R3
	LSL  $2, R4
	MOVD $40, R5
	MUL  R2, R5, R5 // from block to block
	MOVD $0x42FE0000, R20 // 127
	FMOVS R20, F24
	MOVD $0x3F800000, R20 // 1
	FMOVS R20, F25
quantizeToken:
	CBZ  R2, quantizeDone
	MOVD R0, R6
	MOVD R1, R7
	MOVD R3, R8
quantizeBlock:
	VLD1.P 64(R7), [V0.S4, V1.S4, V2.S4, V3.S4]
	VLD1.P 64(R7), [V4.S4, V5.S4, V6.S4, V7.S4]
	VEOR V16.B16, V16.B16, V16.B16
	LARGEST(0, 1)
	LARGEST(2, 3)
	LARGEST(4, 5)
	LARGEST(6, 7)
	FMAXV4S(16, 16)
	FDIVS F24, F16, F16
	FMOVS F16, 32(R6)
	FMOVS ZR, F18
	FCMPS $(0.0), F16
	BEQ  quantizeZero
	FDIVS F16, F25, F18
quantizeZero:
	VDUP V18.S[0], V18.S4
	ROUND(0)
	ROUND(1)
	ROUND(2)
	ROUND(3)
	ROUND(4)
	ROUND(5)
	ROUND(6)
	ROUND(7)
	SQXTN4H(0, 0)
	SQXTN24H(1, 0)
	SQXTN4H(2, 2)
	SQXTN24H(3, 2)
	SQXTN4H(4, 4)
	SQXTN24H(5, 4)
	SQXTN4H(6, 6)
	SQXTN24H(7, 6)
	SQXTN8B(0, 0)
	SQXTN28B(2, 0)
	SQXTN8B(4, 1)
	SQXTN28B(6, 1)
	VST1 [V0.B16, V1.B16], (R6)
	SADDLV16B(0, 0)
	SADDLV16B(1, 1)
	VMOV V0.H[0], R9
	VMOV V1.H[0], R10
	SXTH R9, R9
	SXTH R10, R10
	ADD  R9, R10
	NEG  R10, R10
	LSL  $3, R10
	MOVW R10, 36(R6)
	ADD  R5, R6
	SUB  $1, R8
	CBNZ R8, quantizeBlock
	ADD  $40, R0
	ADD  R4, R1
	SUB  $1, R2
	B    quantizeToken
quantizeDone:
	RET

// INNER adds to two registers a value times those of V16 and V17.
#define INNER(from, a, b) \
	VLD1R (from), [V18.S4] \
	ADD   $4, from \
	FMUL4S(18, 16, 19) \
	FMUL4S(18, 17, 20) \
	FADD4S(19, a, a) \
	FADD4S(20, b, b)

// func matMulNEON(c, a, b *float32, rows, inner, cols, strideC, strideA, strideB int)
TEXT ·matMulNEON(SB), NOSPLIT, $0-72
	MOVD c+0(FP), R0
	MOVD b+16(FP), R2
	MOVD inner+32(FP), R4
	MOVD cols+40(FP), R5
	MOVD strideC+48(FP), R6
	MOVD strideA+56(FP), R7
	MOVD strideB+64(FP), R8
	LSL  $2, R6
	LSL  $2, R7
	LSL  $2, R8
matMulColumns:
	CBZ  R5, matMulDone
	MOVD a+8(FP), R1
	MOVD rows+24(FP), R3
	MOVD R0, R9
matMulFour:
	CMP  $4, R3
	BLT  matMulOne
	MOVD R1, R10
	ADD  R7, R10, R11
	ADD  R7, R11, R12
	ADD  R7, R12, R13
	ADD  R7, R13, R1
	MOVD R2, R14
	MOVD R4, R15
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	VEOR V4.B16, V4.B16, V4.B16
	VEOR V5.B16, V5.B16, V5.B16
	VEOR V6.B16, V6.B16, V6.B16
	VEOR V7.B16, V7.B16, V7.B16
matMulFourInner:
	VLD1 (R14), [V16.S4, V17.S4]
	ADD  R8, R14
	INNER(R10, 0, 1)
	INNER(R11, 2, 3)
	INNER(R12, 4, 5)
	INNER(R13, 6, 7)
	SUB  $1, R15
	CBNZ R15, matMulFourInner
	VST1 [V0.S4, V1.S4], (R9)
	ADD  R6, R9
	VST1 [V2.S4, V3.S4], (R9)
	ADD  R6, R9
	VST1 [V4.S4, V5.S4], (R9)
	ADD  R6, R9
	VST1 [V6.S4, V7.S4], (R9)
	ADD  R6, R9
	SUB  $4, R3
	B    matMulFour
matMulOne:
	CBZ  R3, matMulNext
	MOVD R1, R10
	ADD  R7, R1
	MOVD R2, R14
	MOVD R4, R15
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
matMulOneInner:
	VLD1 (R14), [V16.S4, V17.S4]
	ADD  R8, R14
	INNER(R10, 0, 1)
	SUB  $1, R15
	CBNZ R15, matMulOneInner
	VST1 [V0.S4, V1.S4], (R9)
	ADD  R6, R9
	SUB  $1, R3
	B    matMulOne
matMulNext:
	ADD  $32, R0
	ADD  $32, R2
	SUB  $8, R5
	B    matMulColumns
matMulDone:
	RET

// TOTAL adds up V16 and V17, the eight partial sums of a row, into F16.
#define TOTAL \
	FADD4S(17, 16, 16) \
	VDUP  V16.D[1], V17.D2 \
	FADD4S(17, 16, 16) \
	VDUP  V16.S[1], V17.S4 \
	FADD4S(17, 16, 16)

// func addNormNEON(x, y, weight, bias *float32, width int, epsilon float32)
TEXT ·addNormNEON(SB), NOSPLIT, $0-44
	MOVD x+0(FP), R0
	MOVD y+8(FP), R1
	MOVD weight+16(FP), R2
	MOVD bias+24(FP), R3
	MOVD width+32(FP), R4
	FMOVS epsilon+40(FP), F30
	SCVTFS R4, F31
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	MOVD R0, R6
	MOVD R4, R5
addNormSum:
	VLD1 (R6), [V0.S4, V1.S4]
	VLD1.P 32(R1), [V2.S4, V3.S4]
	FADD4S(2, 0, 0)
	FADD4S(3, 1, 1)
	VST1.P [V0.S4, V1.S4], 32(R6)
	FADD4S(0, 16, 16)
	FADD4S(1, 17, 17)
	SUBS $8, R5
	BGT  addNormSum
	TOTAL
	FDIVS F31, F16, F18
	VDUP V18.S[0], V18.S4
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	MOVD R0, R6
	MOVD R4, R5
addNormSquare:
	VLD1 (R6), [V0.S4, V1.S4]
	FSUB4S(18, 0, 0)
	FSUB4S(18, 1, 1)
	VST1.P [V0.S4, V1.S4], 32(R6)
	FMUL4S(0, 0, 0)
	FMUL4S(1, 1, 1)
	FADD4S(0, 16, 16)
	FADD4S(1, 17, 17)
	SUBS $8, R5
	BGT  addNormSquare
	TOTAL
	FDIVS F31, F16, F16
	FADDS F30, F16, F16
	FSQRTS F16, F16
	FMOVS $(1.0), F18
	FDIVS F16, F18, F18
	VDUP V18.S[0], V18.S4
	MOVD R0, R6
	MOVD R4, R5
addNormScale:
	VLD1 (R6), [V0.S4, V1.S4]
	VLD1.P 32(R2), [V2.S4, V3.S4]
	VLD1.P 32(R3), [V4.S4, V5.S4]
	FMUL4S(18, 0, 0)
	FMUL4S(18, 1, 1)
	FMUL4S(2, 0, 0)
	FMUL4S(3, 1, 1)
	FADD4S(4, 0, 0)
	FADD4S(5, 1, 1)
	VST1.P [V0.S4, V1.S4], 32(R6)
	SUBS $8, R5
	BGT  addNormScale
	RET

// EXPCONSTANTS sets V20 to V30 for EXP.
#define EXPCONSTANTS \
	CONST(0xC2AE0000, V20) \ // -87
	CONST(0x3FB8AA3B, V21) \ // log2 e
	CONST(0x3F318000, V22) \ // ln 2, high
	CONST(0xB95E8083, V23) \ // ln 2, low
	CONST(0x39506967, V24) \
	CONST(0x3AB743CE, V25) \
	CONST(0x3C088908, V26) \
	CONST(0x3D2AA9C1, V27) \
	CONST(0x3E2AAAAA, V28) \
	CONST(0x3F000000, V29) \ // the last coefficient, and one half
	CONST(0x3F800000, V30) // 1

// EXP replaces a register by its exponential; n, t and p are overwritten.
#define EXP(x, n, t, p, N) \
	FMAX4S(20, x, x) \
	FMUL4S(21, x, n) \
	FRINTN4S(n, n) \
	FMUL4S(22, n, t) \
	FSUB4S(t, x, x) \
	FMUL4S(23, n, t) \
	FSUB4S(t, x, x) \
	FMUL4S(x, 24, p) \
	FADD4S(25, p, p) \
	FMUL4S(x, p, p) \
	FADD4S(26, p, p) \
	FMUL4S(x, p, p) \
	FADD4S(27, p, p) \
	FMUL4S(x, p, p) \
	FADD4S(28, p, p) \
	FMUL4S(x, p, p) \
	FADD4S(29, p, p) \
	FMUL4S(x, x, t) \
	FMUL4S(t, p, p) \
	FADD4S(x, p, p) \
	FADD4S(30, p, p) \
	FCVTNS4S(n, n) \
	VSHL $23, N.S4, N.S4 \
	VADD V30.S4, N.S4, N.S4 \
	FMUL4S(n, p, x)

// func geluNEON(x *float32, n int)
TEXT ·geluNEON(SB), NOSPLIT, $0-16
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	EXPCONSTANTS
	CONST(0x3F3504F3, V12) // 1/√2
	CONST(0x3EA7BA05, V13) // p of the formula
	CONST(0x3F87DC22, V14) // a₅
	CONST(0xBFBA00E3, V15) // a₄
	CONST(0x3FB5F0E3, V16) // a₃
	CONST(0xBE91A98E, V17) // a₂
	CONST(0x3E827906, V18) // a₁
	VEOR V19.B16, V19.B16, V19.B16
geluLoop:
	VLD1 (R0), [V0.S4]
	FABS4S(0, 1)
	FMUL4S(12, 1, 2)
	FMUL4S(13, 2, 3)
	FADD4S(30, 3, 3)
	FDIV4S(3, 30, 3) // t
	FMUL4S(3, 14, 4)
	FADD4S(15, 4, 4)
	FMUL4S(3, 4, 4)
	FADD4S(16, 4, 4)
	FMUL4S(3, 4, 4)
	FADD4S(17, 4, 4)
	FMUL4S(3, 4, 4)
	FADD4S(18, 4, 4)
	FMUL4S(3, 4, 4)
	FMUL4S(2, 2, 2)
	FNEG4S(2, 2)
	EXP(2, 5, 6, 7, V5)
	FMUL4S(2, 4, 4)
	FMUL4S(29, 4, 4)
	FMUL4S(1, 4, 4)
	FMAX4S(19, 0, 0)
	FSUB4S(4, 0, 0)
	VST1.P [V0.S4], 16(R0)
	SUBS $4, R1
	BGT  geluLoop
	RET

// func softmaxNEON(s, bias *float32, n int, scale float32)
TEXT ·softmaxNEON(SB), NOSPLIT, $0-28
	MOVD s+0(FP), R0
	MOVD bias+8(FP), R1
	MOVD n+16(FP), R2
	FMOVS scale+24(FP), F18
	VDUP V18.S[0], V18.S4
	EXPCONSTANTS
	CONST(0xFF800000, V19) // -∞
	MOVD R0, R3
	MOVD R2, R4
softmaxScale:
	VLD1 (R3), [V0.S4, V1.S4]
	VLD1.P 32(R1), [V2.S4, V3.S4]
	FMUL4S(18, 0, 0)
	FMUL4S(18, 1, 1)
	FADD4S(2, 0, 0)
	FADD4S(3, 1, 1)
	VST1.P [V0.S4, V1.S4], 32(R3)
	FMAX4S(0, 19, 19)
	FMAX4S(1, 19, 19)
	SUBS $8, R4
	BGT  softmaxScale
	FMAXV4S(19, 19)
	VDUP V19.S[0], V19.S4
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	MOVD R0, R3
	MOVD R2, R4
softmaxExp:
	VLD1 (R3), [V0.S4, V1.S4]
	FSUB4S(19, 0, 0)
	FSUB4S(19, 1, 1)
	EXP(0, 5, 6, 7, V5)
	EXP(1, 5, 6, 7, V5)
	VST1.P [V0.S4, V1.S4], 32(R3)
	FADD4S(0, 16, 16)
	FADD4S(1, 17, 17)
	SUBS $8, R4
	BGT  softmaxExp
	TOTAL
	FMOVS $(1.0), F18
	FDIVS F16, F18, F18
	VDUP V18.S[0], V18.S4
softmaxDivide:
	VLD1 (R0), [V0.S4, V1.S4]
	FMUL4S(18, 0, 0)
	FMUL4S(18, 1, 1)
	VST1.P [V0.S4, V1.S4], 32(R0)
	SUBS $8, R2
	BGT  softmaxDivide
	RET

// func dotInt8NEON(a, b *int8, n int) int32
TEXT ·dotInt8NEON(SB), NOSPLIT, $0-28
	MOVD a+0(FP), R0
	MOVD b+8(FP), R1
	MOVD n+16(FP), R2
	VEOR V16.B16, V16.B16, V16.B16
dotInt8Loop:
	VLD1.P 16(R0), [V0.B16]
	VLD1.P 16(R1), [V1.B16]
	SMULL8H(1, 0, 2)
	SMULL28H(1, 0, 3)
	SADALP4S(2, 16)
	SADALP4S(3, 16)
	SUBS $16, R2
	BGT  dotInt8Loop
	VADDV V16.S4, V16
	VMOV V16.S[0], R3
	MOVW R3, ret+24(FP)
	RET
