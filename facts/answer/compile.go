package answer

import (
	"summitbot/facts/base"
	"summitbot/facts/compiled"
	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
	"summitbot/facts/meaning"
)

// Compile returns the base as a file that [Open] makes ready at once, with [Base.Vectors]. The
// same base gives the same bytes.
func (b *Base) Compile() []byte {
	return compiled.Write(func(c *compiled.Coder) {
		b.layer.Describe(c)
		b.index.Describe(c)
		if vectors := b.Vectors(); len(vectors) > 0 {
			describeVectors(c, &vectors)
		}
	})
}

// describeVectors describes the vectors of each model. They are the last in a file, and not in
// one without them.
func describeVectors(c *compiled.Coder, all *[]meaning.Vectors) {
	compiled.List(c, all, func(v *meaning.Vectors) {
		c.String(&v.Model)
		compiled.Number(c, &v.Version)
		c.String(&v.Name)
		c.String(&v.Bytes)
	})
}

// Open makes a base ready that was compiled. It answers as the base did, to the byte; by what
// its sentences mean, if it gets that from [Base.Vectors]. It fails if the file is damaged, or
// compiled by another version. The base keeps the file.
func Open(file string) (*Base, error) {
	var b *Base
	var vectors []meaning.Vectors
	var failed error
	err := compiled.Read(file, func(c *compiled.Coder) {
		layer := new(base.Base)
		if layer.Describe(c); c.Failed() {
			return
		}
		b, failed = prepare(layer, func(words *index.Index, candidates []match.Candidate, lex *lexicon.Lexicon, model *match.Model) *match.Index {
			return match.Read(c, words, candidates, lex, model)
		})
		if c.More() {
			describeVectors(c, &vectors)
		}
	})
	if err == nil {
		err = failed
	}
	if err != nil {
		return nil, err
	}
	b.vectors = vectors
	return b, nil
}
