// Package weights reads and writes the file that holds an encoder: its shape, its vocabulary
// and its numbers. The file is used where it lies, as a string that is embedded into the
// program: opening one reads its header and nothing else.
//
// A file begins with the line of [magic] and the length of the header, four bytes, least
// significant first. The header is JSON, a [Header]. The sections that it names follow: where
// they begin is counted from the end of the header.
package weights

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
)

const magic = "summitbot encoder 1\n"

// Tokenizers that a file may name.
const (
	WordPiece = "wordpiece"
	Unigram   = "unigram"
)

// Header says what a model is.
type Header struct {
	Name    string   `json:"name"`
	Licence string   `json:"licence"`
	Sources []Source `json:"sources"`
	Shape   Shape    `json:"shape"`

	Tokenizer string `json:"tokenizer"`
	// Begin and End are the pieces around each text.
	Begin string `json:"begin"`
	End   string `json:"end"`
	// Question and Passage are put before a text of that role.
	Question string `json:"question"`
	Passage  string `json:"passage"`
	// UnknownScore is what a character costs that no piece has; of a unigram vocabulary.
	UnknownScore float32 `json:"unknown_score,omitempty"`
	// PooledShare is how much, in a score, texts as wholes count beside their pieces.
	PooledShare float32 `json:"pooled_share,omitempty"`

	Sections map[string]Section `json:"sections"`
}

// Source is a file that the model was converted from.
type Source struct {
	Name    string `json:"name"`
	Package string `json:"package"`
	SHA256  string `json:"sha256"`
}

// Shape is the size of a transformer of the BERT family.
type Shape struct {
	Layers    int     `json:"layers"`
	Width     int     `json:"width"`
	Inner     int     `json:"inner"`
	Heads     int     `json:"heads"`
	Positions int     `json:"positions"`
	Epsilon   float32 `json:"epsilon"`
	// Buckets and Distance are those of a relative position bias as T5 has it; zero: none.
	Buckets  int `json:"buckets,omitempty"`
	Distance int `json:"distance,omitempty"`
	// Compact is the width of the compact form.
	Compact int `json:"compact"`
}

// check refuses a shape that arithmetic would stumble over.
func (s Shape) check() error {
	switch {
	case s.Layers < 1 || s.Layers > 64 || s.Heads < 1 || s.Positions < 8 || s.Positions > 1<<14:
	case s.Width < 32 || s.Width > 1<<13 || s.Width%32 != 0 || s.Width%s.Heads != 0 || s.Width/s.Heads%8 != 0:
	case s.Inner < 32 || s.Inner > 1<<15 || s.Inner%32 != 0:
	case s.Compact < 32 || s.Compact > s.Width || s.Compact%32 != 0:
	case s.Buckets < 0 || s.Buckets > 1<<10 || s.Buckets > 0 && (s.Buckets < 4 || s.Buckets%4 != 0 || s.Distance <= s.Buckets/4):
	default:
		return nil
	}
	return errors.New("a shape that no model has")
}

// Section is where a part of the file lies.
type Section struct {
	Offset int `json:"offset"`
	Length int `json:"length"`
}

// File is a weights file that was opened. It is immutable, and shares the string's memory.
type File struct {
	Header
	data string
}

// Open reads the header of a file.
func Open(file string) (*File, error) {
	rest, ok := strings.CutPrefix(file, magic)
	if !ok || len(rest) < 4 {
		return nil, errors.New("not a weights file")
	}
	size := int(uint32(rest[0]) | uint32(rest[1])<<8 | uint32(rest[2])<<16 | uint32(rest[3])<<24)
	if size > len(rest)-4 {
		return nil, errors.New("the weights file ends within its header")
	}
	f := &File{data: rest[4+size:]}
	if err := json.Unmarshal([]byte(rest[4:4+size]), &f.Header); err != nil {
		return nil, fmt.Errorf("the header of the weights file: %w", err)
	}
	for name, s := range f.Sections {
		if s.Offset < 0 || s.Length < 0 || s.Offset > len(f.data) || s.Length > len(f.data)-s.Offset {
			return nil, fmt.Errorf("section %q lies outside of the weights file", name)
		}
	}
	if err := f.Shape.check(); err != nil {
		return nil, fmt.Errorf("the header of the weights file: %w", err)
	}
	return f, nil
}

// Section returns the bytes of a section; it is empty where there is none of that name.
func (f *File) Section(name string) string {
	s := f.Sections[name]
	return f.data[s.Offset:][:s.Length]
}

// Floats returns a copy of a section of n numbers in single precision.
func (f *File) Floats(name string, n int) ([]float32, error) {
	data := f.Section(name)
	if len(data) != 4*n {
		return nil, fmt.Errorf("section %q has %d bytes, want %d", name, len(data), 4*n)
	}
	v := make([]float32, n)
	for i := range v {
		b := data[4*i:][:4]
		v[i] = math.Float32frombits(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
	}
	return v, nil
}

// Writer collects the sections of a file.
type Writer struct {
	header Header
	data   []byte
}

// NewWriter begins a file; the header's sections are the writer's to fill.
func NewWriter(h Header) *Writer {
	h.Sections = make(map[string]Section)
	return &Writer{header: h}
}

// alignment is that of sections: a line of the processor's cache.
const alignment = 64

// Add appends a section.
func (w *Writer) Add(name string, data []byte) {
	w.data = append(w.data, make([]byte, -len(w.data)&(alignment-1))...)
	w.header.Sections[name] = Section{Offset: len(w.data), Length: len(data)}
	w.data = append(w.data, data...)
}

// AddFloats appends a section of numbers in single precision.
func (w *Writer) AddFloats(name string, v []float32) {
	data := make([]byte, 0, 4*len(v))
	for _, x := range v {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
	}
	w.Add(name, data)
}

// Bytes returns the file.
func (w *Writer) Bytes() ([]byte, error) {
	header, err := json.Marshal(w.header)
	if err != nil {
		return nil, fmt.Errorf("write the header: %w", err)
	}
	for (len(magic)+4+len(header))%alignment != 0 {
		header = append(header, ' ')
	}
	file := append([]byte(magic), binary.LittleEndian.AppendUint32(nil, uint32(len(header)))...)
	return append(append(file, header...), w.data...), nil
}
