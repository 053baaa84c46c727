package journal_test

import (
	"fmt"
	"testing"

	"summitbot/bot/journal"
)

// Row 5: 20 servers, each changed by two managers in each of two processes at the same time.
func TestSettingsLost(t *testing.T) {
	t.Parallel()
	path := file(t)
	here, there := open(t, path, journal.Options{}), open(t, path, journal.Options{})
	const changes = 5
	group := make(chan error)
	for server := range 20 {
		for _, j := range []*journal.Journal{here, here, there, there} {
			go func() {
				for range changes {
					if err := change(t, j, fmt.Sprint(server), countUp); err != nil {
						group <- err
						return
					}
				}
				group <- nil
			}()
		}
	}
	for range 80 {
		must(t, <-group)
	}
	for server := range 20 {
		for _, j := range []*journal.Journal{here, there} {
			if got := counted(settingsOf(t, j, fmt.Sprint(server))); got != 4*changes {
				t.Errorf("server %d: %d of %d changes are there", server, got, 4*changes)
			}
		}
	}
}

// Row 5: what one handle of a file writes, the other sees at once.
func TestSettingsAndVotesOfAnotherProcessAreSeen(t *testing.T) {
	t.Parallel()
	path := file(t)
	here, there := open(t, path, journal.Options{}), open(t, path, journal.Options{})
	for i := range 10 {
		set(t, here, "g", journal.Settings{Thread: i%2 == 0})
		if got := settingsOf(t, there, "g"); got.Thread != (i%2 == 0) {
			t.Fatalf("change %d is not seen", i)
		}
		must(t, there.Vote(t.Context(), vote("m", fmt.Sprint(i), true)))
		wantVotes(t, here.Votes, "m", i+1, 0)
	}
	must(t, there.Remember(t.Context(), "q", "c", "r"))
	must(t, there.Close())
	wantReply(t, here, "q", "c", "r", true)
}
