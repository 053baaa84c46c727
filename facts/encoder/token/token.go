// Package token cuts a text into the pieces that a sentence encoder knows: rows of its
// vocabulary, each with the bytes of the text that it stands for.
//
// There are two tokenizers, one for each encoder. [WordPiece] folds case and accents, splits
// at spaces and punctuation, and cuts each word into the longest pieces from left to right.
// [Unigram] rewrites the text code point by code point and takes the cut with the best
// score. Both read a [Vocabulary] in place and build nothing first, so one question costs
// no more than the pages of memory that it touches.
//
// Special pieces ("<s>", "<pad>", "</s>", "<unk>", "<mask>", "[CLS]" and the like) are never
// found in a text: when a person writes them, they are punctuation and letters. The
// reference tokenizers do find them. The caller puts special pieces around the text.
//
// # Spans
//
// A text is rewritten as a row of characters. Each keeps the bytes of the code point that it
// came from, and a piece spans from its first character to its last. So pieces that come
// from one code point share its span, starts and ends never decrease, and a span never cuts
// a rune. What is dropped belongs to no piece, with two exceptions: a combining accent that
// [WordPiece] drops belongs to the character before it, and a run of spaces that [Unigram]
// makes one belongs to that one. A byte that isn't valid UTF-8 is read as U+FFFD.
//
// A prefix is read as if it stood in front of the text, but has no bytes in it: a piece of
// nothing but prefix spans 0 to 0.
//
// # Cost
//
// Time and memory are linear in the length of the text, for any text. What a call needs
// besides the pieces it returns is reused by later calls.
package token

import (
	"sync"
	"unicode/utf8"
)

// Piece is one token: its row in the vocabulary, and the bytes of the text that it stands
// for, a half-open range.
type Piece struct{ ID, Start, End int32 }

// place is the bytes of the text that a character came from.
type place struct{ start, end int32 }

// maxKept is how many bytes of text a scratch may have room for and still be kept for the
// next text.
const maxKept = 1 << 16

// scratches lends out scratch space, which the borrower resets. The zero value is ready to
// use.
type scratches[T any] struct{ pool sync.Pool }

func (s *scratches[T]) get() *T {
	if t, ok := s.pool.Get().(*T); ok {
		return t
	}
	return new(T)
}

func (s *scratches[T]) put(t *T) { s.pool.Put(t) }

// characters calls yield for each code point of a text, with the bytes that it was read
// from and its place. All of a prefix is at 0 to 0.
func characters(text string, isPrefix bool, yield func(r rune, bytes string, at place)) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		at := place{int32(i), int32(i + size)}
		if isPrefix {
			at = place{}
		}
		yield(r, text[i:i+size], at)
		i += size
	}
}
