package source_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/source"
)

// outline writes a document as a test reads it: a line a block, with its kind, level and,
// after its place, what introduces it; then its sentences, parted by "|".
func outline(d *facts.Document) string {
	kinds := []string{"p", "h", "item", "row", "head", "code", "quote", "term"}
	var b strings.Builder
	for _, x := range d.Blocks {
		b.WriteString(kinds[x.Kind])
		if x.Level > 0 {
			fmt.Fprint(&b, x.Level)
		}
		texts := []string{x.Text}
		for _, s := range d.Sentences[x.First:x.Last] {
			texts = append(texts, s.Text)
		}
		fmt.Fprintf(&b, " %s", strings.TrimPrefix(strings.Join(texts, "|"), "|"))
		if s := d.Sections[x.Section]; x.Kind == facts.Heading && s.Anchor != "" {
			b.WriteString(" #" + s.Anchor)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// formatTest is a text and the outline of its document.
type formatTest struct{ name, in, want string }

func testFormat(t *testing.T, read source.Reader, tests []formatTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d, err := read("name.x", []byte(tt.in))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := outline(d), strings.TrimPrefix(tt.want, "\n"); got != want {
				t.Errorf("%s\nis read as\n%s\nwant\n%s", tt.in, got, want)
			}
		})
	}
}

// The article, as plain text, has the sentences that readers numbered.
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
