package journal_test

import (
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot/journal"
)

func TestRepliesAreRemembered(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, j *journal.Journal) {
		wantReply(t, j, "q", "", "", false)
		must(t, j.Remember(t.Context(), "q", "c", "r"))
		wantReply(t, j, "q", "c", "r", true)
		must(t, j.Remember(t.Context(), "q", "thread", "other"))
		wantReply(t, j, "q", "thread", "other", true)
	})
}

func wantReply(tb testing.TB, j *journal.Journal, question, wantChannel, wantReply string, wantOK bool) {
	tb.Helper()
	channel, reply, ok, err := j.Reply(tb.Context(), question)
	if err != nil || channel != wantChannel || reply != wantReply || ok != wantOK {
		tb.Errorf("reply to %q: got %q, %q, %t, error %v; want %q, %q, %t", question, channel, reply, ok, err, wantChannel, wantReply, wantOK)
	}
}

func TestRepliesAreForgottenInTime(t *testing.T) {
	t.Parallel()
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{KeepReplies: 24 * time.Hour})
		must(t, j.Remember(t.Context(), "q", "c", "r"))
		time.Sleep(24*time.Hour - time.Minute)
		wantReply(t, j, "q", "c", "r", true)
		time.Sleep(time.Minute)
		wantReply(t, j, "q", "", "", false)
		must(t, j.Remember(t.Context(), "later", "c", "r"))
		time.Sleep(time.Hour + time.Minute) // to the next sweep
		synctest.Wait()
		wantReply(t, j, "later", "c", "r", true)
		if got := query[int](t, path, `SELECT count(*) FROM replies`); got != 1 {
			t.Errorf("got %d replies in the file, want the later one", got)
		}
	})
}

func TestOldRepliesAreSweptOnOpen(t *testing.T) {
	t.Parallel()
	path, now := file(t), time.UnixMilli(0)
	clock := func() time.Time { return now }
	j := open(t, path, journal.Options{Now: clock})
	must(t, j.Remember(t.Context(), "q", "c", "r"))
	must(t, j.Close())
	now = now.Add(7 * 24 * time.Hour)
	open(t, path, journal.Options{Now: clock})
	if got := query[int](t, path, `SELECT count(*) FROM replies`); got != 0 {
		t.Errorf("got %d replies in the file, want none", got)
	}
}
