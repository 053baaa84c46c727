package answer

import (
	"io/fs"

	"summitbot/facts/base"
)

// Load reads the fact base name from fsys and its document, which open reads, and makes it
// ready for questions. It fails if anything is wrong, with the faults it found, each with
// file and line; what it returns then is nil.
func Load(fsys fs.FS, name string, open base.Open) (*Base, error) {
	layer, err := base.Load(fsys, name, open)
	if err != nil {
		return nil, err
	}
	return New(layer)
}
