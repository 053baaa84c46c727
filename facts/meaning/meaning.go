// Package meaning compares questions with texts by what they mean, in whatever words: by the
// vectors that an encoder makes of them.
//
// To make the vectors of texts takes long, about 20 s for 600 sentences on two cores. So they
// are made once, by [Reader.Index], and kept in a cache under the hash of the texts and of
// the encoder; or in a file, from [Index.Vectors] to [Reader.Open]. To encode a question then
// takes about 13 ms, and to compare it with a sentence of an [Index] about 7 µs.
package meaning

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"summitbot/facts/cache"
	"summitbot/facts/encoder"
)

// version is of what the vectors are made of: those that an earlier one made are made again.
const version = 2

// Reader makes vectors. It is safe for concurrent use.
type Reader struct {
	encoder *encoder.Encoder
	name    string
	kept    cache.Cache
	most    int           // how many texts are compared with a question piece by piece
	lane    chan struct{} // holds one that is encoding a question: others wait in line
}

// NewReader returns a reader with an encoder, which the name tells from others in the cache.
func NewReader(e *encoder.Encoder, name string, kept cache.Cache) *Reader {
	return &Reader{e, name, kept, mostCompared, make(chan struct{}, 1)}
}

// Index is the vectors of texts. It is never changed and safe for concurrent use.
type Index struct {
	reader *Reader
	name   string // under which it is kept
	texts  []encoder.Compact
}

// Index returns the vectors of texts: from the cache, or made, which reports each time how
// many are done; report may be nil. It fails only with the context.
func (r *Reader) Index(ctx context.Context, texts []string, report func(done int)) (*Index, error) {
	name := r.nameOf(texts)
	if b, ok := r.kept.Load(name); ok {
		if x, err := r.open(name, string(b), len(texts)); err == nil {
			return x, nil
		}
	}
	x := &Index{r, name, make([]encoder.Compact, len(texts))}
	done := 0
	err := r.encoder.Passages(ctx, texts, func(i int, e encoder.Encoding) {
		x.texts[i] = r.encoder.Compact(e)
		if done++; report != nil {
			report(done)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("read what the sentences mean: %w", err)
	}
	r.kept.Store(name, x.bytes())
	return x, nil
}

// nameOf returns the name under which the vectors of texts are kept.
func (r *Reader) nameOf(texts []string) string {
	h := sha256.New()
	fmt.Fprintln(h, version, r.name) // never fails, nor do those below
	for _, t := range texts {
		fmt.Fprintln(h, len(t), t)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// Len returns how many texts there are.
func (x *Index) Len() int { return len(x.texts) }

// Words returns for each word of a question the word of a text that comes nearest to it. It
// fails only with the context.
func (x *Index) Words(ctx context.Context, question, text string) ([]encoder.WordMatch, error) {
	e := x.reader.encoder
	q, err := x.reader.question(ctx, question)
	if err != nil {
		return nil, fmt.Errorf("read what the question means: %w", err)
	}
	var words []encoder.WordMatch
	err = e.Passages(ctx, []string{text}, func(_ int, p encoder.Encoding) { words = e.Words(question, q, text, p) })
	if err != nil {
		return nil, fmt.Errorf("read what a text means: %w", err)
	}
	return words, nil
}

// mostCompared is how many texts are compared with a question piece by piece: those that come
// nearest as wholes. To compare them takes about half as long as to encode the question.
const mostCompared = 1000

// Near returns how near each text comes to a question, in order. Of more texts than 1000, those
// that are far as wholes are not compared piece by piece. One question is encoded at a time.
// It fails only with the context.
func (x *Index) Near(ctx context.Context, question string) ([]encoder.Nearness, error) {
	encoding, err := x.reader.question(ctx, question)
	if err != nil {
		return nil, fmt.Errorf("read what the question means: %w", err)
	}
	q := x.reader.encoder.Compact(encoding)
	near := make([]encoder.Nearness, len(x.texts))
	for i, t := range x.texts {
		near[i].Pooled = x.reader.encoder.Cosine(q, t)
	}
	least := x.least(near)
	for i, t := range x.texts {
		if near[i].Pooled >= least {
			near[i] = x.reader.encoder.Nearness(q, t)
		}
	}
	return near, nil
}

// least returns how near a text must come as a whole to be compared piece by piece.
func (x *Index) least(near []encoder.Nearness) float32 {
	if len(near) <= x.reader.most {
		return -2
	}
	all := make([]float32, len(near))
	for i, n := range near {
		all[i] = n.Pooled
	}
	slices.Sort(all)
	return all[len(all)-x.reader.most]
}

// question encodes a question when its turn has come.
func (r *Reader) question(ctx context.Context, question string) (encoder.Encoding, error) {
	select {
	case r.lane <- struct{}{}:
	case <-ctx.Done():
		return encoder.Encoding{}, ctx.Err()
	}
	defer func() { <-r.lane }()
	return r.encoder.Question(ctx, question)
}
