package files_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts/source"
	"summitbot/facts/source/files"
	"summitbot/facts/source/pdf"
)

// paper is a PDF file of two pages; the second is a picture alone.
func paper(text string) string {
	const scan = "q 400 0 0 400 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
	show := "BT /F 12 Tf 72 700 Td (" + text + ") Tj ET"
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 7 0 R >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(show), show),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(scan), scan),
	}
	file := "%PDF-1.4\n"
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", len(file))
		file += fmt.Sprintf("%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return file + table + fmt.Sprintf("trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, len(file))
}

// A PDF is read once; what can't be read of it is an error beside what can. When it is
// opened again, as at the bot's next start, pdfium takes no part.
func TestAPDFIsReadOnce(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("compiling the reader of PDF takes seconds")
	}
	const text = "The hut opens at nine."
	name := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(name, []byte(paper(text)), 0o600); err != nil {
		t.Fatal(err)
	}
	o := pdf.Options{Cache: t.TempDir()}
	ended, end := context.WithCancel(t.Context())
	end()
	for _, ctx := range []context.Context{t.Context(), ended} {
		docs, errs := files.Opener(ctx, o).Open(name)
		if len(docs) != 1 || docs[0].Sentences[0].Text != text || docs[0].Blocks[0].Page != 1 || docs[0].ID != "paper.pdf" {
			t.Fatalf("got %+v, %v", docs, errs)
		}
		var page *source.Error
		if len(errs) != 1 || !errors.As(errs[0], &page) || page.File != name || page.Page != 2 || !errors.Is(page, source.ErrNoText) {
			t.Errorf("errors %v, want one of page 2", errs)
		}
	}
}

// The format is known by the content, if that is sure, else by the name.
func TestTheFormatOfAFile(t *testing.T) {
	t.Parallel()
	ended, end := context.WithCancel(t.Context())
	end()
	opener := files.Opener(ended, pdf.Options{Cache: t.TempDir()})
	for _, tt := range []struct{ name, data, want string }{
		{"a.pdf", "no PDF at all", "canceled"}, // it would be asked
		{"a", "%PDF-1.4\n", "canceled"},
		{"a.md", "A file that begins with %PDF-1.4 is a PDF file.", ""},
		{"a.docx", "no archive", "neither DOCX"},
		{"a.rtf", `{\rtf1 Hello}`, "Rich Text Format"},
		{"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"},
		{"a.epub", "PK\x03\x04 cut off", "damaged"},
		{"a.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary"},
	} {
		d, err := opener.Read(tt.name, []byte(tt.data))
		if (tt.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, error %v, want %q", tt.name, d, err, tt.want)
		}
	}
}
