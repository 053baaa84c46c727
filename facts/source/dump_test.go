package source_test

import (
	"fmt"
	"os"
	"testing"

	"summitbot/facts"
)

func TestDump(t *testing.T) {
	path := os.Getenv("DUMP")
	if path == "" {
		t.Skip()
	}
	d := openOne(t, path)
	fmt.Println("TITLE", d.Title)
	h := 0
	for _, b := range d.Blocks {
		k := []string{"P", "H", "I", "R", "HEAD", "C", "Q", "T"}[b.Kind]
		if b.Kind == facts.Heading {
			h++
			fmt.Printf("H%d %s #%s\n", b.Level, d.Sections[h].Heading, d.Sections[h].Anchor)
			continue
		}
		fmt.Printf("%s%d %q\n", k, b.Level, b.Label)
		for _, s := range d.Sentences[b.First:b.Last] {
			fmt.Printf("      %s\n", s.Text)
		}
	}
}
