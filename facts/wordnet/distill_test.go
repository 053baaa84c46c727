package wordnet_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"summitbot/facts/wordnet"
	"summitbot/facts/text"
)

const dictionary = "/usr/share/wordnet" // of the Debian package wordnet-base

// The table that ships is what Distill makes of WordNet's files. With UPDATE_WORDNET=1
// the test writes it.
func TestTableIsTheDistillate(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(filepath.Join(dictionary, "data.noun")); err != nil {
		t.Skip("no WordNet here: apt-get install wordnet-base")
	}
	g, err := wordnet.Distill(os.DirFS(dictionary), text.Stem)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := g.Write(&b); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE_WORDNET") != "" {
		if err := os.WriteFile("wordnet.gz", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	shipped, err := os.ReadFile("wordnet.gz")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(shipped, b.Bytes()) {
		t.Errorf("wordnet.gz is not what Distill makes of %s: run the test with UPDATE_WORDNET=1", dictionary)
	}
}
