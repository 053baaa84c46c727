package token_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestUnigram(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, pieces, spans string }{
		{"", "▁", "[]"},
		{" ", "▁", "[ ]"},
		{"  ", "▁", "[  ]"},
		{"hello", "▁hello", "[hello]"},
		{" hello ", "▁hello ▁", "[ hello][ ]"},
		{"a \t\u00A0hello", "▁a ▁hello", "[a][ \t\u00A0hello]"},
		{"zhello", "▁ <unk> h e llo", "[][z][h][e][llo]"},
		{"中国", "▁ <unk> <unk>", "[][中][国]"},
		// the best way, and of those as good the first
		{"baa", "▁ b aa", "[][b][aa]"},
		{"bab", "▁ b ab", "[][b][ab]"}, // a and b are as good, but ab comes to the end first
		{"baaaa", "▁ b aaaa", "[][b][aaaa]"},
		// replaced
		{"BA", "▁ <unk> a", "[][B][A]"},
		{"a\u00ADa", "▁a a", "[a][a]"},
		{"ba\u00ADa", "▁ b aa", "[][b][a\u00ADa]"},
		{"\u00ADhello", "▁hello", "[hello]"},
		{"ﻻ", "▁ لا", "[][ﻻ]"},
		{"a…", "▁a ! ! !", "[a][…][…][…]"},
		{"a ¨", "▁a ▁!", "[a][ ¨]"},
		{"a\xffhello", "▁a ▁hello", "[a][\xffhello]"},
		{"a ▁b", "▁a ▁ ▁ b", "[a][ ][▁][b]"}, // a mark in the text is no space, so nothing collapses
		// special pieces are never found
		{"<s>", "▁ < s >", "[][<][s][>]"},
		{"<unk>", "▁ < <unk> <unk> <unk> >", "[][<][u][n][k][>]"},
	}
	u := multilingual(t)
	for _, tt := range tests {
		if got := pieces(u, "", tt.text); got != tt.pieces {
			t.Errorf("pieces of %q: got %s, want %s", tt.text, got, tt.pieces)
		}
		if got := spans(u, "", tt.text); got != tt.spans {
			t.Errorf("spans of %q: got %q, want %q", tt.text, got, tt.spans)
		}
	}
}

func TestUnigramPrefix(t *testing.T) {
	t.Parallel()
	u := multilingual(t)
	for _, tt := range []struct{ prefix, text, pieces, spans string }{
		{"query: ", "hello", "▁query : ▁hello", "[][][hello]"},
		{"query: ", "  hello", "▁query : ▁hello", "[][][  hello]"},
		{"query: ", "", "▁query : ▁", "[][][]"},
		{"b a", "ab", "▁ b ▁a ab", "[][][][ab]"},
	} {
		if got := pieces(u, tt.prefix, tt.text); got != tt.pieces {
			t.Errorf("pieces of %q + %q: got %s, want %s", tt.prefix, tt.text, got, tt.pieces)
		}
		if got := spans(u, tt.prefix, tt.text); got != tt.spans {
			t.Errorf("spans of %q + %q: got %q, want %q", tt.prefix, tt.text, got, tt.spans)
		}
	}
}

// TestUnigramFindsTheBestWay compares it with a plain search, over texts shorter and longer
// than the window that it searches at a time.
func TestUnigramFindsTheBestWay(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(3, 4))
	u := multilingual(t)
	for i := range 150 {
		text := randomText(rnd, "aaaabbhelloquery:s  <>z中éﻻ…\u00AD\t", 1+i*i/2)
		if i%3 == 0 {
			text = strings.ReplaceAll(text, " ", "a") // longer stretches that can't be settled
		}
		got, want := strings.Fields(pieces(u, "", text)), plain(text)
		if !slices.Equal(got, want) {
			t.Fatalf("%.200q: got %.200q, want %.200q", text, got, want)
		}
		check(t, u, "", text)
	}
}

func randomText(rnd *rand.Rand, from string, n int) string {
	runes := []rune(from)
	var b strings.Builder
	for range n {
		b.WriteRune(runes[rnd.IntN(len(runes))])
	}
	return b.String()
}

// plain returns the pieces of a text by the rules as they are written.
func plain(text string) []string {
	runes := []rune(normalForm(text))
	known := scores()
	for special := range strings.FieldsSeq("<s> <pad> </s> <unk> <mask>") {
		delete(known, special)
	}
	best, from := make([]float32, len(runes)+1), make([]int, len(runes)+1)
	name := make([]string, len(runes)+1)
	for i := range runes {
		try := func(end int, score float32, piece string) {
			if name[end] == "" || best[i]+score > best[end] {
				best[end], from[end], name[end] = best[i]+score, i, piece
			}
		}
		for end := i + 1; end <= min(i+8, len(runes)); end++ {
			if score, ok := known[string(runes[i:end])]; ok {
				try(end, score, string(runes[i:end]))
			}
		}
		try(i+1, unknownScore, "<unk>")
	}
	var pieces []string
	for end := len(runes); end > 0; end = from[end] {
		pieces = append(pieces, name[end])
	}
	slices.Reverse(pieces)
	return pieces
}

func normalForm(text string) string {
	var b strings.Builder
	replace := replacements()
	for _, r := range text {
		if to, ok := replace[r]; ok {
			b.WriteString(string(to))
		} else {
			b.WriteRune(r)
		}
	}
	s := b.String()
	if !strings.HasPrefix(s, " ") {
		s = " " + s
	}
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return strings.ReplaceAll(s, " ", "▁")
}

func FuzzUnigram(f *testing.F) {
	f.Add("query: ", "hello AAAA…")
	f.Add("", "\xff¨ ﻻ\u00AD▁<unk>")
	u := multilingual(f)
	f.Fuzz(func(t *testing.T, prefix, text string) { check(t, u, prefix, text) })
}
