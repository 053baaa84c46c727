// Package office reads documents that are archives of XML: DOCX, ODT and EPUB.
//
// A reader goes from the archive (archive.go: parts by name, with limits) through trees of
// elements (xml.go) to blocks. What the formats share is how blocks become a document
// (flow.go), how a table's merged cells are laid out (table.go) and how a list's numbers are
// written (label.go). All else is the format's own: docx*.go, odt*.go, epub.go and xhtml.go.
//
// The text of a document is what a person sees in it, in reading order: without deletions,
// hidden text, field codes, comments, tables of contents, headers and footers. Footnotes
// stand as paragraphs at the end of the section that they are noted in, labelled with their
// number. A file is read in time and memory that its size bounds. An error says what is
// wrong with the file and what its keeper can do, and wraps one of the errors below.
package office

import (
	"bytes"
	"fmt"

	"summitbot/facts"
	"summitbot/facts/source"
)

// What can be wrong with a file, as for every format.
var (
	ErrEncrypted = source.ErrEncrypted
	ErrFormat    = source.ErrFormat
	ErrDamaged   = source.ErrDamaged
	ErrTooLarge  = source.ErrTooLarge
	ErrNoText    = source.ErrNoText
)

// ReadDOCX reads a Word document. The name is the file's; it is the title of a document
// without one.
func ReadDOCX(name string, data []byte) (*facts.Document, error) {
	return read(name, data, readDOCX)
}

// ReadODT reads an OpenDocument text. The name is the file's; it is the title of a document
// without one.
func ReadODT(name string, data []byte) (*facts.Document, error) {
	return read(name, data, readODT)
}

// ReadEPUB reads an electronic book. The name is the file's; it is the title of a book
// without one.
func ReadEPUB(name string, data []byte) (*facts.Document, error) {
	return read(name, data, readEPUB)
}

func read(name string, data []byte, format func(*archive, *flow) error) (*facts.Document, error) {
	a, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	f := newFlow()
	if err := format(a, f); err != nil {
		return nil, err
	}
	return f.document(name)
}

// problem is an error of a kind, with what to do or which part it is about.
func problem(kind error, format string, args ...any) error {
	return fmt.Errorf("%w: %s", kind, fmt.Sprintf(format, args...))
}

// notArchive says what a file is that is no archive.
func notArchive(data []byte) error {
	ole := bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	switch {
	case ole && bytes.Contains(data, wide("EncryptedPackage")):
		return problem(ErrEncrypted, "open it with its password, save a copy without one, and use the copy")
	case ole:
		return problem(ErrFormat, "that of Word 97-2003 (.doc) or another old program; open it and save it as .docx")
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return problem(ErrFormat, "Rich Text Format; open it in a word processor and save it as .docx or .odt")
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return problem(ErrFormat, "PDF; give it a name that ends in .pdf")
	case bytes.HasPrefix(data, []byte("PK")):
		return problem(ErrDamaged, "it may not have been copied to its end; copy it again, or open it in its program and save it again")
	case len(data) == 0:
		return problem(ErrNoText, "the file is empty")
	}
	return problem(ErrFormat, "neither DOCX, ODT nor EPUB, whatever its name says; open it in its program and save it as one of them")
}

// wide writes a name as the directory of an OLE file does: in UTF-16.
func wide(name string) []byte {
	var b []byte
	for i := range len(name) {
		b = append(b, name[i], 0)
	}
	return b
}
