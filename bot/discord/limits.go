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

// pause is a time before which nobody asks, shared by many requests. Those that wait for
// its end leave one after the other, in the order they came. It is safe for concurrent use.
type pause struct {
	turn chan struct{} // of capacity 1, taken by who leaves next; who waits for it is in line

	mu    sync.Mutex
	until time.Time
}

func newPause() *pause { return &pause{turn: make(chan struct{}, 1)} }

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

// wait returns when the pause is over and all that came before have left; then leave must
// follow. It fails as soon as ctx would end before that is known to be.
func (p *pause) wait(ctx context.Context) error {
	if err := p.lasts(ctx); err != nil {
		return err
	}
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("in line for discord's rate limit: %w", errLimited)
	}
	err := p.sleep(ctx)
	if err != nil {
		p.leave()
	}
	return err
}

func (p *pause) leave() { <-p.turn }

// sleep returns when the pause is over, in no line.
func (p *pause) sleep(ctx context.Context) error {
	for left := p.left(); left > 0; left = p.left() {
		if err := p.lasts(ctx); err != nil {
			return err
		}
		if err := backoff.Sleep(ctx, left); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// lasts fails where ctx ends before the pause.
func (p *pause) lasts(ctx context.Context) error {
	if left := p.left(); left > 0 && !fits(ctx, left) {
		return fmt.Errorf("discord's rate limit lasts %v longer: %w", left.Round(time.Millisecond), errLimited)
	}
	return nil
}

// routes holds a pause for each route ("POST /channels/1/messages"). Of one route, requests
// are asked one after the other, so that each knows what Discord said to the one before; one
// that hangs is waited for a second. The zero value is ready to use, and safe for concurrent
// use.
type routes struct {
	mu     sync.Mutex
	pauses map[string]*routePause
}

type routePause struct {
	*pause
	users int // that wait or ask
}

const (
	routesKept     = 1024 // of more at a time, the others are not paced: Discord's 429 is their limit
	routesPatience = time.Second
)

// enter waits for the route; then leave must follow when the answer is there. It fails as
// pause.wait does.
func (r *routes) enter(ctx context.Context, route string) (leave func(), err error) {
	p := r.use(route)
	if p == nil {
		return func() {}, nil
	}
	if err := p.wait(ctx); err != nil {
		r.unuse(p)
		return nil, err
	}
	next := sync.OnceFunc(p.leave)
	hanging := time.AfterFunc(routesPatience, next)
	return func() {
		hanging.Stop()
		next()
		r.unuse(p)
	}, nil
}

// use returns the pause of a route, and nil where there are too many.
func (r *routes) use(route string) *routePause {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pauses == nil {
		r.pauses = make(map[string]*routePause)
	}
	p := r.pauses[route]
	if p == nil {
		r.sweep()
		if len(r.pauses) >= routesKept {
			return nil
		}
		p = &routePause{pause: newPause()}
		r.pauses[route] = p
	}
	p.users++
	return p
}

func (r *routes) unuse(p *routePause) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p.users--
}

// sweep makes room where there is none: it forgets the pauses which are over.
func (r *routes) sweep() {
	if len(r.pauses) < routesKept {
		return
	}
	for route, p := range r.pauses {
		if p.users == 0 && p.left() <= 0 {
			delete(r.pauses, route)
		}
	}
}

// extend makes the route wait for d, if it is in use.
func (r *routes) extend(route string, d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.pauses[route]; p != nil {
		p.extend(d)
	}
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
