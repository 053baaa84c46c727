package answer

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"summitbot/facts/kind"
)

// source is a fact base as written: the shape of the YAML file. Its description for
// keepers, field by field, is data/summit.schema.json.
type source struct {
	Document struct {
		ID     string `yaml:"id"`
		Title  string `yaml:"title"`
		File   string `yaml:"file"`
		SHA256 string `yaml:"sha256"`
	} `yaml:"document"`
	Lexicon     string         `yaml:"lexicon"`     // a file beside this one
	Paraphrases []string       `yaml:"paraphrases"` // files beside this one
	Topics      yaml.Node      `yaml:"topics"`      // a mapping whose order is kept
	Repairs     []sourceRepair `yaml:"repairs"`
	Facts       []sourceFact   `yaml:"facts"`
	Gaps        []sourceGap    `yaml:"gaps"`
}

type sourceGap struct {
	ID    string      `yaml:"id"`
	Says  string      `yaml:"says"`
	Near  []string    `yaml:"near"`
	Kinds []kind.Kind `yaml:"kinds"`
	Ask   []string    `yaml:"ask"`
}

type sourceRepair struct {
	In  string `yaml:"in"`
	Was string `yaml:"was"`
	Is  string `yaml:"is"`
}

type sourceFact struct {
	ID      string        `yaml:"id"`
	Topics  []string      `yaml:"topics"`
	Answers []sourcePoint `yaml:"answers"`
}

type sourcePoint struct {
	ID       string      `yaml:"id"`
	Headline string      `yaml:"headline"`
	Kinds    []kind.Kind `yaml:"kinds"`
	Mark     oneOrAll    `yaml:"mark"`
	Equal    oneOrAll    `yaml:"equal"`
	When     *sourceWhen `yaml:"when"`
	Ask      []string    `yaml:"ask"`
}

// oneOrAll is a string or a list of strings.
type oneOrAll []string

// UnmarshalYAML takes either form.
func (o *oneOrAll) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*o = oneOrAll{n.Value}
		return nil
	}
	return n.Decode((*[]string)(o))
}

// file is a parsed YAML file that can tell where in it something stands.
type file struct {
	name string
	root yaml.Node
}

// parse decodes the YAML in data into v, a pointer to a struct, refusing fields that v
// does not have.
func parse(name string, data []byte, v any) (*file, error) {
	f := &file{name: name}
	if err := yaml.Unmarshal(data, &f.root); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(f.root.Content) == 0 {
		return nil, fmt.Errorf("%s: the file is empty", name)
	}
	if n, owner := unknownField(f.root.Content[0], reflect.TypeOf(v).Elem()); n != nil {
		return nil, fmt.Errorf("%s:%d: there is no field %q here; there are %s", name, n.Line, n.Value, strings.Join(fields(owner), ", "))
	}
	if err := f.root.Decode(v); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

// unknownField returns the first key below n that the type has no field for, and the
// struct that lacks it; nil where all are known. The decoder could refuse such keys too,
// but only while it parses, which would have to be done twice.
func unknownField(n *yaml.Node, t reflect.Type) (*yaml.Node, reflect.Type) {
	switch {
	case t.Kind() == reflect.Pointer:
		return unknownField(n, t.Elem())
	case n.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		for _, item := range n.Content {
			if bad, owner := unknownField(item, t.Elem()); bad != nil {
				return bad, owner
			}
		}
	case n.Kind == yaml.MappingNode && t.Kind() == reflect.Struct && t != reflect.TypeFor[yaml.Node]():
		for i := 0; i+1 < len(n.Content); i += 2 {
			place := slices.Index(fields(t), n.Content[i].Value)
			if place < 0 {
				return n.Content[i], t
			}
			if bad, owner := unknownField(n.Content[i+1], t.Field(place).Type); bad != nil {
				return bad, owner
			}
		}
	}
	return nil, nil
}

// fields returns the keys of a struct's fields, in order.
func fields(t reflect.Type) []string {
	keys := make([]string, t.NumField())
	for i := range keys {
		keys[i] = t.Field(i).Tag.Get("yaml")
	}
	return keys
}

// errorf returns an error that says where the path leads to: file and line. Path has
// keys of mappings (string) and places in lists (int).
func (f *file) errorf(path []any, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", f.name, f.line(path...), fmt.Errorf(format, args...))
}

// line returns the line on which the path ends, or the last line of it that exists.
func (f *file) line(path ...any) int {
	n := &f.root
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	for _, step := range path {
		next := child(n, step)
		if next == nil {
			break
		}
		n = next
	}
	return max(n.Line, 1)
}

// lines returns the lines on which the items of the list stand to which the path leads,
// or the line of the path's end where it leads to none.
func (f *file) lines(path []any) []int {
	n := &f.root
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	for _, step := range path {
		if n = child(n, step); n == nil {
			return []int{f.line(path...)}
		}
	}
	lines := make([]int, len(n.Content))
	for i, item := range n.Content {
		lines[i] = item.Line
	}
	return lines
}

func child(n *yaml.Node, step any) *yaml.Node {
	switch s := step.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && s < len(n.Content) {
			return n.Content[s]
		}
	case string:
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == s {
				return n.Content[i+1]
			}
		}
	}
	return nil
}
