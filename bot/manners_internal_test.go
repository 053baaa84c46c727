package bot

import (
	"context"
	"fmt"
	"testing"
	"time"
)

func TestBucketsAreForgotten(t *testing.T) {
	t.Parallel()
	b := newBuckets(Limit{}, Limit{time.Second, 2})
	now := time.Unix(0, 0)
	for i := range 3 * maxBuckets {
		b.take(fmt.Sprint(i), now)
		if len(b.byID) > maxBuckets {
			t.Fatalf("%d buckets", len(b.byID))
		}
	}
	busy, later := "busy", now.Add(time.Hour)
	for range 3 {
		b.take(busy, later)
	}
	for i := range maxBuckets {
		b.take(fmt.Sprint("later", i), later.Add(-time.Minute))
	}
	if over, _ := b.take(busy, later); !over {
		t.Error("a bucket in use was forgotten before idle ones")
	}
}

func TestAControlThatAnswersIsLimitedToo(t *testing.T) {
	t.Parallel()
	b := &Bot{manners: newManners(Limits{}, func() time.Time { return time.Unix(0, 0) })}
	answer := b.politelyControlled(func(_ context.Context, _ Request, args []string) Response {
		return Response{Text: arg(args, 0)}
	})
	answers := 0
	for range 20 {
		if r := answer(t.Context(), Request{User: "1"}, []string{"answer"}); r.Text == "answer" {
			answers++
		} else if !r.Ephemeral {
			t.Errorf("got %+v", r)
		}
	}
	if answers != userBurst {
		t.Errorf("%d answers, want %d", answers, userBurst)
	}
}
