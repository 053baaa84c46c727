package base_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts"
	"summitbot/facts/base"
)

func TestFaultsSayFileLineAndWhat(t *testing.T) {
	t.Parallel()
	tests := []struct{ yaml, want string }{
		// what is no YAML, or not all of it
		{"facts: [", "base.yaml:2: did not find expected node content"},
		{"facts: []\n---\nfacts: []\n", "base.yaml:3: a second document begins here; a file has one"},
		{"gaps: &g []\nfacts: *g\n", "base.yaml:3: the alias *g: aliases are not read, write out what is meant"},
		{"facts:\n  - &a [*a]\n", "base.yaml:3: the alias *a"},
		{"facts: {}\n", "base.yaml:2: a list is expected here"},
		{"facts: [P1S1]\n", "base.yaml:2: a mapping is expected here, of sentence, id, name, repairs, topics, answers"},
		{"lexicon: [l.yaml]\n", "base.yaml:2: a text is expected here"},
		// keys
		{"fact: []\n", `base.yaml:2: there is no field "fact" here; there are document, lexicon, include, topics, repairs, facts, gaps`},
		{"facts:\n  - {id: P1S1, topic: x}\n", `base.yaml:3: there is no field "topic" here; there are sentence, id, name, repairs, topics, answers`},
		{"facts: []\nfacts: []\n", `base.yaml:3: "facts" stands twice, first on line 2`},
		{"facts:\n  - id: P1S1\n    topics: []\n    id: P1S2\n", `base.yaml:5: "id" stands twice, first on line 3`},
		{"facts:\n  - id: P1S1\n    answers:\n      - headline: h\n        paraphrases:\n          1: [x]\n          1: [y]\n", `base.yaml:8: "1" stands twice, first on line 7`},
		{"topics:\n  history: How\n  history: Who\n", `base.yaml:4: "history" stands twice, first on line 3`},
		{"topics: [history, rules]\n", "base.yaml:2: topics is a mapping: of each topic its id, a colon and its title"},
		{"topics:\n  history:\n", `base.yaml:3: topic "history": an id and a title of 1 to 100 characters are needed`},
		// facts
		{"facts:\n  - id: P1S9\n", `base.yaml:3: fact: the document has no sentence "P1S9"`},
		{"facts:\n  - id: P1S1\n  - id: P1S1\n", `base.yaml:4: fact P1S1: the sentence has a fact already, on line 3`},
		{"facts:\n  - id: P1S1\n  - sentence: Birds\n", `base.yaml:4: fact P1S1: the sentence has a fact already, on line 3`},
		{"facts:\n  - id: P1S1\n    sentence: Birds\n", `base.yaml:3: fact P1S1: a sentence is named by its words or by its place, not by both`},
		{"facts:\n  - topics: []\n", `base.yaml:3: fact: a sentence is named by its words`},
		{"facts:\n  - id: P1S1\n    name: A b\n", `base.yaml:4: fact P1S1: "A b" is no name`},
		{"facts:\n  - {id: P1S1, name: a}\n  - {id: P1S2, name: a}\n", `base.yaml:4: fact P1S2: the name "a" belongs to fact P1S1 already`},
		{"facts:\n  - id: P1S1\n    topics: [x]\n", `base.yaml:4: fact P1S1: the topic "x" is not in the list`},
		{"topics: {x: y}\nfacts:\n  - id: P1S1\n    topics: [x, x]\n", `base.yaml:5: fact P1S1: the topic "x" stands twice`},
		// answers
		{"facts:\n  - id: P1S1\n    answers:\n      - headline: h\n        mark: bats\n", `base.yaml:6: fact P1S1: the mark "bats" is not in the text`},
		{"facts:\n  - id: P1S1\n    answers:\n      - headline: h\n        kinds: [colour]\n", `base.yaml:6: fact P1S1: "colour" is no kind`},
		{"facts:\n  - id: P1S1\n    answers:\n      - mark: dawn\n", `base.yaml:5: fact P1S1: a headline has 1 to 200 characters, this one 0`},
		{"facts:\n  - id: P1S1\n    answers:\n      - {headline: h, equal: P1S1}\n", `base.yaml:5: fact P1S1: it is named as equal to itself`},
		{"facts:\n  - id: P1S1\n    answers:\n      - {headline: h, equal: fish}\n", `base.yaml:5: fact P1S1: no fact has the name "fish"`},
		// gaps
		{"gaps:\n  - {id: g, says: s, near: [P5S5]}\n", `base.yaml:3: gap g: the document has no sentence "P5S5"`},
		{"gaps:\n  - {id: g, says: s}\n  - {id: g, says: s}\n", `base.yaml:4: gap g: the id stands twice, first on line 3`},
		{"gaps:\n  - {says: s}\n", `base.yaml:3: gap: an id is needed`},
		{"gaps:\n  - {id: g}\n", `base.yaml:3: gap g: what it says has 1 to 200 characters, this one 0`},
		// repairs
		{"repairs:\n  - {in: P1S1, was: Bats, is: Birds}\n", `base.yaml:3: repair: the repair of "Bats" finds nothing in P1S1`},
		{"repairs:\n  - {in: P7S1, was: x, is: y}\n", `base.yaml:3: repair: the document has no sentence "P7S1"`},
		{"facts:\n  - id: P1S1\n    repairs:\n      - {was: Bats, is: Birds}\n", `base.yaml:5: repair: the repair of "Bats" finds nothing in P1S1`},
		// files
		{"lexicon: l.yaml\n", `base.yaml:2: lexicon: open l.yaml`},
		{"include:\n  - p.yaml\n", `base.yaml:3: include: open p.yaml`},
	}
	for _, tt := range tests {
		b, err := base.Load(small(tt.yaml), "base.yaml", openText)
		if b != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s\ngot  %v\nwant %s", tt.yaml, err, tt.want)
		}
	}
}

func TestFaultsOfFiles(t *testing.T) {
	t.Parallel()
	const d = "document: {id: d, title: t, file: d.txt"
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"no base", nil, "base.yaml"},
		{"an empty base", map[string]string{"base.yaml": ""}, "base.yaml: the file is empty"},
		{"no document", map[string]string{"base.yaml": "facts: []\n"}, "base.yaml:1: document: id, title and file are needed"},
		{"no title", map[string]string{"base.yaml": "facts: []\ndocument: {id: d, file: d.txt}"}, "base.yaml:2: document: id, title and file are needed"},
		{"no text", map[string]string{"base.yaml": d + "}"}, "d.txt"},
		{"an empty text", map[string]string{"base.yaml": d + "}", "d.txt": ""}, "base.yaml:1: document: d.txt has no sentence"},
		{"what can't be read", map[string]string{"base.yaml": d + "}", "d.txt": "\x00"}, "base.yaml:1: document: it is binary"},
		{
			"another text",
			map[string]string{"base.yaml": d + ", sha256: '" + strings.Repeat("0", 64) + "'}", "d.txt": "Birds sing."},
			"base.yaml:1: document: d.txt is not the text that the facts were written for",
		},
		{
			"a part that is none",
			map[string]string{"base.yaml": d + "}\ninclude: [sub/p.yaml]", "d.txt": "Birds sing.", "sub/p.yaml": "gaps: []\ntopics: {a: b}\n"},
			`sub/p.yaml:2: there is no field "topics" here; there are facts, gaps`,
		},
		{"the same sentence in two files", map[string]string{
			"base.yaml": d + "}\ninclude: [p.yaml, q.yaml]", "d.txt": "Birds sing.",
			"p.yaml": "facts: [{id: P1S1}]", "q.yaml": "\nfacts: [{id: P1S1}]",
		}, `q.yaml:2: fact P1S1: the sentence has a fact already, at p.yaml:1`},
	}
	open := func(name string, data []byte) (*facts.Document, error) {
		if strings.Contains(string(data), "\x00") {
			return nil, errors.New("it is binary")
		}
		return openText(name, data)
	}
	for _, tt := range tests {
		files := make(fstest.MapFS)
		for name, content := range tt.files {
			files[name] = &fstest.MapFile{Data: []byte(content)}
		}
		if _, err := base.Load(files, "base.yaml", open); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// Get-FileHash writes capitals.
func TestAHashMayHaveCapitals(t *testing.T) {
	t.Parallel()
	files := over("The gate opens at nine. It is red.\n", "")
	hash := load(t, files).Library.Documents[0].SHA256
	if want := "53a3378841274c02e109e070b8e35239962c9a28a1ae25ec316bbc0800635096"; hash != want {
		t.Errorf("the hash is %s, want %s", hash, want)
	}
	for _, hash := range []string{hash, strings.ToUpper(hash)} {
		files["base.yaml"].Data = fmt.Appendf(nil, "document: {id: d, title: T, file: d.txt, sha256: %q}\n", hash)
		load(t, files)
	}
}

func TestAnErrorTellsTheFirstFaultsAndCountsTheRest(t *testing.T) {
	t.Parallel()
	_, err := base.Load(small("facts:\n"+strings.Repeat("  - id: P9S9\n", 50)), "base.yaml", openText)
	if err == nil || !strings.Contains(err.Error(), "(faults: 50)") || !strings.HasSuffix(err.Error(), "\nand 20 more") {
		t.Errorf("error %v", err)
	}
}

// No base, however odd, makes Load panic or return neither a base nor an error.
func FuzzLoad(f *testing.F) {
	for _, s := range []string{
		"facts:\n  - id: P1S1\n", "topics: {a: b}\nrepairs:\n  - {in: P1S1, was: B, is: b}\n",
		"facts: [{sentence: Birds, name: b, answers: [{headline: h, mark: [Birds], ask: [x], paraphrases: {1: [y]}, when: {date: 2020}}]}]\n",
		"a: &a [*a]", "gaps: [{id: g, says: s, near: [b], paraphrases: |\n  x\n}]", "? [a]\n: b\n", "facts:\n- - -",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b, err := base.Load(small(s), "base.yaml", openText)
		if (b == nil) == (err == nil) {
			t.Fatalf("Load: %v, %v", b, err)
		}
		if b != nil && len(b.Facts) != 2 {
			t.Fatalf("%d facts", len(b.Facts))
		}
	})
}
