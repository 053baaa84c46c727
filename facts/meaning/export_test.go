package meaning

// Comparing returns a reader that compares so many texts with a question piece by piece.
func (r *Reader) Comparing(most int) *Reader {
	r.most = most
	return r
}
