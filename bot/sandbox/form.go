package sandbox

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"
)

// form is a JSON object which is being checked. Its methods read one field
// each and note what is wrong with it in out. A field which is absent and one
// which is null are the same; both give the zero value and no complaint.
type form struct {
	out    *problems
	path   string
	fields object
}

func (f form) at(name string) string {
	if f.path == "" {
		return name
	}
	return f.path + "." + name
}

func (f form) badf(name, code, format string, args ...any) {
	f.out.addf(f.at(name), code, format, args...)
}

func (f form) has(name string) bool { return f.fields[name] != nil }

// need complains of each field which is absent.
func (f form) need(names ...string) {
	for _, name := range names {
		if !f.has(name) {
			f.badf(name, "BASE_TYPE_REQUIRED", "This field is required")
		}
	}
}

// only complains of every field which is not known, nor one more that libraries send:
// Discord ignores misspelt fields, so that they would go unnoticed.
func (f form) only(known []string, more ...string) {
	for _, name := range sortedKeys(f.fields) {
		if !slices.Contains(known, name) && !slices.Contains(more, name) {
			f.badf(name, "SANDBOX_UNKNOWN_FIELD", "Discord knows no such field here")
		}
	}
}

// idle complains of each field which says something although it means nothing
// here. null, false, 0, "", [] and {} say nothing.
func (f form) idle(why string, names ...string) {
	for _, name := range names {
		if !blank(f.fields[name]) {
			f.badf(name, "SANDBOX_FIELD_NOT_ALLOWED", "%s", why)
		}
	}
}

func blank(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case json.Number:
		return v == "0"
	case []any:
		return len(v) == 0
	case object:
		return len(v) == 0
	}
	return false
}

// text reads a string of least to most code points.
func (f form) text(name string, least, most int) string {
	v, ok := typed[string](f, name, "string")
	if !ok {
		return ""
	}
	n := utf8.RuneCountInString(v)
	switch {
	case n < least || n > most && least > 0:
		f.badf(name, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	case n > most:
		f.badf(name, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", most)
	}
	return v
}

func (f form) flag(name string) bool {
	v, _ := typed[bool](f, name, "boolean")
	return v
}

// whole reads an integer from least to most; ok is false where there is none.
func (f form) whole(name string, least, most int64) (n int64, ok bool) {
	v, ok := typed[json.Number](f, name, "integer")
	if !ok {
		return 0, false
	}
	n, err := v.Int64()
	if err != nil {
		f.badf(name, "NUMBER_TYPE_COERCE", "Value %q is not int.", v)
		return 0, false
	}
	if n < least || n > most {
		f.badf(name, "NUMBER_TYPE_RANGE", "int value should be between %d and %d.", least, most)
	}
	return n, true
}

func (f form) number(name string) (float64, bool) {
	v, ok := typed[json.Number](f, name, "number")
	if !ok {
		return 0, false
	}
	n, err := v.Float64()
	return n, err == nil
}

// id reads a snowflake.
func (f form) id(name string) string {
	v, ok := typed[string](f, name, "snowflake")
	if !ok {
		return ""
	}
	if _, ok := parseID(v); !ok {
		f.badf(name, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", v)
	}
	return v
}

// link reads a URL with one of the schemes.
func (f form) link(name string, most int, schemes ...string) {
	v := f.text(name, 0, most)
	if v == "" {
		return
	}
	u, err := url.Parse(v)
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.Host == "" {
		f.badf(name, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	}
}

// list reads an array of least to most values.
func (f form) list(name string, least, most int) []any {
	v, ok := typed[[]any](f, name, "array")
	if ok && (len(v) < least || len(v) > most) {
		f.badf(name, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	}
	return v
}

// forms reads an array of objects.
func (f form) forms(name string, least, most int) []form {
	var out []form
	for i, v := range f.list(name, least, most) {
		if one, ok := f.wrap(name+"."+strconv.Itoa(i), v); ok {
			out = append(out, one)
		}
	}
	return out
}

// child reads an object; ok is false where there is none.
func (f form) child(name string) (form, bool) {
	if !f.has(name) {
		return form{}, false
	}
	return f.wrap(name, f.fields[name])
}

func (f form) wrap(name string, v any) (form, bool) {
	fields, ok := v.(object)
	if !ok {
		f.badf(name, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
		return form{}, false
	}
	return form{out: f.out, path: f.at(name), fields: fields}, true
}

// ids reads an array of distinct snowflakes.
func (f form) ids(name string, most int) []string {
	var out []string
	for i, v := range f.list(name, 0, most) {
		id, ok := v.(string)
		if _, valid := parseID(id); !ok || !valid {
			f.badf(name+"."+strconv.Itoa(i), "NUMBER_TYPE_COERCE", "Value \"%v\" is not snowflake.", v)
			continue
		}
		if slices.Contains(out, id) {
			f.badf(name, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
		}
		out = append(out, id)
	}
	return out
}

func typed[T any](f form, name, want string) (T, bool) {
	var zero T
	if !f.has(name) {
		return zero, false
	}
	v, ok := f.fields[name].(T)
	if !ok {
		f.badf(name, "BASE_TYPE_CONVERT", "Could not interpret %q as %s.", encode(f.fields[name]), want)
	}
	return v, ok
}
