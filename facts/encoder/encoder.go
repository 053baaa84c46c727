// Package encoder turns text into vectors: sentences that mean the same lie close together,
// whatever their words. It makes up nothing; it knows no documents and no questions about
// them, only texts in one of two roles.
//
// The way of a text through the package:
//
//   - [Open] reads a weights file (package weights), which says which of two tokenizers
//     (package token) the model has and how large it is. Nothing else of the file is touched
//     before it is needed, and its matrices are used where they lie.
//   - A text becomes pieces. More than a window holds is cut into windows that overlap.
//   - The windows of one text or of many pass through the transformer (forward.go), whose
//     arithmetic is package kernel's.
//   - An [Encoding] has a vector for each piece and one for the whole text. [Encoder.Compact]
//     makes them small enough to keep; [Score] and [Words] compare two texts.
//
// The same text gets the same bits in any batch, on any number of threads, with any kernel,
// on any machine.
package encoder

import (
	"context"
	"fmt"
	"sync"

	"summitbot/facts/encoder/kernel"
	"summitbot/facts/encoder/token"
	"summitbot/facts/encoder/weights"
)

// Role is what a text is for: some models put another prefix before each.
type Role int

// The roles of a text.
const (
	Question Role = iota
	Passage
)

// Encoding is what a text means. It shares memory with nothing.
type Encoding struct {
	// Pieces are the tokens of the text in their order, with the bytes that they stand for;
	// those that the model puts around a text are left out.
	Pieces []token.Piece
	// Tokens has a vector of length 1 for each piece, one after the other.
	Tokens []float32
	// Pooled is the vector of length 1 of the whole text.
	Pooled []float32
}

// Token returns the vector of piece i.
func (e Encoding) Token(i int) []float32 {
	n := len(e.Pooled)
	return e.Tokens[i*n : (i+1)*n : (i+1)*n]
}

// Encoder is a model that is ready to be used, by any number of goroutines. While a question
// is encoded, [Encoder.Passages] waits.
type Encoder struct {
	file      *weights.File
	kernels   *kernel.Kernels
	tokenizer tokenizer
	net       *network
	frame     frame
	// projection is what the compact form projects with, read when it is first needed.
	projection func() []float32
	scratch    sync.Pool // *scratch
	gate       gate
}

// tokenizer cuts a text into pieces; those of the prefix have no place in the text.
type tokenizer interface {
	Append(dst []token.Piece, prefix, text string) []token.Piece
	Vocabulary() token.Vocabulary
}

// Options are what a caller may choose; the zero value chooses well.
type Options struct {
	// Kernels do the arithmetic; nil means the fastest.
	Kernels *kernel.Kernels
}

// Open returns the encoder that a weights file holds. The string is used from then on, and
// not copied.
func Open(file string, o Options) (*Encoder, error) {
	f, err := weights.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open the encoder: %w", err)
	}
	e := &Encoder{file: f, kernels: o.Kernels}
	if e.kernels == nil {
		e.kernels = kernel.Best()
	}
	if e.tokenizer, err = openTokenizer(f); err != nil {
		return nil, fmt.Errorf("open the encoder: %w", err)
	}
	if e.net, err = openNetwork(f, e.tokenizer.Vocabulary().Len()); err != nil {
		return nil, fmt.Errorf("open the encoder: %w", err)
	}
	if e.frame, err = openFrame(f, e.tokenizer.Vocabulary()); err != nil {
		return nil, fmt.Errorf("open the encoder: %w", err)
	}
	if e.projection, err = openProjection(f); err != nil {
		return nil, fmt.Errorf("open the encoder: %w", err)
	}
	e.scratch.New = func() any { return new(scratch) }
	return e, nil
}

func openTokenizer(f *weights.File) (tokenizer, error) {
	v, err := token.NewVocabulary(f.Section("pieces"), f.Section("ends"))
	if err != nil {
		return nil, err
	}
	switch f.Tokenizer {
	case weights.WordPiece:
		return token.NewWordPiece(v)
	case weights.Unigram:
		return token.NewUnigram(v, f.Section("scores"), f.Section("normal"), f.UnknownScore)
	}
	return nil, fmt.Errorf("a tokenizer that is not known: %q", f.Tokenizer)
}

func openProjection(f *weights.File) (func() []float32, error) {
	n, section := f.Shape.Width*f.Shape.Compact, f.Section("compact")
	if f.Shape.Compact < f.Shape.Width && len(section) != 2*n {
		return nil, fmt.Errorf("section %q has %d bytes, want %d", "compact", len(section), 2*n)
	}
	return sync.OnceValue(func() []float32 {
		v := make([]float32, n)
		kernel.Halves(v, section)
		return v
	}), nil
}

// Width is the length of each vector.
func (e *Encoder) Width() int { return e.file.Shape.Width }

// Piece returns the characters of a token, as the model's vocabulary writes them.
func (e *Encoder) Piece(p token.Piece) string { return e.tokenizer.Vocabulary().Piece(p.ID) }

// SourceID returns the number that a token has in the model that the weights were made from;
// -1 where the file doesn't say.
func (e *Encoder) SourceID(p token.Piece) int {
	ids := e.file.Section("ids")
	at := 4 * int(p.ID)
	if at+4 > len(ids) {
		return -1
	}
	return int(uint32(ids[at]) | uint32(ids[at+1])<<8 | uint32(ids[at+2])<<16 | uint32(ids[at+3])<<24)
}

// Pieces returns the pieces of a text, without encoding it.
func (e *Encoder) Pieces(s string, role Role) []token.Piece {
	var buffer []token.Piece
	return e.cut(&buffer, s, role).pieces
}

// TokenIDs returns the tokens of the first window of a text, with what the model puts around
// it: for those who compare with another implementation.
func (e *Encoder) TokenIDs(s string, role Role) []int32 {
	var buffer []token.Piece
	t := e.cut(&buffer, s, role)
	return t.ids(nil, t.window(0))
}

// Question encodes one text in the role of a question, at once and on the goroutine that
// calls. It fails only with the context.
func (e *Encoder) Question(ctx context.Context, question string) (Encoding, error) {
	e.gate.enter()
	defer e.gate.leave()
	s := e.scratch.Get().(*scratch)
	defer e.scratch.Put(s)
	s.text = e.cut(&s.pieces, question, Question)
	s.text.open(e.Width())
	for i := range s.text.windows() {
		s.work = append(s.work[:0], work{&s.text, s.text.window(i)})
		if err := e.run(ctx, s, s.work, nil); err != nil {
			return Encoding{}, err
		}
	}
	enc := s.text.encoding(e.Width())
	s.text = text{}
	return enc, nil
}
