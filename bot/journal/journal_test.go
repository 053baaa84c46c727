package journal_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"summitbot/bot/journal"
)

// file returns a path at which there is no journal yet.
func file(tb testing.TB) string {
	tb.Helper()
	return filepath.Join(tb.TempDir(), "journal.db")
}

// open opens the journal and closes it when the test ends.
func open(tb testing.TB, path string, o journal.Options) *journal.Journal {
	tb.Helper()
	j, err := journal.Open(tb.Context(), path, o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { must(tb, j.Close()) })
	return j
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// everywhere runs a test with a journal in a file and with one in memory.
func everywhere(t *testing.T, test func(t *testing.T, j *journal.Journal)) {
	t.Helper()
	t.Run("file", func(t *testing.T) { t.Parallel(); test(t, open(t, file(t), journal.Options{})) })
	t.Run("memory", func(t *testing.T) { t.Parallel(); test(t, open(t, journal.Memory, journal.Options{})) })
}

func TestSettingsAreKept(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, j *journal.Journal) {
		if got := settingsOf(t, j, "g"); !reflect.DeepEqual(got, journal.Settings{}) {
			t.Errorf("a server that has set nothing: got %+v", got)
		}
		for _, want := range []journal.Settings{
			{Channels: []string{"1", "2"}, Thread: true},
			{Private: true, DeleteWithQuestion: true},
			{Channels: []string{"3"}, Thread: true, Private: true, DeleteWithQuestion: true},
			{},
		} {
			set(t, j, "g", want)
			if got := settingsOf(t, j, "g"); !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		}
	})
}

// change changes a server's settings.
func change(tb testing.TB, j *journal.Journal, guild string, change func(*journal.Settings)) error {
	_, err := j.ChangeSettings(tb.Context(), guild, change)
	return err
}

// set puts settings in the place of a server's.
func set(tb testing.TB, j *journal.Journal, guild string, to journal.Settings) {
	tb.Helper()
	must(tb, change(tb, j, guild, func(s *journal.Settings) { *s = to }))
}

func settingsOf(tb testing.TB, j *journal.Journal, guild string) journal.Settings {
	tb.Helper()
	s, err := j.Settings(tb.Context(), guild)
	must(tb, err)
	return s
}

func TestWhatIsIncompleteIsRefused(t *testing.T) {
	t.Parallel()
	j := open(t, journal.Memory, journal.Options{})
	for name, err := range map[string]error{
		"vote without user":       j.Vote(t.Context(), vote("m", "", true)),
		"vote without message":    j.Vote(t.Context(), vote("", "ann", true)),
		"settings without server": change(t, j, "", func(*journal.Settings) {}),
		"reply without question":  j.Remember(t.Context(), "", "c", "r"),
	} {
		if err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func TestEverythingSurvivesReopening(t *testing.T) {
	t.Parallel()
	path := file(t)
	want := journal.Settings{Channels: []string{"1"}, Private: true}
	j := open(t, path, journal.Options{})
	set(t, j, "g", want)
	must(t, j.Vote(t.Context(), vote("m", "ann", true)))
	must(t, j.Remember(t.Context(), "q", "c", "r"))
	must(t, j.Close())
	must(t, j.Close()) // it may be closed twice

	j = open(t, path, journal.Options{})
	if got := settingsOf(t, j, "g"); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	wantReply(t, j, "q", "c", "r", true)
	must(t, j.Vote(t.Context(), vote("m", "ann", false))) // ann is still ann
	wantVotes(t, j.Votes, "m", 0, 1)
}

func TestForgetting(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, j *journal.Journal) {
		elsewhere := vote("x", "ann", true)
		elsewhere.Guild = "h"
		for _, v := range []journal.Vote{vote("m", "ann", true), vote("m", "bob", true), elsewhere} {
			must(t, j.Vote(t.Context(), v))
		}
		set(t, j, "g", journal.Settings{Private: true})
		set(t, j, "h", journal.Settings{Private: true})

		must(t, j.ForgetUser(t.Context(), "ann"))
		wantVotes(t, j.Votes, "m", 1, 0)
		wantVotes(t, j.Votes, "x", 0, 0)

		must(t, j.Vote(t.Context(), elsewhere))
		must(t, j.ForgetGuild(t.Context(), "g"))
		wantVotes(t, j.Votes, "m", 0, 0)
		wantVotes(t, j.Votes, "x", 1, 0)
		if g, h := settingsOf(t, j, "g"), settingsOf(t, j, "h"); g.Private || !h.Private {
			t.Errorf("after g was forgotten: g has %+v, h has %+v", g, h)
		}
	})
}

func TestTheFilesHoldNoUserAndNothingForgotten(t *testing.T) {
	t.Parallel()
	const user, guild = "175928847299117063", "613425648685547541"
	path := file(t)
	j := open(t, path, journal.Options{})
	v := vote("m", user, true)
	v.Guild = guild
	must(t, j.Vote(t.Context(), v))
	set(t, j, guild, journal.Settings{Private: true})
	if all := contents(t, path); bytes.Contains(all, []byte(user)) || !bytes.Contains(all, []byte(guild)) {
		t.Errorf("after a vote: the server's id should be there, the user's not")
	}
	must(t, j.ForgetGuild(t.Context(), guild))
	if bytes.Contains(contents(t, path), []byte(guild)) {
		t.Error("the server's id is still in the files")
	}
}

// contents returns what the journal's files hold now, and checks who may read them.
func contents(tb testing.TB, path string) []byte {
	tb.Helper()
	names, err := filepath.Glob(path + "*")
	must(tb, err)
	var all []byte
	for _, name := range names {
		info, err := os.Stat(name)
		must(tb, err)
		if mode := info.Mode().Perm(); mode != 0o600 {
			tb.Errorf("%s: got mode %o, want 600", name, mode)
		}
		data, err := os.ReadFile(name)
		must(tb, err)
		all = append(all, data...)
	}
	return all
}

// query returns the one value that the statement selects from the file.
func query[T any](tb testing.TB, path, statement string) (value T) {
	tb.Helper()
	db, err := sql.Open("sqlite", path)
	must(tb, err)
	defer func() { must(tb, db.Close()) }()
	must(tb, db.QueryRowContext(tb.Context(), statement).Scan(&value))
	return value
}

// execute runs the statements on the file, which it creates.
func execute(tb testing.TB, path string, statements ...string) {
	tb.Helper()
	db, err := sql.Open("sqlite", path)
	must(tb, err)
	defer func() { must(tb, db.Close()) }()
	for _, s := range statements {
		if _, err := db.ExecContext(tb.Context(), s); err != nil {
			tb.Fatalf("%s: %v", strings.SplitN(s, "\n", 2)[0], err)
		}
	}
}
