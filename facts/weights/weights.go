// Package weights reads and writes what a model has learned, as text that a change of shows
// line by line: name, tab, weight. What # begins is a comment. Models that are linear are a
// [Linear].
package weights

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Weight is one weight of a model and what it is called.
type Weight struct {
	Name  string
	Value *float64
}

// Read sets a model's weights to those of a text, which has all of them in the model's order.
// A text without any is that of a model that has learned nothing, from which one begins if
// features have changed: it sets none.
func Read(text string, all []Weight) error {
	left := all
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "#")
		if line == "" {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		if len(left) == 0 || left[0].Name != name {
			return misplaced(name, left)
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return fmt.Errorf("read the weight %q: %w", name, err)
		}
		*left[0].Value = v
		left = left[1:]
	}
	if len(left) > 0 && len(left) < len(all) {
		return missing(left[0])
	}
	return nil
}

// misplaced says what is wrong if a name isn't what comes next.
func misplaced(name string, left []Weight) error {
	if slices.ContainsFunc(left, func(w Weight) bool { return w.Name == name }) {
		return missing(left[0])
	}
	return fmt.Errorf("read the weights: none is called %q here", name)
}

func missing(w Weight) error { return fmt.Errorf("read the weights: %q is missing", w.Name) }

// String returns weights as [Read] reads them.
func String(all []Weight) string {
	var b strings.Builder
	for _, w := range all {
		fmt.Fprintf(&b, "%s\t%.4f\n", w.Name, *w.Value)
	}
	return b.String()
}
