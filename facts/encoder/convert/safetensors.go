package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"summitbot/facts/encoder/weights"
)

// safetensors is a file of tensors in single precision: eight bytes with the length of a JSON
// object that says where each tensor lies, then the tensors.
type safetensors struct {
	where map[string]struct {
		Type    string `json:"dtype"`
		Shape   []int  `json:"shape"`
		Offsets [2]int `json:"data_offsets"`
	}
	data     []byte
	replaced *safetensors // which has some of them anew; may be nil
}

// replace takes the tensors of a file in place of those of their names, and returns where they
// come from.
func (s *safetensors) replace(file string) (weights.Source, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return weights.Source{}, fmt.Errorf("read the tuned tensors: %w", err)
	}
	if s.replaced, err = readSafetensors(data); err != nil {
		return weights.Source{}, fmt.Errorf("read the tuned tensors: %w", err)
	}
	for name := range s.replaced.where {
		if _, ok := s.where[name]; !ok {
			return weights.Source{}, fmt.Errorf("read the tuned tensors: the model has no %q", name)
		}
	}
	return weights.Source{Name: filepath.Base(file), Package: "facts/train/tune.py", SHA256: fmt.Sprintf("%x", sha256.Sum256(data))}, nil
}

func readSafetensors(file []byte) (*safetensors, error) {
	if len(file) < 8 {
		return nil, errors.New("not a file of tensors")
	}
	size := binary.LittleEndian.Uint64(file)
	if size > uint64(len(file)-8) {
		return nil, errors.New("the file of tensors ends within its header")
	}
	head := make(map[string]json.RawMessage)
	if err := json.Unmarshal(file[8:8+size], &head); err != nil {
		return nil, fmt.Errorf("the header of the tensors: %w", err)
	}
	delete(head, "__metadata__")
	rest, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	s := &safetensors{data: file[8+size:]}
	if err := json.Unmarshal(rest, &s.where); err != nil {
		return nil, fmt.Errorf("the header of the tensors: %w", err)
	}
	return s, nil
}

// tensor returns a tensor of one or two dimensions; a vector is one row.
func (s *safetensors) tensor(name string) (rows, error) {
	if s.replaced != nil {
		if _, ok := s.replaced.where[name]; ok {
			return s.replaced.tensor(name)
		}
	}
	t, ok := s.where[name]
	if !ok || t.Type != "F32" || len(t.Shape) < 1 || len(t.Shape) > 2 {
		return rows{}, fmt.Errorf("no tensor %q of one or two dimensions in single precision", name)
	}
	if t.Offsets[0] < 0 || t.Offsets[1] > len(s.data) || t.Offsets[0] > t.Offsets[1] {
		return rows{}, fmt.Errorf("tensor %q lies outside of the file", name)
	}
	data := s.data[t.Offsets[0]:t.Offsets[1]]
	r := rows{make([]float32, len(data)/4), t.Shape[len(t.Shape)-1]}
	for i := range r.data {
		r.data[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return r, nil
}
