package journal_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"summitbot/bot/journal"
)

func vote(message, user string, up bool) journal.Vote {
	return journal.Vote{Guild: "g", Channel: "c", Message: message, User: user, Fact: "P1S1", Base: "b", Up: up, At: time.UnixMilli(1000)}
}

func wantVotes(tb testing.TB, count func(context.Context, string) (int, int, error), of string, wantUp, wantDown int) {
	tb.Helper()
	up, down, err := count(tb.Context(), of)
	if err != nil || up != wantUp || down != wantDown {
		tb.Errorf("votes of %q: got %d up, %d down, error %v; want %d up, %d down", of, up, down, err, wantUp, wantDown)
	}
}

func TestAUserHasOneVoteOnAnAnswer(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, j *journal.Journal) {
		wantVotes(t, j.Votes, "m", 0, 0)
		for _, v := range []journal.Vote{
			vote("m", "ann", true), vote("m", "ann", true), // twice the same
			vote("m", "bob", false), vote("m", "bob", true), // another mind
			vote("m", "cid", false), vote("n", "ann", false), // others
		} {
			must(t, j.Vote(t.Context(), v))
		}
		wantVotes(t, j.Votes, "m", 2, 1)
		wantVotes(t, j.Votes, "n", 0, 1)
		wantVotes(t, j.VotesOf, "P1S1", 2, 2)
		wantVotes(t, j.VotesOf, "P9S9", 0, 0)
	})
}

func TestTheLaterVoteCounts(t *testing.T) {
	t.Parallel()
	j := open(t, journal.Memory, journal.Options{})
	late, early := vote("m", "ann", true), vote("m", "ann", false)
	early.At = late.At.Add(-time.Second)
	must(t, j.Vote(t.Context(), late))
	must(t, j.Vote(t.Context(), early)) // was under way for longer
	wantVotes(t, j.Votes, "m", 1, 0)
}

func TestVotesAtTheSameTime(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, j *journal.Journal) {
		users := []string{"ann", "bob", "cid", "dot", "eve", "fay", "gus", "hal"}
		var wg sync.WaitGroup
		for i, user := range users {
			wg.Go(func() {
				for range 20 {
					if err := j.Vote(t.Context(), vote("m", user, i%2 == 0)); err != nil {
						t.Errorf("%s votes: %v", user, err)
					}
					if up, down, err := j.Votes(t.Context(), "m"); err != nil || up > 4 || down > 4 {
						t.Errorf("%s looks: got %d, %d, error %v", user, up, down, err)
					}
				}
			})
		}
		wg.Wait()
		wantVotes(t, j.Votes, "m", 4, 4)
	})
}
