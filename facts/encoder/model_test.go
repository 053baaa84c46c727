package encoder_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/token"
	"summitbot/facts/encoder/weights"
)

// The tests of this package use models that are made up: the sizes differ, the weights are
// random, and nothing means anything. What the real ones do is tested in package model.

// shape is that of the model with relative positions; the other one has none.
var shape = weights.Shape{Layers: 2, Width: 64, Inner: 128, Heads: 4, Positions: 40, Epsilon: 1e-5, Buckets: 8, Distance: 16, Compact: 64}

// wordPieceModel has a piece for each letter, and some words.
func wordPieceModel() string {
	pieces := []string{"<s>", "</s>", "[UNK]", "summit", "##s", "china", "trade"}
	for c := 'a'; c <= 'z'; c++ {
		pieces = append(pieces, string(c), "##"+string(c))
	}
	return modelFile(weights.Header{Name: "words", Tokenizer: weights.WordPiece, Begin: "<s>", End: "</s>", Shape: shape}, pieces)
}

// unigramModel has a prefix for each role.
func unigramModel() string {
	s := shape
	s.Buckets, s.Distance = 0, 0
	pieces := []string{"<s>", "</s>", "<unk>", "▁", "▁summit", "▁china", "▁q", ":", "▁p", "саммит", "会", "议"}
	for c := 'a'; c <= 'z'; c++ {
		pieces = append(pieces, string(c))
	}
	return modelFile(weights.Header{
		Name: "unigram", Tokenizer: weights.Unigram, Begin: "<s>", End: "</s>", Question: "q: ", Passage: "p: ", UnknownScore: -20, PooledShare: 0.25, Shape: s,
	}, pieces)
}

func models() map[string]string {
	return map[string]string{"wordpiece": wordPieceModel(), "unigram": unigramModel()}
}

// pooledShare is how much whole texts count in a score of each model.
var pooledShare = map[string]float64{"wordpiece": 0, "unigram": 0.25}

func open(t testing.TB, file string, k *kernel.Kernels) *encoder.Encoder {
	t.Helper()
	e, err := encoder.Open(file, encoder.Options{Kernels: k})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// modelFile makes up the numbers of a model.
func modelFile(h weights.Header, pieces []string) string {
	slices.Sort(pieces)
	r, w, s := rand.New(rand.NewPCG(1, 2)), weights.NewWriter(h), h.Shape
	blob, ends := token.PackVocabulary(pieces)
	w.Add("pieces", []byte(blob))
	w.Add("ends", []byte(ends))
	if h.Tokenizer == weights.Unigram {
		scores := make([]float32, len(pieces))
		for i, p := range pieces {
			scores[i] = float32(len(p)) - 8
		}
		w.AddFloats("scores", scores)
		w.Add("normal", []byte(token.PackNormal(map[rune][]rune{'\t': {' '}, 'Ａ': {'a'}})))
	}
	var words []byte
	for range pieces {
		words = kernel.PackRow(words, values(r, s.Width), scales(r, s.Width))
	}
	w.Add("words", words)
	var positions []byte
	for range s.Positions * s.Width {
		h := 0x2000 + uint16(r.IntN(0x800)) + uint16(r.IntN(2))<<15
		positions = append(positions, byte(h), byte(h>>8))
	}
	w.Add("positions", positions)
	if s.Buckets > 0 {
		w.AddFloats("distances", normals(r, s.Buckets*s.Heads))
	}
	addNorm(w, r, "norm", s.Width)
	for i := range s.Layers {
		name := strconv.Itoa(i) + "."
		for _, part := range []string{"query", "key", "value", "output"} {
			addDense(w, r, name+part, s.Width, s.Width)
		}
		addDense(w, r, name+"inner", s.Inner, s.Width)
		addDense(w, r, name+"outer", s.Width, s.Inner)
		addNorm(w, r, name+"attention.norm", s.Width)
		addNorm(w, r, name+"final.norm", s.Width)
	}
	file, err := w.Bytes()
	if err != nil {
		panic(err)
	}
	return string(file)
}

func addNorm(w *weights.Writer, r *rand.Rand, name string, width int) {
	weight := normals(r, width)
	for i := range weight {
		weight[i] = 1 + weight[i]/4
	}
	w.AddFloats(name+".weight", weight)
	w.AddFloats(name+".bias", normals(r, width))
}

func addDense(w *weights.Writer, r *rand.Rand, name string, outputs, inputs int) {
	w.Add(name, kernel.PackMatrix(values(r, outputs*inputs), scales(r, outputs*inputs), outputs, inputs))
	w.AddFloats(name+".bias", normals(r, outputs))
}

func normals(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64() / 4)
	}
	return v
}

func values(r *rand.Rand, n int) []uint8 {
	v := make([]uint8, n)
	for i := range v {
		v[i] = uint8(r.IntN(16))
	}
	return v
}

// scales returns scales about 1/64.
func scales(r *rand.Rand, weights int) []uint16 {
	v := make([]uint16, weights/kernel.Block)
	for i := range v {
		v[i] = 0x2400 + uint16(r.IntN(0x400))
	}
	return v
}

// texts are what people and files may contain.
var texts = []string{
	"", " ", "summit", "The second China summits took place.", "who   traded\twith whom?", "саммит 会议 summit",
	"🏔️👨‍👩‍👧 !!", "\xff\xfe broken \x80 bytes", strings.Repeat("trade and china ", 20), strings.Repeat("x", 500), "ＡＢＣ",
}

// cosine returns the cosine of two vectors.
func cosine[T, U float32 | float64](a []T, b []U) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}
