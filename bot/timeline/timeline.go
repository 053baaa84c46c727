// Package timeline draws dated events as a picture: years on the left of a line with
// dots, what happened on its right, one card a year. It is made to be read on a phone.
//
//	Timeline → years (order, group, label) → layout (wrap, place) → canvas (draw) → PNG
//
// The picture is 1000 pixels wide and as high as it needs to be: what a page of half
// that width has on a screen with two pixels to a point. Its letters are the Go fonts,
// which are built into the program and have Latin, Greek and Cyrillic letters; in place
// of others they show a box. Dark letters stand on a light ground, with a contrast of at
// least 5 to 1 in Discord's light and dark theme alike.
//
// The same timeline gives the same bytes, so a picture can be kept for as long as the
// facts that it shows. [Alt] says in words what it shows, for those who don't see it.
package timeline

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
)

// Bounds of a timeline. Where a text is longer than its lines, it ends with an ellipsis
// after a whole word.
const (
	MaxEntries    = 40
	MaxAlt        = 1024 // characters of [Alt], in UTF-16 units as Discord counts them
	maxTitleLines = 3
	maxTextLines  = 8
	maxWhenLines  = 3
)

// Timeline is what is drawn.
type Timeline struct {
	Title   string
	Entries []Entry // 1 to MaxEntries, in any order
}

// Entry is one event.
type Entry struct {
	// When is the date as it is to be read: "2015", "1990s", "April 2025", "17 June".
	// The year may be missing where Year has it. Empty: the year alone.
	When string
	// Year, Month and Day put the entries in order; among the same ones, the order
	// given stays. What is not known is 0 and comes first. Entries of one year share a
	// card. A Year of 0 or less is not shown: there When is all there is to read.
	Year, Month, Day int
	Text             string
}

// Draw returns the timeline as a PNG. It fails where there are no entries or more than
// MaxEntries. It is safe for concurrent use.
func Draw(t Timeline) ([]byte, error) {
	switch n := len(t.Entries); {
	case n == 0:
		return nil, errors.New("draw a timeline: it has no entries")
	case n > MaxEntries:
		return nil, fmt.Errorf("draw a timeline: it has %d entries, and %d fit", n, MaxEntries)
	}
	letters, err := newLettering()
	if err != nil {
		return nil, fmt.Errorf("draw a timeline: %w", err)
	}
	p := layOut(t.Title, years(t.Entries), letters)
	var out bytes.Buffer
	if err := png.Encode(&out, p.paint(letters)); err != nil {
		return nil, fmt.Errorf("draw a timeline: %w", err)
	}
	return out.Bytes(), nil
}
