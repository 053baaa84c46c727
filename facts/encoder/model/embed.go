//go:build !wordsonly

package model

import _ "embed"

//go:embed english.bin
var english string

//go:embed multilingual.bin
var multilingual string
