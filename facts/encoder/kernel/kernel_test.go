package kernel_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"summitbot/facts/encoder/kernel"
)

// rowOf returns n normally distributed values, some of them exactly zero.
func rowOf(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		if r.IntN(50) > 0 {
			x[i] = float32(r.NormFloat64() * math.Exp(3*r.Float64()))
		}
	}
	return x
}

// matrixOf returns a matrix of random weights, and the weights in floating point.
func matrixOf(t testing.TB, r *rand.Rand, outputs, inputs int) (kernel.Matrix, []float32) {
	t.Helper()
	values := make([]uint8, outputs*inputs)
	scales := make([]uint16, outputs*inputs/kernel.Block)
	weights := make([]float32, len(values))
	for i := range scales {
		scales[i] = uint16(r.IntN(0x3000)) | uint16(r.IntN(2))<<15 // below one half, of either sign
	}
	for i := range values {
		values[i] = uint8(r.IntN(16))
	}
	for o := range outputs {
		at, blocks := o*inputs, inputs/kernel.Block
		row := kernel.PackRow(nil, values[at:at+inputs], scales[o*blocks:][:blocks])
		kernel.Row(weights[at:at+inputs], string(row))
	}
	m, err := kernel.NewMatrix(string(kernel.PackMatrix(values, scales, outputs, inputs)), outputs, inputs)
	if err != nil {
		t.Fatal(err)
	}
	return m, weights
}

// results runs every kernel of k over data that r makes, in odd sizes.
func results(t testing.TB, k *kernel.Kernels, r *rand.Rand) []float32 {
	var all []float32
	m, _ := matrixOf(t, r, 48, 96)
	bias, scratch := rowOf(r, 48), make([]float32, 40*kernel.TileRows)
	var acts kernel.Activations
	for _, tokens := range []int{1, 2, 7, 40} {
		y := make([]float32, tokens*50)
		k.Quantize(&acts, rowOf(r, tokens*100), tokens, 96, 100)
		k.Dense(y, 50, &acts, m, bias, scratch)
		all = append(all, y...)
	}
	for _, size := range [][3]int{{1, 1, 8}, {3, 5, 16}, {4, 32, 24}, {9, 33, 40}} {
		rows, inner, cols := size[0], size[1], size[2]
		c := make([]float32, rows*(cols+3))
		k.MatMul(c, rowOf(r, rows*(inner+1)), rowOf(r, inner*(cols+2)), rows, inner, cols, cols+3, inner+1, cols+2)
		all = append(all, c...)
	}
	for _, n := range []int{8, 24, 384} {
		x := rowOf(r, n)
		k.AddNorm(x, rowOf(r, n), rowOf(r, n), rowOf(r, n), 1e-5)
		all = append(all, x...)
		x = rowOf(r, n)
		k.GELU(x)
		all = append(all, x...)
		x = rowOf(r, n)
		x[n-1] = float32(math.Inf(-1))
		k.Softmax(x, rowOf(r, n), 0.125)
		all = append(all, x...)
	}
	a, b := bytesOf(r, 96), bytesOf(r, 96)
	all = append(all, float32(k.DotInt8(a, b)))
	for _, rows := range []int{1, 3, 4, 11} {
		sums := make([]int32, rows)
		k.DotsInt8(sums, bytesOf(r, rows*96), b)
		for _, s := range sums {
			all = append(all, float32(s))
		}
	}
	return all
}

// bytesOf returns n bytes, each as likely.
func bytesOf(r *rand.Rand, n int) []int8 {
	b := make([]int8, n)
	for i := range b {
		b[i] = int8(r.IntN(256) - 128)
	}
	return b
}

func TestEveryKernelComputesTheSameBitsAsPlainGo(t *testing.T) {
	t.Parallel()
	for _, k := range kernel.All() {
		t.Run(k.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(30) {
				got := results(t, k, rand.New(rand.NewPCG(seed, 1)))
				want := results(t, kernel.Plain(), rand.New(rand.NewPCG(seed, 1)))
				for i := range want {
					if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
						t.Fatalf("seed %d, value %d of %d: got %v, want %v", seed, i, len(want), got[i], want[i])
					}
				}
			}
		})
	}
}

func TestExtremesStayExact(t *testing.T) {
	t.Parallel()
	const n = kernel.Block
	for _, k := range kernel.All() {
		for _, weight := range []uint8{0, 15} {
			for _, sign := range []float32{1, -1} {
				values := slices.Repeat([]uint8{weight}, kernel.TileRows*n)
				scales := slices.Repeat([]uint16{0x3c00}, kernel.TileRows) // 1
				m, err := kernel.NewMatrix(string(kernel.PackMatrix(values, scales, kernel.TileRows, n)), kernel.TileRows, n)
				if err != nil {
					t.Fatal(err)
				}
				var acts kernel.Activations
				y := make([]float32, kernel.TileRows)
				k.Quantize(&acts, slices.Repeat([]float32{127 * sign}, n), 1, n, n)
				k.Dense(y, kernel.TileRows, &acts, m, make([]float32, kernel.TileRows), make([]float32, kernel.TileRows))
				if want := sign * 127 * n * float32(int(weight)-8); y[0] != want || y[15] != want {
					t.Errorf("%s: weight %d: got %v, want %v", k.Name, weight, y, want)
				}
			}
		}
	}
}

// TestAgainstDoublePrecision holds the definitions themselves against the formulas.
func TestAgainstDoublePrecision(t *testing.T) {
	t.Parallel()
	k := kernel.Plain()
	r := rand.New(rand.NewPCG(1, 2))

	x := make([]float32, 0, 4000)
	for v := float32(-20); v < 20; v += 0.01 {
		x = append(x, v)
	}
	x = x[:len(x)/8*8]
	got := slices.Clone(x)
	k.GELU(got)
	for i, v := range x {
		want := float64(v) * 0.5 * math.Erfc(-float64(v)/math.Sqrt2)
		near(t, fmt.Sprintf("GELU(%v)", v), got[i], want, 4e-7*max(1, math.Abs(float64(v))))
	}

	s, bias := rowOf(r, 64), rowOf(r, 64)
	got = slices.Clone(s)
	k.Softmax(got, bias, 0.25)
	sum := 0.0
	for i := range s {
		sum += math.Exp(float64(s[i])*0.25 + float64(bias[i]))
	}
	for i := range s {
		near(t, "softmax", got[i], math.Exp(float64(s[i])*0.25+float64(bias[i]))/sum, 1e-5)
	}

	m, weights := matrixOf(t, r, 16, 256)
	a, y := rowOf(r, 256), make([]float32, 16)
	var acts kernel.Activations
	k.Quantize(&acts, a, 1, 256, 256)
	k.Dense(y, 16, &acts, m, make([]float32, 16), make([]float32, 16))
	for o := range y {
		want, size := 0.0, 0.0
		for i := range a {
			p := float64(a[i]) * float64(weights[o*256+i])
			want, size = want+p, size+p*p
		}
		near(t, "dense", y[o], want, 0.05*math.Sqrt(size))
	}
}

func near(t *testing.T, what string, got float32, want, bound float64) {
	t.Helper()
	if math.Abs(float64(got)-want) > bound {
		t.Errorf("%s: got %v, want %v within %v", what, got, want, bound)
	}
}

// BenchmarkDense multiplies 12 and 128 tokens by a matrix of 768 × 768, the size that
// all-mpnet-base-v2 has most of; MAC/ns counts multiplications.
func BenchmarkDense(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	m, _ := matrixOf(b, r, 768, 768)
	bias := make([]float32, 768)
	for _, tokens := range []int{12, 128} {
		x, y, scratch := rowOf(r, tokens*768), make([]float32, tokens*768), make([]float32, tokens*kernel.TileRows)
		for _, k := range kernel.All() {
			b.Run(fmt.Sprintf("%s/tokens=%d", k.Name, tokens), func(b *testing.B) {
				b.ReportAllocs()
				var acts kernel.Activations
				for b.Loop() {
					k.Quantize(&acts, x, tokens, 768, 768)
					k.Dense(y, 768, &acts, m, bias, scratch)
				}
				b.ReportMetric(float64(b.N)*float64(tokens*768*768)/float64(b.Elapsed().Nanoseconds()), "MAC/ns")
			})
		}
	}
}
