// Package data holds the document that comes with the program, and its fact base.
package data

import "embed"

// Name is the name of the fact base in [Files].
const Name = "summit.yaml"

// Files are the fact base and all that it names.
//
//go:embed summit.txt summit.yaml summit.schema.json lexicon.yaml summit
var Files embed.FS
