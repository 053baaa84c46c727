package meaning

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"summitbot/facts/encoder"
)

// Vectors are those of an [Index] as a file holds them, with what they were made by and of.
type Vectors struct {
	Model   string // the name of the reader that made them
	Version int    // of what they are made of
	Name    string // the hash of the texts, the model and the version
	Bytes   string // each text's vectors after their length in four bytes
}

// Vectors returns the index as a file holds it.
func (x *Index) Vectors() Vectors {
	return Vectors{x.reader.name, version, x.name, string(x.bytes())}
}

// Open returns the index of texts that a file holds. It fails if the vectors were made with
// another model or version, or of other texts, or are damaged. The index keeps their bytes.
func (r *Reader) Open(held []Vectors, texts []string) (*Index, error) {
	i := slices.IndexFunc(held, func(v Vectors) bool { return v.Model == r.name })
	if i < 0 {
		return nil, fmt.Errorf("none is made with the model %s", r.name)
	}
	v := held[i]
	switch name := r.nameOf(texts); {
	case v.Version != version:
		return nil, fmt.Errorf("made with the model %s in version %d, and this is %d", r.name, v.Version, version)
	case v.Name != name:
		return nil, errors.New("made of other texts")
	default:
		return r.open(name, v.Bytes, len(texts))
	}
}

// bytes returns the vectors as they are kept.
func (x *Index) bytes() []byte {
	var b []byte
	for _, t := range x.texts {
		at := len(b)
		b = append(b, 0, 0, 0, 0)
		b, _ = t.AppendBinary(b) // never fails
		binary.LittleEndian.PutUint32(b[at:], uint32(len(b)-at-4))
	}
	return b
}

// open returns the index of so many texts whose vectors are kept as b, which it keeps too.
func (r *Reader) open(name, b string, texts int) (*Index, error) {
	x := &Index{r, name, make([]encoder.Compact, texts)}
	for i := range x.texts {
		text, rest, ok := cut(b)
		if !ok {
			return nil, errors.New("the vectors are cut off")
		}
		var err error
		if x.texts[i], err = r.encoder.OpenCompact(text); err != nil {
			return nil, fmt.Errorf("the vectors are damaged: %w", err)
		}
		b = rest
	}
	if b != "" {
		return nil, errors.New("there are vectors of more texts")
	}
	return x, nil
}

// cut returns the first text's vectors, without their length, and what follows them.
func cut(b string) (text, rest string, ok bool) {
	if len(b) < 4 {
		return "", "", false
	}
	size := uint64(binary.LittleEndian.Uint32([]byte(b[:4])))
	if b = b[4:]; uint64(len(b)) < size {
		return "", "", false
	}
	return b[:size], b[size:], true
}
