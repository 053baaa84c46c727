package gloss_test

import (
	"os"
	"testing"
	"testing/fstest"

	"summitbot/facts/text"
	"summitbot/facts/wordnet/gloss"
)

// dictionary is where Debian's wordnet-base puts WordNet; WORDNET names another place.
const dictionary = "/usr/share/wordnet"

// stems returns the stems of a text's content words.
func stems(s string) []string {
	var out []string
	for _, w := range text.Words(s) {
		if !text.IsFunction(w.Stem) {
			out = append(out, w.Stem)
		}
	}
	return out
}

// cosine returns how near two words are; -1 where one has no vector.
func cosine(v *gloss.Vectors, a, b string) float32 {
	var x, y [gloss.Dimensions]float32
	if !v.Fill(x[:], text.Stem(a)) || !v.Fill(y[:], text.Stem(b)) {
		return -1
	}
	return gloss.Cosine(x[:], y[:])
}

func TestNearWords(t *testing.T) {
	t.Parallel()
	v := gloss.Default()
	for _, tt := range []struct{ word, near, far string }{
		{"king", "throne", "river"},
		{"won", "championship", "lake"},
		{"song", "melody", "disease"},
		{"battle", "victory", "author"},
		{"wrote", "novel", "infection"},
	} {
		near, far := cosine(v, tt.word, tt.near), cosine(v, tt.word, tt.far)
		if near < far+0.3 {
			t.Errorf("%s: %s %.2f, %s %.2f, want the first much nearer", tt.word, tt.near, near, tt.far, far)
		}
	}
	if got := cosine(v, "king", "qwxz"); got != -1 {
		t.Errorf("qwxz has a vector: %v", got)
	}
	if got := cosine(v, "king", "king"); got < 0.999 || got > 1.001 {
		t.Errorf("king is not as near as can be to itself: %v", got)
	}
}

const toy = `  1 a line of the licence
00000001 03 n 02 mill 0 grain_mill 0 000 | a mill grinds corn to flour
00000002 03 n 01 miller 0 000 | a miller grinds corn to flour in a mill
00000003 03 n 01 boat 0 000 | a boat sails the sea
00000004 03 n 01 sailor 0 000 | a sailor sails the sea in a boat
00000005 03 n 01 corn 0 000 | corn from which a mill grinds flour
00000006 03 n 01 sea 0 000 | the sea on which a boat sails
`

func TestDistill(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"data.noun": {Data: []byte(toy)}, "data.verb": {}, "data.adj": {}, "data.adv": {}}
	table, err := gloss.Distill(files, stems)
	if err != nil {
		t.Fatal(err)
	}
	v := gloss.Open(string(table))
	if near, far := cosine(v, "mill", "flour"), cosine(v, "mill", "sea"); near <= far {
		t.Errorf("mill: flour %.2f, sea %.2f, want the first nearer", near, far)
	}
	files["data.adv"].Data = []byte("broken\n")
	if _, err := gloss.Distill(files, stems); err == nil {
		t.Error("Distill of a broken file: no error")
	}
	if _, err := gloss.Distill(fstest.MapFS{}, stems); err == nil {
		t.Error("Distill of no files: no error")
	}
}

// With UPDATE_WORDNET=1 the test writes the table that ships from WordNet's files.
func TestUpdate(t *testing.T) {
	if os.Getenv("UPDATE_WORDNET") == "" {
		t.Skip("distilling takes some seconds: UPDATE_WORDNET=1")
	}
	place := dictionary
	if other := os.Getenv("WORDNET"); other != "" {
		place = other
	}
	table, err := gloss.Distill(os.DirFS(place), stems)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("gloss.bin", table, 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		gloss.Default()
	}
}

func BenchmarkFill(b *testing.B) {
	var row [gloss.Dimensions]float32
	for b.Loop() {
		gloss.Default().Fill(row[:], "hous")
	}
}
