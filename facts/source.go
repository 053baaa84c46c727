package facts

import (
	"bytes"
	"errors"
	"fmt"
	"io"

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
	Lexicon string         `yaml:"lexicon"` // a file beside this one
	Topics  yaml.Node      `yaml:"topics"`  // a mapping whose order is kept
	Repairs []sourceRepair `yaml:"repairs"`
	Facts   []sourceFact   `yaml:"facts"`
	Gaps    []sourceGap    `yaml:"gaps"`
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
	Headline string      `yaml:"headline"`
	Kinds    []kind.Kind `yaml:"kinds"`
	Mark     oneOrAll    `yaml:"mark"`
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

// parse decodes the YAML in data into v, refusing fields that v does not have.
func parse(name string, data []byte, v any) (*file, error) {
	f := &file{name: name}
	if err := yaml.Unmarshal(data, &f.root); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	switch err := decoder.Decode(v); {
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s: the file is empty", name)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
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
