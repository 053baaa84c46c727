package complete_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"summitbot/facts/complete"
	"summitbot/facts/lexicon"
)

// typed is what people have typed of questions like those of the development set.
func typed(ways []complete.Way) []string {
	questions := []string{
		"where did xi go for the 2nd meetup w the stans", "when was the 6th get together of the ministers",
		"what did chinas top diplomat say about trump", "whats the american group with the stans called",
		"did biden ever meet the stan presidents", "how many billions do china n the stans trade",
		"why does the train line thru kyrgyzstan matter more now", "customs deal", "poverty center", "summits how often",
		"wich contry hosted the frist sumit", "who financed the railway", "kazahkstan agrements number",
		"does china deal w the stans as a group now or one by one", "how did the summit in xian compare with this one",
	}
	for i := 0; i < len(ways); i += 1 + len(ways)/50 {
		questions = append(questions, ways[i].Text)
	}
	var typed []string
	for _, q := range questions {
		for _, n := range []int{1, 2, 3, 5, 8, 12, 20, 30, 45, len(q)} {
			typed = append(typed, q[:min(n, len(q))])
		}
	}
	return typed
}

func BenchmarkComplete(b *testing.B) {
	ways, l := article(b)
	b.Run("article", func(b *testing.B) { benchmark(b, ways, l) })
	for _, n := range []int{20_000, 200_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmark(b, many(n), l) })
	}
}

func benchmark(b *testing.B, ways []complete.Way, l *lexicon.Lexicon) {
	x, inputs := complete.New(ways, l), typed(ways)
	var took []time.Duration
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		x.Complete(inputs[i%len(inputs)], 25)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-µs")
	b.ReportMetric(float64(took[len(took)-1].Nanoseconds())/1e3, "max-µs")
}

func BenchmarkNew(b *testing.B) {
	ways, l := article(b)
	b.Run("article", func(b *testing.B) {
		for b.Loop() {
			complete.New(ways, l)
		}
	})
	ways = many(20_000)
	b.Run("20000", func(b *testing.B) {
		for b.Loop() {
			complete.New(ways, l)
		}
	})
}

// many makes n ways: questions about things with made-up names, and headings.
func many(n int) []complete.Way {
	begin := []string{
		"when was the %s", "who founded the %s", "how many people work at the %s", "what is the %s", "where is the %s of the summit",
		"is the %s open on Sunday", "%s", "Installing %s", "The history of the %s in Kazakhstan", "why did the %s close in 1994",
	}
	ways := make([]complete.Way, n)
	for i := range ways {
		ways[i] = complete.Way{Text: fmt.Sprintf(begin[i%len(begin)], name(i)), Owner: i / 4}
	}
	return ways
}

// name returns one of many names: two made-up words and a common one.
func name(i int) string {
	syllables := []string{"ba", "chi", "do", "fe", "ga", "hu", "in", "ko", "la", "mi", "no", "pra", "que", "ri", "sto", "tu"}
	common := []string{"railway", "agreement", "minister", "trade", "museum", "office", "border", "school", "market", "bridge", "declaration"}
	word := func(n int) string {
		s := ""
		for range 3 {
			s += syllables[n%len(syllables)]
			n /= len(syllables)
		}
		return s
	}
	return word(i*7919%4096) + " " + word(i*104729/3%4096) + " " + common[i%len(common)]
}
