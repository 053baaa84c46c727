package token

// cursor is the pieces that begin with the bytes read so far: those from lo to before hi.
// Depth is how many bytes were read. If isPiece, these bytes are themselves a piece, and
// that is lo, since it sorts before all longer ones.
type cursor struct {
	lo, hi, depth int32
	isPiece       bool
}

// root returns a cursor over all pieces, before any byte is read.
func (v Vocabulary) root() cursor { return cursor{hi: int32(v.Len())} }

func (c cursor) isEmpty() bool { return c.lo >= c.hi }

// after returns the cursor once the bytes of s are read.
func (v Vocabulary) after(s string) cursor {
	c := v.root()
	for i := range len(s) {
		c = v.next(c, s[i])
	}
	return c
}

// next returns the cursor once b is read too.
func (v Vocabulary) next(c cursor, b byte) cursor {
	n := cursor{lo: v.seek(c, int(b)), depth: c.depth + 1}
	n.hi = v.seekNear(cursor{lo: n.lo, hi: c.hi, depth: c.depth}, int(b)+1)
	if !n.isEmpty() {
		start, end := v.bounds(n.lo)
		n.isPiece = end-start == uint(n.depth)
	}
	return n
}

// seek returns the first piece of the cursor whose next byte is b or more, c.hi if there is
// none.
func (v Vocabulary) seek(c cursor, b int) int32 {
	lo, hi := c.lo, c.hi
	for lo < hi {
		if mid := lo + (hi-lo)/2; v.byteAt(mid, c.depth) < b {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// seekNear is seek, faster if the result is near c.lo, as it mostly is: few pieces begin
// alike for long. It first goes ahead in doubling strides.
func (v Vocabulary) seekNear(c cursor, b int) int32 {
	for stride := int32(1); stride <= c.hi-c.lo; stride *= 2 {
		at := c.lo + stride - 1
		if v.byteAt(at, c.depth) >= b {
			c.hi = at
			break
		}
		c.lo = at + 1
	}
	return v.seek(c, b)
}

// byteAt returns byte i of a piece, -1 if the piece is shorter.
func (v Vocabulary) byteAt(id, i int32) int {
	start, end := v.bounds(id)
	if at := start + uint(i); at < end {
		return int(v.blob[at])
	}
	return -1
}

// walks remembers where the cursors of one vocabulary went lately, since texts repeat
// themselves. The zero value remembers nothing.
type walks struct{ known [1 << walkBits]walk }

// walkBits is how many bits of a hash choose a place in the memory.
const walkBits = 12

// walk is where a cursor went. The key is made of the cursor and the byte, and is never 0.
type walk struct {
	key uint64
	to  cursor
}

// next returns v.next(c, b).
func (w *walks) next(v Vocabulary, c cursor, b byte) cursor {
	key := 1<<63 | uint64(c.lo)<<32 | uint64(c.depth)<<8 | uint64(b)
	known := &w.known[key*0x9E3779B97F4A7C15>>(64-walkBits)]
	if known.key != key {
		*known = walk{key, v.next(c, b)}
	}
	return known.to
}
