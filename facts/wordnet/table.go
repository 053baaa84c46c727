package wordnet

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"summitbot/facts/wordnet/packed"
)

//go:embed wordnet.gz
var table []byte

// License says where the graph comes from, and under which terms.
//
//go:embed LICENSE
var License string

// Default returns the graph that is part of the program. It is read once.
var Default = sync.OnceValue(func() *Graph {
	g, err := Read(bytes.NewReader(table))
	if err != nil {
		panic(err) // the table is part of the program: a test reads it
	}
	return g
})

// Write writes the graph as a table that [Read] reads: a gzip stream of unsigned
// varints and strings. Words stand in order, each as the length of what it shares with
// the word before it and the rest; then every synset's words with ranks, parents and
// similar synsets; then every word's derived words. Lists begin with their length.
func (g *Graph) Write(w io.Writer) error {
	var b []byte
	b = binary.AppendUvarint(b, uint64(len(g.words)))
	last := ""
	for _, word := range g.words {
		n := sharedPrefix(last, word)
		b = binary.AppendUvarint(b, uint64(n))
		b = binary.AppendUvarint(b, uint64(len(word)-n))
		b = append(b, word[n:]...)
		last = word
	}
	b = binary.AppendUvarint(b, uint64(len(g.members)))
	for i, members := range g.members {
		b = binary.AppendUvarint(b, uint64(len(members)))
		for _, m := range members {
			b = binary.AppendUvarint(b, uint64(m.id))
			b = binary.AppendUvarint(b, uint64(m.rank))
		}
		b = appendList(b, g.parents[i])
		b = appendList(b, g.similar[i])
	}
	for _, derived := range g.derived {
		b = appendList(b, derived)
	}
	if err := packed.Write(w, b); err != nil {
		return fmt.Errorf("wordnet: write table: %w", err)
	}
	return nil
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func appendList(b []byte, list []uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, v := range list {
		b = binary.AppendUvarint(b, uint64(v))
	}
	return b
}

// Read reads a table that [Graph.Write] wrote.
func Read(r io.Reader) (*Graph, error) {
	b, err := packed.Read(r)
	if err != nil {
		return nil, fmt.Errorf("wordnet: read table: %w", err)
	}
	t := reader{rest: b}
	g := t.graph()
	if t.short {
		return nil, errors.New("wordnet: read table: it ends too early")
	}
	return g, nil
}

// A reader takes a table apart; short is set where it ended too early.
type reader struct {
	rest  []byte
	short bool
}

func (t *reader) graph() *Graph {
	words := t.words()
	g := newGraph(words, t.size())
	for i := range g.members {
		g.members[i] = make([]sense, t.size())
		for j := range g.members[i] {
			g.members[i][j] = sense{uint32(t.below(len(words))), uint8(t.number())}
		}
		g.parents[i] = t.list(len(g.members))
		g.similar[i] = t.list(len(g.members))
	}
	for i := range g.derived {
		g.derived[i] = t.list(len(words))
	}
	g.invert()
	return g
}

func (t *reader) words() []string {
	words := make([]string, t.size())
	last := ""
	for i := range words {
		n, m := t.number(), t.number()
		if n > len(last) || m > len(t.rest) {
			t.fail()
			return words
		}
		last = last[:n] + string(t.rest[:m])
		t.rest = t.rest[m:]
		words[i] = last
	}
	return words
}

func (t *reader) list(limit int) []uint32 {
	n := t.size()
	if n == 0 {
		return nil
	}
	list := make([]uint32, n)
	for i := range list {
		list[i] = uint32(t.below(limit))
	}
	return list
}

func (t *reader) number() int {
	v, n := binary.Uvarint(t.rest)
	if n <= 0 || v > 1<<31 {
		t.fail()
		return 0
	}
	t.rest = t.rest[n:]
	return int(v)
}

// size reads a length: no more than there are bytes left.
func (t *reader) size() int {
	n := t.number()
	if n > len(t.rest) {
		t.fail()
		return 0
	}
	return n
}

// below reads a number that must be smaller than limit.
func (t *reader) below(limit int) int {
	n := t.number()
	if n >= limit {
		t.fail()
		return 0
	}
	return n
}

func (t *reader) fail() { t.rest, t.short = nil, true }
