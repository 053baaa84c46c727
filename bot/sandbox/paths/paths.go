// Package paths finds the template that fits the path of a request.
package paths

import "strings"

// Table finds the template which fits a path. Literal segments win over
// parameters. The zero value is empty; it must not change while it is read.
type Table[T any] struct {
	rows []Row[T]
}

// Row is one template and what belongs to it.
type Row[T any] struct {
	Template string
	segments []string
	Value    T
}

// Add adds a template such as "/users/{user}".
func (t *Table[T]) Add(template string, value T) {
	t.rows = append(t.rows, Row[T]{template, strings.Split(template, "/"), value})
}

// Match returns nil where no template fits. The variables are named as in the
// template, without braces.
func (t *Table[T]) Match(path string) (row *Row[T], vars map[string]string) {
	segments := strings.Split(path, "/")
	best := -1
	for i := range t.rows {
		found, literals, ok := t.rows[i].fit(segments)
		if ok && literals > best {
			row, vars, best = &t.rows[i], found, literals
		}
	}
	return row, vars
}

func (r *Row[T]) fit(segments []string) (vars map[string]string, literals int, ok bool) {
	if len(segments) != len(r.segments) {
		return nil, 0, false
	}
	vars = map[string]string{}
	for i, want := range r.segments {
		switch {
		case want == segments[i]:
			literals++
		case strings.HasPrefix(want, "{") && segments[i] != "":
			vars[strings.Trim(want, "{}")] = segments[i]
		default:
			return nil, 0, false
		}
	}
	return vars, literals, true
}
