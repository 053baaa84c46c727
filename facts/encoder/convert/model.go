package main

import (
	"encoding/binary"
	"fmt"

	"summitbot/facts/encoder/token"
	"summitbot/facts/encoder/weights"
)

// model is a model on its way into a file: all of its parts in the form in which they are
// written.
type model struct {
	header    weights.Header
	pieces    []string // sorted
	ids       []int    // of each piece in the original
	scores    []float32
	normal    map[rune][]rune
	words     []byte
	positions []float32
	distances []float32
	norm      norm
	layers    []layer
	compact   []float32 // [width][compact]
}

type layer struct {
	query, key, value, output, inner, outer dense
	attention, final                        norm
}

type dense struct {
	weights quantized
	bias    []float32
}

type norm struct{ weight, bias []float32 }

// bytes returns the file.
func (m *model) bytes() ([]byte, error) {
	w := weights.NewWriter(m.header)
	pieces, ends := token.PackVocabulary(m.pieces)
	w.Add("pieces", []byte(pieces))
	w.Add("ends", []byte(ends))
	w.Add("ids", packIDs(m.ids))
	if m.header.Tokenizer == weights.Unigram {
		w.AddFloats("scores", m.scores)
		w.Add("normal", []byte(token.PackNormal(m.normal)))
	}
	w.Add("words", m.words)
	if m.header.Shape.Compact < m.header.Shape.Width {
		w.Add("compact", packHalves(m.compact))
	}
	w.Add("positions", packHalves(m.positions))
	if m.header.Shape.Buckets > 0 {
		w.AddFloats("distances", m.distances)
	}
	addNorm(w, "norm", m.norm)
	for i, l := range m.layers {
		name := fmt.Sprintf("%d.", i)
		addDense(w, name+"query", l.query)
		addDense(w, name+"key", l.key)
		addDense(w, name+"value", l.value)
		addDense(w, name+"output", l.output)
		addNorm(w, name+"attention.norm", l.attention)
		addDense(w, name+"inner", l.inner)
		addDense(w, name+"outer", l.outer)
		addNorm(w, name+"final.norm", l.final)
	}
	return w.Bytes()
}

func addDense(w *weights.Writer, name string, d dense) {
	w.Add(name, d.weights.matrix())
	w.AddFloats(name+".bias", d.bias)
}

func addNorm(w *weights.Writer, name string, n norm) {
	w.AddFloats(name+".weight", n.weight)
	w.AddFloats(name+".bias", n.bias)
}

func packIDs(ids []int) []byte {
	var data []byte
	for _, id := range ids {
		data = binary.LittleEndian.AppendUint32(data, uint32(id))
	}
	return data
}

func packHalves(v []float32) []byte {
	var data []byte
	for _, x := range v {
		data = binary.LittleEndian.AppendUint16(data, toHalf(x))
	}
	return data
}
