// Package data holds the document that comes with the program, and its fact base.
package data

import "embed"

// Name is the name of the fact base in [Files].
const Name = "summit.yaml"

// Files are the fact base and all that it names.
//
//go:embed summit.txt summit.yaml summit.schema.json lexicon.yaml summit
var Files embed.FS

// Compiled is the fact base ready for questions. If the files change, it is written again by
// go generate ./facts/data.
//
//go:generate go run ../../cmd/summitbot facts compile --facts summit.yaml --out summit.base
//go:embed summit.base
var Compiled string
