package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/weights"
)

// english converts all-mpnet-base-v2, which comes in single precision, to 4 bit: as that
// costs much where it is done weight by weight, each matrix is approximated where the samples
// need it. Tensors that the file tuned has, if it is named, are taken from there.
func english(p packages, tuned string, texts []string) (*model, error) {
	archive, source, err := p.joined()
	if err != nil {
		return nil, err
	}
	file, err := unzip(archive, "all-mpnet-base-v2/model.safetensors")
	if err != nil {
		return nil, err
	}
	tensors, err := readSafetensors(file)
	if err != nil {
		return nil, err
	}
	sources := []weights.Source{source}
	if tuned != "" {
		own, err := tensors.replace(tuned)
		if err != nil {
			return nil, err
		}
		sources = append(sources, own)
	}
	vocabulary, err := unzip(archive, "all-mpnet-base-v2/tokenizer.json")
	if err != nil {
		return nil, err
	}
	o := &original{tensors: tensors}
	m := &model{
		header: weights.Header{
			Name: "all-mpnet-base-v2", Licence: "Apache-2.0", Sources: sources,
			Shape: weights.Shape{
				Layers: 12, Width: 768, Inner: 3072, Heads: 12, Positions: 512, Epsilon: 1e-5,
				Buckets: 32, Distance: 128, Compact: 256,
			},
			Tokenizer: weights.WordPiece, Begin: "<s>", End: "</s>",
		},
		positions: o.tensor("embeddings.position_embeddings.weight").data,
		distances: o.tensor("encoder.relative_attention_bias.weight").data,
		norm:      o.norm("embeddings.LayerNorm"),
	}
	m.positions = m.positions[2*m.header.Shape.Width:] // the first two are of no token
	table := o.tensor("embeddings.word_embeddings.weight")
	if err := m.takeVocabulary(vocabulary, table); err != nil {
		return nil, err
	}
	if o.err != nil {
		return nil, o.err
	}
	c, err := calibrate(m, texts)
	if err != nil {
		return nil, err
	}
	for i := range m.header.Shape.Layers {
		l := o.layer(fmt.Sprintf("encoder.layer.%d.", i))
		if o.err != nil {
			return nil, o.err
		}
		m.layers = append(m.layers, c.layer(l))
		fmt.Fprintf(os.Stderr, "layer %d of %d\n", i+1, m.header.Shape.Layers)
	}
	return m, m.findCompact(texts)
}

// takeVocabulary takes over the vocabulary of a tokenizer.json, sorted, and its rows.
func (m *model) takeVocabulary(file []byte, table rows) error {
	var t struct {
		Model struct {
			Vocabulary map[string]int `json:"vocab"`
		} `json:"model"`
	}
	if err := json.Unmarshal(file, &t); err != nil {
		return fmt.Errorf("read the vocabulary: %w", err)
	}
	ids := t.Model.Vocabulary
	for piece := range ids {
		m.pieces = append(m.pieces, piece)
	}
	slices.SortFunc(m.pieces, strings.Compare)
	even := slices.Repeat([]float32{1}, kernel.Block)
	q := newQuantized(len(m.pieces), table.width)
	for i, piece := range m.pieces {
		m.ids = append(m.ids, ids[piece])
		if ids[piece] >= table.len() {
			return fmt.Errorf("piece %q has no row", piece)
		}
		q.setRow(i, table.row(ids[piece]), even)
		m.words = q.row(m.words, i)
	}
	return nil
}

// setRow rounds a row, each block by itself.
func (q quantized) setRow(i int, row, importance []float32) {
	for b := range len(row) / kernel.Block {
		block := row[b*kernel.Block:][:kernel.Block]
		scale := bestScale(block, importance)
		q.scales[i*q.inputs/kernel.Block+b] = scale
		for j, v := range block {
			q.values[i*q.inputs+b*kernel.Block+j] = uint8(nearestLevel(v, fromHalf(scale)) + 8)
		}
	}
}

// original reads the tensors of the model, and keeps the first error.
type original struct {
	tensors *safetensors
	err     error
}

func (o *original) tensor(name string) rows {
	t, err := o.tensors.tensor(name)
	if err != nil && o.err == nil {
		o.err = err
	}
	return t
}

func (o *original) norm(name string) norm {
	return norm{o.tensor(name + ".weight").data, o.tensor(name + ".bias").data}
}

func (o *original) linear(name string) linear {
	return linear{o.tensor(name + ".weight"), o.tensor(name + ".bias").data}
}

// fullLayer is a layer in single precision.
type fullLayer struct {
	query, key, value, output, inner, outer linear
	attention, final                        norm
}

type linear struct {
	weights rows
	bias    []float32
}

func (o *original) layer(name string) fullLayer {
	return fullLayer{
		query: o.linear(name + "attention.attn.q"), key: o.linear(name + "attention.attn.k"),
		value: o.linear(name + "attention.attn.v"), output: o.linear(name + "attention.attn.o"),
		attention: o.norm(name + "attention.LayerNorm"),
		inner:     o.linear(name + "intermediate.dense"), outer: o.linear(name + "output.dense"),
		final: o.norm(name + "output.LayerNorm"),
	}
}
