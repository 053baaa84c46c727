package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"summitbot/bot"
	"summitbot/bot/journal"
	"summitbot/bot/timeline"
	"summitbot/facts/answer"
)

// memory is the journal as the bot wants it.
type memory struct{ *journal.Journal }

// Vote keeps a vote.
func (m memory) Vote(ctx context.Context, v bot.Vote) error {
	return kept(m.Journal.Vote(ctx, journal.Vote(v)))
}

// Settings returns a server's settings.
func (m memory) Settings(ctx context.Context, guild string) (bot.ServerSettings, error) {
	s, err := m.Journal.Settings(ctx, guild)
	return bot.ServerSettings(s), err
}

// ChangeSettings changes a server's settings.
func (m memory) ChangeSettings(ctx context.Context, guild string, change func(*bot.ServerSettings)) (bot.ServerSettings, error) {
	s, err := m.Journal.ChangeSettings(ctx, guild, func(s *journal.Settings) { change((*bot.ServerSettings)(s)) })
	return bot.ServerSettings(s), kept(err)
}

// kept is the journal's error as the bot knows it.
func kept(err error) error {
	if errors.Is(err, journal.ErrUnsettled) {
		return fmt.Errorf("%w: %w", bot.ErrUnsettled, err)
	}
	return err
}

// draw draws a base's dated facts.
func draw(base *answer.Base) (png []byte, alt string, err error) {
	t := timeline.Timeline{Title: base.Title()}
	for _, d := range base.Dated() {
		t.Entries = append(t.Entries, timeline.Entry{
			When: strings.TrimPrefix(d.When, "the "), Year: d.Year, Month: d.Month, Day: d.Day,
			Text: cmp.Or(d.Headline, d.Fact),
		})
	}
	png, err = timeline.Draw(t)
	return png, timeline.Alt(t), err
}
