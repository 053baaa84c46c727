// Package packed holds tables that are part of the program as gzip streams.
package packed

import (
	"compress/gzip"
	"io"
)

// Write writes a table as [Read] reads it, as small as can be.
func Write(w io.Writer, table []byte) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(table); err != nil {
		return err
	}
	return z.Close()
}

// Read returns a table.
func Read(r io.Reader) ([]byte, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
