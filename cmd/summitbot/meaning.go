package main

import (
	"context"
	"errors"
	"fmt"

	"summitbot/config"
	"summitbot/facts/answer"
	"summitbot/facts/cache"
	"summitbot/facts/encoder"
	"summitbot/facts/encoder/model"
	"summitbot/facts/meaning"
)

// newMeaningReader returns a reader of English.
func newMeaningReader() (*meaning.Reader, error) {
	e, err := model.Open("english", encoder.Options{})
	if err != nil {
		return nil, err
	}
	return meaning.NewReader(e, "english", cache.Open("", "meaning")), nil
}

// errTooLarge says that a base has more sentences than the settings let be read.
var errTooLarge = errors.New("the documents are searched by their words alone")

// heldMeaning returns what the sentences of a base mean, from the file that it was compiled to;
// nil if that doesn't hold it, or the settings don't want it. It fails if what the file holds
// was made by another program or is damaged.
func heldMeaning(c config.Meaning, b *answer.Base) (*meaning.Index, error) {
	if !c.Enabled || len(b.Facts()) > c.Sentences || len(b.Vectors()) == 0 {
		return nil, nil
	}
	r, err := newMeaningReader()
	if errors.Is(err, model.ErrLeftOut) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return r.Open(b.Vectors(), b.Texts())
}

// understand reads what the sentences of a base mean, if the settings say so, it has such as
// are found by that, and it isn't known yet; else it returns the base as it is. report is told
// how many of the sentences are read. It fails with [errTooLarge] if there are too many.
func understand(ctx context.Context, c config.Meaning, b *answer.Base, report func(done, of int)) (*answer.Base, error) {
	if !b.Unwritten() || b.Understood() {
		return b, nil
	}
	x, err := readMeaning(ctx, c, b.Texts(), report)
	if err != nil || x == nil {
		return b, err
	}
	return b.WithMeaning(x), nil
}

// readMeaning reads what texts mean, if the settings say so and the program can; else it
// returns nil.
func readMeaning(ctx context.Context, c config.Meaning, texts []string, report func(done, of int)) (*meaning.Index, error) {
	if !c.Enabled {
		return nil, nil
	}
	if len(texts) > c.Sentences {
		return nil, fmt.Errorf("%w: they have %d sentences, and meaning.sentences is %d", errTooLarge, len(texts), c.Sentences)
	}
	r, err := newMeaningReader()
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

// understood loads what the settings name, without all that people wrote about it if that is
// wanted bare, and reads what it means. On a terminal, it shows how far it has come; of a base
// that is too large, it says so and leaves it as it is.
func (a *app) understood(ctx context.Context, bare bool) (*answer.Base, error) {
	c, err := a.config()
	if err != nil {
		return nil, err
	}
	b, err := newLoader(ctx, a.printError).load(c)
	if err == nil && bare {
		b, err = b.Bare()
	}
	if err != nil {
		return nil, err
	}
	understood, err := understand(ctx, c.Meaning, b, a.showReading)
	if errors.Is(err, errTooLarge) {
		a.printError(err)
		return b, nil
	}
	return understood, err
}
