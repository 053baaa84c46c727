package base_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"summitbot/facts/base"
	"summitbot/facts/data"
)

func TestTheArticlesFilesFitTheirSchema(t *testing.T) {
	t.Parallel()
	schema := compiled(t, "summit.schema.json")
	parts, err := fs.Glob(data.Files, "summit/*/*.yaml")
	if err != nil || len(parts) == 0 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	for _, name := range append(parts, data.Name) {
		if err := schema.Validate(instance(t, content(t, name))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What the schema refuses, Load refuses too; so an editor says it as people type.
func TestTheSchemaRefusesWhatLoadRefuses(t *testing.T) {
	t.Parallel()
	schema := compiled(t, "summit.schema.json")
	for _, yaml := range []string{
		"topics: [history, rules]", "topics: {history: }", "include: p.yaml", "facts: [{id: P1S1, sentence: Birds}]", "facts: [{topics: []}]",
		"facts: [{id: P1S1, name: A b}]", "facts: [{id: P1S1, answers: [{mark: dawn}]}]", "facts: [{id: P1S1, answers: [{headline: h, kinds: [colour]}]}]",
		"facts: [{id: P1S1, answers: [{headline: h, paraphrases: {0: [x]}}]}]", "facts: [{id: P1S1, answers: [{headline: h, ask: ['']}]}]", "gaps: [{id: g}]",
	} {
		files := small(yaml + "\n")
		if err := schema.Validate(instance(t, files["base.yaml"].Data)); err == nil {
			t.Errorf("the schema takes %s", yaml)
		}
		if _, err := base.Load(files, "base.yaml", openText); err == nil {
			t.Errorf("Load takes %s", yaml)
		}
	}
}

func content(t *testing.T, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(data.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(content(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// instance reads YAML as the JSON that a schema speaks of.
func instance(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(keyedByText(v))
	if err != nil {
		t.Fatal(err)
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return instance
}

// keyedByText makes every key a text: JSON has no numbers as keys.
func keyedByText(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = keyedByText(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = keyedByText(v[key])
		}
	case map[any]any:
		m := make(map[string]any, len(v))
		for key, value := range v {
			m[fmt.Sprint(key)] = keyedByText(value)
		}
		return m
	}
	return v
}
