package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"summitbot/facts"
)

// Opener opens files and folders. The zero value knows the formats of [Formats].
type Opener struct {
	More []Format // asked before those of [Formats]
}

// Open reads files and folders, in the order they are named; a folder's files come in
// the order of their paths. What can't be read is reported beside what can: every error
// is an [Error]. In a folder, files whose name begins with a point, links and what
// .summitbotignore names are passed over; a file that is named may be a link within its
// folder.
func (o Opener) Open(paths ...string) ([]*facts.Document, []error) {
	var docs []*facts.Document
	var errs []error
	ids := map[string]bool{}
	for _, path := range paths {
		files, bad := o.list(path)
		errs = append(errs, bad...)
		for _, f := range files {
			d, err := o.file(f.path)
			errs = append(errs, fileErrors(f.path, err)...)
			if d != nil {
				d.ID = unique(ids, f.id, f.path)
				docs = append(docs, d)
			}
		}
	}
	return docs, errs
}

// unique returns the short name, or the long one if the short one is taken.
func unique(taken map[string]bool, short, long string) string {
	id := short
	if taken[id] {
		id = filepath.ToSlash(long)
	}
	for n := 2; taken[id]; n++ {
		id = fmt.Sprintf("%s (%d)", filepath.ToSlash(long), n)
	}
	taken[id] = true
	return id
}

// entry is a file to read: its path, and its name in the folder that was named.
type entry struct{ path, id string }

// list returns the files that a path stands for.
func (o Opener) list(path string) ([]entry, []error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, []error{fileError(path, err)}
	case info.IsDir():
		return walk(path)
	}
	return []entry{{path, filepath.Base(path)}}, nil
}

// file reads one file.
func (o Opener) file(path string) (*facts.Document, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return o.Read(path, data)
}

// Read reads the bytes of a file with the given name, in the format that the content or
// else the name tells. Like a [Reader], it may return both a document and an error.
func (o Opener) Read(name string, data []byte) (*facts.Document, error) {
	if len(data) > MaxFileSize {
		return nil, fmt.Errorf("%w: at most %d bytes are read", ErrTooLarge, MaxFileSize)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, ErrNoText
	}
	d, err := o.format(name, data).Read(name, data)
	if d != nil {
		sum := sha256.Sum256(data)
		d.ID, d.File, d.SHA256 = filepath.Base(name), name, hex.EncodeToString(sum[:])
	}
	return d, err
}

// format chooses by content, if it is sure, then by extension; all else is plain text,
// whose reader refuses what is none.
func (o Opener) format(name string, data []byte) Format {
	ext := strings.ToLower(filepath.Ext(name))
	for _, f := range o.More {
		if f.Sniff != nil && f.Sniff(data) {
			return f
		}
	}
	formats := append(slices.Clone(o.More), Formats()...)
	for _, f := range formats {
		if f.Sniff != nil && !isMarkup(ext) && f.Sniff(data) {
			return f
		}
	}
	for _, f := range formats {
		if slices.Contains(f.Extensions, ext) {
			return f
		}
	}
	return Format{Name: "plain text", Read: Text}
}

// isMarkup reports whether the extension is of a text format that may begin like HTML.
func isMarkup(ext string) bool {
	for _, f := range Formats() {
		if f.Name != "plain text" && slices.Contains(f.Extensions, ext) {
			return true
		}
	}
	return false
}

// fileErrors returns the errors of a file, each with its name.
func fileErrors(path string, err error) []error {
	if err == nil {
		return nil
	}
	several, ok := errors.AsType[Errors](err)
	if !ok {
		return []error{fileError(path, err)}
	}
	var errs []error
	for _, e := range several {
		errs = append(errs, fileError(path, e))
	}
	return errs
}

// fileError names the file in the error, once.
func fileError(path string, err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return &Error{File: path, Page: e.Page, Err: e.Err}
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return &Error{File: path, Err: err}
}
