package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// file is a settings file that can tell where its keys stand.
type file struct {
	name    string
	entries []entry // in the file's order
}

// entry is one key of a file, its sections before it: "log.level".
type entry struct {
	key   string
	value any // a string, a []string, or nil where nothing stands behind the key
	line  int
}

// parse reads a file whose values are texts and lists of texts.
func parse(name string, data []byte) (*file, error) {
	root, err := document(data)
	if err != nil {
		return nil, &Error{Where: name, Err: err}
	}
	f := &file{name: name}
	if root == nil {
		return f, nil
	}
	return f, f.read("", root)
}

// document returns the mapping of all settings, nil where the file has none.
func document(data []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, next yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, err
	}
	if err := decoder.Decode(&next); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("line %d: one document is read, and here begins another", max(next.Line, doc.Line))
	}
	root := doc.Content[0]
	if isNull(root) {
		return nil, nil
	}
	if root.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: sections with settings below them are needed", root.Line)
	}
	return root, nil
}

// read notes what stands below a mapping. Its depth is that of the parsed text: what an
// alias stands for is never entered.
func (f *file) read(above string, n *yaml.Node) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		e := entry{key: strings.ToLower(above + key.Value), line: key.Line}
		var err error
		if value.Kind == yaml.MappingNode && len(value.Content) > 0 {
			err = f.read(e.key+".", value)
		} else if e.value, err = written(value); err == nil {
			err = f.add(e)
		} else {
			err = &Error{Key: e.key, Where: fmt.Sprintf("%s:%d", f.name, value.Line), Err: err}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// add notes an entry, once.
func (f *file) add(e entry) error {
	if f.sets(e.key) {
		return &Error{Key: e.key, Where: fmt.Sprintf("%s:%d", f.name, e.line), Err: fmt.Errorf("set before, at %s", f.where(e.key))}
	}
	f.entries = append(f.entries, e)
	return nil
}

var errNotPlain = errors.New("a value is needed, or a list of values")

// written returns a value as it is written: the text, whatever YAML takes it for, or a
// list of texts; nil where nothing is.
func written(n *yaml.Node) (any, error) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch {
	case isNull(n):
		return nil, nil
	case n.Kind == yaml.ScalarNode:
		return n.Value, nil
	case n.Kind != yaml.SequenceNode:
		return nil, errNotPlain
	}
	list := make([]string, len(n.Content))
	for i, item := range n.Content {
		if item.Kind != yaml.ScalarNode || isNull(item) {
			return nil, errNotPlain
		}
		list[i] = item.Value
	}
	return list, nil
}

// isNull reports whether nothing is written: an empty place, null, or a mapping of nothing.
func isNull(n *yaml.Node) bool {
	return n.ShortTag() == "!!null" || n.Kind == yaml.MappingNode && len(n.Content) == 0
}

// sets reports whether the key stands in the file.
func (f *file) sets(key string) bool {
	return slices.ContainsFunc(f.entries, func(e entry) bool { return e.key == key })
}

// where says at which line the key stands, and else in which file.
func (f *file) where(key string) string {
	for _, e := range f.entries {
		if e.key == key {
			return fmt.Sprintf("%s:%d", f.name, e.line)
		}
	}
	return f.name
}

// check returns an error for the first key that is not one of the known. A section may be
// empty.
func (f *file) check(known []string) error {
	for _, e := range f.entries {
		if slices.Contains(known, e.key) || e.value == nil && isSection(e.key, known) {
			continue
		}
		return &Error{Key: e.key, Where: f.where(e.key), Err: unknown(e.key, known)}
	}
	return nil
}

func isSection(key string, known []string) bool {
	return slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, key+".") })
}
