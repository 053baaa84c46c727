package weights_test

import (
	"slices"
	"strings"
	"testing"

	"summitbot/facts/encoder/weights"
)

var shape = weights.Shape{Layers: 1, Width: 32, Inner: 32, Heads: 4, Positions: 200, Compact: 32, Buckets: 32, Distance: 128}

func TestWhatWasWrittenIsRead(t *testing.T) {
	t.Parallel()
	w := weights.NewWriter(weights.Header{Name: "m", Shape: shape, Begin: "<s>", PooledShare: 0.25})
	w.Add("bytes", []byte("hello"))
	w.AddFloats("floats", []float32{1.5, -2, 0})
	w.Add("empty", nil)
	file, err := w.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	f, err := weights.Open(string(file))
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "m" || f.Begin != "<s>" || f.Shape != shape || f.PooledShare != 0.25 || f.Section("bytes") != "hello" || f.Section("empty") != "" || f.Section("none") != "" {
		t.Errorf("read %+v", f.Header)
	}
	if got, err := f.Floats("floats", 3); err != nil || !slices.Equal(got, []float32{1.5, -2, 0}) {
		t.Errorf("floats %v, %v", got, err)
	}
	if _, err := f.Floats("floats", 4); err == nil {
		t.Error("four numbers were read of three")
	}
	for name, s := range f.Sections {
		if s.Offset%64 != 0 {
			t.Errorf("section %s begins at %d", name, s.Offset)
		}
	}
	for n := range len(file) {
		if _, err := weights.Open(string(file[:n])); err == nil && n < strings.Index(string(file), "hello") {
			t.Fatalf("%d of %d bytes were opened", n, len(file))
		}
	}
}

// TestDistancesFallIntoBuckets holds the buckets against those of T5's published code, for 32
// buckets in both directions and distances up to 128.
func TestDistancesFallIntoBuckets(t *testing.T) {
	t.Parallel()
	table := make([]float32, shape.Buckets*shape.Heads)
	for i := range table {
		table[i] = float32(i / shape.Heads) // the number of the bucket
	}
	bias := shape.Distances(table)
	for distance, want := range map[int]float32{
		0: 0, 1: 17, -1: 1, 7: 23, -7: 7, 8: 24, -8: 8, 11: 24, 12: 25, -15: 9, 16: 26, 63: 29, 64: 30, 90: 30, 91: 31, 128: 31, -199: 15, 199: 31,
	} {
		for head := range bias {
			if got := bias[head][shape.Positions+distance]; got != want {
				t.Errorf("distance %d: bucket %v, want %v", distance, got, want)
			}
		}
	}
}
