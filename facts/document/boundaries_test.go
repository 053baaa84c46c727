package document_test

import (
	"os"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/document"
)

// Sentences end where testdata/boundaries.txt says.
func TestBoundaries(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("testdata/boundaries.txt")
	if err != nil {
		t.Fatal(err)
	}
	kind := ""
	for line := range strings.Lines(string(table)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "## "); ok {
			kind = name
		}
		if line == "" || line[0] == '#' {
			continue
		}
		text := strings.ReplaceAll(strings.ReplaceAll(line, " ‖ ", " "), "‖", "")
		var want []string
		for sentence := range strings.SplitSeq(line, "‖") {
			want = append(want, strings.TrimSpace(sentence))
		}
		if got := texts(document.Parse(text)); strings.Join(got, "‖") != strings.Join(want, "‖") {
			t.Errorf("%s: %q is cut into\n got %q\nwant %q", kind, text, got, want)
		}
	}
}

func texts(d *facts.Document) []string {
	var texts []string
	for _, s := range d.Sentences {
		texts = append(texts, s.Text)
	}
	return texts
}
