// Package files opens files of every format that the program knows: those of text in
// package source, DOCX, ODT and EPUB, and PDF.
//
// What a PDF says is read once and kept in the user's cache, by the hash of its bytes: the
// bot's start, and a reload, find it there and don't read the file again.
package files

import (
	"bytes"
	"context"

	"summitbot/facts"
	"summitbot/facts/source"
	"summitbot/facts/source/office"
	"summitbot/facts/source/pdf"
)

// Opener returns an opener for all formats. Reading a PDF ends with ctx.
func Opener(ctx context.Context, o pdf.Options) source.Opener {
	return source.Opener{More: []source.Format{
		{Name: "PDF", Extensions: []string{".pdf"}, Sniff: isPDF, Read: pdfReader(ctx, o)},
		{Name: "DOCX", Extensions: []string{".docx", ".doc", ".rtf"}, Sniff: holds("word/"), Read: office.ReadDOCX},
		{Name: "ODT", Extensions: []string{".odt"}, Sniff: holds("mimetypeapplication/vnd.oasis.opendocument.text"), Read: office.ReadODT},
		{Name: "EPUB", Extensions: []string{".epub"}, Sniff: holds("mimetypeapplication/epub+zip"), Read: office.ReadEPUB},
	}}
}

// pdfReader returns a reader of PDF files. The pages that can't be read though others can
// are its error.
func pdfReader(ctx context.Context, o pdf.Options) source.Reader {
	return func(name string, data []byte) (*facts.Document, error) {
		d, failed, err := pdf.Read(ctx, name, data, o)
		switch {
		case err != nil:
			return nil, err
		case len(failed) > 0:
			return d, source.Errors(failed)
		}
		return d, nil
	}
}

// holds returns what recognises an archive by a name of its first parts.
func holds(name string) func([]byte) bool {
	return func(data []byte) bool {
		return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data[:min(len(data), 4096)], []byte(name))
	}
}

// isPDF reports whether a file is sure to be a PDF file. Others begin otherwise, and are
// known by their name.
func isPDF(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 16)], "\xef\xbb\xbf\r\n\t "), []byte("%PDF-"))
}
