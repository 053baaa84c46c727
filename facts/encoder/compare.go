package encoder

import (
	"unicode"
	"unicode/utf8"

	"summitbot/facts/encoder/token"
)

// Score says how well a passage fits a question: the late interaction, and as large a share of
// the cosine of the texts as wholes as the model says.
func (e *Encoder) Score(question, passage Encoding) float32 {
	return e.Late(question, passage) + float32(e.file.PooledShare*dot(question.Pooled, passage.Pooled))
}

// Late returns the late interaction: the mean, over the pieces of the question, of the cosine
// with the nearest piece of the passage; 0 where either has no piece.
func (e *Encoder) Late(question, passage Encoding) float32 {
	sum := float32(0)
	for _, m := range e.matches(question, passage) {
		sum += m.cosine
	}
	return sum / float32(max(1, len(question.Pieces)))
}

// match is the nearest piece of a passage for a piece of a question.
type match struct {
	piece  int
	cosine float32
}

// matches returns for each piece of the question the nearest of the passage, the first of
// equals; nil where the passage has none.
func (e *Encoder) matches(question, passage Encoding) []match {
	n, padded, width := len(passage.Pieces), pad(len(passage.Pieces)), len(passage.Pooled)
	if n == 0 || len(question.Pieces) == 0 {
		return nil
	}
	turned := make([]float32, width*padded)
	turn(turned, passage.Tokens, n, width, padded, width)
	all := make([]match, len(question.Pieces))
	cosines := make([]float32, padded)
	for i := range all {
		e.kernels.MatMul(cosines, question.Token(i), turned, 1, width, padded, padded, width, padded)
		all[i] = nearest(cosines[:n])
	}
	return all
}

func nearest(cosines []float32) match {
	best := match{0, cosines[0]}
	for i, c := range cosines {
		if c > best.cosine {
			best = match{i, c}
		}
	}
	return best
}

func dot(a, b []float32) float32 {
	sum := float32(0)
	for i, v := range a {
		sum += float32(v * b[i])
	}
	return sum
}

// WordMatch is a word of a question, and the word of a passage that is nearest to it.
type WordMatch struct {
	Question, Passage Span
	// Cosine is the mean over the pieces of the question's word.
	Cosine float32
}

// Span is a range of bytes of a text, its end not included.
type Span struct{ Start, End int }

// Words returns for each word of the question the nearest word of the passage. The texts are
// those that the encodings were made of.
func (e *Encoder) Words(questionText string, question Encoding, passageText string, passage Encoding) []WordMatch {
	matches := e.matches(question, passage)
	if matches == nil {
		return nil
	}
	words := wordsOf(passageText, passage.Pieces)
	var all []WordMatch
	for _, w := range wordsOf(questionText, question.Pieces) {
		if !w.isWord(questionText) {
			continue
		}
		sum, best := float32(0), matches[w.first]
		for _, m := range matches[w.first : w.last+1] {
			sum += m.cosine
			if m.cosine > best.cosine {
				best = m
			}
		}
		for _, to := range words {
			if to.first <= best.piece && best.piece <= to.last {
				all = append(all, WordMatch{w.span, to.span, sum / float32(w.last-w.first+1)})
			}
		}
	}
	return all
}

// word is a run of pieces that make up a word, or a mark between words.
type word struct {
	span        Span
	first, last int
}

// isWord tells a word from a mark.
func (w word) isWord(text string) bool {
	for _, r := range text[w.span.Start:w.span.End] {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// wordsOf joins pieces to words. Spaces at the border of a piece are not of its word.
func wordsOf(text string, pieces []token.Piece) []word {
	var all []word
	for i, p := range pieces {
		span := trim(text, Span{int(p.Start), int(p.End)})
		last := len(all) - 1
		if last >= 0 && all[last].span.End >= span.Start && (span.Start < all[last].span.End || isInside(text, span.Start)) {
			all[last].span.End, all[last].last = max(span.End, all[last].span.End), i
			continue
		}
		all = append(all, word{span, i, i})
	}
	return all
}

// trim takes white space off both ends.
func trim(text string, s Span) Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}

// isInside says whether a place lies within a word: between letters, digits or marks on
// them. Chinese characters are words of their own.
func isInside(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return isWordRune(before) && isWordRune(after)
}

func isWordRune(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)) && !unicode.Is(unicode.Han, r)
}
