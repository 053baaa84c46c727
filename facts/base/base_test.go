package base_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts"
	"summitbot/facts/base"
	"summitbot/facts/source"
)

// openText reads a plain text; one that says nothing has no sentence.
func openText(name string, data []byte) (*facts.Document, error) {
	d, err := source.Text(name, data)
	if errors.Is(err, source.ErrNoText) {
		d, err = new(facts.Document), nil
	}
	if err == nil {
		d.ID = name
	}
	return d, err
}

// small is a base over two sentences, with more YAML after its document.
func small(more string) fstest.MapFS {
	return over("Birds sing at dawn.\nFish swims by night.[2]", more)
}

// over is a base over a text, with more YAML after its document.
func over(text, more string) fstest.MapFS {
	return fstest.MapFS{
		"base.yaml": {Data: []byte("document: {id: d, title: Birds and fish, file: d.txt}\n" + more)},
		"d.txt":     {Data: []byte(text)},
	}
}

func load(t testing.TB, files fstest.MapFS) *base.Base {
	t.Helper()
	b, err := base.Load(files, "base.yaml", openText)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestABaseOfDocumentsAloneHasAFactForEachSentence(t *testing.T) {
	t.Parallel()
	one, _ := openText("one", []byte("Birds sing. Fish swim."))
	two, _ := openText("two", []byte("Dogs bark."))
	tests := []struct {
		documents []*facts.Document
		want      string
	}{
		{nil, ""},
		{[]*facts.Document{one}, "P1S1 Birds sing., P1S2 Fish swim."},
		{[]*facts.Document{one, two}, "one#P1S1 Birds sing., one#P1S2 Fish swim., two#P1S1 Dogs bark."},
	}
	for _, tt := range tests {
		b := base.Of(tt.documents...)
		var got []string
		for _, f := range b.Facts {
			got = append(got, f.ID+" "+f.Sentence.Text)
			if b.Library.Documents[f.Document].Sentences[f.Sentence.Number-1].Text != f.Sentence.Text {
				t.Errorf("%s is said to stand in document %d", f.ID, f.Document)
			}
		}
		if s := strings.Join(got, ", "); s != tt.want || b.Lexicon == nil || len(b.Hash) != 64 {
			t.Errorf("got %q, want %q", s, tt.want)
		}
	}
}

func TestABaseHasWhatItsFilesSay(t *testing.T) {
	t.Parallel()
	files := small("include: [more/gaps.yaml]\ntopics: {air: In the air, sea: In the sea}\n" +
		"facts:\n  - sentence: Fish swims …\n    name: fish\n    repairs: [{was: swims, is: swim}]\n    topics: [sea]\n" +
		"    answers:\n      - {headline: At night, kinds: [date], mark: by night, equal: P1S1, ask: [when do fish swim]}\n")
	files["more/gaps.yaml"] = &fstest.MapFile{Data: []byte("gaps:\n  - {id: song, says: The text doesn't say., near: [fish], paraphrases: {2: [which song], 7: [what tune]}}\n")}
	b := load(t, files)
	if d := b.Library.Documents[0]; d.ID != "d" || d.Title != "Birds and fish" || d.File != "d.txt" || d.SHA256 == "" {
		t.Errorf("document %+v", d)
	}
	if f := b.Facts[1]; f.Name != "fish" || f.Sentence.Text != "Fish swim by night.[2]" || f.Topics[0] != "sea" || f.Headline() != "At night" || f.Points[0].Equal[0] != "P1S1" {
		t.Errorf("fact %+v", f)
	}
	if g := b.Gaps[0]; g.Near[0] != "P1S2" || !slices.Equal(g.Paraphrases, []facts.Paraphrase{{Text: "which song", Hand: 2}, {Text: "what tune", Hand: 7}}) {
		t.Errorf("gap %+v", g)
	}
	for way, want := range map[string]base.Target{"When do fish swim?": {Place: 1}, "which song": {Gap: true}, "what tune": {Gap: true}} {
		if got, ok := b.Asked(way); got != want || !ok {
			t.Errorf("%q asks for %+v, %v; want %+v", way, got, ok, want)
		}
	}
	if got, ok := b.Asked("when do fish"); ok {
		t.Errorf("what nobody wrote asks for %+v", got)
	}
	if b.Ways() != 3 || b.Hands != 7 || fmt.Sprint(b.Placed) != "[P1S1]" || len(b.Topics) != 2 {
		t.Errorf("ways %d, hands %d, placed %v, topics %v", b.Ways(), b.Hands, b.Placed, b.Topics)
	}
}

func TestTheHashIsOfAllFiles(t *testing.T) {
	t.Parallel()
	seen := make(map[string]string)
	for _, changed := range []string{"", "base.yaml", "d.txt", "l.yaml", "p.yaml"} {
		files := small("lexicon: l.yaml\ninclude: [p.yaml]\n")
		files["l.yaml"] = &fstest.MapFile{Data: []byte("light: [a]\n")}
		files["p.yaml"] = &fstest.MapFile{Data: []byte("facts: []\n")}
		if f := files[changed]; f != nil {
			f.Data = append(f.Data, '\n')
		}
		hash := load(t, files).Hash
		if before, same := seen[hash]; same {
			t.Errorf("with another %q the hash is as with another %q", changed, before)
		}
		seen[hash] = changed
	}
}

func TestFactsAreFound(t *testing.T) {
	t.Parallel()
	b := load(t, over("The gate is red. The gate opens at nine.\n\nIt is old.", "facts:\n  - {sentence: It is old., name: age}\n"))
	tests := []struct {
		s    string
		want []int
	}{
		{"P1S2", []int{1}},
		{"p2s1", []int{2}},
		{"age", []int{2}},
		{"The gate  opens", []int{1}},
		{"the gate", []int{0, 1}},
		{"gate", nil},
		{"", nil},
		{"P9S9", nil},
	}
	for _, tt := range tests {
		if got := b.Find(tt.s); !slices.Equal(got, tt.want) {
			t.Errorf("Find(%q) = %v, want %v", tt.s, got, tt.want)
		}
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	tests := []struct{ way, want string }{
		{"when do birds sing", "when do birds sing"},
		{"  When do   BIRDS sing?!", "when do birds sing"},
		{"what's the birds' song", "whats the birds song"},
		{"when, exactly: do birds sing", "when exactly do birds sing"},
		{"Über café", "uber cafe"},
		{"is C++ like C# or C", "is c++ like c# or c"},
		{"what is c5+c", "what is c5 c"},
		{"what is C5+C?", "what is c5 c"},
		{"c + d", "c d"},
		{"'+' or '#'", "or"},
		{"", ""},
		{"?!", ""},
		{"??", ""},
		{"👍", ""},
		{" ", ""},
		{"++", ""},
	}
	for _, tt := range tests {
		if got := base.Key(tt.way); got != tt.want {
			t.Errorf("Key(%q) = %q, want %q", tt.way, got, tt.want)
		}
		if got := base.Key(tt.want); got != tt.want {
			t.Errorf("the key %q has another key, %q", tt.want, got)
		}
	}
}

func TestAQuestionWithoutALetterOrDigitIsNoWayOfAsking(t *testing.T) {
	t.Parallel()
	b := load(t, small("facts:\n  - {id: P1S1, answers: [{headline: h, ask: [who sings]}]}\n"))
	for question, want := range map[string]bool{"Who sings?": true, "!!!": false, "👍": false, "": false} {
		if _, got := b.Asked(question); got != want {
			t.Errorf("Asked(%q) = %v", question, got)
		}
	}
}
