package packed_test

import (
	"bytes"
	"strings"
	"testing"

	"summitbot/facts/wordnet/packed"
)

var words = []string{"", "mill", "miller", "ærø"}

// value returns what stands beside the i-th word: as many bytes as its place.
func value(i int) []byte { return bytes.Repeat([]byte{'v'}, i) }

func list(t *testing.T, words []string) packed.List {
	t.Helper()
	table, err := packed.Table(words, value)
	if err != nil {
		t.Fatal(err)
	}
	l, rest := packed.Open(string(table) + "rest")
	if rest != "rest" {
		t.Errorf("behind the list: %q", rest)
	}
	return l
}

func TestList(t *testing.T) {
	t.Parallel()
	l := list(t, words)
	if l.Len() != len(words) {
		t.Errorf("%d words, want %d", l.Len(), len(words))
	}
	for i, want := range words {
		if w, v := l.At(i); w != want || v != string(value(i)) {
			t.Errorf("At(%d) = %q %q, want %q %q", i, w, v, want, value(i))
		}
		if at, ok := l.Find(want); at != i || !ok {
			t.Errorf("Find(%q) = %d %v, want %d", want, at, ok, i)
		}
	}
}

func TestFindNothing(t *testing.T) {
	t.Parallel()
	for _, l := range []packed.List{{}, list(t, nil), list(t, words)} {
		for _, word := range []string{"a", "mille", "z", "ø"} {
			if i, ok := l.Find(word); ok {
				t.Errorf("Find(%q) in %d words = %d", word, l.Len(), i)
			}
		}
	}
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	if _, err := packed.Table([]string{strings.Repeat("a", 256)}, value); err == nil {
		t.Error("a word of 256 bytes: no error")
	}
	huge := func(int) []byte { return make([]byte, 1<<23) }
	if _, err := packed.Table(words, huge); err == nil {
		t.Error("entries of 32 MB: no error")
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 255, 256, 1<<24 - 1} {
		b := packed.AppendNumber([]byte("abc"), n)
		if got := packed.Number(string(b), 1); got != n {
			t.Errorf("Number of %d = %d", n, got)
		}
	}
}
