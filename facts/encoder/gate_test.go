package encoder

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

func TestLongWorkWaitsForQuestions(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var g gate
		if err := g.yield(t.Context()); err != nil {
			t.Fatal(err)
		}
		g.enter()
		g.enter()
		went := make(chan error, 1)
		go func() { went <- g.yield(t.Context()) }()
		g.leave()
		synctest.Wait()
		if len(went) > 0 {
			t.Fatal("went on while a question was under way")
		}
		g.leave()
		if err := <-went; err != nil {
			t.Fatal(err)
		}
	})
}

func TestLongWorkGoesOnUnderQuestionsWithoutEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var g gate
		g.enter()
		went := make(chan error, 1)
		go func() { went <- g.yield(t.Context()) }()
		synctest.Wait()
		g.enter() // before the first one ends
		g.leave()
		if err := <-went; err != nil {
			t.Fatal(err)
		}
	})
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var g gate
		g.enter()
		ctx, cancel := context.WithCancel(t.Context())
		went := make(chan error, 1)
		go func() { went <- g.yield(ctx) }()
		synctest.Wait()
		cancel()
		if err := <-went; !errors.Is(err, context.Canceled) {
			t.Fatalf("error %v", err)
		}
	})
}
