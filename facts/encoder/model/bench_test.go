package model_test

import (
	"fmt"
	"strings"
	"testing"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/model"
)

// BenchmarkQuestion encodes one question of 12 tokens, with what the model puts around it, on
// the goroutine that asks.
func BenchmarkQuestion(b *testing.B) {
	questions := map[string]string{"english": "how much cash did president xi promise to them", "multilingual": "how much cash did xi promise?"}
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

// sentenceOf makes up a sentence of n tokens.
func sentenceOf(b *testing.B, e *encoder.Encoder, seed, n int) string {
	b.Helper()
	words := strings.Fields("the second summit of leaders took place in june with trade and rail among what they discussed")
	var s strings.Builder
	for i := seed; ; i++ {
		fmt.Fprintf(&s, "%s ", words[i%len(words)])
		switch got := len(e.TokenIDs(strings.TrimSpace(s.String()), encoder.Passage)); {
		case got == n:
			return strings.TrimSpace(s.String())
		case got > n:
			b.Fatalf("%d tokens", got)
		}
	}
}

func openWith(b *testing.B, name string, k *kernel.Kernels) *encoder.Encoder {
	b.Helper()
	e, err := model.Open(name, encoder.Options{Kernels: k})
	if err != nil {
		b.Fatal(err)
	}
	return e
}
