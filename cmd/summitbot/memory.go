package main

import (
	"cmp"
	"context"
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
	return m.Journal.Vote(ctx, journal.Vote(v))
}

// Settings returns a server's settings.
func (m memory) Settings(ctx context.Context, guild string) (bot.ServerSettings, error) {
	s, err := m.Journal.Settings(ctx, guild)
	return bot.ServerSettings(s), err
}

// SetSettings keeps a server's settings.
func (m memory) SetSettings(ctx context.Context, guild string, s bot.ServerSettings) error {
	return m.Journal.SetSettings(ctx, guild, journal.Settings(s))
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
