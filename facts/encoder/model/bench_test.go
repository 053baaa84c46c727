package model_test

import (
	"strings"
	"testing"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/model"
)

// BenchmarkQuestion encodes one question of 12 tokens, with what the model puts around it, on
// the goroutine that asks.
func BenchmarkQuestion(b *testing.B) {
	questions := map[string]string{"english": "how much cash did president xi promise to them all", "multilingual": "how much cash did xi promise?"}
	for _, name := range model.Names() {
		for _, k := range kernel.All() {
			b.Run(name+"/"+k.Name, func(b *testing.B) {
				e := openWith(b, name, k)
				if n := len(e.TokenIDs(questions[name], encoder.Question)); n != 12 {
					b.Fatalf("%d tokens", n)
				}
				b.ReportAllocs()
				for b.Loop() {
					if _, err := e.Question(b.Context(), questions[name]); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkPassages encodes 600 sentences of 30 tokens each.
func BenchmarkPassages(b *testing.B) {
	for _, name := range model.Names() {
		for _, k := range kernel.All() {
			if k.Name == "plain" {
				continue // takes minutes
			}
			b.Run(name+"/"+k.Name, func(b *testing.B) {
				e := openWith(b, name, k)
				texts := make([]string, 600)
				for i := range texts {
					texts[i] = sentenceOf(b, e, i, 30)
				}
				b.ReportAllocs()
				for b.Loop() {
					if err := e.Passages(b.Context(), texts, func(int, encoder.Encoding) {}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// sentenceOf makes up a sentence of n tokens: words, and full stops for what is missing.
func sentenceOf(b *testing.B, e *encoder.Encoder, seed, n int) string {
	b.Helper()
	words := strings.Fields("the second summit of leaders took place in june with trade and rail")
	s, next := "", ""
	for i := seed; len(e.TokenIDs(next, encoder.Passage)) <= n; i++ {
		s, next = next, strings.TrimSpace(next+" "+words[i%len(words)])
	}
	for len(e.TokenIDs(s, encoder.Passage)) < n {
		s += "."
	}
	return s
}

func openWith(b *testing.B, name string, k *kernel.Kernels) *encoder.Encoder {
	b.Helper()
	e, err := model.Open(name, encoder.Options{Kernels: k})
	if err != nil {
		b.Fatal(err)
	}
	return e
}
