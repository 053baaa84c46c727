package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"summitbot/config"
	"summitbot/facts/answer"
	"summitbot/facts/cache"
	"summitbot/facts/encoder"
	"summitbot/facts/encoder/model"
	"summitbot/facts/meaning"
)

// newMeaningReader returns a reader with an encoder.
func newMeaningReader(by answer.Encoder) (*meaning.Reader, error) {
	e, err := model.Open(by.String(), encoder.Options{})
	if err != nil {
		return nil, err
	}
	return meaning.NewReader(e, by.String(), cache.Open("", "meaning")), nil
}

// errTooLarge says that a base has more sentences than the settings let be read.
var errTooLarge = errors.New("the documents are searched by their words alone")

// withHeld returns a base with what its texts mean as the file held it that it was compiled to,
// if the settings want it. It fails if what the file holds was made by another program or is
// damaged; the base that it returns then lacks that.
func withHeld(c config.Meaning, b *answer.Base) (*answer.Base, error) {
	held, b := b.Vectors(), b.WithoutVectors()
	if !c.Enabled || len(b.Facts()) > c.Sentences {
		return b, nil
	}
	known := 0
	var errs []error
	for _, by := range b.Encoders() {
		if !slices.ContainsFunc(held, func(v meaning.Vectors) bool { return v.Model == by.String() }) {
			continue
		}
		known++
		r, err := newMeaningReader(by)
		if errors.Is(err, model.ErrLeftOut) {
			continue
		}
		var x *meaning.Index
		if err == nil {
			x, err = r.Open(held, b.Texts(by))
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		b = b.WithMeaning(by, x)
	}
	if known == 0 && len(held) > 0 {
		errs = append(errs, errors.New("they are of a model that this program doesn't have"))
	}
	return b, errors.Join(errs...)
}

// understand returns a base with what its sentences mean to the first of its encoders that
// hasn't read them, if the settings say so; the base as it is if there is none. report is told
// how many of the sentences are read. It fails with [errTooLarge] if there are too many.
func understand(ctx context.Context, c config.Meaning, b *answer.Base, report func(done, of int)) (*answer.Base, error) {
	for _, by := range b.Encoders() {
		if !b.UnderstoodBy(by) {
			return understandBy(ctx, by, c, b, report)
		}
	}
	return b, nil
}

// understandBy does the same with one encoder.
func understandBy(ctx context.Context, by answer.Encoder, c config.Meaning, b *answer.Base, report func(done, of int)) (*answer.Base, error) {
	x, err := readMeaning(ctx, by, c, b.Texts(by), report)
	if err != nil || x == nil {
		return b, err
	}
	return b.WithMeaning(by, x), nil
}

// readMeaning reads what texts mean, if the settings say so and the program can; else it
// returns nil.
func readMeaning(ctx context.Context, by answer.Encoder, c config.Meaning, texts []string, report func(done, of int)) (*meaning.Index, error) {
	if !c.Enabled {
		return nil, nil
	}
	if len(texts) > c.Sentences {
		return nil, fmt.Errorf("%w: they have %d sentences, and meaning.sentences is %d", errTooLarge, len(texts), c.Sentences)
	}
	r, err := newMeaningReader(by)
	if errors.Is(err, model.ErrLeftOut) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read what the documents mean: %w", err)
	}
	return r.Index(ctx, texts, func(done int) { report(done, len(texts)) })
}

// showReading shows on a terminal how many sentences are read.
func (a *app) showReading(done, of int) {
	if isTerminal(a.std.err) {
		fmt.Fprintf(a.std.err, "\rreading what the documents mean: %d of %d sentences", done, of)
		if done == of {
			fmt.Fprint(a.std.err, "\r\x1b[K")
		}
	}
}

// understanding is a base for which what its sentences mean is read when a question first asks
// for it. It is for one goroutine.
type understanding struct {
	app    *app
	base   *answer.Base
	config config.Meaning
}

// understood loads what the settings name.
func (a *app) understood(ctx context.Context) (*understanding, error) {
	c, err := a.config()
	if err != nil {
		return nil, err
	}
	b, err := newLoader(ctx, a.printError).load(c)
	if err != nil {
		return nil, err
	}
	return &understanding{a, b, c.Meaning}, nil
}

// prepare reads what the answer to a question takes, as [answer.Base.Wants] says.
func (u *understanding) prepare(ctx context.Context, question string) error {
	for u.config.Enabled {
		by, ok := u.base.Wants(question)
		if !ok {
			return nil
		}
		if err := u.read(ctx, by); err != nil {
			return err
		}
	}
	return nil
}

// read reads what the base means to an encoder. On a terminal, it shows how far it has come; if
// the base is too large, it says so, once.
func (u *understanding) read(ctx context.Context, by answer.Encoder) error {
	b, err := understandBy(ctx, by, u.config, u.base, u.app.showReading)
	if errors.Is(err, errTooLarge) {
		u.app.printError(err)
		err = nil
	}
	u.config.Enabled = u.config.Enabled && b != u.base
	u.base = b
	return err
}
