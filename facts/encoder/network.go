package encoder

import (
	"fmt"
	"strconv"

	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/weights"
)

// network is a transformer of the BERT family, ready to run. Its matrices lie in the weights
// file.
type network struct {
	shape     weights.Shape
	words     string // a row for each piece
	positions string // in half precision
	norm      norm
	layers    []layer
	// bias has for each head what a distance between two tokens adds to their score, from
	// -positions to positions and some more; all zero for a model that has none.
	bias [][]float32
}

// layer is one of the network's layers.
type layer struct {
	query, key, value, output dense
	attention                 norm // after the attention
	inner, outer              dense
	final                     norm // after the layer
}

// dense is a linear map.
type dense struct {
	weights kernel.Matrix
	bias    []float32
}

// norm is what a layer normalization multiplies and adds.
type norm struct{ weight, bias []float32 }

func openNetwork(f *weights.File, pieces int) (*network, error) {
	o := opener{file: f}
	s := f.Shape
	n := &network{shape: s, words: f.Section("words"), positions: f.Section("positions"), norm: o.norm("norm")}
	for i := range s.Layers {
		n.layers = append(n.layers, o.layer(strconv.Itoa(i)+"."))
	}
	n.bias = s.Distances(o.floats("distances", s.Buckets*s.Heads))
	if len(n.words) != pieces*kernel.RowBytes(s.Width) {
		o.fail(fmt.Errorf("section %q has %d bytes for %d pieces", "words", len(n.words), pieces))
	}
	if len(n.positions) != 2*s.Positions*s.Width {
		o.fail(fmt.Errorf("section %q has %d bytes for %d positions", "positions", len(n.positions), s.Positions))
	}
	if o.err != nil {
		return nil, o.err
	}
	return n, nil
}

// opener reads the parts of a network and keeps the first error.
type opener struct {
	file *weights.File
	err  error
}

func (o *opener) fail(err error) {
	if o.err == nil && err != nil {
		o.err = err
	}
}

func (o *opener) floats(name string, n int) []float32 {
	v, err := o.file.Floats(name, n)
	o.fail(err)
	return v
}

func (o *opener) norm(name string) norm {
	return norm{o.floats(name+".weight", o.file.Shape.Width), o.floats(name+".bias", o.file.Shape.Width)}
}

func (o *opener) dense(name string, outputs, inputs int) dense {
	m, err := kernel.NewMatrix(o.file.Section(name), outputs, inputs)
	if err != nil {
		o.fail(fmt.Errorf("section %q: %w", name, err))
	}
	return dense{m, o.floats(name+".bias", outputs)}
}

func (o *opener) layer(name string) layer {
	w, inner := o.file.Shape.Width, o.file.Shape.Inner
	return layer{
		query:     o.dense(name+"query", w, w),
		key:       o.dense(name+"key", w, w),
		value:     o.dense(name+"value", w, w),
		output:    o.dense(name+"output", w, w),
		attention: o.norm(name + "attention.norm"),
		inner:     o.dense(name+"inner", inner, w),
		outer:     o.dense(name+"outer", w, inner),
		final:     o.norm(name + "final.norm"),
	}
}
