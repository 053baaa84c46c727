package encoder_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"summitbot/facts/encoder"
)

func TestATextFitsItselfBest(t *testing.T) {
	t.Parallel()
	for name, file := range models() {
		e := open(t, file, nil)
		for _, text := range texts {
			enc := encode(t, e, encoder.Passage, text)
			want := 1 + pooledShare[name]
			if len(enc.Pieces) == 0 {
				want-- // the late interaction of nothing
			}
			if got := e.Score(enc, enc); math.Abs(float64(got)-want) > 1e-4 {
				t.Errorf("%s: %q scores %v with itself, want %v", name, text, got, want)
			}
			if got := e.CompactScore(e.Compact(enc), e.Compact(enc)); math.Abs(float64(got)-want) > 1e-4 {
				t.Errorf("%s: %q scores %v with itself in compact form, want %v", name, text, got, want)
			}
		}
	}
}

func TestTheCompactFormKeepsScoresAndStoresThem(t *testing.T) {
	t.Parallel()
	for name, file := range models() {
		e := open(t, file, nil)
		question := encode(t, e, encoder.Question, "who traded with china?")
		for _, text := range texts {
			passage := encode(t, e, encoder.Passage, text)
			data, err := e.Compact(passage).MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			back, err := e.OpenCompact(string(data))
			if err != nil {
				t.Fatal(err)
			}
			got, want := e.CompactScore(e.Compact(question), back), e.Score(question, passage)
			if math.Abs(float64(got-want)) > 0.01 {
				t.Errorf("%s: %q: score %v, in compact form %v", name, text, want, got)
			}
		}
	}
}

func TestDamagedCompactFormsAreRefused(t *testing.T) {
	t.Parallel()
	e := open(t, wordPieceModel(), nil)
	good, err := e.Compact(encode(t, e, encoder.Passage, "summit")).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for n := range good {
		if _, err := e.OpenCompact(string(good[:n])); err == nil {
			t.Errorf("%d of %d bytes were read", n, len(good))
		}
	}
	bad := slices.Clone(good)
	bad[3] = 0xff
	if _, err := e.OpenCompact(string(bad)); err == nil {
		t.Error("a number of vectors beyond the data was believed")
	}
	narrow := string([]byte{1, 0, 0, 0, 32, 0, 0, 0}) + strings.Repeat("x", 32+4)
	if _, err := e.OpenCompact(narrow); err == nil {
		t.Error("a vector that is shorter than the encoder's was taken")
	}
}

func FuzzCompact(f *testing.F) {
	e := open(f, wordPieceModel(), nil)
	good, err := e.Compact(encode(f, e, encoder.Passage, "a summit")).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := e.OpenCompact(string(data))
		if err != nil {
			return
		}
		if back, err := c.MarshalBinary(); err != nil || !bytes.Equal(back, data) {
			t.Errorf("%x came back as %x, error %v", data, back, err)
		}
	})
}

func TestNearestFindsTheTextItselfFirst(t *testing.T) {
	t.Parallel()
	e := open(t, wordPieceModel(), nil)
	all := []string{"summit in china", "trade", "who traded with whom", "summit in china", "zebra"}
	var passages []encoder.Compact
	for _, text := range all {
		passages = append(passages, e.Compact(encode(t, e, encoder.Passage, text)))
	}
	hits := e.Nearest(passages[3], passages, 3)
	if len(hits) != 3 || hits[0].Passage != 0 || hits[1].Passage != 3 || hits[2].Cosine > hits[1].Cosine {
		t.Errorf("hits %v", hits)
	}
	if hits := e.Nearest(passages[0], passages[:2], 5); len(hits) != 2 {
		t.Errorf("%d hits among two passages", len(hits))
	}
}

func TestWordsAreMatchedWhole(t *testing.T) {
	t.Parallel()
	for name, file := range models() {
		e := open(t, file, nil)
		question, passage := "Summits, 会议?", "the  summits of 会议 and traders"
		matches := e.Words(question, encode(t, e, encoder.Passage, question), passage, encode(t, e, encoder.Passage, passage))
		var got []string
		for _, m := range matches {
			got = append(got, question[m.Question.Start:m.Question.End])
			if to := passage[m.Passage.Start:m.Passage.End]; !slices.Contains([]string{"the", "summits", "of", "会", "议", "会议", "and", "traders"}, to) {
				t.Errorf("%s: matched %q, which is no word", name, to)
			}
		}
		if want := []string{"Summits", "会", "议"}; !slices.Equal(got, want) {
			t.Errorf("%s: words %q, want %q", name, got, want)
		}
	}
	e := open(t, wordPieceModel(), nil)
	if got := e.Words("", encode(t, e, encoder.Question, ""), "summit", encode(t, e, encoder.Passage, "summit")); got != nil {
		t.Errorf("words of nothing: %v", got)
	}
}
