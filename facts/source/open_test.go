package source_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts"
	"summitbot/facts/source"
)

// write makes files below a new folder, and returns the folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func ids(docs []*facts.Document) string {
	var names []string
	for _, d := range docs {
		names = append(names, d.ID)
	}
	return strings.Join(names, " ")
}

func TestOpenFolder(t *testing.T) {
	t.Parallel()
	root := write(t, map[string]string{
		"b.md": "# B\nx", "a/z.txt": "Z.", "a/y.rst": "Y.", "c.html": "<p>C.", "notes.unknown": "N.",
		".hidden.md": "x", ".git/x.md": "x", "drafts/d.md": "x", "a/old.bak": "x", "a/keep.bak": "K.",
		".summitbotignore":   "# drafts\n/drafts/\n*.bak\n!keep.bak\n",
		"a/.summitbotignore": "y.*\n",
		"bad.md":             "\xe9t\xe9 is summer in French", "pic.png": "\x89PNG\x00\x00",
	})
	docs, errs := source.Opener{}.Open(root)
	if got, want := ids(docs), "a/keep.bak a/z.txt b.md c.html notes.unknown"; got != want {
		t.Errorf("documents %q, want %q", got, want)
	}
	if len(errs) != 2 || !errors.Is(errs[0], source.ErrEncoding) || !errors.Is(errs[1], source.ErrBinary) {
		t.Fatalf("errors %v, want one of the encoding and one of binary data", errs)
	}
	e, ok := errors.AsType[*source.Error](errs[0])
	if !ok || e.File != filepath.Join(root, "bad.md") {
		t.Errorf("%v doesn't name bad.md", errs[0])
	}
	if !strings.Contains(errs[0].Error(), "not UTF-8 at byte 0: it looks like Windows-1252") {
		t.Errorf("%v doesn't say which byte and encoding", errs[0])
	}
}

func TestOpenFiles(t *testing.T) {
	t.Parallel()
	root := write(t, map[string]string{"a/x.md": "One.", "b/x.md": "Two.", "empty.md": " \n"})
	docs, errs := source.Opener{}.Open(filepath.Join(root, "b", "x.md"), filepath.Join(root, "a", "x.md"),
		filepath.Join(root, "none.md"), filepath.Join(root, "empty.md"))
	if len(docs) != 2 || docs[0].ID != "x.md" || docs[1].ID != filepath.ToSlash(filepath.Join(root, "a", "x.md")) {
		t.Errorf("documents %q", ids(docs))
	}
	if len(errs) != 2 || !errors.Is(errs[0], os.ErrNotExist) || !errors.Is(errs[1], source.ErrNoText) {
		t.Errorf("errors %v, want one of a file that isn't there and one of no text", errs)
	}
}

// The content decides before the name where it is sure.
func TestFormatByContent(t *testing.T) {
	t.Parallel()
	pdf := source.Format{
		Name: "PDF", Extensions: []string{".pdf"},
		Sniff: func(data []byte) bool { return strings.HasPrefix(string(data), "%PDF-") },
		Read: func(string, []byte) (*facts.Document, error) {
			return nil, &source.Error{Page: 3, Err: source.ErrNoText}
		},
	}
	o := source.Opener{More: []source.Format{pdf}}
	tests := []struct{ name, data, want string }{
		{"a.txt", "%PDF-1.4", "read a.txt, page 3: it has no text"},
		{"a.txt", "<!DOCTYPE html><p>x", ""},
		{"a.md", "<!DOCTYPE html>\n\n# x", ""},
		{"a.txt", "caf\xe9 au lait", "not UTF-8 at byte 3: it looks like Windows-1252"},
		{"a.txt", "\xff\xfec\x00a\x00f\x00\xe9\x00", ""},
		{"a.txt", "c\x00a\x00f\x00e\x00", "UTF-16 LE without a byte order mark"},
		{"a.md", "x\x00\x01\x02\x00\x00\x05\x00\x00", "binary"},
		{"a.html", "<p>x\x00", "binary"},
	}
	for _, tt := range tests {
		root := write(t, map[string]string{tt.name: tt.data})
		docs, errs := o.Open(filepath.Join(root, tt.name))
		got := ""
		if len(errs) > 0 {
			got = strings.ReplaceAll(errs[0].Error(), root+string(filepath.Separator), "")
		}
		if !strings.Contains(got, tt.want) || tt.want == "" && len(docs) != 1 {
			t.Errorf("Open(%s with %q) = %d documents, %q, want %q", tt.name, tt.data, len(docs), got, tt.want)
		}
	}
}

func TestIgnore(t *testing.T) {
	t.Parallel()
	tests := []struct{ rules, want string }{
		{"", "a.md b/a.md b/c/a.md b/d.txt"},
		{"a.md", "b/d.txt"},
		{"/a.md", "b/a.md b/c/a.md b/d.txt"},
		{"b/c", "a.md b/a.md b/d.txt"},
		{"b/", "a.md"},
		{"a.md/", "a.md b/a.md b/c/a.md b/d.txt"},
		{"**/c/*", "a.md b/a.md b/d.txt"},
		{"b/**", "a.md"},
		{"?.[a-m]d", "b/d.txt"},
		{"?.[!a-m]*", "a.md b/a.md b/c/a.md"},
		{"*\n!a.md\n!b", "a.md b/a.md"},
		{"[", "a.md b/a.md b/c/a.md b/d.txt"},
		{"\\#x\n#a.md\n\\a.md", "b/d.txt"},
	}
	for _, tt := range tests {
		root := write(t, map[string]string{"a.md": "x", "b/a.md": "x", "b/c/a.md": "x", "b/d.txt": "x", ".summitbotignore": tt.rules})
		docs, errs := source.Opener{}.Open(root)
		if got := ids(docs); got != tt.want || len(errs) > 0 {
			t.Errorf("with %q: %q, %v, want %q", tt.rules, got, errs, tt.want)
		}
	}
}
