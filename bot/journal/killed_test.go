package journal_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"

	"summitbot/bot/journal"
)

var (
	kills = flag.Int("kills", 20, "how often TestThankedBeforeStoredKilled kills")
	seed  = flag.Uint64("seed", 1, "of the moments at which it does")
)

// childOf names the journal that this process, a copy of the tests, is to fill until it is
// killed.
const childOf = "SUMMITBOT_TEST_JOURNAL"

func TestMain(m *testing.M) {
	flag.Parse()
	if path := os.Getenv(childOf); path != "" {
		fill(path, os.Getenv(childOf+"_RUN"))
	}
	os.Exit(m.Run())
}

// fill votes, changes its mind, and counts in the settings, from many goroutines. It says each
// change once that is acknowledged: "vote MESSAGE up" or "set SERVER COUNT".
func fill(path, run string) {
	ctx := context.Background()
	j, err := journal.Open(ctx, path, journal.Options{})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	acknowledge := func(line string, err error) {
		if err != nil {
			line = "error " + err.Error()
		}
		os.Stdout.WriteString(line + "\n") //nolint:errcheck // who reads it is dead, and so is this process
	}
	for i := range 16 {
		go func() {
			for n := 0; ; n++ {
				m := fmt.Sprintf("%s-%d-%d", run, i, n)
				acknowledge("vote "+m+" up", j.Vote(ctx, vote(m, "ann", true)))
				acknowledge("vote "+m+" down", j.Vote(ctx, vote(m, "ann", false)))
			}
		}()
	}
	for i := range 20 {
		go func() {
			for {
				s, err := j.ChangeSettings(ctx, fmt.Sprint(i), countUp)
				acknowledge(fmt.Sprint("set ", i, " ", counted(s)), err)
			}
		}()
	}
	select {}
}

// countUp counts in the first channel's id.
func countUp(s *journal.Settings) { s.Channels = []string{strconv.Itoa(counted(*s) + 1)} }

func counted(s journal.Settings) int {
	if len(s.Channels) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(s.Channels[0])
	return n
}

// acknowledged is what a killed process said.
type acknowledged struct {
	votes    map[string]string // by message: "up", or "down" where the mind was changed
	settings map[string]int    // by server
}

// Row 3: a process that is killed at any moment, under load, has kept what it acknowledged:
// every vote, the last one of each user, and every change of settings.
func TestThankedBeforeStoredKilled(t *testing.T) {
	t.Parallel()
	path, random := file(t), rand.New(rand.NewPCG(*seed, 0))
	all := acknowledged{make(map[string]string), make(map[string]int)}
	votes, settings := 0, 0
	for run := range *kills {
		said := killAfter(t, path, run, 1+random.IntN(400))
		maps.Copy(all.votes, said.votes)
		maps.Copy(all.settings, said.settings)
		votes += len(said.votes)
		settings += len(said.settings)
		j := open(t, path, journal.Options{})
		wantAcknowledged(t, j, said)
		must(t, j.Close())
	}
	wantAcknowledged(t, open(t, path, journal.Options{}), all)
	t.Logf("seed %d: after %d kills %d acknowledged votes are looked for, and %d settings", *seed, *kills, votes, settings)
}

// killAfter starts a process that fills the journal, kills it when it has said so many lines,
// and returns all that it had said by then.
func killAfter(t *testing.T, path string, run, lines int) acknowledged {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), childOf+"="+path, fmt.Sprint(childOf, "_RUN=", run))
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	said := acknowledged{make(map[string]string), make(map[string]int)}
	heard := bufio.NewScanner(out)
	for n := 1; heard.Scan(); n++ {
		said.hear(t, heard.Text())
		if n == lines {
			must(t, child.Process.Kill()) // what it said before is still to be heard
		}
	}
	_ = child.Wait() // says that it was killed
	return said
}

func (a *acknowledged) hear(t *testing.T, line string) {
	t.Helper()
	var what, of, is string
	if n, _ := fmt.Sscan(line, &what, &of, &is); n < 3 {
		return // cut off
	}
	count, err := strconv.Atoi(is)
	switch {
	case what == "vote":
		a.votes[of] = is
	case what == "set" && err == nil:
		a.settings[of] = max(a.settings[of], count)
	default:
		t.Errorf("the process said %q", line)
	}
}

// wantAcknowledged checks that all of it is there. What was under way when the process was
// killed may be there too: another mind, or settings that count further.
func wantAcknowledged(t *testing.T, j *journal.Journal, said acknowledged) {
	t.Helper()
	for message, last := range said.votes {
		up, down, err := j.Votes(t.Context(), message)
		if err != nil || up+down != 1 || last == "down" && down == 0 {
			t.Errorf("vote %s, acknowledged as %s: got %d up, %d down, error %v", message, last, up, down, err)
		}
	}
	for _, server := range slices.Sorted(maps.Keys(said.settings)) {
		if got := counted(settingsOf(t, j, server)); got < said.settings[server] {
			t.Errorf("server %s: got %d, acknowledged was %d", server, got, said.settings[server])
		}
	}
}
