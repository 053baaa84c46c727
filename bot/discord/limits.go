package discord

import (
	"context"
	"fmt"
	"sync"
	"time"

	"summitbot/bot/discord/backoff"
)

// fits reports whether a wait of d leaves ctx time for one more request.
func fits(ctx context.Context, d time.Duration) bool {
	const request = 100 * time.Millisecond
	deadline, ok := ctx.Deadline()
	return ctx.Err() == nil && (!ok || time.Until(deadline) > d+request)
}

// pause is a time before which nobody asks, shared by many requests. The zero
// value is ready to use, and safe for concurrent use.
type pause struct {
	mu    sync.Mutex
	until time.Time
}

// extend makes everybody wait for d from now, at least.
func (p *pause) extend(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.until) {
		p.until = until
	}
}

func (p *pause) left() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Until(p.until)
}

// wait returns when the pause is over, or at once with an error where ctx would
// end before it.
func (p *pause) wait(ctx context.Context) error {
	for {
		left := p.left()
		if left <= 0 {
			return ctx.Err()
		}
		if !fits(ctx, left) {
			return fmt.Errorf("discord's rate limit lasts %v longer: %w", left.Round(time.Millisecond), errLimited)
		}
		if err := backoff.Sleep(ctx, left); err != nil {
			return err
		}
	}
}

// routes holds a pause for each route that is used up ("POST /channels/1/messages").
// The zero value is ready to use, and safe for concurrent use.
type routes struct {
	mu     sync.Mutex
	pauses map[string]*pause
}

// routesKept bounds the map: more routes than this in use at a time are not paced,
// and Discord's 429 is then the limit.
const routesKept = 1024

// extend makes the route wait for d.
func (r *routes) extend(route string, d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pauses == nil {
		r.pauses = make(map[string]*pause)
	}
	if r.pauses[route] == nil {
		r.sweep()
		if len(r.pauses) >= routesKept {
			return
		}
		r.pauses[route] = new(pause)
	}
	r.pauses[route].extend(d)
}

// sweep forgets the pauses which are over.
func (r *routes) sweep() {
	for route, p := range r.pauses {
		if p.left() <= 0 {
			delete(r.pauses, route)
		}
	}
}

func (r *routes) wait(ctx context.Context, route string) error {
	r.mu.Lock()
	p := r.pauses[route]
	r.mu.Unlock()
	if p == nil {
		return ctx.Err()
	}
	return p.wait(ctx)
}

// breaker counts invalid requests over the last ten minutes and says when to stop,
// long before Discord bans the address at 10,000. The zero value counts from
// nothing, and is safe for concurrent use.
type breaker struct {
	mu      sync.Mutex
	minutes [10]struct{ minute, count int64 }
}

const breakerLimit = 1000

// count notes one invalid request and reports whether it was the one that opened
// the breaker.
func (b *breaker) count() (opened bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	minute := time.Now().Unix() / 60
	slot := &b.minutes[minute%int64(len(b.minutes))]
	if slot.minute != minute {
		slot.minute, slot.count = minute, 0
	}
	slot.count++
	return b.sum(minute) == breakerLimit
}

// open reports whether nothing may be asked now.
func (b *breaker) open() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.sum(time.Now().Unix()/60) >= breakerLimit
}

func (b *breaker) sum(minute int64) (n int64) {
	for _, slot := range b.minutes {
		if minute-slot.minute < int64(len(b.minutes)) {
			n += slot.count
		}
	}
	return n
}
