package kernel

import "unsafe"

// Activations are rows of floating point rounded to 8 bit, a scale for each block of 32:
// the right-hand side of a [Kernels.Dense]. They are reused from one call to the next.
type Activations struct {
	blocks []activation // [width/Block][tokens]
	tokens int
	width  int
}

// activation is one block of one row, laid out as the assembly reads it: 40 bytes.
type activation struct {
	values [Block]int8
	scale  float32
	offset int32 // -8 times the sum of the values: what the bias of 8 of the weights adds
}

// Quantize sets a to the rows of x, [tokens][width] with stride between their beginnings.
func (k *Kernels) Quantize(a *Activations, x []float32, tokens, width, stride int) {
	if tokens <= 0 || width <= 0 || width%Block != 0 || stride < width || len(x) < (tokens-1)*stride+width {
		panic("kernel: Quantize: wrong lengths")
	}
	need := tokens * width / Block
	if cap(a.blocks) < need {
		a.blocks = make([]activation, need)
	}
	a.blocks, a.tokens, a.width = a.blocks[:need], tokens, width
	k.quantize(&a.blocks[0], &x[0], tokens, width, stride)
}

// Dense computes y = a·mᵀ + bias, [tokens][outputs] with stride between the rows of y. The
// scratch space has at least tokens·TileRows values.
func (k *Kernels) Dense(y []float32, stride int, a *Activations, m Matrix, bias, scratch []float32) {
	if a.width != m.inputs || len(bias) != m.outputs || stride < m.outputs ||
		len(y) < (a.tokens-1)*stride+m.outputs || len(scratch) < a.tokens*TileRows {
		panic("kernel: Dense: wrong lengths")
	}
	for tile := range m.outputs / TileRows {
		at := tile * TileRows
		k.tile(&scratch[0], &bias[at], &a.blocks[0], m.tile(tile), a.tokens, m.inputs/Block)
		for t := range a.tokens {
			*(*[TileRows]float32)(y[t*stride+at:]) = *(*[TileRows]float32)(scratch[t*TileRows:])
		}
	}
}

// MatMul computes c = a·b, of rows × inner and inner × cols; cols is a multiple of Lanes.
// The strides are the distances between rows.
func (k *Kernels) MatMul(c, a, b []float32, rows, inner, cols, strideC, strideA, strideB int) {
	if rows <= 0 || inner <= 0 || cols <= 0 || cols%Lanes != 0 || len(c) < (rows-1)*strideC+cols ||
		len(a) < (rows-1)*strideA+inner || len(b) < (inner-1)*strideB+cols {
		panic("kernel: MatMul: wrong lengths")
	}
	k.matMul(&c[0], &a[0], &b[0], rows, inner, cols, strideC, strideA, strideB)
}

// AddNorm computes x = norm(x+y)·weight + bias, norm being a layer normalization: mean 0 and
// variance 1 over the row. The width is a multiple of Lanes.
func (k *Kernels) AddNorm(x, y, weight, bias []float32, epsilon float32) {
	n := len(x)
	if n == 0 || n%Lanes != 0 || len(y) != n || len(weight) != n || len(bias) != n {
		panic("kernel: AddNorm: wrong lengths")
	}
	k.addNorm(&x[0], &y[0], &weight[0], &bias[0], n, epsilon)
}

// GELU applies the Gaussian error linear unit, x·Φ(x), to each value; their number is a
// multiple of Lanes.
func (k *Kernels) GELU(x []float32) {
	if len(x) == 0 || len(x)%Lanes != 0 {
		panic("kernel: GELU: wrong length")
	}
	k.gelu(&x[0], len(x))
}

// Softmax computes s = softmax(s·scale + bias); the number of values is a multiple of Lanes.
func (k *Kernels) Softmax(s, bias []float32, scale float32) {
	if len(s) == 0 || len(s)%Lanes != 0 || len(bias) < len(s) {
		panic("kernel: Softmax: wrong lengths")
	}
	k.softmax(&s[0], &bias[0], len(s), scale)
}

// DotInt8 returns the scalar product of two vectors of the same length, a multiple of 32 and
// at most 1<<16.
func (k *Kernels) DotInt8(a, b []int8) int32 {
	if len(a) == 0 || len(a)%Block != 0 || len(a) > 1<<16 || len(b) != len(a) {
		panic("kernel: DotInt8: wrong lengths")
	}
	return k.dotInt8(&a[0], &b[0], len(a))
}

// DotsInt8 sets each sum to the scalar product of a row of a, [len(sums)][len(b)], with b, of
// which the length is a multiple of 32 and at most 1<<16.
func (k *Kernels) DotsInt8(sums []int32, a, b []int8) {
	if len(sums) == 0 || len(b) == 0 || len(b)%Block != 0 || len(b) > 1<<16 || len(a) != len(sums)*len(b) {
		panic("kernel: DotsInt8: wrong lengths")
	}
	k.dots(&sums[0], &a[0], &b[0], len(sums), len(b))
}

// Int8s returns the bytes of a string as numbers with a sign: the string's own, which must not
// be changed.
func Int8s(s string) []int8 {
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(s))), len(s))
}
