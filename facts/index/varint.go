package index

// varint returns the number at the start of b, and the bytes it takes. It is
// binary.Uvarint without its checks: what it reads was written by appendVarint.
func varint(b []byte) (v uint32, n int) {
	for shift := 0; ; shift += 7 {
		c := b[n]
		n++
		v |= uint32(c&0x7F) << shift
		if c < 0x80 {
			return v, n
		}
	}
}

func appendVarint(b []byte, v uint32) []byte {
	for ; v >= 0x80; v >>= 7 {
		b = append(b, byte(v)|0x80)
	}
	return append(b, byte(v))
}
