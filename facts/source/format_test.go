package source_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/source"
)

// outline writes a document as a test reads it: a block a line, with its kind, level and
// label, and its sentences parted by "|".
func outline(d *facts.Document) string {
	kinds := []string{"p", "h", "item", "row", "head", "code", "quote", "term"}
	var b strings.Builder
	for i, x := range d.Blocks {
		fmt.Fprintf(&b, "%s%s %s", kinds[x.Kind], strings.TrimPrefix(fmt.Sprint(x.Level), "0"), x.Label)
		var texts []string
		for _, s := range d.Sentences[x.First:x.Last] {
			texts = append(texts, s.Text)
		}
		if x.First == x.Last {
			texts = []string{headingOf(d, i)}
		}
		fmt.Fprintf(&b, " %s\n", strings.Join(texts, "|"))
	}
	return strings.ReplaceAll(b.String(), "  ", " ")
}

// headingOf returns what a block without sentences says.
func headingOf(d *facts.Document, i int) string {
	b := d.Blocks[i]
	if b.Kind == facts.Heading {
		s := d.Sections[b.Section]
		return s.Heading + strings.TrimSuffix(" #"+s.Anchor, " #")
	}
	return strings.Join(strings.Fields(d.Text[b.Span.Start:b.Span.End]), " ")
}

func TestArticle(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile("../document/testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	d := openOne(t, "../data/summit.txt")
	got := "id\tsentence\n"
	for _, s := range d.Sentences {
		got += s.ID + "\t" + s.Text + "\n"
	}
	if got != string(want) {
		t.Errorf("the article's sentences are\n%s\nwant\n%s", got, want)
	}
	if d.SHA256 != "7248e32255f13be1d4e5a16ca19dcddbd5e4f726229a0286622aefdf223e2e87" {
		t.Errorf("its SHA-256 is %s", d.SHA256)
	}
}

var _ = source.Text
