package main

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"summitbot/facts/encoder/kernel"
)

func TestHalfPrecisionIsTheNearest(t *testing.T) {
	t.Parallel()
	for h := range uint16(0x7c00) {
		x := fromHalf(h)
		if got := toHalf(x); got != h {
			t.Fatalf("%v became %#x, want %#x", x, got, h)
		}
		if got := toHalf(-x); got != h|0x8000 {
			t.Fatalf("%v became %#x, want %#x", -x, got, h|0x8000)
		}
		if h == 0x7bff {
			continue
		}
		next := fromHalf(h + 1)
		for _, c := range []struct {
			x    float32
			want uint16
		}{
			{x + (next-x)/4, h}, {x + (next-x)*3/4, h + 1}, {x + (next-x)/2, h + h&1},
		} {
			if got := toHalf(c.x); got != c.want {
				t.Fatalf("%v became %#x, want %#x", c.x, got, c.want)
			}
		}
	}
	if got := toHalf(1e9); got != 0x7bff {
		t.Errorf("a large number became %#x", got)
	}
}

// correlated returns samples whose inputs go together.
func correlated(r *rand.Rand, n, width int) rows {
	x := newRows(n, width)
	for i := range n {
		common := r.NormFloat64()
		for j := range width {
			x.row(i)[j] = float32(common*float64(j%5) + r.NormFloat64())
		}
	}
	return x
}

func TestTheRootInvertsTheMoments(t *testing.T) {
	t.Parallel()
	const n = 64
	m := moments(kernel.Best(), correlated(rand.New(rand.NewPCG(1, 2)), 700, n))
	u := inverseRoot(slices.Clone(m), n)
	for i := range n {
		for j := range n {
			got := 0.0 // of m·uᵀ·u
			for k := range n {
				for l := range n {
					got += m[i*n+k] * u[l*n+k] * u[l*n+j]
				}
			}
			want := 0.0
			if i == j {
				want = 1
			}
			if math.Abs(got-want) > 1e-6 {
				t.Fatalf("%d, %d: got %v, want %v", i, j, got, want)
			}
			if i > j && u[i*n+j] != 0 {
				t.Fatalf("%d, %d: %v below the diagonal", i, j, u[i*n+j])
			}
		}
	}
}

func TestMomentsAreMeansOverRows(t *testing.T) {
	t.Parallel()
	x := correlated(rand.New(rand.NewPCG(1, 2)), 600, 128)
	got := moments(kernel.Best(), x)
	for i := range x.width {
		for j := range x.width {
			want := 0.0
			for k := range x.len() {
				want += float64(x.row(k)[i]) * float64(x.row(k)[j]) / float64(x.len())
			}
			if math.Abs(got[i*x.width+j]-want) > 1e-4 {
				t.Fatalf("%d, %d: got %v, want %v", i, j, got[i*x.width+j], want)
			}
		}
	}
}

// TestWhatRoundingChangesIsMadeUpFor holds a fitted matrix against one whose weights are
// rounded one by one, over samples that the fit has not seen.
func TestWhatRoundingChangesIsMadeUpFor(t *testing.T) {
	t.Parallel()
	k, r := kernel.Best(), rand.New(rand.NewPCG(1, 2))
	const width, outputs = 128, 32
	w := newRows(outputs, width)
	for i := range w.data {
		w.data[i] = float32(r.NormFloat64())
	}
	x, unseen := correlated(r, 4000, width), correlated(r, 1000, width)
	even := slices.Repeat([]float32{1}, kernel.Block)
	rounded := newQuantized(outputs, width)
	for i := range outputs {
		rounded.setRow(i, w.row(i), even)
	}
	fitted, bias := approximate(k, w, newSamples(k, x))
	want := unseen.times(k, w, nil)
	plain, better := size(want.minus(unseen.times(k, rounded.floats(), nil))), size(want.minus(unseen.times(k, fitted.floats(), bias)))
	if better > plain*0.7 {
		t.Errorf("rounding costs %.4f, and fitted %.4f", plain, better)
	}
}

// size is the root of the mean square.
func size(r rows) float64 {
	sum := 0.0
	for _, v := range r.data {
		sum += float64(v) * float64(v)
	}
	return math.Sqrt(sum / float64(len(r.data)))
}

func TestDirectionsAreThoseOfTheLargestMoments(t *testing.T) {
	t.Parallel()
	const n, k = 32, 4
	// A diagonal with four large values, turned by a reflection.
	v, length := make([]float64, n), 0.0
	for i := range v {
		v[i] = float64(i%7) - 3
		length += v[i] * v[i]
	}
	reflect := func(i, j int) float64 {
		if i == j {
			return 1 - 2*v[i]*v[j]/length
		}
		return -2 * v[i] * v[j] / length
	}
	a := make([]float64, n*n)
	for i := range n {
		for j := range n {
			for d := range n {
				large := 1.0
				if d < k {
					large = float64(100 - 10*d)
				}
				a[i*n+j] += reflect(i, d) * large * reflect(d, j)
			}
		}
	}
	got := directions(a, n, k)
	for c := range k {
		cosine := 0.0
		for i := range n {
			cosine += float64(got[i*k+c]) * reflect(i, c)
		}
		if math.Abs(cosine) < 0.9999 {
			t.Errorf("direction %d: cosine %v", c, cosine)
		}
	}
}

func TestDamagedTensorsAreRefused(t *testing.T) {
	t.Parallel()
	header := `{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,99]}}`
	file := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	file = append(append(file, header...), 0, 0, 128, 63, 0, 0, 0, 64)
	s, err := readSafetensors(file)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := s.tensor("a"); err != nil || !slices.Equal(a.data, []float32{1, 2}) || a.width != 2 {
		t.Errorf("tensor a: %v, %v", a, err)
	}
	for _, name := range []string{"b", "c"} {
		if _, err := s.tensor(name); err == nil {
			t.Errorf("tensor %s was read", name)
		}
	}
	for _, bad := range [][]byte{nil, file[:7], file[:20]} {
		if _, err := readSafetensors(bad); err == nil {
			t.Errorf("%d bytes were read", len(bad))
		}
	}
}

func TestLinesAreSpreadOverADocument(t *testing.T) {
	t.Parallel()
	lines := []string{"a", "b", "c", "d", "e", "f"}
	if got := spread(lines, 3); !slices.Equal(got, []string{"a", "c", "e"}) {
		t.Errorf("got %q", got)
	}
	if got := spread(lines[:2], 3); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("got %q", got)
	}
	if got := cut("аб", 3); got != "а" {
		t.Errorf("got %q", got)
	}
}
