package gloss

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"summitbot/facts/wordnet/packed"
)

//go:embed gloss.gz
var table []byte

// Default returns the vectors that are part of the program. They are read once.
var Default = sync.OnceValue(func() *Vectors {
	v, err := Read(bytes.NewReader(table))
	if err != nil {
		panic(err) // the table is part of the program: a test reads it
	}
	return v
})

// Write writes the vectors as [Read] reads them: a gzip stream of the length of the list
// of words (an unsigned varint), the list with a newline behind each word, and the
// numbers, two to a byte, the first in the low half.
func (v *Vectors) Write(w io.Writer) error {
	list := strings.Join(v.words, "\n") + "\n"
	b := append(binary.AppendUvarint(nil, uint64(len(list))), list...)
	for i := 0; i < len(v.cells); i += 2 {
		b = append(b, byte(v.cells[i]+8)|byte(v.cells[i+1]+8)<<4)
	}
	if err := packed.Write(w, b); err != nil {
		return fmt.Errorf("gloss: write table: %w", err)
	}
	return nil
}

// Read reads a table that [Vectors.Write] wrote.
func Read(r io.Reader) (*Vectors, error) {
	b, err := packed.Read(r)
	if err != nil {
		return nil, fmt.Errorf("gloss: read table: %w", err)
	}
	n, head := binary.Uvarint(b)
	if head <= 0 || n > uint64(len(b)-head) {
		return nil, errors.New("gloss: read table: it ends too early")
	}
	list, rest := string(b[head:head+int(n)]), b[head+int(n):]
	v := &Vectors{words: strings.Split(strings.TrimSuffix(list, "\n"), "\n")}
	if len(rest)*2 != len(v.words)*Dimensions {
		return nil, fmt.Errorf("gloss: read table: %d bytes for %d words", len(rest), len(v.words))
	}
	v.cells = make([]int8, 0, len(rest)*2)
	for _, c := range rest {
		v.cells = append(v.cells, int8(c&15)-8, int8(c>>4)-8)
	}
	return v, nil
}
