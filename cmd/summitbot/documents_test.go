package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/encoder/model"
)

// folder makes a folder of files, by their names in it, and returns its path.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// zipped packs parts, each a name and its text, into an archive.
func zipped(t *testing.T, parts ...[2]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		method := zip.Deflate
		if p[0] == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: p[0], Method: method})
		if err == nil {
			_, err = w.Write([]byte(p[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// docx is a Word document of a heading and a paragraph.
func docx(t *testing.T, heading, text string) string {
	t.Helper()
	const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" ` +
		`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	body := `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>` + heading + `</w:t></w:r></w:p><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	return zipped(t, [2]string{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		[2]string{"_rels/.rels", relations},
		[2]string{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`})
}

// epub is a book of one chapter.
func epub(t *testing.T, heading, text string) string {
	t.Helper()
	return zipped(t, [2]string{"mimetype", "application/epub+zip"},
		[2]string{"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`},
		[2]string{"b.opf", `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>`},
		[2]string{"c.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>` + heading + `</h1><p>` + text + `</p></body></html>`})
}

// odt is an OpenDocument text of a heading and a paragraph.
func odt(t *testing.T, heading, text string) string {
	t.Helper()
	return zipped(t, [2]string{"mimetype", "application/vnd.oasis.opendocument.text"},
		[2]string{"content.xml", `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">` +
			`<office:body><office:text><text:h text:outline-level="1">` + heading + `</text:h><text:p>` + text + `</text:p></office:text></office:body></office:document-content>`})
}

const (
	opening = "The library opens at nine on Mondays."
	when    = "when does the library open on mondays"
)

// unmarked returns what was printed without its signs of bold.
func unmarked(out string) string { return strings.ReplaceAll(out, "**", "") }

// A document of any format is asked as it is, and the reply names it and its headings.
func TestADocumentOfAnyFormat(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"a.md":   "# Hours\n\n" + opening + "\n",
		"a.rst":  "Hours\n=====\n\n" + opening + "\n",
		"a.html": "<html><body><article><h1>Hours</h1><p>" + opening + "</p></article></body></html>",
		"a.txt":  opening + "\n",
		"a.docx": docx(t, "Hours", opening),
		"a.odt":  odt(t, "Hours", opening),
		"a.epub": epub(t, "Hours", opening),
		// The name says nothing, the content does.
		"b": docx(t, "Hours", opening),
	})
	for _, name := range []string{"a.md", "a.rst", "a.html", "a.txt", "a.docx", "a.odt", "a.epub", "b"} {
		out, errs, status := cli(t, "", "--document", filepath.Join(dir, name), "ask", when)
		if status != exitOK || errs != "" || !strings.Contains(unmarked(out), opening) {
			t.Errorf("%s: status %d, %s%s", name, status, out, errs)
		}
		if want := name + " › Hours"; name != "a.txt" && name != "a.html" && !strings.Contains(out, want) {
			t.Errorf("%s: got %s\nwant %q", name, out, want)
		}
	}
}

// What is printed for a question names document, section and page, and has all texts that
// are shown, whatever the status.
func TestTheJSONOfADocument(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"rules.md": "# Rules\n\n## Posts\n\nMembers may not:\n\n1. post advertisements;\n2. share phone numbers.\n"})
	out, _, status := cli(t, "may members post advertisements\nhow do I bake bread\n", "--document", filepath.Join(dir, "rules.md"), "ask", "--json", "-")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if status != exitOK || len(lines) != 2 {
		t.Fatalf("status %d: %s", status, out)
	}
	for i, line := range lines {
		var keys map[string]any
		if err := json.Unmarshal([]byte(line), &keys); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"question", "status", "score", "others", "document", "section", "page", "passages"} {
			if _, ok := keys[key]; !ok {
				t.Errorf("line %d has no %q: %s", i+1, key, line)
			}
		}
		if keys["document"] != "rules.md" {
			t.Errorf("document %v, want rules.md", keys["document"])
		}
	}
	var a facts.Answer
	if err := json.Unmarshal([]byte(lines[0]), &a); err != nil {
		t.Fatal(err)
	}
	const want = "Members may not:\n1. post advertisements;"
	if a.Quote != want || len(a.Passages) == 0 || a.Passages[0] != want || strings.Join(a.Section, "/") != "Rules/Posts" {
		t.Errorf("got %s\nwant the quote %q", lines[0], want)
	}
}

// A folder's documents answer together; what can't be read is told, and the rest answers.
func TestAFolderOfDocuments(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"hours.md":         "# Hours\n\n" + opening + "\n",
		"sub/fees.txt":     "The yearly fee for students is twelve euros.\n",
		"draft/hours.txt":  "The library opens at noon on Mondays.\n",
		".summitbotignore": "draft/\n",
		"noise.bin":        "\x00\x01\x02\xfe\xff\x00\x00\x03" + strings.Repeat("\x00\x9f", 50),
	})
	absent := filepath.Join(dir, "absent.md")
	for question, want := range map[string]string{when: opening, "what is the yearly fee for students": "twelve euros"} {
		out, errs, status := cli(t, "", "--document", dir, "--document", absent, "ask", question)
		if status != exitOK || !strings.Contains(unmarked(out), want) || strings.Contains(out, "noon") {
			t.Errorf("%q: status %d, %s", question, status, out)
		}
		for _, fault := range []string{"noise.bin", "absent.md: no such file"} {
			if strings.Count(errs, fault) != 1 {
				t.Errorf("%q is not told once: %s", fault, errs)
			}
		}
	}
	out, _, _ := cli(t, "", "--document", dir, "facts", "list")
	if !strings.Contains(out, "hours.md#P1S1") || !strings.Contains(out, "sub/fees.txt#P1S1") || strings.Contains(out, "noon") {
		t.Errorf("facts list:\n%s", out)
	}
	out, _, _ = cli(t, "", "--document", dir, "facts", "check")
	if strings.Count(out, "each quote verified") != 2 {
		t.Errorf("facts check:\n%s", out)
	}
}

func TestDocumentsThatCantBeRead(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"empty.md": "", "heading.md": "# Only a heading\n", "plain.docx": "no archive", "latin.txt": "caf\xe9 and cr\xe8me, in an old encoding\n"})
	for name, want := range map[string]string{
		"empty.md": "it has no text", "heading.md": "it has no text", "plain.docx": "neither DOCX, ODT nor EPUB", "latin.txt": "not UTF-8",
		"absent.pdf": "no such file", "": "no document could be read",
	} {
		out, errs, status := cli(t, "", "--document", filepath.Join(dir, name), "ask", when)
		if status != exitFailure || out != "" || !strings.Contains(errs, want) || !strings.Contains(errs, "Markdown") {
			t.Errorf("%q: status %d, %s%s\nwant %q", name, status, out, errs, want)
		}
	}
}

// The base's document and others answer together; a base may name a Markdown file.
func TestABaseAndDocuments(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"bridge.md":   "# Bridge\n\nThe bridge was opened on 4 May 1931.\n",
		"bridge.yaml": "document: {id: bridge, title: The old bridge, file: bridge.md, url: 'https://example.org/bridge'}\nfacts:\n  - {id: P1S1, answers: [{headline: In 1931, ask: [age of the bridge]}]}\n",
		"hours.txt":   opening + "\n",
	})
	base, hours := filepath.Join(dir, "bridge.yaml"), filepath.Join(dir, "hours.txt")
	out, errs, status := cli(t, "age of the bridge\n"+when+"\n", "--facts", base, "--document", hours, "--document", filepath.Join(dir, "bridge.md"), "ask", "--json", "-")
	for _, want := range []string{`"fact":"bridge#P1S1"`, `"headline":"In 1931"`, `"link":"https://example.org/bridge#bridge"`, `"passages":["` + opening + `"`, `"document":"hours.txt"`} {
		if status != exitOK || !strings.Contains(out, want) {
			t.Errorf("status %d, no %s in\n%s%s", status, want, out, errs)
		}
	}
}

// The settings name documents from where they lie, and arguments stand in their place.
// What the sentences mean in other languages is read when a question needs it; of too many
// sentences, it is said once that it isn't.
func TestAQuestionInAnotherLanguage(t *testing.T) {
	t.Parallel()
	if file, _ := model.File("multilingual"); file == "" {
		t.Skip(model.ErrLeftOut)
	}
	const question = "где прошёл первый саммит ЕС — Центральная Азия?\n"
	settings := filepath.Join(folder(t, map[string]string{"s.yaml": "meaning: {sentences: 10}\n"}), "s.yaml")
	for _, tt := range []struct {
		args      []string
		out, errs string
	}{
		{nil, "EU–Central Asia Summit in Samarkand", ""},
		{[]string{"--meaning=false"}, "The document doesn't say.\n", ""},
		{
			[]string{"--config", settings},
			"The document doesn't say.\n",
			"summitbot: the documents are searched by their words alone: they have 54 sentences, and meaning.sentences is 10\n",
		},
	} {
		out, errs, status := cli(t, question+question, append(tt.args, "ask", "-")...)
		if status != exitOK || strings.Count(out, tt.out) != 2 || errs != tt.errs {
			t.Errorf("%q: status %d, %s%s", tt.args, status, out, errs)
		}
	}
}

func TestDocumentsOfTheSettings(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"summitbot.yaml": "documents: [docs/hours.txt]\n", "docs/hours.txt": opening + "\n", "other.txt": "Snails crawl at night.\n",
	})
	config := filepath.Join(dir, "summitbot.yaml")
	if out, errs, status := cli(t, "", "--config", config, "ask", when); status != exitOK || !strings.Contains(unmarked(out), opening) {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	out, errs, status := cli(t, when+"\nwhen do snails crawl\n", "chat", "--config", config, filepath.Join(dir, "other.txt"))
	if status != exitOK || strings.Contains(unmarked(out), opening) || !strings.Contains(out, "Snails crawl") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}

// The README's first document answers as it says there.
func TestTheREADMEsFirstDocument(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	rest := string(text)
	block := func(language string) string {
		var found string
		_, rest, _ = strings.Cut(rest, "\n```"+language+"\n")
		found, rest, _ = strings.Cut(rest, "\n```\n")
		return found + "\n"
	}
	dir := folder(t, map[string]string{"rules.md": block("markdown")})
	calls := strings.Split(strings.TrimPrefix(block("console"), "$ "), "\n$ ")
	if len(calls) < 3 {
		t.Fatalf("%d calls, want some", len(calls))
	}
	for _, call := range calls {
		command, want, _ := strings.Cut(call, "\n")
		args := strings.Fields(strings.Replace(command, "rules.md", filepath.Join(dir, "rules.md"), 1))
		if out, errs, _ := cli(t, "", args[1:]...); strings.TrimSpace(out) != strings.TrimSpace(want) || errs != "" {
			t.Errorf("%s\ngot  %s%s\nwant %s", command, out, errs, want)
		}
	}
}

func TestEvalOfOtherDocumentsNeedsQuestions(t *testing.T) {
	t.Parallel()
	rules := filepath.Join(folder(t, map[string]string{"rules.md": "# Rules\n\nNo spam.\n"}), "rules.md")
	if out, errs, status := cli(t, "", "eval", "--document", rules); status != exitUsage || !strings.Contains(errs, "name a file of questions") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}
