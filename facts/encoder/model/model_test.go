package model_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/model"
	"summitbot/facts/encoder/reference"
)

var (
	thorough = flag.Bool("thorough", false, "hold every text against the reference, and measure quality; takes minutes")
	update   = flag.Bool("update", false, "rewrite the golden file")
)

// thoroughly skips a test that takes long.
func thoroughly(t *testing.T) {
	t.Helper()
	if !*thorough {
		t.Skip("takes minutes; run with -thorough")
	}
}

// open opens a model once for all tests.
func open(t testing.TB, name string) *encoder.Encoder {
	t.Helper()
	e, err := opened[name]()
	if errors.Is(err, model.ErrLeftOut) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var opened = map[string]func() (*encoder.Encoder, error){
	"english":      sync.OnceValues(func() (*encoder.Encoder, error) { return model.Open("english", encoder.Options{}) }),
	"multilingual": sync.OnceValues(func() (*encoder.Encoder, error) { return model.Open("multilingual", encoder.Options{}) }),
}

// line is a line of testdata/texts.tsv, whose texts were written for these tests, and what
// the originals of the models make of it: made by testdata/original.py.
type line struct {
	Language string
	Text     string
}

func readTexts(t testing.TB) []line {
	t.Helper()
	var all []line
	for _, columns := range readTSV(t, "testdata/texts.tsv") {
		l := line{Language: columns[0]}
		if err := json.Unmarshal([]byte(columns[1]), &l.Text); err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return all
}

func readTSV(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows [][]string
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		rows = append(rows, strings.Split(in.Text(), "\t"))
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func passages(t testing.TB, e *encoder.Encoder, texts []string) []encoder.Encoding {
	t.Helper()
	all := make([]encoder.Encoding, len(texts))
	if err := e.Passages(t.Context(), texts, func(i int, enc encoder.Encoding) { all[i] = enc }); err != nil {
		t.Fatal(err)
	}
	return all
}

func cosine[T, U float32 | float64](a []T, b []U) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}

// bounds collects cosines and holds their mean and the least of them against bounds.
type bounds struct {
	sum, least float64
	n          int
	worst      string
}

func (b *bounds) add(c float64, text string) {
	if b.n == 0 || c < b.least {
		b.least, b.worst = c, text
	}
	b.sum, b.n = b.sum+c, b.n+1
}

func (b *bounds) check(t *testing.T, what string, mean, least float64) {
	t.Helper()
	t.Logf("%s: %d texts, cosine %.5f on average, %.5f at worst (%.60q)", what, b.n, b.sum/float64(b.n), b.least, b.worst)
	if b.n == 0 || b.sum/float64(b.n) < mean || b.least < least {
		t.Errorf("%s: want %v on average, %v at worst", what, mean, least)
	}
}

// TestFilesAreThoseThatWereMade holds the files against the sums of what go generate made
// when they were last made: it takes an hour to make them again.
func TestFilesAreThoseThatWereMade(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile(filepath.Join("testdata", "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, name := range model.Names() {
		open(t, name) // skips where the models are left out
		file, _ := model.File(name)
		got += fmt.Sprintf("%x  %s.bin\n", sha256.Sum256([]byte(file)), name)
	}
	if got != string(want) {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestVectorsAreThoseOfTheOriginals holds the vectors of ordinary sentences against those of
// the models in full precision and with their whole vocabulary.
func TestVectorsAreThoseOfTheOriginals(t *testing.T) {
	t.Parallel()
	for _, name := range model.Names() {
		e := open(t, name)
		var texts []string
		for _, l := range readTexts(t) {
			if l.Language != "x" && (name == "multilingual" || l.Language == "en") {
				texts = append(texts, l.Text)
			}
		}
		want := readVectors(t, filepath.Join("testdata", name+".vectors"), e.Width(), len(texts))
		var b bounds
		for i, enc := range passages(t, e, texts) {
			b.add(cosine(enc.Pooled, want[i]), texts[i])
		}
		b.check(t, name, 0.985, 0.97)
	}
}

// readVectors reads vectors in half precision.
func readVectors(t testing.TB, name string, width, n int) [][]float32 {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) != 2*width*n {
		t.Fatalf("%s: %d bytes, want %d vectors of %d numbers", name, len(data), n, width)
	}
	all := make([][]float32, n)
	for i := range all {
		all[i] = make([]float32, width)
		kernel.Halves(all[i], string(data[2*i*width:]))
	}
	return all
}

// TestVectorsAreExact holds the vectors against the reference, which has the same weights and
// rounds nothing.
func TestVectorsAreExact(t *testing.T) {
	thoroughly(t)
	t.Parallel()
	for _, name := range model.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := open(t, name)
			file, _ := model.File(name)
			ref := reference.Open(file)
			var texts []string
			for _, l := range readTexts(t) {
				isItsOwn := name == "multilingual" || l.Language == "en" || l.Language == "x"
				if isItsOwn && len(l.Text) < 1500 { // one window
					texts = append(texts, l.Text)
				}
			}
			var mu sync.Mutex
			var b bounds
			var work sync.WaitGroup
			for i, enc := range passages(t, e, texts) {
				work.Go(func() {
					ids := e.TokenIDs(texts[i], encoder.Passage)
					c := cosine(enc.Pooled, ref.Pooled(ids))
					mu.Lock()
					defer mu.Unlock()
					b.add(c, texts[i])
				})
			}
			work.Wait()
			b.check(t, name, 0.999, 0.997)
		})
	}
}

// TestTokensAreThoseOfTheOriginals holds the pieces of each text against those that the
// originals' tokenizers gave. Where the vocabulary was cut, a text may have others, in all but
// a few lines.
func TestTokensAreThoseOfTheOriginals(t *testing.T) {
	t.Parallel()
	for _, name := range model.Names() {
		e := open(t, name)
		rows := readTSV(t, filepath.Join("testdata", name+".pieces"))
		texts := readTexts(t)
		if len(rows) != len(texts) {
			t.Fatalf("%d lines of pieces for %d texts", len(rows), len(texts))
		}
		same, ordinary := 0, 0
		for i, l := range texts {
			var got []string
			for _, p := range e.Pieces(l.Text, encoder.Passage) {
				got = append(got, e.Piece(p))
			}
			var want []string
			if err := json.Unmarshal([]byte(rows[i][0]), &want); err != nil {
				t.Fatal(err)
			}
			equal := slices.Equal(got, want)
			if !equal && name == "english" {
				t.Errorf("english: %.80q\n got %.200q\nwant %.200q", l.Text, got, want)
			}
			if l.Language != "x" {
				ordinary++
				if equal {
					same++
				}
			}
		}
		t.Logf("%s: %d of %d ordinary texts have the same pieces", name, same, ordinary)
		if float64(same) < 0.98*float64(ordinary) {
			t.Errorf("%s: only %d of %d ordinary texts have the same pieces", name, same, ordinary)
		}
	}
}
