package base

import (
	"summitbot/facts"
	"summitbot/facts/document"
)

// verify checks that every sentence says just what its bytes in the document say.
func verify(d *facts.Document) error {
	return (&document.Document{Original: d.Text, Sentences: d.Sentences}).Verify()
}
