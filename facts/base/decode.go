package base

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// place is a line of a file. It makes faults findable.
type place struct {
	file string
	line int
}

func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// from tells of the place to who is at another: by its line alone if that is in the same file.
func (p place) from(other place) string {
	if p.file == other.file {
		return fmt.Sprintf("on line %d", p.line)
	}
	return "at " + p.String()
}

// phrase is a text of a file. One that is missing has the place of what lacks it.
type phrase struct {
	Text string
	At   place
}

// decoder makes values of one YAML file, and gathers what is wrong with its shape.
type decoder struct {
	file   string
	faults *faults
}

// ownForm is a value that knows the forms in which it may be written.
type ownForm interface{ decode(*decoder, *yaml.Node) }

var (
	phraseType = reflect.TypeFor[phrase]()
	placeType  = reflect.TypeFor[place]()
)

// decode reads a YAML file into v, a pointer to a struct. Nothing that stands in the file
// is passed over: what there is no field for is a fault, as are a key that stands twice, an
// alias and a second document.
func decode(file string, data []byte, v any, f *faults) {
	d := decoder{file, f}
	parser := yaml.NewDecoder(bytes.NewReader(data))
	var root, more yaml.Node
	if err := parser.Decode(&root); errors.Is(err, io.EOF) {
		f.add(errors.New(file + ": the file is empty"))
		return
	} else if err != nil {
		f.add(d.syntax(err))
		return
	}
	if err := parser.Decode(&more); err == nil {
		d.fault(&more, "a second document begins here; a file has one")
	} else if !errors.Is(err, io.EOF) {
		f.add(d.syntax(err))
	}
	before := f.count
	if d.check(&root); f.count == before {
		d.value(root.Content[0], reflect.ValueOf(v).Elem())
	}
}

func (d *decoder) at(n *yaml.Node) place { return place{d.file, max(n.Line, 1)} }

func (d *decoder) fault(n *yaml.Node, format string, args ...any) {
	d.faults.at(d.at(n), format, args...)
}

var syntaxLine = regexp.MustCompile(`(?s)^yaml: line (\d+): (.*)$`)

// syntax puts the parser's error the way other faults are told.
func (d *decoder) syntax(err error) error {
	if m := syntaxLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		return fmt.Errorf("%s: %s", place{d.file, line}, m[2])
	}
	return fmt.Errorf("%s: %w", d.file, err)
}

// check looks through the whole file for what no reader would see.
func (d *decoder) check(n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		d.fault(n, "the alias *%s: aliases are not read, write out what is meant", n.Value)
	}
	if n.Kind == yaml.MappingNode {
		d.checkKeys(n)
	}
	for _, child := range n.Content {
		d.check(child)
	}
}

func (d *decoder) checkKeys(n *yaml.Node) {
	first := make(map[string]int, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		if line, twice := first[key.Value]; twice {
			d.fault(key, "%q stands twice, first on line %d", key.Value, line)
			continue
		}
		first[key.Value] = key.Line
	}
}

// value reads a node into v: a value with a form of its own, a slice or a struct. One that
// is left empty leaves v as it is.
func (d *decoder) value(n *yaml.Node, v reflect.Value) {
	if own, ok := reflect.TypeAssert[ownForm](v.Addr()); ok {
		own.decode(d, n)
		return
	}
	switch {
	case n.ShortTag() == "!!null":
	case v.Kind() == reflect.Slice:
		d.list(n, v)
	default:
		d.mapping(n, v)
	}
}

func (d *decoder) list(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.fault(n, "a list is expected here")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.settle(item, v.Index(i))
		d.value(item, v.Index(i))
	}
}

func (d *decoder) mapping(n *yaml.Node, v reflect.Value) {
	keys := keysOf(v.Type())
	if n.Kind != yaml.MappingNode {
		d.fault(n, "a mapping is expected here, of %s", strings.Join(keys, ", "))
		return
	}
	d.settle(n, v)
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		field := slices.Index(keys, key.Value)
		if field < 0 {
			d.fault(key, "there is no field %q here; there are %s", key.Value, strings.Join(keys, ", "))
			continue
		}
		d.value(n.Content[i+1], v.Field(field))
	}
}

// settle gives v, and the texts and places in it, the place of n, for faults of what is
// missing.
func (d *decoder) settle(n *yaml.Node, v reflect.Value) {
	at := reflect.ValueOf(d.at(n))
	switch {
	case v.Type() == phraseType:
		v.FieldByName("At").Set(at)
	case v.Kind() == reflect.Struct:
		for _, f := range v.Fields() {
			switch f.Type() {
			case placeType:
				f.Set(at)
			case phraseType:
				f.FieldByName("At").Set(at)
			}
		}
	}
}

// keysOf returns the keys of a struct's fields, in order.
func keysOf(t reflect.Type) []string {
	var keys []string
	for f := range t.Fields() {
		if key := f.Tag.Get("yaml"); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// decode takes a single text.
func (p *phrase) decode(d *decoder, n *yaml.Node) {
	p.At = d.at(n)
	switch {
	case n.Kind != yaml.ScalarNode:
		d.fault(n, "a text is expected here")
	case n.ShortTag() != "!!null":
		p.Text = n.Value
	}
}
