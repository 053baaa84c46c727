package kernel

import (
	"math"
	"unsafe"
)

// In this file float32(a*b) keeps the compiler from fusing the product into a sum: a fused
// multiply-add rounds once where the assembly rounds twice.

// tilePlain sets acc, [tokens][TileRows], to the bias and the products of one tile of a
// matrix with the activations, [blocks][tokens], added up block by block.
func tilePlain(acc, bias *float32, acts *activation, weights *byte, tokens, blocks int) {
	sums := unsafe.Slice(acc, tokens*TileRows)
	all := unsafe.Slice(acts, tokens*blocks)
	packed := unsafe.Slice(weights, blocks*blockBytes)
	for t := range tokens {
		copy(sums[t*TileRows:], unsafe.Slice(bias, TileRows))
	}
	var u unpacked
	for b := range blocks {
		u.read((*[blockBytes]byte)(packed[b*blockBytes:]))
		for t := range tokens {
			u.add((*[TileRows]float32)(sums[t*TileRows:]), &all[b*tokens+t])
		}
	}
}

// unpacked is one block of a tile. For each input it has the weights of four rows in one
// word, 16 bits each: so four rows are multiplied at once.
type unpacked struct {
	rows   [Block][TileRows / 4]uint64
	scales [TileRows]float32
}

// read reads a block.
func (u *unpacked) read(packed *[blockBytes]byte) {
	for r := range u.scales {
		u.scales[r] = half(uint16(packed[2*r]) | uint16(packed[2*r+1])<<8)
	}
	const low = 0x000f000f000f000f
	for group := range Block / 8 {
		for i := range 4 {
			bytes := (*[61]byte)(packed[2*TileRows+64*group+i:])
			for four := range TileRows / 4 {
				b := (*[13]byte)(bytes[16*four:])
				word := uint64(b[0]) | uint64(b[4])<<16 | uint64(b[8])<<32 | uint64(b[12])<<48
				u.rows[8*group+i][four] = word & low
				u.rows[8*group+4+i][four] = word >> 4 & low
			}
		}
	}
}

// add adds to the sums of one token what the block contributes.
//
// Over half a block a row's sum is at most 16·15·127 = 30,480. It begins at 2¹⁵, so that it
// stays positive and takes nothing from the next one.
func (u *unpacked) add(acc *[TileRows]float32, act *activation) {
	const middle = 1 << 15
	const four = middle * (1 + 1<<16 + 1<<32 + 1<<48)
	// Variables, not arrays, so that they stay in registers.
	var f0, f1, f2, f3, s0, s1, s2, s3 uint64 = four, four, four, four, four, four, four, four
	for k := range Block / 2 {
		a, b := uint64(int64(act.values[k])), uint64(int64(act.values[k+Block/2]))
		v, w := &u.rows[k], &u.rows[k+Block/2]
		f0 += a * v[0]
		f1 += a * v[1]
		f2 += a * v[2]
		f3 += a * v[3]
		s0 += b * w[0]
		s1 += b * w[1]
		s2 += b * w[2]
		s3 += b * w[3]
	}
	scale, offset := act.scale, act.offset-2*middle
	addFour((*[4]float32)(acc[0:]), (*[4]float32)(u.scales[0:]), f0, s0, scale, offset)
	addFour((*[4]float32)(acc[4:]), (*[4]float32)(u.scales[4:]), f1, s1, scale, offset)
	addFour((*[4]float32)(acc[8:]), (*[4]float32)(u.scales[8:]), f2, s2, scale, offset)
	addFour((*[4]float32)(acc[12:]), (*[4]float32)(u.scales[12:]), f3, s3, scale, offset)
}

// addFour adds to the sums of four rows those of the two halves of a block.
func addFour(acc, scales *[4]float32, first, second uint64, scale float32, offset int32) {
	a := offset + int32(uint16(first)) + int32(uint16(second))
	b := offset + int32(uint16(first>>16)) + int32(uint16(second>>16))
	c := offset + int32(uint16(first>>32)) + int32(uint16(second>>32))
	d := offset + int32(first>>48) + int32(second>>48)
	acc[0] += float32(float32(a) * float32(scales[0]*scale))
	acc[1] += float32(float32(b) * float32(scales[1]*scale))
	acc[2] += float32(float32(c) * float32(scales[2]*scale))
	acc[3] += float32(float32(d) * float32(scales[3]*scale))
}

// quantizePlain writes to dst, [width/Block][tokens], the rows of x rounded to 8 bit.
func quantizePlain(dst *activation, x *float32, tokens, width, stride int) {
	acts := unsafe.Slice(dst, tokens*width/Block)
	rows := unsafe.Slice(x, (tokens-1)*stride+width)
	for t := range tokens {
		for b := range width / Block {
			round(&acts[b*tokens+t], rows[t*stride+b*Block:][:Block])
		}
	}
}

// round rounds one block.
func round(act *activation, x []float32) {
	var largest float32
	for _, v := range x {
		largest = max(largest, abs(v))
	}
	act.scale = largest / 127
	var inverse float32
	if act.scale > 0 {
		inverse = 1 / act.scale
	}
	sum := int32(0)
	for i, v := range x {
		q := int32(nearest(float32(v * inverse)))
		act.values[i] = int8(q)
		sum += q
	}
	act.offset = -8 * sum
}

// nearest rounds to the nearest integer, halves to even, where |x| is below 2²².
func nearest(x float32) float32 {
	const magic = 3 << 22 // has no bits left for a fraction
	return x + magic - magic
}

func abs(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }

// matMulPlain computes c = a·b of rows × inner and inner × cols; each element is summed up
// in the order of inner.
func matMulPlain(c, a, b *float32, rows, inner, cols, strideC, strideA, strideB int) {
	to := unsafe.Slice(c, (rows-1)*strideC+cols)
	left := unsafe.Slice(a, (rows-1)*strideA+inner)
	right := unsafe.Slice(b, (inner-1)*strideB+cols)
	for r := range rows {
		row := to[r*strideC:][:cols]
		clear(row)
		for i, v := range left[r*strideA:][:inner] {
			for j, w := range right[i*strideB:][:cols] {
				row[j] += float32(v * w)
			}
		}
	}
}

// addNormPlain computes x = norm(x+y)·weight + bias, a layer normalization.
func addNormPlain(x, y, weight, bias *float32, width int, epsilon float32) {
	xs, ys := unsafe.Slice(x, width), unsafe.Slice(y, width)
	ws, bs := unsafe.Slice(weight, width), unsafe.Slice(bias, width)
	var sums [Lanes]float32
	for i, v := range ys {
		xs[i] += v
		sums[i%Lanes] += xs[i]
	}
	mean := total(&sums) / float32(width)
	sums = [Lanes]float32{}
	for i, v := range xs {
		d := v - mean
		xs[i] = d
		sums[i%Lanes] += float32(d * d)
	}
	variance := total(&sums) / float32(width)
	inverse := 1 / float32(math.Sqrt(float64(variance+epsilon)))
	for i, v := range xs {
		xs[i] = float32(float32(v*inverse)*ws[i]) + bs[i]
	}
}

// total adds up partial sums: halves, then quarters, then neighbours.
func total(s *[Lanes]float32) float32 {
	a, b, c, d := s[0]+s[4], s[1]+s[5], s[2]+s[6], s[3]+s[7]
	return (a + c) + (b + d)
}

// geluPlain computes x·Φ(x), Φ being the normal distribution, by formula 7.1.26 of
// Abramowitz and Stegun's Handbook of Mathematical Functions (error below 1.5e-7).
func geluPlain(x *float32, n int) {
	for i, v := range unsafe.Slice(x, n) {
		unsafe.Slice(x, n)[i] = gelu(v)
	}
}

func gelu(x float32) float32 {
	size := abs(x)
	z := float32(size * rootHalf)
	t := 1 / (float32(z*erfP) + 1)
	p := float32(erfA5)
	p = float32(p*t) + erfA4
	p = float32(p*t) + erfA3
	p = float32(p*t) + erfA2
	p = float32(p*t) + erfA1
	p = float32(p * t)
	tail := float32(float32(p*exp(-float32(z*z))) * 0.5)
	return max(x, 0) - float32(size*tail)
}

// The constants of formula 7.1.26.
const (
	rootHalf = 0.70710678118654752440
	erfP     = 0.3275911
	erfA1    = 0.254829592
	erfA2    = -0.284496736
	erfA3    = 1.421413741
	erfA4    = -1.453152027
	erfA5    = 1.061405429
)

// exp computes eˣ for x <= 0 as expf of the Cephes library does (relative error below
// 2e-7); below -87 it stays at e⁻⁸⁷.
func exp(x float32) float32 {
	x = max(x, expLeast)
	n := nearest(float32(x * log2e))
	r := x - float32(n*ln2High)
	r -= float32(n * ln2Low)
	p := float32(expP0)
	p = float32(p*r) + expP1
	p = float32(p*r) + expP2
	p = float32(p*r) + expP3
	p = float32(p*r) + expP4
	p = float32(p*r) + expP5
	y := float32(p*float32(r*r)) + r
	y++
	return y * math.Float32frombits(uint32(int32(n)+127)<<23)
}

// The constants of Cephes' expf.
const (
	expLeast = -87
	log2e    = 1.44269504088896341
	ln2High  = 0.693359375
	ln2Low   = -2.12194440e-4
	expP0    = 1.9875691500e-4
	expP1    = 1.3981999507e-3
	expP2    = 8.3334519073e-3
	expP3    = 4.1665795894e-2
	expP4    = 1.6666665459e-1
	expP5    = 5.0000001201e-1
)

// softmaxPlain computes s = softmax(s·scale + bias) over n values.
func softmaxPlain(s, bias *float32, n int, scale float32) {
	ss, bs := unsafe.Slice(s, n), unsafe.Slice(bias, n)
	largest := float32(math.Inf(-1))
	for i, v := range ss {
		ss[i] = float32(v*scale) + bs[i]
		largest = max(largest, ss[i])
	}
	var sums [Lanes]float32
	for i, v := range ss {
		ss[i] = exp(v - largest)
		sums[i%Lanes] += ss[i]
	}
	inverse := 1 / total(&sums)
	for i := range ss {
		ss[i] *= inverse
	}
}

func dotInt8Plain(a, b *int8, n int) int32 {
	as, bs := unsafe.Slice(a, n), unsafe.Slice(b, n)
	sum := int32(0)
	for i, v := range as {
		sum += int32(v) * int32(bs[i])
	}
	return sum
}

// dotsPlain sets each sum to the product of a row of a, [rows][n], with b.
func dotsPlain(sums *int32, a, b *int8, rows, n int) {
	for i := range rows {
		unsafe.Slice(sums, rows)[i] = dotInt8Plain(&unsafe.Slice(a, rows*n)[i*n], b, n)
	}
}
