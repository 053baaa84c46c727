package discord

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestRow8AgesByDiscordsClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		inDiscordsTime()
		var a ages
		for n, tt := range []struct {
			after, old, want time.Duration
		}{
			{0, 80 * time.Millisecond, 0}, // the first is a fresh one
			{time.Second, 30 * time.Millisecond, 0},
			{time.Second, 2030 * time.Millisecond, 2 * time.Second},
			{time.Hour, 2030 * time.Millisecond, 2 * time.Second}, // the quickest is remembered through silence
			{time.Minute, -10 * time.Millisecond, 0},
			{time.Minute, 90 * time.Millisecond, 100 * time.Millisecond},
			{0, 48 * time.Hour, 0}, // no clock is that wrong
		} {
			time.Sleep(tt.after)
			if got := a.of(aSnowflake(time.Now().Add(-tt.old), 0), time.Now()); got != tt.want {
				t.Errorf("%d: age %v, want %v", n, got, tt.want)
			}
		}
		for _, id := range []string{"", "x", "-1", "7000", "99999999999999999999"} {
			if got := a.of(id, time.Now()); got != 0 {
				t.Errorf("age of %q: %v, want none", id, got)
			}
		}
	})
}
