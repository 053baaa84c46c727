// Package compiled writes plain data as bytes and reads it again, quickly, as a program
// wants that starts with it.
//
// One description of a type does both: a function that names the fields in turn to a
// [Coder], which either writes or fills them. Numbers are varints, texts and lists have
// their length in front. The texts that are read are parts of the file, not copies.
//
// A file is a head that says which version it has, a checksum, and the data. Reading trusts
// none of it: lengths, places and numbers are checked, and what is taken from memory is
// within a small multiple of the file.
package compiled

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"reflect"
	"slices"
	"strings"
)

// Version is of all that is compiled. It changes if what any description says does, or what
// compiling makes of the same text, such as stems.
const Version = 2

// magic is what a file begins with, whatever its version. Then come the version in a byte
// and the checksum in four.
const magic = "summitbot base\n"

const head = len(magic) + 1 + crc32.Size

// Is reports whether a file was compiled, by this version or another.
func Is[T string | []byte](file T) bool {
	return len(file) >= len(magic) && string(file[:len(magic)]) == magic
}

// Coder writes what is described to it, or reads it. It is for one goroutine.
type Coder struct {
	reading bool
	data    string // what is read
	at      int    // how far
	out     []byte // what is written
	err     error  // the first fault; what is read after it is nothing
}

// Write returns a file of what is described.
func Write(describe func(*Coder)) []byte {
	c := &Coder{out: append(append([]byte(magic), Version), make([]byte, crc32.Size)...)}
	describe(c)
	binary.LittleEndian.PutUint32(c.out[head-crc32.Size:], checksum(c.out[head:]))
	return c.out
}

// Read reads what is described from a file. It fails if that is damaged or of another
// version; what was read then is not to be used.
func Read(file string, describe func(*Coder)) error {
	switch {
	case !Is(file):
		return errors.New("this is no compiled file")
	case len(file) < head:
		return errors.New("the file is cut off; compile it again")
	case file[len(magic)] != Version:
		return fmt.Errorf("compiled by another version (%d, this is %d); compile it again", file[len(magic)], Version)
	case binary.LittleEndian.Uint32([]byte(file[head-crc32.Size:head])) != checksum(file[head:]):
		return errors.New("the file is damaged or cut off; compile it again")
	}
	c := &Coder{reading: true, data: file[head:]}
	if describe(c); c.at < len(c.data) {
		c.Fail("%d bytes are left", len(c.data)-c.at)
	}
	if c.err != nil {
		return fmt.Errorf("the file is damaged; compile it again: %w", c.err)
	}
	return nil
}

func checksum[T string | []byte](data T) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	var sum uint32
	var some [4096]byte // of a text at a time, so that it isn't copied as a whole
	for len(data) > 0 {
		n := copy(some[:], data)
		sum = crc32.Update(sum, table, some[:n])
		data = data[n:]
	}
	return sum
}

// Reading reports whether the coder fills what is described.
func (c *Coder) Reading() bool { return c.reading }

// More reports whether anything is left to be read.
func (c *Coder) More() bool { return c.at < len(c.data) }

// Failed reports whether what is read is at fault.
func (c *Coder) Failed() bool { return c.err != nil }

// Fail says that what was read can't be.
func (c *Coder) Fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
		c.at = len(c.data)
	}
}

// number writes or reads a number.
func (c *Coder) number(n uint64) uint64 {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, n)
		return n
	}
	data, at := c.data, c.at
	n = 0
	for shift := 0; at < len(data); shift += 7 {
		b := data[at]
		at++
		if n |= uint64(b&0x7f) << shift; b < 0x80 {
			c.at = at
			return n
		}
	}
	c.Fail("a number is cut off")
	return 0
}

// An integer is what numbers are kept in.
type integer interface {
	~int | ~int32 | ~uint8 | ~uint16 | ~uint32
}

// Number describes a number that is not negative.
func Number[T integer](c *Coder, v *T) { Below(c, v, math.MaxInt) }

// Below describes a number from 0 up to, but not including, n.
func Below[T integer](c *Coder, v *T, n int) {
	u := c.number(uint64(*v))
	if !c.reading {
		return // what is written is not touched: it may be in use
	}
	if *v = T(u); u >= uint64(n) || uint64(*v) != u {
		*v = 0
		c.Fail("%d where a number below %d is expected", u, n)
	}
}

// Place describes a place below n, or -1 for none.
func Place[T integer](c *Coder, v *T, n int) {
	p := *v + 1
	Below(c, &p, n+1)
	if c.reading {
		*v = p - 1
	}
}

// Float describes a number with a fraction.
func (c *Coder) Float(v *float64) {
	if bits := c.number(math.Float64bits(*v)); c.reading {
		*v = math.Float64frombits(bits)
	}
}

// Flag describes a yes or no.
func (c *Coder) Flag(v *bool) {
	n := uint8(0)
	if *v {
		n = 1
	}
	Below(c, &n, 2)
	if c.reading {
		*v = n == 1
	}
}

// String describes a text.
func (c *Coder) String(s *string) {
	if n := c.length(len(*s)); !c.reading {
		c.out = append(c.out, *s...)
	} else {
		*s = c.data[c.at : c.at+n]
		c.at += n
	}
}

// Count describes how many things follow, each of a byte or more.
func (c *Coder) Count(n *int) {
	if length := c.length(*n); c.reading {
		*n = length
	}
}

// length writes or reads how many things follow, each of a byte or more.
func (c *Coder) length(n int) int {
	u := c.number(uint64(n))
	if c.reading && u > uint64(len(c.data)-c.at) {
		c.Fail("%d things in %d bytes", u, len(c.data)-c.at)
		return 0
	}
	return int(u)
}

// List describes a list by its items, each of which takes a byte or more. One that was
// empty is read as nil.
func List[T any](c *Coder, list *[]T, item func(*T)) {
	n := c.length(len(*list))
	if c.reading {
		*list = make([]T, 0, room[T](c, n))
	}
	for i := 0; i < n && c.err == nil; i++ {
		if c.reading {
			var empty T
			*list = append(*list, empty)
		}
		item(&(*list)[i])
	}
	if c.reading && n == 0 {
		*list = nil
	}
}

// room returns for how many of n things there is to be room, so that a length that lies
// takes little more memory than the file has.
func room[T any](c *Coder, n int) int {
	return min(n, (len(c.data)-c.at)/int(reflect.TypeFor[T]().Size())+1)
}

// Places describes a list of numbers below n, quickly.
func (c *Coder) Places(list *[]int32, n int) {
	size := c.length(len(*list))
	if !c.reading {
		for _, v := range *list {
			c.number(uint64(v))
		}
		return
	}
	*list = nil
	if size > 0 {
		*list = make([]int32, size)
	}
	for i := range *list {
		u := c.number(0)
		if u >= uint64(n) {
			c.Fail("%d where a number below %d is expected", u, n)
			return
		}
		(*list)[i] = int32(u)
	}
}

// Map describes a map, in the order of its keys, which are texts.
func Map[V any](c *Coder, m *map[string]V, value func(*V)) {
	keys := make([]string, 0, len(*m))
	for key := range *m {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, strings.Compare)
	n := c.length(len(keys))
	if c.reading {
		*m = make(map[string]V, n)
	}
	for i := 0; i < n && c.err == nil; i++ {
		var key string
		var v V
		if !c.reading {
			key = keys[i]
			v = (*m)[key]
		}
		c.String(&key)
		value(&v)
		if c.reading {
			(*m)[key] = v
		}
	}
}
