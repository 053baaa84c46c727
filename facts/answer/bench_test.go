package answer_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"summitbot/facts/answer"
	"summitbot/facts/data"
	"summitbot/facts/source"
)

// devQuestions returns the development questions.
func devQuestions(tb testing.TB) []string {
	tb.Helper()
	data, err := os.ReadFile("../eval/data/dev.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	var questions []string
	for line := range strings.Lines(string(data)) {
		if columns := strings.Split(line, "\t"); len(columns) > 3 && columns[1] != "lang" {
			questions = append(questions, columns[3])
		}
	}
	return questions
}

// BenchmarkAnswer answers the development questions in turn, from the loaded index.
func BenchmarkAnswer(b *testing.B) {
	base := article(b)
	questions := devQuestions(b)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		base.Answer(questions[i%len(questions)])
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-µs")
}

// BenchmarkLongMessage answers messages of 100,000 characters: one word, one sentence, and
// questions without end.
func BenchmarkLongMessage(b *testing.B) {
	base := article(b)
	for _, part := range []string{"x", "xi ", "what is it? ", "when was the summit held, ", "> ", "<@1> ", "500 "} {
		message := strings.Repeat(part, 100_000/len(part))
		b.Run(strings.TrimSpace(part), func(b *testing.B) {
			for b.Loop() {
				base.Answer(message)
			}
		})
	}
}

// BenchmarkComplete completes the development questions, each cut after 12 bytes.
func BenchmarkComplete(b *testing.B) {
	base := article(b)
	questions := devQuestions(b)
	for i := 0; b.Loop(); i++ {
		q := questions[i%len(questions)]
		base.Complete(q[:min(len(q), 12)], 25)
	}
}

// BenchmarkLoad makes the article's fact base ready: from its files, and compiled.
func BenchmarkLoad(b *testing.B) {
	b.Run("files", func(b *testing.B) {
		for b.Loop() {
			if _, err := answer.Load(data.Files, data.Name, source.Text); err != nil {
				b.Fatal(err)
			}
		}
	})
	file := string(article(b).Compile())
	b.Run("compiled", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := answer.Open(file); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(file)), "file-bytes")
	})
}
