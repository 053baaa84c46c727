package files_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/source/files"
	"summitbot/facts/source/pdf"
)

var update = flag.Bool("update", false, "write the golden files of other people's documents")

// foreign are documents that other people made, each in one version that anybody can get.
// .ci/run fetches those of Debian and the saved page; the other two are, of
// github.com/OWASP/ASVS at fe049861, in the folder 3.0.1,
//
//	OWASP Application Security Verification Standard 3.0.1.docx and .pdf
func foreign() []foreigner {
	return []foreigner{
		{"gnuplot.pdf", pdftotext()},    // gnuplot.pdf of Debian's gnuplot-doc 5.4.4+dfsg1-2: a manual of 311 pages, made with TeX
		{"asvs.docx", libreOffice()},    // a standard with contents, 22 tables, heads and footers, made with Word
		{"asvs.pdf", pdftotext()},       // the same, as Word prints it
		{"officer.docx", libreOffice()}, // doc_examples/example.docx of Debian's r-cran-officer 0.6.0+dfsg-1: lists, merged cells
		{"mozilla.html", w3m()},         // test-pages/wikipedia/source.html of go-readability v2.1.3: a saved page of Wikipedia
	}
}

// foreigner is a document's name and the program that its reading is compared with.
type foreigner struct {
	name  string
	other program
}

// Documents that other people made are read in the order in which another program reads
// them, with the page and the section of each sentence, and without menus, running heads
// and tables of contents. The golden files show in which words the two differ, by kind, and
// the places of sentences spread over the document; none of the documents is kept here.
func TestForeignDocuments(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("FOREIGN_DOCUMENTS")
	if dir == "" {
		t.Skip("FOREIGN_DOCUMENTS names no folder with the documents; .ci/run fetches them")
	}
	for _, f := range foreign() {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(dir, f.name)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Skipf("the document isn't there: %v", err)
			}
			head := fmt.Sprintf("%s, %d bytes, SHA-256 %x\n", f.name, len(data), sha256.Sum256(data))
			d := openForeign(t, path)
			golden(t, f.name+".places", head, places(d))
			version := f.other.named(t)
			golden(t, f.name+".words", head+"compared with "+version+"\n", differences(d, f.other.read(t, path)))
		})
	}
}

func openForeign(t *testing.T, path string) *facts.Document {
	t.Helper()
	docs, errs := files.Opener(t.Context(), pdf.Options{Cache: cacheOf(t)}).Open(path)
	if len(docs) != 1 || len(errs) > 0 {
		t.Fatalf("got %d documents, %v", len(docs), errs)
	}
	return docs[0]
}

// cacheOf returns an empty cache but for pdfium's compiled form, which is the user's own as it
// takes long to make.
func cacheOf(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if user, err := os.UserCacheDir(); err == nil {
		compiled := filepath.Join(user, "summitbot", "wasm")
		if err := os.MkdirAll(compiled, 0o700); err == nil {
			_ = os.Symlink(compiled, filepath.Join(dir, "wasm")) // without it, it is made
		}
	}
	return dir
}

// golden compares a text with a golden file of the same head. One of another head speaks of
// another version of the document or of the program.
func golden(t *testing.T, name, head, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(head+got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, same := strings.CutPrefix(string(data), head)
	if !same {
		t.Skipf("%s is of another version than\n%s", path, head)
	}
	if got != want {
		t.Errorf("%s differs; go test -update writes it\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// differences says how our reading of a document differs from another text of it.
func differences(d *facts.Document, text string) string {
	page := d.Blocks[0].Page
	if page == 0 {
		text = strings.ReplaceAll(text, "\f", " ")
	}
	c := compare(read(d), tokens(text, min(page, 1)))
	var b strings.Builder
	fmt.Fprintf(&b, "%6d words of ours\n%6d words of theirs\n", c.ours, c.theirs)
	fmt.Fprintf(&b, "%6d in the same order\n%6d of theirs with other spaces or hyphens\n%6d of theirs elsewhere in ours\n", c.same, c.parted, c.moved)
	if page > 0 {
		fmt.Fprintf(&b, "%6d on the same page\n%6d on the page after that on which our block begins\n%6d on other pages\n", c.pages[0], c.pages[1], c.pages[2])
	}
	fmt.Fprintf(&b, "%6d of ours alone\n%s", size(c.only[0]), kinds(c.only[0]))
	fmt.Fprintf(&b, "%6d of theirs alone\n%s", size(c.only[1]), kinds(c.only[1]))
	return b.String()
}

// read returns a document's words.
func read(d *facts.Document) []token {
	var out []token
	for _, b := range d.Blocks {
		out = append(out, tokens(b.Text, b.Page)...)
		for _, s := range d.Sentences[b.First:b.Last] {
			out = append(out, tokens(s.Text, b.Page)...)
		}
	}
	return out
}

// places lists what a document consists of, and where some of its sentences stand.
func places(d *facts.Document) string {
	const some = 24
	kinds := [facts.Term + 1]int{}
	for _, b := range d.Blocks {
		kinds[b.Kind]++
	}
	levels := make([]int, 7)
	for _, s := range d.Sections[1:] {
		levels[s.Level]++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d sentences; headings by level %v\n", len(d.Sentences), levels[1:])
	for i, name := range []string{"paragraphs", "headings", "items", "rows", "heads of tables", "code", "quotations", "terms"} {
		fmt.Fprintf(&b, "%6d %s\n", kinds[i], name)
	}
	for i := range some {
		s := d.Sentences[i*(len(d.Sentences)-1)/(some-1)]
		if p := d.Blocks[s.Block].Page; p > 0 {
			fmt.Fprintf(&b, "page %d, ", p)
		}
		fmt.Fprintf(&b, "%s\n\t%s\n", strings.Join(d.Path(s.Block), " > "), few(s.Text))
	}
	return b.String()
}

// few returns a text's first words.
func few(text string) string {
	ws := strings.Fields(text)
	return strings.Join(ws[:min(6, len(ws))], " ")
}

// program is one that makes a text of a document.
type program struct {
	command, version string                          // and the option by which it says its version
	arguments        func(path, dir string) []string // so that it writes to standard output, or NAME.txt in dir
	writes           bool                            // it writes a file
}

func pdftotext() program {
	return program{command: "pdftotext", version: "-v", arguments: func(path, _ string) []string {
		return []string{"-enc", "UTF-8", path, "-"}
	}}
}

func w3m() program {
	return program{command: "w3m", version: "-version", arguments: func(path, _ string) []string {
		return []string{"-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "200", path}
	}}
}

func libreOffice() program {
	return program{command: "soffice", version: "--version", writes: true, arguments: func(path, dir string) []string {
		return []string{"-env:UserInstallation=file://" + dir, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, path}
	}}
}

// named returns the program's version; the test is skipped if it isn't installed.
func (p program) named(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath(p.command); err != nil {
		t.Skipf("there is nothing to compare with: %v", err)
	}
	out, err := exec.CommandContext(t.Context(), p.command, p.version).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v", p.command, p.version, err)
	}
	line, _, _ := strings.Cut(string(out), "\n")
	first, _, _ := strings.Cut(line, ",")
	return strings.TrimSpace(first)
}

// read returns what the program makes of a document.
func (p program) read(t *testing.T, path string) string {
	t.Helper()
	dir := t.TempDir()
	out, err := exec.CommandContext(t.Context(), p.command, p.arguments(path, dir)...).Output()
	if err == nil && p.writes {
		base := filepath.Base(path)
		out, err = os.ReadFile(filepath.Join(dir, strings.TrimSuffix(base, filepath.Ext(base))+".txt"))
	}
	if err != nil {
		t.Fatalf("%s: %v", p.command, err)
	}
	return string(out)
}
