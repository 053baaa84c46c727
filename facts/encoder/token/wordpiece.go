package token

import "fmt"

// WordPiece cuts texts as all-mpnet-base-v2 does, by the rules of uncased BERT. It is safe
// for concurrent use.
//
// Control characters are dropped. So are accents, after canonical decomposition. Letters
// are lowercased. Words end at white space; each punctuation mark and each ideograph is a
// word of its own. A word is cut from left to right, each time into the longest piece that
// fits; pieces after the first have "##" in front in the vocabulary. If that fails, or if
// the word has more than 100 characters, the whole word is the unknown piece.
//
// Categories of characters are those of Go's Unicode version. The reference has version 8,
// so the two may differ in characters added since, and in a handful that were moved.
type WordPiece struct {
	vocabulary   Vocabulary
	unknown      int32
	first, inner cursor // the pieces that may begin a word, and those that may continue it
	words        scratches[words]
}

// maxWord is how many characters a word may have, after decomposition.
const maxWord = 100

// NewWordPiece returns the tokenizer for a vocabulary, which must have a piece "[UNK]".
func NewWordPiece(v Vocabulary) (*WordPiece, error) {
	unknown, ok := v.Find("[UNK]")
	if !ok {
		return nil, fmt.Errorf("wordpiece: no piece %q", "[UNK]")
	}
	return &WordPiece{vocabulary: v, unknown: unknown, first: v.root(), inner: v.after("##")}, nil
}

// Vocabulary returns the pieces that texts are cut into.
func (w *WordPiece) Vocabulary() Vocabulary { return w.vocabulary }

// Append appends the pieces of prefix and text, read as one; there may be none. Spans are in
// the text, which must be shorter than 2 GiB.
func (w *WordPiece) Append(dst []Piece, prefix, text string) []Piece {
	s := w.words.get()
	s.open(w, dst)
	s.read(prefix, true)
	s.read(text, false)
	dst = s.close()
	w.words.put(s)
	return dst
}

// appendWord appends the pieces of a word, given its characters in normal form and their
// places, one for each byte. It reports false, and appends nothing, if the word can't be
// cut.
func (w *WordPiece) appendWord(dst []Piece, walks *walks, word []byte, places []place) ([]Piece, bool) {
	from, c := len(dst), w.first
	for start := 0; start < len(word); c = w.inner {
		id, size := w.longest(c, walks, word[start:])
		if size == 0 {
			return dst[:from], false
		}
		end := start + size
		dst = append(dst, Piece{id, places[start].start, places[end-1].end})
		start = end
	}
	return dst, true
}

// longest returns the longest of the cursor's pieces that continues with text, and how many
// bytes of text it takes: 0 if there is none.
func (w *WordPiece) longest(c cursor, walks *walks, text []byte) (id int32, size int) {
	for i, b := range text {
		if c = walks.next(w.vocabulary, c, b); c.isEmpty() {
			break
		}
		if c.isPiece {
			id, size = c.lo, i+1
		}
	}
	return id, size
}
