package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// openAPI checks requests against Discord's own description. Schemas are
// compiled when they are first needed. A nil *openAPI accepts everything.
type openAPI struct {
	paths pathTable[object]

	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

// openAPIBase is the name of the description among the compiler's resources.
const openAPIBase = "https://sandbox.invalid/openapi.json"

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

// loadOpenAPI returns nil where path is empty.
func loadOpenAPI(path string) (*openAPI, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read OpenAPI description: %w", err)
	}
	defer func() { _ = file.Close() }()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		return nil, fmt.Errorf("parse OpenAPI description %s: %w", path, err)
	}
	return newOpenAPI(doc)
}

func newOpenAPI(doc any) (*openAPI, error) {
	o := &openAPI{compiler: jsonschema.NewCompiler(), compiled: map[string]*jsonschema.Schema{}}
	if err := o.compiler.AddResource(openAPIBase, doc); err != nil {
		return nil, fmt.Errorf("add OpenAPI description: %w", err)
	}
	root, _ := doc.(object)
	paths, _ := root["paths"].(object)
	if len(paths) == 0 {
		return nil, errors.New("the OpenAPI description has no paths")
	}
	for _, template := range sortedKeys(paths) {
		operations, _ := paths[template].(object)
		o.paths.add(template, operations)
	}
	return o, nil
}

// check returns an *apiError where the description does not allow the request.
func (o *openAPI) check(c *call) error {
	if o == nil {
		return nil
	}
	row, _ := o.paths.match(c.path)
	if row == nil {
		return oneProblem("", "OPENAPI_PATH", "The description has no path "+c.path)
	}
	operation, ok := row.value[strings.ToLower(c.method)].(object)
	if !ok {
		return oneProblem("", "OPENAPI_METHOD", "The description has no "+c.method+" "+row.template)
	}
	pointer := schemaPointer(row.template, c, operation)
	if pointer == "" || c.body.value == nil {
		return nil
	}
	schema, err := o.schema(pointer)
	if err != nil {
		return oneProblem("", "OPENAPI_SCHEMA", err.Error())
	}
	return refused(violations(schema.Validate(permissionsAsNumber(c.body.value))).refusal())
}

// schemaPointer returns where the body's schema stands, or "" where there is none.
func schemaPointer(template string, c *call, operation object) string {
	if fields, ok := c.body.value.(object); ok && strings.HasPrefix(template, "/interactions/") {
		if name := callbackSchemas[fmt.Sprint(fields["type"])]; name != "" {
			return pointer("components", "schemas", name)
		}
	}
	content, _ := operation["requestBody"].(object)
	kinds, _ := content["content"].(object)
	if kinds["application/json"] == nil {
		return ""
	}
	return pointer("paths", template, strings.ToLower(c.method), "requestBody", "content", "application/json", "schema")
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

func (o *openAPI) schema(pointer string) (*jsonschema.Schema, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if known := o.compiled[pointer]; known != nil {
		return known, nil
	}
	schema, err := o.compiler.Compile(openAPIBase + "#" + pointer)
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", pointer, err)
	}
	o.compiled[pointer] = schema
	return schema, nil
}

// permissionsAsNumber rewrites the one valid body which the description
// refuses: default_member_permissions is documented as a string.
func permissionsAsNumber(value any) any {
	switch v := value.(type) {
	case []any:
		out := slices.Clone(v)
		for i := range out {
			out[i] = permissionsAsNumber(out[i])
		}
		return out
	case object:
		bits, ok := v["default_member_permissions"].(string)
		if _, number := parseID(bits); !ok || !number {
			return v
		}
		out := maps.Clone(v)
		out["default_member_permissions"] = json.Number(bits)
		return out
	}
	return value
}

// violations lists the innermost complaints of a failed validation.
func violations(err error) *problems {
	out := &problems{}
	var failed *jsonschema.ValidationError
	if !errors.As(err, &failed) {
		return out
	}
	printer := message.NewPrinter(language.English)
	for _, leaf := range innermost(failed) {
		out.addf(strings.Join(leaf.InstanceLocation, "."), "OPENAPI", "%s", leaf.ErrorKind.LocalizedString(printer))
	}
	return out
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
