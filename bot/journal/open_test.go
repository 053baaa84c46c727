package journal_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"summitbot/bot/journal"
)

func TestAnEmptyFileBecomesAJournal(t *testing.T) {
	t.Parallel()
	path := file(t)
	must(t, os.WriteFile(path, nil, 0o600))
	open(t, path, journal.Options{})
	files, err := filepath.Glob("migrations/*.sql")
	must(t, err)
	if got := query[int](t, path, `PRAGMA user_version`); got != len(files) || got == 0 {
		t.Errorf("got version %d, want %d", got, len(files))
	}
	if got := query[string](t, path, `PRAGMA journal_mode`); got != "wal" {
		t.Errorf("got journal mode %s", got)
	}
}

// TestOlderFilesAreMigrated opens a file of each older version, with settings in it.
func TestOlderFilesAreMigrated(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("migrations/*.sql")
	must(t, err)
	path, statements := file(t), []string(nil)
	for version, name := range files {
		script, err := os.ReadFile(name)
		must(t, err)
		statements = append(statements, string(script))
		t.Run(fmt.Sprint("from ", version+1), func(t *testing.T) {
			path := fmt.Sprint(path, version)
			execute(t, path, append(statements, fmt.Sprint(`PRAGMA user_version = `, version+1),
				`INSERT INTO settings VALUES ('g', '["1"]', 1, 0, 0)`)...)
			j := open(t, path, journal.Options{})
			if got := settingsOf(t, j, "g"); len(got.Channels) != 1 || !got.Thread {
				t.Errorf("settings of the older file: got %+v", got)
			}
			must(t, j.Vote(t.Context(), vote("m", "ann", true)))
			must(t, j.Remember(t.Context(), "q", "c", "r"))
			wantVotes(t, j.Votes, "m", 1, 0)
		})
	}
}

// TestFilesThatAreNoJournalAreRefused checks that the error says why and that the file
// is left as it was.
func TestFilesThatAreNoJournalAreRefused(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		make func(t *testing.T, path string)
		want []string
	}{
		{"a newer version's", newer, []string{"version 9999", "versions up to", "update this one"}},
		{"another program's", func(t *testing.T, path string) { execute(t, path, `CREATE TABLE songs (name TEXT)`) }, []string{"another program's"}},
		{"a picture", func(t *testing.T, path string) { write(t, path, bytes.Repeat([]byte("\x89PNG"), 5000)) }, []string{"damaged", "left as it is", "backup"}},
		{"a page overwritten", overwritten, []string{"damaged", ".recover", "-wal"}},
		{"cut off", cutOff, []string{"damaged"}},
		{"a folder", func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }, []string{"directory"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := file(t)
			test.make(t, path)
			before, _ := os.ReadFile(path)
			j, err := journal.Open(t.Context(), path, journal.Options{})
			if err == nil {
				must(t, j.Close())
				t.Fatal("it was opened")
			}
			for _, want := range append(test.want, path) {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want %q in it", err, want)
				}
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Errorf("the file was %d bytes and is now %d other bytes", len(before), len(after))
			}
		})
	}
}

func newer(t *testing.T, path string) {
	must(t, open(t, path, journal.Options{}).Close())
	execute(t, path, `PRAGMA user_version = 9999`)
}

// filled makes a journal of some hundred votes and returns its bytes.
func filled(t *testing.T, path string) []byte {
	j := open(t, path, journal.Options{})
	for i := range 300 {
		must(t, j.Vote(t.Context(), vote(fmt.Sprint("m", i), "ann", true)))
	}
	must(t, j.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	return data
}

func overwritten(t *testing.T, path string) {
	data := filled(t, path)
	middle := len(data) / 2 / 4096 * 4096
	copy(data[middle:middle+4096], bytes.Repeat([]byte{0xAA}, 4096))
	write(t, path, data)
}

func cutOff(t *testing.T, path string) {
	data := filled(t, path)
	write(t, path, data[:len(data)/2])
}

func write(t *testing.T, path string, data []byte) {
	must(t, os.WriteFile(path, data, 0o600))
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	_, err := journal.Open(t.Context(), filepath.Join(readOnly(t), "journal.db"), journal.Options{})
	if err == nil || !strings.Contains(err.Error(), "must be writable") {
		t.Errorf("got error %v, want that the folder must be writable", err)
	}
}

// readOnly returns a folder in which this user cannot create a file. To root that is
// none but the kernel's own.
func readOnly(t *testing.T) string {
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o500))
	for _, dir := range []string{dir, "/sys"} {
		f, err := os.CreateTemp(dir, "")
		if err != nil {
			return dir
		}
		f.Close()
		must(t, os.Remove(f.Name()))
	}
	t.Skip("this user may write everywhere")
	return ""
}

func TestAFolderThatIsNotThere(t *testing.T) {
	t.Parallel()
	_, err := journal.Open(t.Context(), filepath.Join(t.TempDir(), "no", "journal.db"), journal.Options{})
	if err == nil || !strings.Contains(err.Error(), "create it first") {
		t.Errorf("got error %v, want that the folder is to be created", err)
	}
}

func TestAPathMayHoldAnyCharacter(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a b?c%20#d&.db")
	j := open(t, path, journal.Options{})
	must(t, j.Vote(t.Context(), vote("m", "ann", true)))
	wantVotes(t, j.Votes, "m", 1, 0)
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		t.Errorf("got %v, error %v; want a filled file at %s", info, err, path)
	}
}

func TestAClosedJournalAndAnEndedContextFail(t *testing.T) {
	t.Parallel()
	j := open(t, file(t), journal.Options{})
	ended, end := context.WithCancel(t.Context())
	end()
	if err := j.Vote(ended, vote("m", "ann", true)); err == nil {
		t.Error("a vote was kept although its context had ended")
	}
	must(t, j.Close())
	if _, err := j.Settings(t.Context(), "g"); err == nil {
		t.Error("a closed journal was read")
	}
}

// TestOneFileOpenedAtTheSameTime is what a restart does whose old program still runs.
func TestOneFileOpenedAtTheSameTime(t *testing.T) {
	t.Parallel()
	path := file(t)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			j, err := journal.Open(t.Context(), path, journal.Options{})
			if err != nil {
				t.Errorf("journal %d: %v", i, err)
				return
			}
			for range 20 {
				if err := j.Vote(t.Context(), vote("m", "ann", i%2 == 0)); err != nil {
					t.Errorf("journal %d: %v", i, err)
				}
			}
			if err := j.Close(); err != nil {
				t.Errorf("journal %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	up, down, err := open(t, path, journal.Options{}).Votes(t.Context(), "m")
	if err != nil || up+down != 1 {
		t.Errorf("got %d up, %d down, error %v; want ann's one vote", up, down, err)
	}
}
