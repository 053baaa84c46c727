package encoder_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/reference"
)

func encode(t testing.TB, e *encoder.Encoder, role encoder.Role, text string) encoder.Encoding {
	t.Helper()
	if role == encoder.Question {
		enc, err := e.Question(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		return enc
	}
	var enc encoder.Encoding
	if err := e.Passages(t.Context(), []string{text}, func(_ int, got encoder.Encoding) { enc = got }); err != nil {
		t.Fatal(err)
	}
	return enc
}

func TestVectorsHaveLengthOneAndPiecesCoverTheText(t *testing.T) {
	t.Parallel()
	for name, file := range models() {
		e := open(t, file, nil)
		for _, text := range texts {
			enc := encode(t, e, encoder.Question, text)
			if got := cosine(enc.Pooled, enc.Pooled); math.Abs(got-1) > 1e-5 || len(enc.Pooled) != e.Width() {
				t.Errorf("%s: %q: the pooled vector has %d values and length² %v", name, text, len(enc.Pooled), got)
			}
			if len(enc.Tokens) != len(enc.Pieces)*e.Width() {
				t.Fatalf("%s: %q: %d values for %d pieces", name, text, len(enc.Tokens), len(enc.Pieces))
			}
			at := int32(0)
			for i, p := range enc.Pieces {
				if p.Start < at || p.End < p.Start || int(p.End) > len(text) {
					t.Fatalf("%s: %q: piece %d spans %d to %d", name, text, i, p.Start, p.End)
				}
				at = p.Start
				v := enc.Token(i)
				if got := dot(v, v); math.Abs(got-1) > 1e-5 {
					t.Errorf("%s: %q: piece %d has length² %v", name, text, i, got)
				}
			}
		}
	}
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestTheSameTextGetsTheSameBits(t *testing.T) {
	t.Parallel()
	for name, file := range models() {
		want := make([]encoder.Encoding, len(texts))
		for i, text := range texts {
			want[i] = encode(t, open(t, file, kernel.Plain()), encoder.Passage, text)
		}
		for _, k := range kernel.All() {
			t.Run(name+"/"+k.Name, func(t *testing.T) {
				t.Parallel()
				e := open(t, file, k)
				many := append(append([]string{}, texts...), strings.Split(strings.Repeat("a summit in china,", 50), ",")...)
				calls := 0
				err := e.Passages(t.Context(), many, func(i int, enc encoder.Encoding) {
					calls++
					if i < len(texts) && !reflect.DeepEqual(enc, want[i]) {
						t.Errorf("%q differs in a batch", texts[i])
					}
				})
				if err != nil || calls != len(many) {
					t.Errorf("%d of %d texts handed over, error %v", calls, len(many), err)
				}
			})
		}
	}
}

func TestQuestionsAndPassagesAreEncodedAtTheSameTime(t *testing.T) {
	t.Parallel()
	e := open(t, unigramModel(), nil)
	want := encode(t, e, encoder.Question, "who traded with china?")
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 20 {
				if got := encode(t, e, encoder.Question, "who traded with china?"); !reflect.DeepEqual(got, want) {
					t.Error("a question differs while others are encoded")
				}
			}
		})
		all.Go(func() {
			if err := e.Passages(t.Context(), texts, func(int, encoder.Encoding) {}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestARoleHasItsPrefix(t *testing.T) {
	t.Parallel()
	e := open(t, unigramModel(), nil)
	q, p := encode(t, e, encoder.Question, "summit"), encode(t, e, encoder.Passage, "summit")
	if !reflect.DeepEqual(q.Pieces, p.Pieces) || len(q.Pieces) != 1 {
		t.Errorf("pieces of the text: %v as a question, %v as a passage", q.Pieces, p.Pieces)
	}
	if cosine(q.Pooled, p.Pooled) > 0.9999 {
		t.Error("question and passage have the same vector")
	}
}

func TestLongTextIsReadInWindowsThatOverlap(t *testing.T) {
	t.Parallel()
	for name, file := range models() {
		e := open(t, file, nil)
		// Windows of the made-up models have about 36 pieces.
		for n := range 150 {
			text := strings.Repeat("z ", n) + "china"
			enc := encode(t, e, encoder.Passage, text)
			for i, p := range enc.Pieces {
				v := enc.Token(i)
				if got := dot(v, v); math.Abs(got-1) > 1e-5 {
					t.Fatalf("%s, %d words: piece %d (%q) has length² %v", name, n+1, i, text[p.Start:p.End], got)
				}
			}
		}
	}
}

func TestAQuestionAllocatesItsResultOnly(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools at random")
	}
	e := open(t, wordPieceModel(), nil)
	ctx := context.Background()
	got := testing.AllocsPerRun(200, func() {
		if _, err := e.Question(ctx, "who traded with china?"); err != nil {
			t.Fatal(err)
		}
	})
	if got > 2 { // the pieces, the vectors
		t.Errorf("%v allocations", got)
	}
}

func TestACancelledContextEndsTheWork(t *testing.T) {
	t.Parallel()
	e := open(t, wordPieceModel(), nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Question(ctx, "summit"); !errors.Is(err, context.Canceled) {
		t.Errorf("question: error %v", err)
	}
	if err := e.Passages(ctx, texts, func(int, encoder.Encoding) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("passages: error %v", err)
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	t.Parallel()
	file := wordPieceModel()
	for _, bad := range []string{
		"", "hello", file[:20], file[:24], file[:200], file[:len(file)-1], strings.Replace(file, `"width":64`, `"width":96`, 1),
		strings.Replace(file, `"heads":4`, `"heads":0`, 1), strings.Replace(file, `"wordpiece"`, `"mystery"`, 1),
		strings.Replace(file, `"begin":"\u003cs\u003e"`, `"begin":"nowhere12"`, 1), strings.Replace(file, `"offset":0`, `"offset":-1`, 1),
	} {
		if bad == file {
			t.Error("a case damages nothing")
		}
		if _, err := encoder.Open(bad, encoder.Options{}); err == nil {
			t.Errorf("a damaged file of %d bytes was opened", len(bad))
		}
	}
}

// TestAgainstDoublePrecision holds the whole forward pass against one that is written from
// the formulas, in double precision, with the same weights.
func TestAgainstDoublePrecision(t *testing.T) {
	t.Parallel()
	for name, file := range models() {
		e := open(t, file, nil)
		ref := reference.Open(file)
		for _, text := range texts {
			enc := encode(t, e, encoder.Passage, text)
			if len(enc.Pieces) > 30 {
				continue // more than one window
			}
			want := ref.Pooled(e.TokenIDs(text, encoder.Passage))
			if got := cosine(enc.Pooled, want); got < 0.999 {
				t.Errorf("%s: %q: cosine %.5f", name, text, got)
			}
		}
	}
}

// TestTheFirstWindowIsThatOfItsPieces holds the vectors at the beginning of a text that has many
// windows against the reference's of the first one.
func TestTheFirstWindowIsThatOfItsPieces(t *testing.T) {
	t.Parallel()
	for name, file := range models() {
		e := open(t, file, nil)
		text := strings.Repeat("trade and china met who ", 30)
		enc, ids := encode(t, e, encoder.Passage, text), e.TokenIDs(text, encoder.Passage)
		before := 1
		for ids[before] != enc.Pieces[0].ID {
			before++
		}
		want := reference.Open(file).Tokens(ids)
		for i := range 20 {
			if got := cosine(enc.Token(i), want[before+i]); got < 0.999 {
				t.Errorf("%s: piece %d: cosine %.5f", name, i, got)
			}
		}
	}
}

func FuzzQuestion(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	var all []*encoder.Encoder
	for _, file := range models() {
		all = append(all, open(f, file, nil))
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range all {
			enc := encode(t, e, encoder.Question, text)
			for i, p := range enc.Pieces {
				if utf8.ValidString(text) && !utf8.ValidString(text[p.Start:p.End]) {
					t.Errorf("piece %d cuts a rune", i)
				}
			}
			for _, v := range enc.Pooled {
				if math.IsNaN(float64(v)) {
					t.Fatal("not a number")
				}
			}
			e.Words(text, enc, text, enc)
		}
	})
}
