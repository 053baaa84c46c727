package token_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"summitbot/facts/encoder/token"
)

func TestVocabulary(t *testing.T) {
	t.Parallel()
	v := vocabulary(t, "b", "a", "ab", "abc", "é", "▁", "\xff", "[UNK]")
	if v.Len() != 8 {
		t.Fatalf("Len() = %d, want 8", v.Len())
	}
	for id := range int32(8) {
		if got, ok := v.Find(v.Piece(id)); got != id || !ok {
			t.Errorf("Find(%q) = %d, %t, want %d", v.Piece(id), got, ok, id)
		}
	}
	for _, absent := range []string{"", "c", "abcd", "ac", "\xc3", "\xff\xff"} {
		if id, ok := v.Find(absent); ok {
			t.Errorf("Find(%q) = %d, want none", absent, id)
		}
	}
	for _, id := range []int32{-1, 8} {
		if got := v.Piece(id); got != "" {
			t.Errorf("Piece(%d) = %q, want none", id, got)
		}
	}
}

func TestEmptyVocabulary(t *testing.T) {
	t.Parallel()
	v, err := token.NewVocabulary("", "")
	if err != nil {
		t.Fatal(err)
	}
	if id, ok := v.Find("a"); ok || v.Len() != 0 {
		t.Errorf("Find(a) = %d, %t, Len() = %d, want none", id, ok, v.Len())
	}
	if _, err := token.NewWordPiece(v); err == nil {
		t.Error("NewWordPiece needs no [UNK]")
	}
	if _, err := token.NewUnigram(v, "", token.PackNormal(nil), 0); err == nil {
		t.Error("NewUnigram needs no <unk>")
	}
}

func TestLengthsAreChecked(t *testing.T) {
	t.Parallel()
	blob, ends := token.PackVocabulary([]string{"<unk>", "a"})
	for _, tt := range []struct{ blob, ends string }{
		{blob, ends[1:]}, {blob, ends[:4]}, {blob, ""}, {blob + "b", ends}, {"", ends},
	} {
		if _, err := token.NewVocabulary(tt.blob, tt.ends); err == nil {
			t.Errorf("NewVocabulary(%q, %q) is no error", tt.blob, tt.ends)
		}
	}
	v := vocabulary(t, "<unk>", "a")
	normal := token.PackNormal(replacements())
	for _, tt := range []struct{ scores, normal string }{
		{"1234567", normal}, {"", normal}, {"12345678", ""}, {"12345678", normal[:20]}, {"12345678", normal[:3]}, {"12345678", "\xff\xff\xff\xff"},
	} {
		if _, err := token.NewUnigram(v, tt.scores, tt.normal, 0); err == nil {
			t.Errorf("NewUnigram(%q, %q) is no error", tt.scores, tt.normal)
		}
	}
}

// TestDamage breaks bytes that nothing checks: the pieces may be wrong, the spans not.
func TestDamage(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	harm := func(s string) string {
		b := []byte(s)
		for range 1 + rnd.IntN(8) {
			b[rnd.IntN(len(b))] = byte(rnd.Uint32())
		}
		return string(b)
	}
	blob, ends := token.PackVocabulary(strings.Fields("##b ##bb [UNK] <unk> a aa ab b ▁ ▁a 中"))
	scores, normal := strings.Repeat("\x00\x00\x80\xbf", len(ends)/4), token.PackNormal(replacements())
	opened := 0
	for range 20_000 {
		v, err := token.NewVocabulary(harm(blob), harm(ends[:len(ends)-4])+ends[len(ends)-4:])
		if err != nil {
			t.Fatal(err)
		}
		const text = "aab abb\tA中 ﻻ é… \xff"
		if w, err := token.NewWordPiece(v); err == nil {
			opened++
			check(t, w, "b", text)
		}
		if u, err := token.NewUnigram(v, harm(scores), harm(normal), -20); err == nil {
			opened++
			check(t, u, "b", text)
		}
	}
	if opened < 1000 {
		t.Errorf("only %d damaged tokenizers opened", opened)
	}
}
