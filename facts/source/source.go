// Package source reads files of any format it knows into documents.
//
//	paths → [Opener.Open] → file → [Format] by content and name → [Reader] → document
//
// A reader knows one format: it says which bytes of the text make up which block, and
// package document makes sections and sentences of them. Text never loses its place: a
// document's text is the file's own, byte for byte, or what was decoded from it.
//
// Every file is taken for hostile: readers are bounded in time and memory, and what
// can't be read is an [Error] that names the file, and the page where there is one.
// Reading touches nothing but the files; a document that was read is never changed.
package source

import (
	"errors"
	"fmt"
	"strings"

	"summitbot/facts"
)

// Limits that keep a hostile file from costing more than an honest one.
const (
	MaxFileSize = 64 << 20 // bytes of a file
	MaxFiles    = 10_000   // files of one folder, its own folders included
	MaxFolders  = 64       // folders in folders
	MaxDepth    = 32       // lists in lists, quotations in quotations
	MaxElements = 512      // elements of HTML or XML in each other
)

// What can be wrong with a file. Every [Error] wraps one of these, or an error of the
// operating system.
var (
	ErrEncrypted = errors.New("it is encrypted")
	ErrNoText    = errors.New("it has no text")
	ErrBinary    = errors.New("it is binary data, not text")
	ErrEncoding  = errors.New("its encoding can't be read")
	ErrTooLarge  = errors.New("it is too large")
	ErrTooDeep   = errors.New("it is nested too deeply")
	ErrDamaged   = errors.New("it is damaged")
	ErrFormat    = errors.New("its format is not supported")
	ErrIrregular = errors.New("it is no regular file")
	ErrLink      = errors.New("it is a link that leads out of its folder")
)

// Error says which file could not be read, and why.
type Error struct {
	File string
	Page int // from 1; 0 if the whole file is meant
	Err  error
}

func (e *Error) Error() string {
	if e.Page > 0 {
		return fmt.Sprintf("read %s, page %d: %v", e.File, e.Page, e.Err)
	}
	return fmt.Sprintf("read %s: %v", e.File, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Errors are all that is wrong with the pages of a file.
type Errors []*Error

func (e Errors) Error() string {
	var texts []string
	for _, x := range e {
		texts = append(texts, x.Error())
	}
	return strings.Join(texts, "; ")
}

// Reader reads one file's bytes. The name is for titles and messages; nothing is opened.
// It returns a document or an error; or both, the error being an [Error] or [Errors], if
// only some pages could not be read. ID, File and SHA256 are set by [Opener], and the
// file's name in errors.
type Reader func(name string, data []byte) (*facts.Document, error)

// Format is a format of files and its reader.
type Format struct {
	Name       string
	Extensions []string               // in lower case, with the point: ".md"
	Sniff      func(data []byte) bool // reports whether the content is sure to be of this format; may be nil
	Read       Reader
}

// Formats returns the formats of this package: those whose files are text.
func Formats() []Format {
	return []Format{
		{Name: "HTML", Extensions: []string{".html", ".htm", ".xhtml"}, Sniff: looksHTML, Read: HTML},
		{Name: "Markdown", Extensions: []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}, Read: Markdown},
		{Name: "reStructuredText", Extensions: []string{".rst", ".rest"}, Read: RST},
		{Name: "plain text", Extensions: []string{".txt", ".text", ""}, Read: Text},
	}
}
