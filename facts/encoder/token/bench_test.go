package token_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"summitbot/facts/encoder/token"
)

// The workload is 200 questions of ten made-up words, about three pieces a word, and
// vocabularies as large as the real ones: 30,000 and 250,000 pieces.

func BenchmarkWordPiece(b *testing.B) {
	pieces, words := syllables(30_000)
	all := []string{"[UNK]"}
	for i, p := range pieces {
		all = append(all, []string{p, "##" + p}[i%2])
	}
	w, err := token.NewWordPiece(vocabulary(b, all...))
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, w, "", words)
}

func BenchmarkUnigram(b *testing.B) {
	pieces, words := syllables(250_000)
	all := []string{"<unk>"}
	for i, p := range pieces {
		all = append(all, []string{p, "▁" + p}[i%2])
	}
	v := vocabulary(b, all...)
	var scores []byte
	for id := range v.Len() {
		scores = appendFloat(scores, -10-float32(id%100)/10)
	}
	u, err := token.NewUnigram(v, string(scores), token.PackNormal(replacements()), -30)
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, u, "query: ", words)
}

// syllables returns n pieces of one to four syllables, and words of two pieces.
func syllables(n int) (pieces, words []string) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range n {
		var p strings.Builder
		for range 1 + rnd.IntN(4) {
			p.WriteByte("bcdfghklmnprstvz"[rnd.IntN(16)])
			p.WriteByte("aeiou"[rnd.IntN(5)])
		}
		pieces = append(pieces, p.String())
	}
	for range 2000 {
		words = append(words, pieces[rnd.IntN(n)]+pieces[rnd.IntN(n)])
	}
	return pieces, words
}

func benchmark(b *testing.B, t tokenizer, prefix string, words []string) {
	b.ReportAllocs()
	var dst []token.Piece
	var texts []string
	for i := 0; i < len(words); i += 10 {
		texts = append(texts, strings.Join(words[i:i+10], " "))
	}
	n := 0
	for b.Loop() {
		for _, text := range texts {
			dst = t.Append(dst[:0], prefix, text)
			n += len(dst)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/token")
	b.ReportMetric(float64(n)/float64(b.N*len(texts)), "tokens/text")
}
