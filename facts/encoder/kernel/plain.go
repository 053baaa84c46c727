package kernel

import (
	"math"
	"unsafe"
)

// In this file float32(a*b) keeps the compiler from fusing the product into a sum: a fused
// multiply-add rounds once where the assembly rounds twice.

// tilePlain adds to acc, [tokens][TileRows], the products of one tile of a matrix with the
// activations, [blocks][tokens].
//
// Four rows are multiplied at once, each in 16 bits of a word: over half a block a row's sum
// is at most 16·15·127 = 30,480.
func tilePlain(acc *float32, acts *activation, weights *byte, tokens, blocks int) {
	sums := unsafe.Slice(acc, tokens*TileRows)
	all := unsafe.Slice(acts, tokens*blocks)
	packed := unsafe.Slice(weights, blocks*blockBytes)
	var rows [Block][TileRows / 4]uint64
	var scales [TileRows]float32
	for b := range blocks {
		unpack(&rows, &scales, packed[b*blockBytes:][:blockBytes])
		for t := range tokens {
			addBlock((*[TileRows]float32)(sums[t*TileRows:]), &all[b*tokens+t], &rows, &scales)
		}
	}
}

// unpack reads one block of a tile: for each input the weights of four rows in one word.
func unpack(rows *[Block][TileRows / 4]uint64, scales *[TileRows]float32, packed []byte) {
	for r := range scales {
		scales[r] = half(uint16(packed[2*r]) | uint16(packed[2*r+1])<<8)
	}
	*rows = [Block][TileRows / 4]uint64{}
	for i, v := range packed[2*TileRows:] {
		r, k := i/4%TileRows, i/64*8+i%4
		shift := r % 4 * 16
		rows[k][r/4] |= uint64(v&15) << shift
		rows[k+4][r/4] |= uint64(v>>4) << shift
	}
}

// addBlock adds to the sums of one token what one block of a tile contributes.
func addBlock(acc *[TileRows]float32, act *activation, rows *[Block][TileRows / 4]uint64, scales *[TileRows]float32) {
	var first, second [TileRows / 4]uint64
	for k := range Block / 2 {
		a, b := uint64(int64(act.values[k])), uint64(int64(act.values[k+Block/2]))
		u, v := &rows[k], &rows[k+Block/2]
		first[0] += a * u[0]
		first[1] += a * u[1]
		first[2] += a * u[2]
		first[3] += a * u[3]
		second[0] += b * v[0]
		second[1] += b * v[1]
		second[2] += b * v[2]
		second[3] += b * v[3]
	}
	for g := range first {
		for i := range 4 {
			r := 4*g + i
			x, y := int16(first[g]), int16(second[g])
			first[g] = uint64(int64(first[g]-uint64(int64(x))) >> 16)
			second[g] = uint64(int64(second[g]-uint64(int64(y))) >> 16)
			scale := float32(scales[r] * act.scale)
			acc[r] += float32(float32(int32(x)+int32(y)+act.offset) * scale)
		}
	}
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
