package answer

import (
	"io/fs"

	"summitbot/facts"
	"summitbot/facts/base"
	"summitbot/facts/document"
)

// Load reads the fact base name and the document it names from fsys, and makes it ready
// for questions. It fails where anything is wrong, with the faults it found, each with
// file and line; what it returns then is nil.
func Load(fsys fs.FS, name string) (*Base, error) {
	layer, err := base.Load(fsys, name, openText)
	if err != nil {
		return nil, err
	}
	return New(layer)
}

// openText reads a plain text.
func openText(_ string, data []byte) (*facts.Document, error) {
	return document.Parse(string(data)), nil
}
