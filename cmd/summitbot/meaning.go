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

// understand reads what the sentences of a base mean, if the settings say so and it has such
// as are found by that; else it returns the base as it is. report is told how many of the
// sentences are read.
func understand(ctx context.Context, c config.Meaning, b *answer.Base, report func(done, of int)) (*answer.Base, error) {
	if !c.Enabled || !b.Unwritten() {
		return b, nil
	}
	texts := b.Texts()
	if len(texts) > c.Sentences {
		return b, nil
	}
	r, err := newMeaningReader()
	if errors.Is(err, model.ErrLeftOut) {
		return b, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read what the documents mean: %w", err)
	}
	x, err := r.Index(ctx, texts, func(done int) { report(done, len(texts)) })
	if err != nil {
		return nil, err
	}
	return b.WithMeaning(x), nil
}

// understood loads what the settings name and reads what it means. On a terminal, it shows how
// far it has come.
func (a *app) understood(ctx context.Context) (*answer.Base, error) {
	c, err := a.config()
	if err != nil {
		return nil, err
	}
	b, err := newLoader(ctx, a.printError).load(c)
	if err != nil {
		return nil, err
	}
	return understand(ctx, c.Meaning, b, func(done, of int) {
		if isTerminal(a.std.err) {
			fmt.Fprintf(a.std.err, "\rreading what the documents mean: %d of %d sentences", done, of)
			if done == of {
				fmt.Fprint(a.std.err, "\r\x1b[K")
			}
		}
	})
}
