package main

import (
	"context"
	"errors"
	"testing"

	"summitbot/bot"
	"summitbot/bot/journal"
)

func TestTheBotKnowsWhichErrorsOfItsMemoryAreUnsettled(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]bool{nil: false, context.DeadlineExceeded: false, journal.ErrUnsettled: true} {
		if got := kept(err); errors.Is(got, bot.ErrUnsettled) != want || !errors.Is(got, err) {
			t.Errorf("%v: the bot is told %v", err, got)
		}
	}
}
