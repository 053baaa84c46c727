package base_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/facts/base"
	"summitbot/facts/data"
)

const zoo = "Cats sleep all day. Cats sleep at night too. Dogs bark at the postman.\n\nDogs bark. See above.\n\nSee above."

func TestASentenceIsFoundByItsWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ words, want string }{
		{"Cats sleep all day.", "P1S1"},
		{"Cats sleep all", "P1S1"},
		{"'Cats sleep at …'", "P1S2"},
		{"Cats sleep at…", "P1S2"},
		{">-\n      Dogs bark at\n      the postman.", "P1S3"},
		{"Dogs bark.", "P2S1"}, // all of one, though
		{"Dogs bark a", "P1S3"},
		{"Cats sleep", `base.yaml:3: fact: more than one sentence begins with "Cats sleep" (P1S1, P1S2); quote more of it`},
		{"See above.", `base.yaml:3: fact: the sentence "See above." stands more than once (P2S2, P3S1); name it by its place, id: P2S2`},
		{"Dogs bark at the milkman.", `base.yaml:3: fact: the document has no sentence that begins with "Dogs bark at the milkman."; closest is P1S3, "Dogs bark at the postman.", then is P1S2, "Cats sleep at night too."`},
		{"Fish", `base.yaml:3: fact: the document has no sentence that begins with "Fish"; closest is none`},
		{"''", "base.yaml:3: fact: a sentence is named by its words, or its beginning"},
		{"…", "base.yaml:3: fact: a sentence is named by its words, or its beginning"},
		{"cats sleep all day.", "base.yaml:3: fact: the document has no sentence that begins with"},
	}
	for _, tt := range tests {
		b, err := base.Load(over(zoo, "facts:\n  - sentence: "+tt.words+"\n    answers: [{headline: h}]\n"), "base.yaml", openText)
		got := fmt.Sprint(err)
		if err == nil {
			for _, f := range b.Facts {
				if f.Headline() != "" {
					got = f.ID
				}
			}
			if b.Placed != nil {
				t.Errorf("%q: named by place are %v", tt.words, b.Placed)
			}
		}
		if !strings.Contains(got, tt.want) {
			t.Errorf("%q is %s, want %s", tt.words, got, tt.want)
		}
	}
}

// What a sentence says before its repairs is what finds it.
func TestASentenceIsFoundByItsWordsBeforeRepairs(t *testing.T) {
	t.Parallel()
	for words, found := range map[string]bool{"Fish swims by night": true, "Fish swim by night": false} {
		_, err := base.Load(small("facts:\n  - {sentence: "+words+", repairs: [{was: swims, is: swim}]}\n"), "base.yaml", openText)
		if (err == nil) != found {
			t.Errorf("%q: %v", words, err)
		}
	}
}

// The article's base finds its sentences again after a paragraph is inserted above them,
// and all that refers to them refers to the same.
func TestABaseFindsItsSentencesAgain(t *testing.T) {
	t.Parallel()
	before, err := base.Load(data.Files, data.Name, openText)
	if err != nil {
		t.Fatal(err)
	}
	if before.Placed != nil {
		t.Errorf("named by place are %v", before.Placed)
	}
	after, err := base.Load(edited(t, func(text string) string {
		return "This paragraph is new. It has two sentences.\n\n" + text
	}), data.Name, openText)
	if err != nil {
		t.Fatal(err)
	}
	if len(after.Facts) != len(before.Facts)+2 || after.Ways() != before.Ways() {
		t.Fatalf("%d facts, %d ways of asking; want %d, %d", len(after.Facts), after.Ways(), len(before.Facts)+2, before.Ways())
	}
	textOf := func(b *base.Base, id string) string { return b.Facts[b.Find(id)[0]].Sentence.Text }
	for i, f := range before.Facts {
		g := after.Facts[i+2]
		if g.ID == f.ID || g.Sentence.Text != f.Sentence.Text || g.Name != f.Name || g.Headline() != f.Headline() {
			t.Errorf("%s is now %s %q", f.ID, g.ID, g.Sentence.Text)
		}
		for j, p := range f.Points {
			for k, id := range p.Equal {
				if got := g.Points[j].Equal[k]; textOf(after, got) != textOf(before, id) {
					t.Errorf("%s: equal to %s was %s", g.ID, got, id)
				}
			}
		}
	}
	for i, g := range before.Gaps {
		for j, id := range g.Near {
			if got := after.Gaps[i].Near[j]; textOf(after, got) != textOf(before, id) {
				t.Errorf("%s: near %s was %s", g.ID, got, id)
			}
		}
	}
}

func TestABaseWhoseSentenceIsGoneSaysSo(t *testing.T) {
	t.Parallel()
	_, err := base.Load(edited(t, func(text string) string {
		return strings.Replace(text, "on 17 June in Astana", "on 18 June in Astana", 1)
	}), data.Name, openText)
	if want := `(faults: 1):
summit/facts/1-two-summits.yaml:5: fact: the document has no sentence that begins with "The second China-Central Asia Leaders Summit was held on 17 June`; err == nil ||
		!strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `closest is P1S1, "The second China-Central Asia Leaders Summit was held on 18 …"`) {
		t.Errorf("error %v", err)
	}
}

// edited is the article's base with its text changed.
func edited(t *testing.T, edit func(string) string) fstest.MapFS {
	t.Helper()
	files := make(fstest.MapFS)
	err := fs.WalkDir(data.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(data.Files, name)
		files[name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := files["summit.txt"]
	text.Data = []byte(edit(string(text.Data)))
	return files
}
