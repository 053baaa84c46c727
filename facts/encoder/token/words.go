package token

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// words reads a text word by word and appends the pieces of each. It holds one word at a
// time, and no more than maxWord characters of it.
type words struct {
	cutter *WordPiece
	pieces []Piece
	text   []byte  // the word's normal form
	places []place // of its characters, once for each byte of theirs
	chars  int     // how many characters the word has, with those not held
	at     place   // of the word
	closed bool    // the word takes no more characters
	walks  walks
}

func (w *words) open(cutter *WordPiece, dst []Piece) {
	w.cutter, w.pieces = cutter, dst
}

// close ends the last word. It returns all pieces and keeps none.
func (w *words) close() []Piece {
	w.end()
	pieces := w.pieces
	w.cutter, w.pieces = nil, nil
	return pieces
}

func (w *words) read(text string, isPrefix bool) {
	characters(text, isPrefix, func(r rune, bytes string, at place) {
		switch {
		case r < utf8.RuneSelf && isAlphanumeric(byte(r)):
			w.add(r, at)
		case isDropped(r):
		case unicode.IsSpace(r):
			w.end()
		case isIdeograph(r):
			w.end()
			w.decompose(r, bytes, at)
			w.closed = true
		default:
			w.decompose(r, bytes, at)
		}
	})
}

// decompose adds the characters of the canonical decomposition of r, whose bytes are given.
func (w *words) decompose(r rune, bytes string, at place) {
	if l, v, t, ok := jamo(r); ok {
		w.add(l, at)
		w.add(v, at)
		if t != 0 {
			w.add(t, at)
		}
		return
	}
	d := norm.NFD.PropertiesString(bytes).Decomposition()
	if d == nil {
		w.addBare(r, at)
		return
	}
	for len(d) > 0 {
		r, size := utf8.DecodeRune(d)
		w.addBare(r, at)
		d = d[size:]
	}
}

// addBare adds a character that can't be decomposed further. A combining mark only widens
// the one before, and punctuation is a word of its own.
func (w *words) addBare(r rune, at place) {
	switch {
	case unicode.Is(unicode.Mn, r):
		w.widen(at.end)
	case isPunctuation(r):
		w.end()
		w.add(r, at)
		w.closed = true
	default:
		w.add(r, at)
	}
}

// widen makes the last character, if there is one, end where a mark on it ends.
func (w *words) widen(end int32) {
	w.at.end = end
	if n := len(w.places); n > 0 {
		w.places[n-1].end = end
	}
}

// add adds a character to the word, or begins a new word with it if this one is closed.
func (w *words) add(r rune, at place) {
	if w.closed {
		w.end()
	}
	if w.chars++; w.chars == 1 {
		w.at.start = at.start
	}
	w.at.end = at.end
	if w.chars > maxWord {
		return
	}
	w.text = utf8.AppendRune(w.text, unicode.ToLower(r))
	for len(w.places) < len(w.text) {
		w.places = append(w.places, at)
	}
}

// end appends the pieces of the word and begins a new one.
func (w *words) end() {
	if w.chars > 0 {
		w.cut()
	}
	w.text, w.places, w.chars, w.closed = w.text[:0], w.places[:0], 0, false
}

func (w *words) cut() {
	ok := false
	if w.chars <= maxWord {
		w.pieces, ok = w.cutter.appendWord(w.pieces, &w.walks, w.text, w.places)
	}
	if !ok {
		w.pieces = append(w.pieces, Piece{w.cutter.unknown, w.at.start, w.at.end})
	}
}

// isDropped reports whether a character is dropped before anything else: those for control,
// formatting and private use, and U+FFFD. Unassigned code points stay.
func isDropped(r rune) bool {
	switch r {
	case '\t', '\n', '\r':
		return false
	case utf8.RuneError:
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co)
}

// isPunctuation reports whether a character is a word of its own: category P, and in ASCII
// everything visible but letters and digits.
func isPunctuation(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7F && !isAlphanumeric(byte(r))
	}
	return unicode.Is(unicode.P, r)
}

func isAlphanumeric(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9'
}

// isIdeograph reports whether a code point lies in a block of Chinese characters, as the
// reference lists them. One begins at U+2B920 there, by an old slip, and not at U+2B820.
func isIdeograph(r rune) bool {
	return r >= 0x3400 && (r <= 0x4DBF ||
		r >= 0x4E00 && r <= 0x9FFF ||
		r >= 0xF900 && r <= 0xFAFF ||
		r >= 0x20000 && r <= 0x2A6DF ||
		r >= 0x2A700 && r <= 0x2B81F ||
		r >= 0x2B920 && r <= 0x2CEAF ||
		r >= 0x2F800 && r <= 0x2FA1F)
}

// jamo returns the letters that a Hangul syllable is made of; t is 0 if it has two. The
// arithmetic is that of the Unicode Standard, section 3.12.
func jamo(r rune) (l, v, t rune, ok bool) {
	const first, last, vowels, tails = 0xAC00, 0xD7A3, 21, 28
	if r < first || r > last {
		return 0, 0, 0, false
	}
	s := r - first
	l, v = 0x1100+s/(vowels*tails), 0x1161+s/tails%vowels
	if s%tails != 0 {
		t = 0x11A7 + s%tails
	}
	return l, v, t, true
}
