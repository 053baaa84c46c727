// Package backoff is how long to wait before trying again, and the waiting itself.
package backoff

import (
	"context"
	"math/rand/v2"
	"time"
)

// Sleep waits for d and returns early with ctx's error when ctx ends.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Delay returns a random wait of half to all of base, doubled for every failure after
// the first, at most limit; nothing if there was no failure.
func Delay(failures int, base, limit time.Duration) time.Duration {
	if failures <= 0 {
		return 0
	}
	d := min(base<<min(failures-1, 20), limit)
	return d/2 + rand.N(d/2+1)
}
