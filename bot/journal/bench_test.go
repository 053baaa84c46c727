package journal_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"summitbot/bot/journal"
)

// click is the i-th vote of a benchmark: ever new users on 1,000 answers in turn, which give
// 100 facts, so that each vote adds a row.
func click(i int) journal.Vote {
	return journal.Vote{
		Guild: "613425648685547541", Channel: "613425648685547545", Fact: fmt.Sprintf("P%dS1", i%100), Base: "d8626b6d9fcc",
		Message: fmt.Sprint(1310000000000000000 + i%1000), User: fmt.Sprint(175928847299117063 + i/1000),
		Up: i%3 > 0, At: time.UnixMilli(int64(i)), Click: int64(1310000000000000000 + i),
	}
}

// BenchmarkVote keeps one vote after the other: each waits for the disk.
func BenchmarkVote(b *testing.B) {
	j := open(b, file(b), journal.Options{})
	for i := 0; b.Loop(); i++ {
		if err := j.Vote(b.Context(), click(i)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVotesTogether keeps votes of 64 clicks at a time, which wait for the disk together.
func BenchmarkVotesTogether(b *testing.B) {
	j := open(b, file(b), journal.Options{})
	var i atomic.Int64
	b.SetParallelism(64)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := j.Vote(b.Context(), click(int(i.Add(1)))); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkSettings reads the settings of 1,000 servers in turn from a file.
func BenchmarkSettings(b *testing.B) {
	j := open(b, file(b), journal.Options{})
	for i := range 1000 {
		set(b, j, fmt.Sprint(i), journal.Settings{Channels: []string{"613425648685547545"}})
	}
	for i := 0; b.Loop(); i++ {
		if _, err := j.Settings(b.Context(), fmt.Sprint(i%1000)); err != nil {
			b.Fatal(err)
		}
	}
}
