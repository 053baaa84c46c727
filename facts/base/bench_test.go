package base_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts/base"
	"summitbot/facts/data"
)

// BenchmarkLoad loads bases of a thousand facts that have more and more paraphrases between
// them. The time grows with their number, and 20,000 take less than half a second.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{20_000, 200_000} {
		files := paraphrased(1000, n)
		b.Run(fmt.Sprintf("paraphrases=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := base.Load(files, "base.yaml", openText); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoadArticle loads the base that comes with the program.
func BenchmarkLoadArticle(b *testing.B) {
	for b.Loop() {
		if _, err := base.Load(data.Files, data.Name, openText); err != nil {
			b.Fatal(err)
		}
	}
}

// paraphrased returns a base over a text of the given number of sentences, which have the
// given number of paraphrases between them, by ten hands.
func paraphrased(sentences, paraphrases int) fstest.MapFS {
	var text, yaml strings.Builder
	yaml.WriteString("facts:\n")
	for i := range sentences {
		fmt.Fprintf(&text, "The gate with the number %d opens at nine in the morning.\n\n", i)
		fmt.Fprintf(&yaml, "  - sentence: The gate with the number %d opens\n    answers:\n      - headline: At nine\n        mark: at nine\n        paraphrases:\n", i)
		for hand := range 10 {
			fmt.Fprintf(&yaml, "          %d: |\n", hand+1)
			for j := range paraphrases / sentences / 10 {
				fmt.Fprintf(&yaml, "            At what hour may one pass gate %d, asked %d in the manner of %d?\n", i, j, hand)
			}
		}
	}
	return over(text.String(), yaml.String())
}
