package journal_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot/journal"
)

// lock is another process that has the file locked until release.
func lock(tb testing.TB, path string) (release func()) {
	tb.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate")
	must(tb, err)
	tx, err := db.Begin()
	must(tb, err)
	return func() {
		tb.Helper()
		must(tb, tx.Rollback())
		must(tb, db.Close())
	}
}

// cast40 lets 40 users vote for m at the same time, each with a second's patience, and
// returns how many were kept. It checks that nobody waited for longer.
func cast40(tb testing.TB, j *journal.Journal) (kept int) {
	tb.Helper()
	var all sync.WaitGroup
	var mu sync.Mutex
	for i := range 40 {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(tb.Context(), time.Second)
			defer cancel()
			began := time.Now()
			err := j.Vote(ctx, vote("m", fmt.Sprint("user ", i), true))
			if took := time.Since(began); took > 1250*time.Millisecond || errors.Is(err, journal.ErrUnsettled) {
				tb.Errorf("user %d heard after %v: %v", i, took, err)
			}
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				kept++
			}
		})
	}
	all.Wait()
	return kept
}

// Row 3: 40 votes while another process has the file locked. Nobody is thanked, and no vote
// appears later, not even when the lock is gone.
func TestThankedBeforeStoredInALockedStore(t *testing.T) {
	t.Parallel()
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{})
		release := lock(t, path)
		if kept := cast40(t, j); kept > 0 {
			t.Errorf("%d of 40 votes were thanked for in a locked store", kept)
		}
		release()
		time.Sleep(time.Minute)
		wantVotes(t, j.Votes, "m", 0, 0)
		if kept := cast40(t, j); kept != 40 {
			t.Errorf("%d of 40 votes were kept after the lock was gone", kept)
		}
		wantVotes(t, j.Votes, "m", 40, 0)
	})
}

// Row 3: a lock that is gone within the second costs nothing.
func TestThankedBeforeStoredInAStoreThatIsLockedForAWhile(t *testing.T) {
	t.Parallel()
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{})
		release := lock(t, path)
		var unlocking sync.WaitGroup
		unlocking.Go(func() { time.Sleep(700 * time.Millisecond); release() })
		if kept := cast40(t, j); kept != 40 {
			t.Errorf("%d of 40 votes were kept", kept)
		}
		unlocking.Wait()
		wantVotes(t, j.Votes, "m", 40, 0)
	})
}

// Row 3: 60 votes on a full disk, beside replies and settings. What is acknowledged is there;
// when there is room again, all is as before, and the replies are written after all.
func TestThankedBeforeStoredOnAFullDisk(t *testing.T) {
	t.Parallel()
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{})
		must(t, j.Vote(t.Context(), vote("before", "ann", true)))
		must(t, j.FillUp(true))
		kept := 0
		for i := 0; ; i++ { // the last page may have room
			v := vote("full", fmt.Sprint("user ", i), true)
			if err := j.Vote(t.Context(), v); err != nil {
				break
			}
			kept++
		}
		for range 60 {
			if err := j.Vote(t.Context(), vote("full", "late", true)); err == nil {
				t.Error("a vote was thanked for on a full disk")
			}
		}
		long := journal.Settings{Channels: make([]string, 5000)}
		if err := change(t, j, "g", func(s *journal.Settings) { *s = long }); err == nil {
			t.Error("settings were acknowledged on a full disk")
		}
		for i := range 200 {
			must(t, j.Remember(t.Context(), fmt.Sprint("question ", i), "c", "r"))
		}
		wantVotes(t, j.Votes, "full", kept, 0)
		wantReply(t, j, "question 7", "c", "r", true)

		synctest.Wait()
		must(t, j.FillUp(false))
		time.Sleep(10 * time.Second) // replies are tried again
		if got := query[int](t, path, `SELECT count(*) FROM replies`); got != 200 {
			t.Errorf("%d of 200 replies are in the file", got)
		}
		must(t, j.Vote(t.Context(), vote("full", "late", true)))
		wantVotes(t, j.Votes, "full", kept+1, 0)
		wantVotes(t, j.Votes, "before", 1, 0)
	})
}

// Row 3: a disk that hangs in the middle of a transaction, which can't be taken back. Who has a
// part in it hears that it isn't known yet; who came behind it isn't thanked, nor kept later.
func TestThankedBeforeStoredOnADiskThatHangs(t *testing.T) {
	t.Parallel()
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{})
		disk := make(chan struct{})
		var hanging sync.WaitGroup
		hanging.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			began := time.Now()
			_, err := j.ChangeSettings(ctx, "g", func(s *journal.Settings) { <-disk; s.Thread = true })
			if took := time.Since(began); !errors.Is(err, journal.ErrUnsettled) || took > 1250*time.Millisecond {
				t.Errorf("after %v: got error %v, want that it is unsettled", took, err)
			}
		})
		synctest.Wait()
		if kept := cast40(t, j); kept > 0 {
			t.Errorf("%d votes were thanked for", kept)
		}
		hanging.Wait()
		close(disk)
		synctest.Wait()
		wantVotes(t, j.Votes, "m", 0, 0)
		if got := settingsOf(t, j, "g"); !got.Thread {
			t.Errorf("what was under way is not kept: %+v", got)
		}
	})
}

// Row 3: cast, and undone at once. However the two overtake each other on their way, the
// click counts that Discord had last.
func TestThankedBeforeStoredCastAndUndone(t *testing.T) {
	t.Parallel()
	j := open(t, file(t), journal.Options{})
	var all sync.WaitGroup
	for i := range 100 {
		for click, up := range []bool{true, false} {
			all.Go(func() {
				v := vote("m", fmt.Sprint("user ", i), up)
				v.Click = int64(1310000000000000000 + click)
				v.At = v.At.Add(-time.Duration(click) * time.Second) // whatever the clock says
				if err := j.Vote(t.Context(), v); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	wantVotes(t, j.Votes, "m", 0, 100)
}

// A reply is nobody's to wait for: it is known at once though the file is locked.
func TestRememberingWaitsForNothing(t *testing.T) {
	t.Parallel()
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{})
		release := lock(t, path)
		began := time.Now()
		for i := range 4096 {
			must(t, j.Remember(t.Context(), fmt.Sprint(i), "c", "r"))
		}
		if err := j.Remember(t.Context(), "one too many", "c", "r"); err == nil {
			t.Error("what waits for the disk has no bound")
		}
		wantReply(t, j, "0", "c", "r", true)
		if took := time.Since(began); took > 0 {
			t.Errorf("it took %v", took)
		}
		release()
		time.Sleep(10 * time.Second)
		if got := query[int](t, path, `SELECT count(*) FROM replies`); got != 4096 {
			t.Errorf("%d of 4096 replies are in the file", got)
		}
	})
}

// What is asked for before the end is written, and what waits then for a lock ends with it.
func TestClosingALockedJournal(t *testing.T) {
	t.Parallel()
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{})
		release := lock(t, path)
		var all sync.WaitGroup
		for range 40 {
			all.Go(func() {
				if err := j.Vote(t.Context(), vote("m", "ann", true)); err == nil {
					t.Error("a vote was thanked for in a locked store")
				}
			})
		}
		synctest.Wait()
		began := time.Now()
		must(t, j.Close())
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("closing took %v", took)
		}
		all.Wait()
		release()
	})
}
