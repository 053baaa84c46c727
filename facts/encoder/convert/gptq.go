package main

import (
	"math"

	"summitbot/facts/encoder/kernel"
)

// damping is added to the diagonal of the second moments, as a share of its mean: how far
// few samples are trusted.
const damping = 0.01

// samples are the inputs of one or more matrices.
type samples struct {
	x rows
	// root is upper triangular, and rootᵀ·root the inverse of the inputs' second moments: how
	// far one input can stand in for another.
	root []float64
}

func newSamples(k *kernel.Kernels, x rows) samples {
	m := moments(k, x)
	mean := 0.0
	for i := range x.width {
		mean += m[i*x.width+i] / float64(x.width)
	}
	for i := range x.width {
		m[i*x.width+i] += damping * mean
	}
	return samples{x, inverseRoot(m, x.width)}
}

// approximate finds a matrix in 4 bit whose products with the samples come near to those of w,
// by GPTQ (Frantar and others, 2022): weights are rounded one input after the other, and what
// a rounding changes is made up for by the inputs that are still to come. It returns also what
// is to be added to the bias: what the products of the samples lose on average.
func approximate(k *kernel.Kernels, w rows, s samples) (quantized, []float32) {
	q := gptq(k, w.clone(), s.root)
	lost := s.x.times(k, w.minus(q.floats()), nil)
	bias := make([]float32, w.len())
	for j := range bias {
		sum := 0.0
		for i := range lost.len() {
			sum += float64(lost.data[i*lost.width+j])
		}
		bias[j] = float32(sum / float64(lost.len()))
	}
	return q, bias
}

// gptq rounds w, which is overwritten.
func gptq(k *kernel.Kernels, w rows, root []float64) quantized {
	n, q := w.width, newQuantized(w.len(), w.width)
	errors := newRows(w.len(), kernel.Block)
	for from := 0; from < n; from += kernel.Block {
		parallel(w.len(), 64, func(first, last int) {
			for i := first; i < last; i++ {
				roundBlock(&q, w.row(i), errors.row(i), i, from, root)
			}
		})
		rest := n - from - kernel.Block
		if rest == 0 {
			break
		}
		right := newRows(kernel.Block, rest)
		for j := range kernel.Block {
			for m := range rest {
				right.data[j*rest+m] = float32(root[(from+j)*n+from+kernel.Block+m])
			}
		}
		parallel(w.len(), 64, func(first, last int) {
			change := make([]float32, (last-first)*rest)
			k.MatMul(change, errors.data[first*kernel.Block:], right.data, last-first, kernel.Block, rest, rest, kernel.Block, rest)
			for i := first; i < last; i++ {
				for m, v := range change[(i-first)*rest:][:rest] {
					w.data[i*n+from+kernel.Block+m] -= v
				}
			}
		})
	}
	return q
}

// roundBlock rounds one block of one row, and leaves in errors what each rounding changed,
// by how much its input can be made up for.
func roundBlock(q *quantized, row, errors []float32, i, from int, root []float64) {
	n := len(row)
	block := row[from:][:kernel.Block]
	var importance [kernel.Block]float32
	for j := range block {
		d := root[(from+j)*n+from+j]
		importance[j] = float32(1 / (d * d))
	}
	scale := bestScale(block, importance[:])
	q.scales[i*n/kernel.Block+from/kernel.Block] = scale
	s := fromHalf(scale)
	for j, v := range block {
		level := nearestLevel(v, s)
		q.values[i*n+from+j] = uint8(level + 8)
		e := (v - float32(level)*s) / float32(root[(from+j)*n+from+j])
		errors[j] = e
		for m := j + 1; m < len(block); m++ {
			block[m] -= e * float32(root[(from+j)*n+from+m])
		}
	}
}

// nearestLevel returns which of the sixteen levels of a scale is the nearest.
func nearestLevel(v, scale float32) int {
	return max(-8, min(7, int(math.RoundToEven(float64(v/scale)))))
}

// bestScale returns the scale, in half precision, that rounds a block with the least error.
// The levels reach from -8 to 7, so the sign of the scale matters.
func bestScale(block, importance []float32) uint16 {
	extreme := float32(0)
	for _, v := range block {
		if math.Abs(float64(v)) > math.Abs(float64(extreme)) {
			extreme = v
		}
	}
	best, least := uint16(0x0400), math.Inf(1)
	for step := 28; step <= 44; step++ {
		for _, sign := range []float32{-8, 8} {
			candidate := toHalf(extreme / sign * float32(step) / 40)
			if candidate&0x7c00 == 0 {
				continue // too small for a normal number
			}
			s, sum := fromHalf(candidate), 0.0
			for j, v := range block {
				e := float64(v - float32(nearestLevel(v, s))*s)
				sum += float64(importance[j]) * e * e
			}
			if sum < least {
				best, least = candidate, sum
			}
		}
	}
	return best
}

// floats returns the weights.
func (q quantized) floats() rows {
	w := newRows(q.outputs, q.inputs)
	for i, v := range q.values {
		w.data[i] = float32(int(v)-8) * fromHalf(q.scales[i/kernel.Block])
	}
	return w
}
