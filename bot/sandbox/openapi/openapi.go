// Package openapi holds requests against Discord's own OpenAPI description. It stands
// apart from the sandbox because only tests have that description, and its schemas cost
// a program that imports them some milliseconds at each start.
package openapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"summitbot/bot/sandbox"
	"summitbot/bot/sandbox/paths"
)

// Description is an OpenAPI description. Schemas are compiled when they are first needed.
// It is safe for concurrent use.
type Description struct {
	paths paths.Table[object]

	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

// base is the name of the description among the compiler's resources.
const base = "https://sandbox.invalid/openapi.json"

// callbackSchemas names the schema for each type of interaction callback: the
// description has one anyOf, whose errors nobody can read.
var callbackSchemas = map[string]string{
	"1":  "PongInteractionCallbackRequest",
	"4":  "CreateMessageInteractionCallbackRequest",
	"5":  "CreateMessageInteractionCallbackRequest",
	"6":  "UpdateMessageInteractionCallbackRequest",
	"7":  "UpdateMessageInteractionCallbackRequest",
	"8":  "ApplicationCommandAutocompleteCallbackRequest",
	"9":  "ModalInteractionCallbackRequest",
	"12": "LaunchActivityInteractionCallbackRequest",
}

type object = map[string]any

// Load reads a description from a JSON file.
func Load(path string) (*Description, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read OpenAPI description: %w", err)
	}
	defer func() { _ = file.Close() }()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return nil, fmt.Errorf("parse OpenAPI description %s: %w", path, err)
	}
	return parse(doc)
}

func parse(doc any) (*Description, error) {
	d := &Description{compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}}
	if err := d.compiler.AddResource(base, doc); err != nil {
		return nil, fmt.Errorf("add OpenAPI description: %w", err)
	}
	root, _ := doc.(object)
	all, _ := root["paths"].(object)
	if len(all) == 0 {
		return nil, errors.New("the OpenAPI description has no paths")
	}
	for _, template := range slices.Sorted(maps.Keys(all)) {
		operations, _ := all[template].(object)
		d.paths.Add(template, operations)
	}
	return d, nil
}

// Check returns what the description does not allow in a request, nil where that is
// nothing. The body is decoded JSON, nil for none.
func (d *Description) Check(method, path string, body any) []sandbox.Problem {
	row, _ := d.paths.Match(path)
	if row == nil {
		return problem("OPENAPI_PATH", "The description has no path "+path)
	}
	operation, ok := row.Value[strings.ToLower(method)].(object)
	if !ok {
		return problem("OPENAPI_METHOD", "The description has no "+method+" "+row.Template)
	}
	at := schemaPointer(row.Template, method, body, operation)
	if at == "" || body == nil {
		return nil
	}
	schema, err := d.schema(at)
	if err != nil {
		return problem("OPENAPI_SCHEMA", err.Error())
	}
	return violations(schema.Validate(asDescribed(body)))
}

// problem is one that concerns the request as a whole.
func problem(code, message string) []sandbox.Problem {
	return []sandbox.Problem{{Code: code, Message: message}}
}

// schemaPointer returns where the body's schema stands, or "" where there is none.
func schemaPointer(template, method string, body any, operation object) string {
	if fields, ok := body.(object); ok && strings.HasPrefix(template, "/interactions/") {
		if name := callbackSchemas[fmt.Sprint(fields["type"])]; name != "" {
			return pointer("components", "schemas", name)
		}
	}
	content, _ := operation["requestBody"].(object)
	kinds, _ := content["content"].(object)
	if kinds["application/json"] == nil {
		return ""
	}
	return pointer("paths", template, strings.ToLower(method), "requestBody", "content", "application/json", "schema")
}

// pointer is a JSON pointer as a URL fragment.
func pointer(parts ...string) string {
	out := strings.Builder{}
	for _, part := range parts {
		part = strings.NewReplacer("~", "~0", "/", "~1").Replace(part)
		out.WriteString("/" + url.PathEscape(part))
	}
	return out.String()
}

func (d *Description) schema(pointer string) (*jsonschema.Schema, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if known := d.compiled[pointer]; known != nil {
		return known, nil
	}
	schema, err := d.compiler.Compile(base + "#" + pointer)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", pointer, err)
	}
	d.compiled[pointer] = schema
	return schema, nil
}

// asDescribed rewrites the two valid bodies which the description refuses:
// default_member_permissions is documented as a string, and media channels, type 16, are
// missing among the types of channels.
func asDescribed(value any) any {
	switch v := value.(type) {
	case []any:
		out := slices.Clone(v)
		for i := range out {
			out[i] = asDescribed(out[i])
		}
		return out
	case object:
		out := maps.Clone(v)
		for name, inner := range v {
			out[name] = fieldAsDescribed(name, inner)
		}
		return out
	}
	return value
}

func fieldAsDescribed(name string, value any) any {
	switch v := value.(type) {
	case string:
		if n, err := strconv.ParseUint(v, 10, 64); name == "default_member_permissions" && err == nil && v == strconv.FormatUint(n, 10) {
			return json.Number(v)
		}
	case []any:
		if name == "channel_types" {
			return slices.DeleteFunc(slices.Clone(v), func(kind any) bool { return kind == json.Number("16") })
		}
	}
	return asDescribed(value)
}

// violations lists the innermost complaints of a failed validation.
func violations(err error) (all []sandbox.Problem) {
	var failed *jsonschema.ValidationError
	if !errors.As(err, &failed) {
		return nil
	}
	printer := message.NewPrinter(language.English)
	for _, leaf := range innermost(failed) {
		all = append(all, sandbox.Problem{
			Path: strings.Join(leaf.InstanceLocation, "."), Code: "OPENAPI", Message: leaf.ErrorKind.LocalizedString(printer),
		})
	}
	return all
}

// innermost returns the complaints which have no further cause. Of the branches
// of a oneOf it takes those which were meant: not null, and of the type which
// the value says it has.
func innermost(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	var out, other []*jsonschema.ValidationError
	for _, cause := range e.Causes {
		leaves := innermost(cause)
		if slices.ContainsFunc(leaves, func(leaf *jsonschema.ValidationError) bool { return notMeant(e, leaf) }) {
			other = append(other, leaves...)
			continue
		}
		out = append(out, leaves...)
	}
	if len(out) == 0 {
		return other
	}
	return out
}

// notMeant reports whether the leaf says that its branch of choice is for
// another type of value.
func notMeant(choice, leaf *jsonschema.ValidationError) bool {
	switch choice.ErrorKind.(type) {
	case *kind.OneOf, *kind.AnyOf:
	default:
		return false
	}
	depth, at := len(choice.InstanceLocation), leaf.InstanceLocation
	switch what := leaf.ErrorKind.(type) {
	case *kind.Type:
		return len(at) == depth && slices.Equal(what.Want, []string{"null"})
	case *kind.Enum, *kind.Const:
		return len(at) == depth+1 && at[depth] == "type"
	}
	return false
}
