package journal_test

import (
	"fmt"
	"testing"
	"time"

	"summitbot/bot/journal"
)

// BenchmarkVote keeps votes of ever new users on 1,000 answers in turn, which give 100
// facts, in a file: each vote adds a row.
func BenchmarkVote(b *testing.B) {
	j := open(b, file(b), journal.Options{})
	for i := 0; b.Loop(); i++ {
		v := journal.Vote{
			Guild: "613425648685547541", Channel: "613425648685547545", Fact: fmt.Sprintf("P%dS1", i%100), Base: "d8626b6d9fcc",
			Message: fmt.Sprint(1310000000000000000 + i%1000), User: fmt.Sprint(175928847299117063 + i/1000),
			Up: i%3 > 0, At: time.UnixMilli(int64(i)),
		}
		if err := j.Vote(b.Context(), v); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSettings reads the settings of 1,000 servers in turn from a file.
func BenchmarkSettings(b *testing.B) {
	j := open(b, file(b), journal.Options{})
	for i := range 1000 {
		must(b, j.SetSettings(b.Context(), fmt.Sprint(i), journal.Settings{Channels: []string{"613425648685547545"}}))
	}
	for i := 0; b.Loop(); i++ {
		if _, err := j.Settings(b.Context(), fmt.Sprint(i%1000)); err != nil {
			b.Fatal(err)
		}
	}
}
