package office_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/source/office"
)

var update = flag.Bool("update", false, "write what the tests get into their files")

// A file in testdata holds the parts of a document, what is read from it, and, if a word
// processor was asked too, what that shows and how it differs.
func TestRead(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			a := readTxtar(t, file)
			parts, processor := a.parts()
			d, err := reader(file)(file, zipped(t, parts...))
			if err != nil {
				t.Fatal(err)
			}
			a.want(t, "want", show(d))
			if processor != "" {
				a.want(t, "differences", differences(processor, d.Text))
			}
			a.write(t, file)
		})
	}
}

// reader returns the reader of the format that a file is named for.
func reader(file string) func(string, []byte) (*facts.Document, error) {
	switch {
	case strings.Contains(file, ".docx"):
		return office.ReadDOCX
	case strings.Contains(file, ".odt"):
		return office.ReadODT
	}
	return office.ReadEPUB
}

// show writes a document as its blocks: kind and level, page, label, section, words.
func show(d *facts.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title %s\n", d.Title)
	for i, block := range d.Blocks {
		fmt.Fprintf(&b, "%s%d", kind(block), block.Level)
		if block.Page > 0 {
			fmt.Fprintf(&b, " page %d", block.Page)
		}
		if block.Label != "" {
			fmt.Fprintf(&b, " [%s]", block.Label)
		}
		if path := d.Path(i); block.Kind != facts.Heading && len(path) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(path, " > "))
		}
		if block.Lead >= 0 {
			fmt.Fprintf(&b, " under %q", words(d, d.Blocks[block.Lead]))
		}
		fmt.Fprintf(&b, ": %s\n", words(d, block))
	}
	return b.String()
}

// brief writes a document as its blocks: kind, page, words.
func brief(d *facts.Document) string {
	var lines []string
	for _, block := range d.Blocks {
		line := kind(block)
		if block.Page > 0 {
			line += fmt.Sprintf("@%d", block.Page)
		}
		lines = append(lines, line+" "+words(d, block))
	}
	return strings.Join(lines, "\n")
}

func kind(b facts.Block) string {
	return []string{"text", "heading", "item", "row", "head", "code", "quote", "term"}[b.Kind]
}

// words returns a block's text with its line breaks made visible.
func words(d *facts.Document, b facts.Block) string {
	return strings.ReplaceAll(d.Text[b.Span.Start:b.Span.End], "\n", "⏎")
}

// part is a named text: a part of an archive, or of a test's file.
type part struct{ name, text string }

// txtar is a file of named texts after a comment.
type txtar struct {
	comment string
	texts   []part
}

var mark = regexp.MustCompile(`(?m)^-- (.+) --\n`)

func readTxtar(t *testing.T, file string) *txtar {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	marks := mark.FindAllStringSubmatchIndex(text, -1)
	a := &txtar{comment: text[:marks[0][0]]}
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		a.texts = append(a.texts, part{text[m[2]:m[3]], text[m[1]:end]})
	}
	return a
}

// parts returns the parts of the document, and what a word processor shows of it.
func (a *txtar) parts() (parts []part, processor string) {
	for _, p := range a.texts {
		switch p.name {
		case "want", "differences":
		case "processor":
			processor = p.text
		default:
			parts = append(parts, part{p.name, strings.TrimSuffix(p.text, "\n")})
		}
	}
	return parts, processor
}

// want compares a text with the one of that name, or replaces it.
func (a *txtar) want(t *testing.T, name, got string) {
	t.Helper()
	for i := range a.texts {
		if a.texts[i].name == name {
			if want := a.texts[i].text; got != want && !*update {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", name, got, want)
			}
			a.texts[i].text = got
			return
		}
	}
	a.texts = append(a.texts, part{name, got})
	if !*update {
		t.Errorf("no %s yet; got:\n%s", name, got)
	}
}

func (a *txtar) write(t *testing.T, file string) {
	t.Helper()
	if !*update {
		return
	}
	text := a.comment
	for _, p := range a.texts {
		text += "-- " + p.name + " --\n" + p.text
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// zipped makes an archive of parts, in their order.
func zipped(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = w.Write([]byte(p.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var word = regexp.MustCompile(`[\pL\pN€²]+`)

// differences shows the words that only one of two readings has, in order: "-" those that
// the word processor shows, "+" those that we read.
func differences(processor, read string) string {
	a, b := word.FindAllString(processor, -1), word.FindAllString(read, -1)
	length := common(a, b)
	var lines []string
	var less, more []string
	flush := func() {
		if len(less) > 0 {
			lines = append(lines, "- "+strings.Join(less, " ")+"\n")
		}
		if len(more) > 0 {
			lines = append(lines, "+ "+strings.Join(more, " ")+"\n")
		}
		less, more = nil, nil
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			flush()
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && length[i+1][j] >= length[i][j+1]:
			less = append(less, a[i])
			i++
		default:
			more = append(more, b[j])
			j++
		}
	}
	flush()
	return strings.Join(lines, "")
}

// common returns how many words the rests of two texts have in common, in order.
func common(a, b []string) [][]int {
	length := make([][]int, len(a)+1)
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	for i := range slices.Backward(a) {
		for j := range slices.Backward(b) {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	return length
}

// isOneOf says whether an error is one that the package promises.
func isOneOf(err error) bool {
	for _, kind := range []error{office.ErrEncrypted, office.ErrFormat, office.ErrDamaged, office.ErrTooLarge, office.ErrNoText} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}
