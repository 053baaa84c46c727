// Package meaning compares questions with texts by what they mean, in whatever words: by the
// vectors that an encoder makes of them.
//
// To make the vectors of texts takes long, about 20 s for 600 sentences on two cores. So they
// are made once, by [Reader.Index], and kept in a cache under the hash of the texts and of
// the encoder. To encode a question then takes about 15 ms, and to compare it with an [Index]
// about 15 µs for each sentence.
package meaning

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
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
	texts  []encoder.Compact
}

// Index returns the vectors of texts: from the cache, or made, which reports each time how
// many are done; report may be nil. It fails only with the context.
func (r *Reader) Index(ctx context.Context, texts []string, report func(done int)) (*Index, error) {
	name := r.nameOf(texts)
	if x, ok := r.load(name, len(texts)); ok {
		return x, nil
	}
	x := &Index{r, make([]encoder.Compact, len(texts))}
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

// bytes returns an index as it is kept: each text's vectors after their length.
func (x *Index) bytes() []byte {
	var b []byte
	for _, t := range x.texts {
		at := len(b)
		b = append(b, 0, 0, 0, 0)
		b, _ = t.AppendBinary(b) // never fails
		binary.LittleEndian.PutUint32(b[at:], uint32(len(b)-at-4))
	}
	return b
}

// load returns the index of so many texts that is kept under a name.
func (r *Reader) load(name string, texts int) (*Index, bool) {
	b, ok := r.kept.Load(name)
	x := &Index{r, make([]encoder.Compact, texts)}
	for i := 0; ok && i < texts; i++ {
		if len(b) < 4 || uint64(len(b)-4) < uint64(binary.LittleEndian.Uint32(b)) {
			return nil, false
		}
		end := 4 + int(binary.LittleEndian.Uint32(b))
		ok = x.texts[i].UnmarshalBinary(b[4:end]) == nil
		b = b[end:]
	}
	return x, ok && len(b) == 0
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
// nearest as wholes. To compare them takes as long as to encode the question.
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
