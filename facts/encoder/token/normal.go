package token

import (
	"errors"
	"maps"
	"slices"
	"sort"
	"unicode/utf8"
)

// normal is a map from code points to their replacements, read in place. Packed, it is a row
// of little-endian uint32: how many code points the map has; these code points, sorted; for
// each one, where its replacement ends among all replacements; and the replacements one
// after the other, a number for each code point.
type normal struct {
	from, ends, to string
	isASCII        [utf8.RuneSelf]bool // which ASCII characters are in the map
}

// PackNormal packs a map from code points to their replacements, which may be empty, for
// [NewUnigram].
func PackNormal(replace map[rune][]rune) string {
	var from, ends, to []byte
	end := 0
	for _, r := range slices.Sorted(maps.Keys(replace)) {
		end += len(replace[r])
		from = appendUint32(from, uint32(r))
		ends = appendUint32(ends, uint32(end))
		for _, r := range replace[r] {
			to = appendUint32(to, uint32(r))
		}
	}
	n := appendUint32(nil, uint32(len(replace)))
	return string(slices.Concat(n, from, ends, to))
}

// newNormal reads what [PackNormal] made. It checks the lengths only. Data damaged elsewhere
// gives wrong replacements, or none.
func newNormal(packed string) (normal, error) {
	if len(packed) < 4 || len(packed)%4 != 0 {
		return normal{}, errors.New("normal form: cut short")
	}
	n, rest := uint64(uint32At(packed, 0)), packed[4:]
	if uint64(len(rest)) < 8*n {
		return normal{}, errors.New("normal form: cut short")
	}
	m := normal{from: rest[:4*n], ends: rest[4*n : 8*n], to: rest[8*n:]}
	for i := 0; uint64(i) < n && uint32At(m.from, i) < utf8.RuneSelf; i++ {
		m.isASCII[uint32At(m.from, i)] = true
	}
	return m, nil
}

// replacement returns what replaces r, a little-endian uint32 for each code point, and
// whether r is in the map at all.
func (m *normal) replacement(r rune) (runes string, ok bool) {
	if r >= 0 && r < utf8.RuneSelf && !m.isASCII[r] {
		return "", false
	}
	i, ok := sort.Find(len(m.from)/4, func(i int) int { return int(r) - int(uint32At(m.from, i)) })
	if !ok {
		return "", false
	}
	start, size := uint64(0), uint64(len(m.to))
	if i > 0 {
		start = min(4*uint64(uint32At(m.ends, i-1)), size)
	}
	end := min(4*uint64(uint32At(m.ends, i)), size)
	return m.to[start:max(start, end)], true
}
