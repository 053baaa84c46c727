package answer_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/data"
)

// small is a fact base over two sentences, with more YAML after its document.
func small(more string) fstest.MapFS {
	return fstest.MapFS{
		"base.yaml": {Data: []byte("document: {id: d, title: Birds and fish, file: d.txt}\n" + more)},
		"d.txt":     {Data: []byte("Birds sing at dawn.\nFish swims by night.[2]")},
	}
}

func article(t testing.TB) *answer.Base {
	t.Helper()
	b, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// embedded is the article's base, loaded once for all tests: it never changes.
var embedded = sync.OnceValues(func() (*answer.Base, error) { return answer.Load(data.Files, data.Name) })

func TestASentenceWithoutAnEntryIsAFact(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(small(""), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got := b.Answer("when do birds sing")
	if got.Status != facts.Answered || got.Fact != "P1S1" || got.Quote != "Birds sing at dawn." || got.Highlight != got.Quote {
		t.Errorf("got %+v", got)
	}
}

func TestRepairsShowInQuotes(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(small("repairs:\n  - {in: P1S2, was: Fish swims, is: Fish swim}\n"), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got := b.Answer("do fish swim by night")
	if got.Quote != "Fish swim by night.[2]" || got.Source.Span != (facts.Mark{20, 43}) || len(got.Source.Notes) != 1 {
		t.Errorf("got %+v, source %+v", got, got.Source)
	}
}

func TestFaultsSayFileLineAndWhat(t *testing.T) {
	t.Parallel()
	tests := []struct{ yaml, want string }{
		{"facts: [", "base.yaml: yaml: line 2"},
		{"fact: []\n", `base.yaml:2: there is no field "fact" here; there are document, lexicon,`},
		{"facts:\n  - {id: P1S1, topic: x}\n", `base.yaml:3: there is no field "topic" here; there are id, topics, answers`},
		{"facts:\n  - id: P1S9\n", `base.yaml:3: fact: the document has no sentence "P1S9"`},
		{"facts:\n  - id: P1S1\n  - id: P1S1\n", `base.yaml:4: fact P1S1: the id stands twice`},
		{"facts:\n  - id: P1S1\n    topics: [x]\n", `base.yaml:4: fact P1S1: the topic "x" is not in the list`},
		{"facts:\n  - id: P1S1\n    answers:\n      - headline: h\n        mark: bats\n", `base.yaml:6: fact P1S1: the mark "bats" is not in the text`},
		{"facts:\n  - id: P1S1\n    answers:\n      - headline: h\n        kinds: [colour]\n", `base.yaml:6: fact P1S1: "colour" is no kind`},
		{"facts:\n  - id: P1S1\n    answers:\n      - mark: dawn\n", `base.yaml:5: fact P1S1: a headline has 1 to 200 characters, this one 0`},
		{"facts:\n  - id: P1S1\n    answers:\n      - {headline: h, ask: [who sings]}\n      - {headline: i, ask: ['Who sings?']}\n", `base.yaml:6: fact P1S1: the way of asking "Who sings?" stands already with fact P1S1, on line 5`},
		{"facts:\n  - id: P1S1\n    answers:\n      - {headline: h, ask: ['" + strings.Repeat("x", 101) + "']}\n", `base.yaml:5: fact P1S1: a way of asking has 1 to 100 characters, this one 101`},
		{"gaps:\n  - {id: g, says: s, near: [P5S5]}\n", `base.yaml:3: gap g: the document has no sentence "P5S5"`},
		{"gaps:\n  - {id: g, says: s}\n  - {id: g, says: s}\n", `base.yaml:4: gap "g": an id is needed, once`},
		{"gaps:\n  - {id: g}\n", `base.yaml:3: gap g: what it says has 1 to 200 characters, this one 0`},
		{"lexicon: l.yaml\n", `base.yaml:2: lexicon: open l.yaml`},
		{"repairs:\n  - {in: P1S1, was: Bats, is: Birds}\n", `base.yaml:3: repair: the repair of "Bats" finds nothing in P1S1`},
		{"repairs:\n  - {in: P7S1, was: x, is: y}\n", `base.yaml:3: repair: the document has no sentence "P7S1"`},
	}
	for _, tt := range tests {
		b, err := answer.Load(small(tt.yaml), "base.yaml")
		if b != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s\ngot  %v\nwant %s", tt.yaml, err, tt.want)
		}
	}
}

func TestFaultsOfFiles(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		files fstest.MapFS
		want  string
	}{
		{"no base", fstest.MapFS{}, "base.yaml"},
		{"an empty base", fstest.MapFS{"base.yaml": {}}, "base.yaml: the file is empty"},
		{"no document", fstest.MapFS{"base.yaml": {Data: []byte("facts: []\n")}}, "id, title and file are needed"},
		{"no text", fstest.MapFS{"base.yaml": {Data: []byte("document: {id: d, title: t, file: d.txt}")}}, "d.txt"},
		{"an empty text", fstest.MapFS{"base.yaml": {Data: []byte("document: {id: d, title: t, file: d.txt}")}, "d.txt": {}}, "d.txt has no sentence"},
		{"another text", fstest.MapFS{
			"base.yaml": {Data: []byte("document: {id: d, title: t, file: d.txt, sha256: '" + strings.Repeat("0", 64) + "'}")},
			"d.txt":     {Data: []byte("Birds sing.")},
		}, "base.yaml:1: document: d.txt is not the text that the facts were written for"},
	}
	for _, tt := range tests {
		if _, err := answer.Load(tt.files, "base.yaml"); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// Every sentence of the article has an entry with headline and ways of asking, each way
// is answered by its own fact, and each answer's mark stands in its quote.
func TestTheArticlesFactsAreWhole(t *testing.T) {
	t.Parallel()
	b := article(t)
	if n := len(b.Facts()); n != 54 {
		t.Fatalf("%d facts, want 54", n)
	}
	for _, f := range b.Facts() {
		if f.Headline() == "" || len(f.Ways()) < 5 || len(f.Topics) == 0 {
			t.Errorf("%s: headline %q, %d ways, topics %v", f.ID, f.Headline(), len(f.Ways()), f.Topics)
		}
		for _, w := range f.Ways() {
			a := b.Answer(w)
			if a.Fact != f.ID || a.Score != 1 {
				t.Errorf("%q is answered with %s, not %s", w, a.Fact, f.ID)
			}
			for _, m := range a.Marks {
				if !strings.Contains(a.Highlight, a.Quote[m[0]:m[1]]) {
					t.Errorf("%q: the highlight %q lacks %q", w, a.Highlight, a.Quote[m[0]:m[1]])
				}
			}
		}
	}
}

func TestAKnownGapIsARefusalThatSaysSo(t *testing.T) {
	t.Parallel()
	b, err := answer.Load(small("gaps:\n  - {id: g, says: The text doesn't say where birds sing., near: [P1S1], ask: [where do birds sing]}\n"), "base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, question := range []string{"where do birds sing", "Where do birds sing?"} {
		got := b.Answer(question)
		if got.Status != facts.Related || got.Gap != "The text doesn't say where birds sing." || len(got.Others) != 1 || got.Others[0].Fact != "P1S1" {
			t.Errorf("%q: got %+v", question, got)
		}
	}
}

func TestTheArticlesFactBaseFitsItsSchema(t *testing.T) {
	t.Parallel()
	read := func(name string) []byte {
		t.Helper()
		data, err := fs.ReadFile(data.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(read("summit.schema.json")))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("summit.schema.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("summit.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var base any
	if err := yaml.Unmarshal(read(data.Name), &base); err != nil {
		t.Fatal(err)
	}
	asJSON, err := json.Marshal(base)
	if err != nil {
		t.Fatal(err)
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(instance); err != nil {
		t.Error(err)
	}
}
