package token

import (
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"
)

// Vocabulary is the pieces of an encoder, sorted by their bytes; a piece's ID is its index.
// It is two strings that are read in place, to be passed by value, and is safe for
// concurrent use. The zero value has no pieces.
//
// The first string, the blob, is the pieces one after the other. The second is their ends:
// for each piece, as a little-endian uint32, the offset in the blob where it ends and the
// next one begins.
type Vocabulary struct{ blob, ends string }

// NewVocabulary returns the vocabulary with the given blob and ends, as [PackVocabulary]
// makes them. It checks the lengths only. Data damaged elsewhere gives wrong pieces, or none,
// but never a panic.
func NewVocabulary(blob, ends string) (Vocabulary, error) {
	n := len(ends) / 4
	switch {
	case len(ends)%4 != 0:
		return Vocabulary{}, fmt.Errorf("vocabulary: %d bytes of ends, want 4 for each piece", len(ends))
	case n > math.MaxInt32/2:
		return Vocabulary{}, errors.New("vocabulary: too many pieces")
	}
	last := 0
	if n > 0 {
		last = int(uint32At(ends, n-1))
	}
	if last != len(blob) {
		return Vocabulary{}, fmt.Errorf("vocabulary: pieces end at byte %d of %d", last, len(blob))
	}
	return Vocabulary{blob, ends}, nil
}

// PackVocabulary returns the blob and the ends of pieces, which must be sorted and have no
// duplicates.
func PackVocabulary(sorted []string) (blob, ends string) {
	var e []byte
	end := 0
	for _, piece := range sorted {
		end += len(piece)
		e = appendUint32(e, uint32(end))
	}
	return strings.Join(sorted, ""), string(e)
}

// Len returns how many pieces there are.
func (v Vocabulary) Len() int { return len(v.ends) / 4 }

// Piece returns the piece with the given ID, "" if there is none.
func (v Vocabulary) Piece(id int32) string {
	if id < 0 || int(id) >= v.Len() {
		return ""
	}
	start, end := v.bounds(id)
	return v.blob[start:end]
}

// Find returns the ID of a piece.
func (v Vocabulary) Find(piece string) (id int32, ok bool) {
	i, ok := sort.Find(v.Len(), func(i int) int { return strings.Compare(piece, v.Piece(int32(i))) })
	if !ok {
		return 0, false
	}
	return int32(i), true
}

// findAll returns the IDs of those of the given pieces that are in the vocabulary.
func (v Vocabulary) findAll(pieces ...string) []int32 {
	var ids []int32
	for _, piece := range pieces {
		if id, ok := v.Find(piece); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// bounds returns where the piece lies in the blob. The end is never before the start nor
// outside the blob, whatever the ends say. There must be such a piece.
func (v Vocabulary) bounds(id int32) (start, end uint) {
	size := uint(len(v.blob))
	if id > 0 {
		start = min(uint(uint32At(v.ends, int(id)-1)), size)
	}
	end = min(uint(uint32At(v.ends, int(id))), size)
	return start, max(start, end)
}

// uint32At returns number i of the little-endian numbers in s.
func uint32At(s string, i int) uint32 {
	b := s[4*i : 4*i+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func appendUint32(b []byte, n uint32) []byte {
	return append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
}
