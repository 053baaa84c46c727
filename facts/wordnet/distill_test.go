package wordnet_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts/text"
	"summitbot/facts/wordnet"
)

const dictionary = "/usr/share/wordnet" // of the Debian package wordnet-base

// The table that ships is what Distill makes of WordNet's files. With UPDATE_WORDNET=1
// the test writes it.
func TestTableIsTheDistillate(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(filepath.Join(dictionary, "data.noun")); err != nil {
		t.Skip("no WordNet here: apt-get install wordnet-base")
	}
	table, err := wordnet.Distill(os.DirFS(dictionary), text.Stem)
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE_WORDNET") != "" {
		if err := os.WriteFile("wordnet.bin", table, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	shipped, err := os.ReadFile("wordnet.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(shipped, table) {
		t.Errorf("wordnet.bin is not what Distill makes of %s: run the test with UPDATE_WORDNET=1", dictionary)
	}
}

// toy is a small dictionary: its files by name.
func toy() map[string]string {
	return map[string]string{
		"data.noun": `  1 a line of the license
00000001 03 n 02 mill 0 grain_mill 0 001 + 00000009 v 0101 | a mill grinds
00000002 03 n 02 Windmill 0 mill 0 001 @ 00000003 n 0000 | driven by wind
00000003 03 n 01 machine 0 000 | it works
00000004 03 n 01 large_machine 0 001 @ 00000003 n 0000 | no single word
`,
		"index.noun": `mill n 2 1 @ 2 1 00000001 00000002
windmill n 1 1 @ 1 0 00000002
machine n 5 0 5 5 00000091 00000092 00000093 00000003 00000095
`,
		"data.verb":  "00000009 03 v 01 grind 0 000 00 | grind\n",
		"index.verb": "grind v 1 0 1 1 00000009\n",
		"verb.exc":   "ground grind\n",
		"data.adj": `00000005 03 a 01 large 0 001 & 00000006 a 0000 | big
00000006 03 s 01 tall(p) 0 001 & 00000005 a 0000 | large from below
`,
		"index.adj": "large a 1 1 & 1 0 00000005\ntall a 1 1 & 1 0 00000006\n",
		"noun.exc":  "", "adj.exc": "", "data.adv": "", "index.adv": "", "adv.exc": "",
	}
}

func distill(files map[string]string) (*wordnet.Graph, error) {
	dict := fstest.MapFS{}
	for name, content := range files {
		dict[name] = &fstest.MapFile{Data: []byte(content)}
	}
	table, err := wordnet.Distill(dict, text.Stem)
	if err != nil {
		return nil, err
	}
	return wordnet.Open(string(table)), nil
}

func TestDistill(t *testing.T) {
	t.Parallel()
	g, err := distill(toy())
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for id := range uint32(g.Len()) {
		words = append(words, g.Word(id))
	}
	if want := strings.Fields("grind ground larg machin mill tall windmil"); !slices.Equal(words, want) {
		t.Errorf("words %q, want %q", words, want)
	}
	for _, tt := range []struct {
		a, b     string
		relation wordnet.Relation
		rank     uint8
	}{
		{"windmill", "mill", wordnet.Synonym, 2},
		{"mill", "windmill", wordnet.Synonym, 2},
		{"mill", "grind", wordnet.Derived, 1},
		{"ground", "grind", wordnet.Derived, 1},
		{"grind", "ground", wordnet.Derived, 1},
		{"large", "tall", wordnet.Similar, 1},
		{"mill", "machine", wordnet.Broader, 4},
		{"machine", "windmill", wordnet.Narrower, 4},
	} {
		l, ok := relation(g, tt.a, tt.b)
		if !ok || l.Relation != tt.relation || l.Rank != tt.rank {
			t.Errorf("%s is related to %s: %+v %v, want %+v", tt.b, tt.a, l, ok, tt)
		}
	}
}

// A file that is missing or broken is an error that names it, and never a panic.
func TestDistillBrokenFiles(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ file, content, want string }{
		{"index.noun", "mill n 3\n", "index.noun, line 1"},
		{"index.verb", "mill\n", "index.verb, line 1"},
		{"data.noun", "00000001 03 n 02 mill\n", "data.noun, line 1"},
		{"data.noun", "00000001 03 n 01 mill 0 001 @ 00000007 n 0000 | a mill\n", "n00000007"},
		{"data.verb", "00000009 03 v 01 grind 0 001 + 00000001 n 0103 | grind\n", "n00000001"},
	} {
		files := toy()
		files[tt.file] = tt.content
		if _, err := distill(files); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Distill with %s %q: %v, want %q", tt.file, tt.content, err, tt.want)
		}
	}
	for name := range toy() {
		files := toy()
		delete(files, name)
		if _, err := distill(files); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("Distill without %s: %v", name, err)
		}
	}
}
