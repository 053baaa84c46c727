package encoder

import (
	"context"
	"sync"
)

// gate lets long work wait for questions. The zero value is ready.
type gate struct {
	mu       sync.Mutex
	begun    int           // questions that have begun
	underway int           // questions that have begun and not ended
	changed  chan struct{} // closed when a question ends; nil while nobody waits
	ended    int
}

func (g *gate) enter() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.begun++
	g.underway++
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.underway--
	g.ended++
	if g.changed != nil {
		close(g.changed)
		g.changed = nil
	}
}

// yield waits until no question is under way, or as many have ended as had begun when it was
// called, so that questions without end don't keep it for ever. It fails only with the
// context.
func (g *gate) yield(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for target := g.begun; g.underway > 0 && g.ended < target; {
		if g.changed == nil {
			g.changed = make(chan struct{})
		}
		changed := g.changed
		g.mu.Unlock()
		select {
		case <-changed:
			g.mu.Lock()
		case <-ctx.Done():
			g.mu.Lock()
			return ctx.Err()
		}
	}
	return nil
}
