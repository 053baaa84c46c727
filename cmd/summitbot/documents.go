package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"summitbot/config"
	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/base"
	"summitbot/facts/compiled"
	"summitbot/facts/data"
	"summitbot/facts/source"
	"summitbot/facts/source/files"
	"summitbot/facts/source/pdf"
)

// alsoDocuments makes a command's arguments documents, as --document names them.
func alsoDocuments(cmd *cobra.Command, args []string) error {
	for _, path := range args {
		if err := cmd.Flags().Set("document", path); err != nil {
			return fmt.Errorf("the document %s: %w", path, err)
		}
	}
	return nil
}

// loader makes ready what questions are asked of.
type loader struct {
	open   source.Opener
	report func(error) // of what can't be read
}

// newLoader returns a loader of all formats. Reading a PDF for the first time ends with ctx.
func newLoader(ctx context.Context, report func(error)) loader {
	return loader{files.Opener(ctx, pdf.Options{}), report}
}

// maxBase is how many bytes of a fact base are read: a compiled one has more than its document.
const maxBase = 1 << 30

// load returns what the settings name: documents, a fact base, or both together. If they
// name neither it is the article that comes with the program, with its base. What can't be
// read is reported, file by file and page by page, and is an error only if nothing is left.
func (l loader) load(c config.Config) (*answer.Base, error) {
	if c.Facts.Path == "" && len(c.Documents) == 0 {
		return answer.Open(data.Compiled)
	}
	documents, err := l.documents(c.Documents)
	if err != nil {
		return nil, err
	}
	if c.Facts.Path == "" {
		return answer.New(base.Of(documents...))
	}
	folder, name := source.Folder{Path: filepath.Dir(c.Facts.Path), Max: maxBase}, filepath.Base(c.Facts.Path)
	file, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, fmt.Errorf("read the fact base: %s: %w", folder.Path, err)
	}
	if compiled.Is(file) {
		return l.openCompiled(c, file, documents)
	}
	layer, err := base.Load(folder, name, l.read)
	if err != nil {
		return nil, err
	}
	return answer.New(layer.With(documents...))
}

// openCompiled makes a base ready that was compiled, with what its sentences mean, if the file
// holds that. With more documents its index is made again, and the file doesn't hold what all
// of them mean.
func (l loader) openCompiled(c config.Config, file []byte, documents []*facts.Document) (*answer.Base, error) {
	b, err := answer.Open(string(file))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Facts.Path, err)
	}
	if len(documents) > 0 {
		return answer.New(b.Layer().With(documents...))
	}
	b, err = withHeld(c.Meaning, b)
	if err != nil {
		l.report(fmt.Errorf("%s: the vectors in it are not used: %w", c.Facts.Path, err))
	}
	return b, nil
}

// documents reads files and folders.
func (l loader) documents(paths []string) ([]*facts.Document, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	documents, errs := l.open.Open(paths...)
	for _, err := range errs {
		l.report(err)
	}
	var said []*facts.Document
	for _, d := range documents {
		if len(d.Sentences) > 0 {
			said = append(said, d)
			continue
		}
		l.report(&source.Error{File: d.File, Err: source.ErrNoText})
	}
	if len(said) == 0 {
		return nil, fmt.Errorf("no document could be read from %s: name a file, or a folder with files, in one of these formats: %s",
			strings.Join(paths, ", "), formats)
	}
	return said, nil
}

// formats are what [files.Opener] reads, for people.
const formats = "plain text, Markdown, reStructuredText, HTML, PDF, DOCX, ODT, EPUB"

// read reads the document of a fact base. Pages that can't be read are reported.
func (l loader) read(name string, file []byte) (*facts.Document, error) {
	d, err := l.open.Read(name, file)
	if d == nil || err == nil {
		return d, err
	}
	l.report(err)
	return d, nil
}
