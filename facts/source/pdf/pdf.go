// Package pdf reads PDF files. pdfium, run on wazero without cgo, gives the words of a page
// with their places and fonts; the order in which people read them is found here.
//
// A file goes through these steps, each a file of this package:
//
//	engine, extract   pdfium: a page's words, with place, size and style
//	furniture, index  running heads, footers and page numbers go, known by their repetition,
//	                  and an index at the back
//	grid, gridcells   tables that are drawn become rows
//	columns           the rest of a page is cut into regions, in reading order
//	contents          entries of a table of contents go
//	lines, table      a region's words become lines, and rows of tables
//	blocks            lines become paragraphs, list items, code and headings
//	headings          which blocks are headings, and of which level
//	join              paragraphs go on over columns and pages; broken words are mended
//	cache             what was read is kept, by the file's hash and this reader's version
//
// All but the first and the last are functions of values. What pdfium does is bounded in
// time and memory, and it sees no file but the one that it is given.
package pdf

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"summitbot/facts"
	"summitbot/facts/cache"
	"summitbot/facts/source"
)

// Options bounds what is read. The zero value has the usual bounds and the user's cache.
type Options struct {
	// Cache is the directory for the documents that were read and for pdfium's compiled
	// form; "" is summitbot in the user's own. If it can't be used, reading takes longer.
	Cache string

	Pages      int           // of a file; 0: 5,000
	Characters int           // of a page; 0: 200,000
	Memory     int           // of pdfium, in bytes; 0: 512 MiB
	Time       time.Duration // for a file; 0: 5 minutes
}

// Why a file or a page can't be read.
var (
	ErrEncrypted = fmt.Errorf("%w and needs a password", source.ErrEncrypted)
	ErrDamaged   = fmt.Errorf("%w or no PDF", source.ErrDamaged)
	ErrNoText    = fmt.Errorf("%w: it is a scan or empty", source.ErrNoText)
	ErrNoWords   = errors.New("its letters have no meaning: the fonts don't say which characters they show")
	ErrTooLarge  = source.ErrTooLarge
	ErrTooLong   = errors.New("it takes too long")
	ErrStopped   = errors.New("pdfium stops at it: it is damaged or needs too much memory")
)

// Error says which file, and which of its pages, can't be read and why.
type Error = source.Error

// Read returns the document in a PDF file, and the pages that couldn't be read though
// others could. An error is an [*Error], unless ctx has ended.
func Read(ctx context.Context, name string, data []byte, o Options) (*facts.Document, []*Error, error) {
	o = o.withDefaults()
	sum := sha256.Sum256(data)
	c := kept{cache.Open(o.Cache, "pdf")}
	r, ok := c.load(sum, o)
	if !ok {
		var err error
		if r, err = read(ctx, data, o, compiledIn(o.Cache)); err != nil {
			return nil, nil, named(ctx, name, err)
		}
		c.store(sum, o, r)
	}
	d := r.document()
	d.ID, d.File, d.SHA256 = filepath.Base(name), name, hex.EncodeToString(sum[:])
	return d, r.warnings(name), nil
}

func (o Options) withDefaults() Options {
	if o.Pages == 0 {
		o.Pages = 5000
	}
	if o.Characters == 0 {
		o.Characters = 200_000
	}
	if o.Memory == 0 {
		o.Memory = 512 << 20
	}
	if o.Time == 0 {
		o.Time = 5 * time.Minute
	}
	return o
}

// named gives an error its file, or returns the end of ctx.
func named(ctx context.Context, file string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("read %s: %w", file, ctx.Err())
	}
	if e, ok := errors.AsType[*Error](err); ok {
		e.File = file
		return e
	}
	return &Error{File: file, Err: err}
}

// read takes the text out of a file.
func read(ctx context.Context, data []byte, o Options, compiled string) (*reading, error) {
	ctx, cancel := context.WithTimeout(ctx, o.Time)
	defer cancel()
	if ctx.Err() != nil {
		return nil, ErrTooLong
	}
	f, err := extract(ctx, data, o, compiled)
	if ctx.Err() != nil {
		return nil, ErrTooLong
	}
	if err != nil {
		return nil, err
	}
	return arrange(f), nil
}
