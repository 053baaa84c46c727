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
	value any // a string, a []string, or nil if nothing stands behind the key
	line  int
	items []int // lines of a list's values
}

func (e entry) isList() bool { _, ok := e.value.([]string); return ok }

// lineOf returns the line of a value, of a list the one at i.
func (e entry) lineOf(i int) int {
	if i < len(e.items) {
		return e.items[i]
	}
	return e.line
}

// parse reads a file whose values are texts and lists of texts. It returns what can be read
// beside what is wrong.
func parse(name string, data []byte) (*file, Errors) {
	f := &file{name: name}
	root, err := document(data)
	switch {
	case err != nil:
		return f, Errors{{Where: name, Err: err}}
	case root == nil:
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
func (f *file) read(above string, n *yaml.Node) Errors {
	var faults Errors
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		e := entry{key: strings.ToLower(above + key.Value), line: key.Line}
		if value.Kind == yaml.MappingNode && len(value.Content) > 0 {
			faults = append(faults, f.read(e.key+".", value)...)
			continue
		}
		var bad *yaml.Node
		if e.value, e.items, bad = written(value); bad != nil {
			faults = append(faults, &Error{Key: e.key, Where: f.name, Line: bad.Line, Err: errNotPlain})
		} else if before, ok := f.entry(e.key); ok {
			faults = append(faults, &Error{Key: e.key, Where: f.name, Line: e.line, Err: fmt.Errorf("set before, at line %d: only one of the two can be meant", before.line)})
		} else {
			f.entries = append(f.entries, e)
		}
	}
	return faults
}

var errNotPlain = errors.New("a value is needed, or a list of values, and here is more in it")

// written returns a value as it is written: the text, whatever YAML takes it for, or a
// list of texts and their lines; nil if nothing is. What is neither is bad.
func written(n *yaml.Node) (value any, items []int, bad *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch {
	case isNull(n):
		return nil, nil, nil
	case n.Kind == yaml.ScalarNode:
		return n.Value, nil, nil
	case n.Kind != yaml.SequenceNode:
		return nil, nil, n
	}
	list := make([]string, len(n.Content))
	for i, item := range n.Content {
		if item.Kind != yaml.ScalarNode || isNull(item) {
			return nil, nil, item
		}
		list[i], items = item.Value, append(items, item.Line)
	}
	return list, items, nil
}

// isNull reports whether nothing is written: an empty place, null, or a mapping of nothing.
func isNull(n *yaml.Node) bool {
	return n.ShortTag() == "!!null" || n.Kind == yaml.MappingNode && len(n.Content) == 0
}

// entry returns what the file says of a key.
func (f *file) entry(key string) (entry, bool) {
	i := slices.IndexFunc(f.entries, func(e entry) bool { return e.key == key })
	if i < 0 {
		return entry{}, false
	}
	return f.entries[i], true
}

// sets reports whether the key stands in the file.
func (f *file) sets(key string) bool { _, ok := f.entry(key); return ok }

// keys returns the keys in the file's order.
func (f *file) keys() []string {
	keys := make([]string, len(f.entries))
	for i, e := range f.entries {
		keys[i] = e.key
	}
	return keys
}

// check returns a fault for each key that is not one of the known. A section may be empty.
func (f *file) check(known []string) Errors {
	var faults Errors
	for _, e := range f.entries {
		if !slices.Contains(known, e.key) && (e.value != nil || !isSection(e.key, known)) {
			faults = append(faults, &Error{Key: e.key, Where: f.name, Line: e.line, Err: unknown(e.key, known)})
		}
	}
	return faults
}

func isSection(key string, known []string) bool {
	return slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, key+".") })
}
