package answer

import (
	"summitbot/facts/base"
	"summitbot/facts/compiled"
	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
)

// Compile returns the base as a file that [Open] makes ready at once. The same base gives
// the same bytes.
func (b *Base) Compile() []byte {
	return compiled.Write(func(c *compiled.Coder) {
		b.layer.Describe(c)
		b.index.Describe(c)
	})
}

// Open makes a base ready that was compiled. It answers as the base did, to the byte. It
// fails if the file is damaged, or compiled by another version. The base keeps the file.
func Open(file string) (*Base, error) {
	var b *Base
	var failed error
	err := compiled.Read(file, func(c *compiled.Coder) {
		layer := new(base.Base)
		if layer.Describe(c); c.Failed() {
			return
		}
		b, failed = prepare(layer, func(words *index.Index, candidates []match.Candidate, lex *lexicon.Lexicon, model *match.Model) *match.Index {
			return match.Read(c, words, candidates, lex, model)
		})
	})
	if err == nil {
		err = failed
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}
