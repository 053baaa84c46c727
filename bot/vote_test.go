package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
)

// votes keeps votes as store says; nil keeps them at once.
type votes struct {
	mu    sync.Mutex
	kept  []bot.Vote
	store func(ctx context.Context) error
}

func (v *votes) Vote(ctx context.Context, vote bot.Vote) error {
	if v.store != nil {
		if err := v.store(ctx); err != nil {
			return err
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.kept = append(v.kept, vote)
	return nil
}

// locked is a store that another process has locked for good.
func locked(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

const (
	votedDown = "1|vote|12345678|P6S1|down"
	votedUp   = "1|vote|12345678|P6S1|up"
)

// voter is who presses a control of the answer 3.
func voter(i int, control string) bot.Request {
	return bot.Request{ID: fmt.Sprint(100 + i), User: fmt.Sprint(i), Message: "3", Control: control}
}

func TestAVoteIsThankedForOnceItIsKept(t *testing.T) {
	t.Parallel()
	kept := &votes{}
	s := newStage(t, func(o *bot.Options) { o.Votes = kept })
	answer := checked(t, s.Message(t.Context(), bot.Request{Text: cash}))
	who := bot.Request{ID: "1310000000000000001", User: "7", Guild: "1", Channel: "2", Message: "3"}
	for _, label := range []string{"Helpful", "Not helpful"} {
		if got := press(t, s.Bot, answer, label, who); !got.Ephemeral || !strings.Contains(got.Text, "Thank you") {
			t.Errorf("%s: a voter is told %+v", label, got)
		}
	}
	if len(kept.kept) != 2 || !kept.kept[0].Up || kept.kept[1].Up {
		t.Fatalf("votes %+v, want one up and one down", kept.kept)
	}
	for _, v := range kept.kept {
		if v.User != "7" || v.Message != "3" || v.Fact != "P6S1" || len(v.Base) != 8 || v.Click != 1310000000000000001 {
			t.Errorf("vote %+v", v)
		}
	}
}

// Row 3: what the voter hears is what came of the vote, and comes within a second.
func TestThankedBeforeStored(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		store func(ctx context.Context) error
		want  string
		after time.Duration
	}{
		{"locked store", locked, "couldn't be saved", time.Second},
		{"full disk", func(context.Context) error { return errDown }, "couldn't be saved", 0},
		{"slow disk", func(ctx context.Context) error { <-ctx.Done(); return fmt.Errorf("sync: %w", bot.ErrUnsettled) }, "can't tell yet", time.Second},
		{"half a second", func(context.Context) error { time.Sleep(500 * time.Millisecond); return nil }, "Thank you", 500 * time.Millisecond},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				kept := &votes{store: test.store}
				s := newStage(t, func(o *bot.Options) { o.Votes = kept })
				began := time.Now()
				var all sync.WaitGroup
				for i := range 40 {
					response := s.Control(t.Context(), voter(i, votedUp)) // nobody waits here
					all.Go(func() {
						got := response.Settled(t.Context())
						if !got.Ephemeral || !strings.Contains(got.Text, test.want) || time.Since(began) != test.after {
							t.Errorf("after %v a voter is told %+v; want %q after %v", time.Since(began), got, test.want, test.after)
						}
					})
				}
				all.Wait()
				if thanks := strings.Contains(test.want, "Thank"); thanks != (len(kept.kept) == 40) || strings.Contains(s.log.String(), "not kept") == thanks {
					t.Errorf("%d votes are kept, log %q", len(kept.kept), s.log)
				}
			})
		})
	}
}

func TestTooManyVotesAtOnceAreToldAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(o *bot.Options) { o.Votes = &votes{store: locked} })
		ctx, end := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for i := range 512 {
			all.Go(func() { s.Control(ctx, voter(i, votedDown)).Settled(ctx) })
		}
		synctest.Wait()
		began := time.Now()
		if got := s.Control(ctx, voter(513, votedUp)).Settled(ctx); !strings.Contains(got.Text, "couldn't be saved") || time.Since(began) > 0 {
			t.Errorf("after %v one voter too many is told %+v", time.Since(began), got)
		}
		end()
		all.Wait()
	})
}

// A store that hangs holds up answers once, and then not for a while.
func TestAStoreThatHangsHoldsUpOneAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(o *bot.Options) { o.Now, o.Settings = time.Now, hanging{} })
		began := time.Now()
		for i := range 50 {
			s.Message(t.Context(), bot.Request{Guild: fmt.Sprint(i), Text: "thanks"})
		}
		if took := time.Since(began); took > 200*time.Millisecond {
			t.Errorf("50 answers took %v", took)
		}
	})
}

// hanging are settings that nobody gets.
type hanging struct{}

func (hanging) Settings(ctx context.Context, _ string) (bot.ServerSettings, error) {
	return bot.ServerSettings{}, locked(ctx)
}

func (hanging) ChangeSettings(context.Context, string, func(*bot.ServerSettings)) (bot.ServerSettings, error) {
	return bot.ServerSettings{}, errors.New("not here")
}
