package journal_test

import (
	"database/sql"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot/journal"
)

// besides are the files that SQLite has beside the journal's.
var besides = []string{"", "-wal", "-shm"}

// remove removes the files at the path with these endings.
func remove(t *testing.T, path string, endings ...string) {
	t.Helper()
	for _, e := range endings {
		must(t, os.Remove(path+e))
	}
}

// backup makes a journal in which the server g has threads, and ann's vote.
func backup(t *testing.T) string {
	t.Helper()
	path := file(t)
	j := open(t, path, journal.Options{})
	set(t, j, "g", journal.Settings{Thread: true})
	must(t, j.Vote(t.Context(), vote("old", "ann", true)))
	must(t, j.Close())
	return path
}

// Row 12: the file goes while the journal is open. What is acknowledged afterwards is in the
// file that lies at the path, as after a restart, and the log says what happened.
func TestStoreFileThatGoesWhileRunning(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		goes func(t *testing.T, path string)
		want journal.Settings // that hold then
		log  string
	}{
		{"deleted", func(t *testing.T, path string) { remove(t, path, besides...) }, journal.Settings{}, "was deleted"},
		{"deleted, but for what is beside it", func(t *testing.T, path string) { remove(t, path, "") }, journal.Settings{}, "was deleted"},
		{"moved", func(t *testing.T, path string) { must(t, os.Rename(path, path+".old")) }, journal.Settings{}, "was deleted"},
		{"replaced", func(t *testing.T, path string) { must(t, os.Rename(backup(t), path)) }, journal.Settings{Thread: true}, "another file"},
		{"replaced in whole", func(t *testing.T, path string) {
			remove(t, path, besides...)
			must(t, os.Rename(backup(t), path))
		}, journal.Settings{Thread: true}, "another file"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path, log := file(t), &strings.Builder{}
			j := open(t, path, journal.Options{Log: slog.New(slog.NewTextHandler(log, nil))})
			set(t, j, "g", journal.Settings{Private: true})
			must(t, j.Vote(t.Context(), vote("m", "ann", true)))
			test.goes(t, path)

			must(t, j.Vote(t.Context(), vote("m", "bob", false)))
			must(t, j.Remember(t.Context(), "q", "c", "r"))
			if got := settingsOf(t, j, "g"); got.Private || got.Thread != test.want.Thread {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			must(t, j.Close())
			if !strings.Contains(log.String(), "level=ERROR") || !strings.Contains(log.String(), test.log) {
				t.Errorf("log %q, want %q in it", log, test.log)
			}
			again := open(t, path, journal.Options{})
			wantVotes(t, again.Votes, "m", 0, 1)
			wantReply(t, again, "q", "c", "r", true)
			if test.want.Thread {
				wantVotes(t, again.Votes, "old", 1, 0)
			}
		})
	}
}

// Row 12: a file that was moved away holds all that was acknowledged before.
func TestStoreFileMovedWhileRunningIsWhole(t *testing.T) {
	t.Parallel()
	path := file(t)
	moved := filepath.Join(t.TempDir(), "moved.db")
	j := open(t, path, journal.Options{})
	must(t, j.Vote(t.Context(), vote("m", "ann", true)))
	must(t, os.Rename(path, moved))
	must(t, j.Vote(t.Context(), vote("m", "bob", true)))
	wantVotes(t, j.Votes, "m", 1, 0)
	wantVotes(t, open(t, moved, journal.Options{}).Votes, "m", 1, 0)
}

// Row 12: while nothing can be kept at the path, nobody is told that something was, and what
// lies there is left as it is. It is tried again, and works when the fault is gone.
func TestStoreFileThatCannotBeReplaced(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name        string
		spoil, mend func(t *testing.T, path string)
		want        string
	}{
		{
			"its folder is gone",
			func(t *testing.T, path string) { must(t, os.RemoveAll(filepath.Dir(path))) },
			func(t *testing.T, path string) { must(t, os.Mkdir(filepath.Dir(path), 0o700)) },
			"create it first",
		},
		{
			"another program's lies there",
			func(t *testing.T, path string) {
				remove(t, path, besides...)
				execute(t, path, `CREATE TABLE songs (name TEXT)`)
			},
			func(t *testing.T, path string) {
				if got := query[int](t, path, `SELECT count(*) FROM sqlite_schema`); got != 1 {
					t.Errorf("it has %d tables now", got)
				}
				remove(t, path, "")
			},
			"another program's",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path, log := filepath.Join(t.TempDir(), "folder", "journal.db"), &strings.Builder{}
			must(t, os.Mkdir(filepath.Dir(path), 0o700))
			j := open(t, path, journal.Options{Log: slog.New(slog.NewTextHandler(log, nil))})
			test.spoil(t, path)
			for range 3 {
				if err := j.Vote(t.Context(), vote("m", "ann", true)); err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("a vote: got error %v, want %q", err, test.want)
				}
				if err := change(t, j, "g", countUp); err == nil {
					t.Error("settings were acknowledged")
				}
				if _, err := j.Settings(t.Context(), "g"); err == nil {
					t.Error("settings were read")
				}
			}
			if n := strings.Count(log.String(), "can't be opened again"); n != 1 {
				t.Errorf("the log says it %d times, want once", n)
			}
			test.mend(t, path)
			must(t, j.Vote(t.Context(), vote("m", "ann", true)))
			wantVotes(t, j.Votes, "m", 1, 0)
		})
	}
}

// Row 12: where nobody writes, it takes five seconds.
func TestStoreFileDeletedWhileNobodyWrites(t *testing.T) {
	t.Parallel()
	path := file(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{})
		set(t, j, "g", journal.Settings{Private: true})
		remove(t, path, besides...)
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if got := settingsOf(t, j, "g"); got.Private {
			t.Error("settings of a deleted file still hold")
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("there is no new file: %v", err)
		}
	})
}

// Row 12: the file goes in the middle of a transaction, which succeeds. It isn't acknowledged.
func TestStoreFileDeletedWhileItIsWritten(t *testing.T) {
	t.Parallel()
	path := file(t)
	j := open(t, path, journal.Options{})
	if err := change(t, j, "g", func(s *journal.Settings) { remove(t, path, besides...); countUp(s) }); err == nil {
		t.Error("a change that went into a deleted file was acknowledged")
	}
	must(t, change(t, j, "g", countUp))
	if got := counted(settingsOf(t, j, "g")); got != 1 {
		t.Errorf("got %d changes, want the second alone", got)
	}
}

// Row 12: where the journal's file stays and one beside it goes, nothing is lost.
func TestStoreFileWhoseNeighbourIsDeletedWhileRunning(t *testing.T) {
	t.Parallel()
	for _, ending := range besides[1:] {
		t.Run(ending, func(t *testing.T) {
			t.Parallel()
			path := file(t)
			j := open(t, path, journal.Options{})
			must(t, j.Vote(t.Context(), vote("m", "ann", true)))
			remove(t, path, ending)
			must(t, j.Vote(t.Context(), vote("m", "bob", true)))
			must(t, j.Close())
			wantVotes(t, open(t, path, journal.Options{}).Votes, "m", 2, 0)
		})
	}
}

// Row 12: a backup is put in the file's place while another process reads the old one, whose
// -wal file can't be emptied then. The backup isn't touched until it can.
func TestStoreFileReplacedWhileAnotherProcessReads(t *testing.T) {
	t.Parallel()
	path, old := file(t), backup(t)
	synctest.Test(t, func(t *testing.T) {
		j := open(t, path, journal.Options{})
		must(t, j.Vote(t.Context(), vote("m", "ann", true)))
		reader, err := sql.Open("sqlite", path)
		must(t, err)
		tx, err := reader.Begin()
		must(t, err)
		var votes int
		must(t, tx.QueryRow(`SELECT count(*) FROM votes`).Scan(&votes))
		must(t, j.Vote(t.Context(), vote("m", "bob", true)))
		must(t, os.Rename(old, path))
		if err := j.Vote(t.Context(), vote("m", "cid", true)); err == nil || !strings.Contains(err.Error(), "still reads") {
			t.Errorf("got error %v", err)
		}
		must(t, tx.Rollback())
		must(t, reader.Close())
		must(t, j.Vote(t.Context(), vote("m", "cid", true)))
		wantVotes(t, j.Votes, "m", 1, 0)
		wantVotes(t, j.Votes, "old", 1, 0)
	})
}
