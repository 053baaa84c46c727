package answer

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"summitbot/facts"
)

// Store holds the base that serves. Readers take it with one atomic load and keep
// what they took: an answer never mixes two bases. It is safe for concurrent use.
type Store struct {
	load    func() (*Base, error)
	mu      sync.Mutex // held while reloading: one at a time
	current atomic.Pointer[Base]
	loaded  chan struct{} // holds one if a base was loaded since [Store.Understand] last looked
}

// NewStore returns a store that serves what load returns, now and after each reload.
func NewStore(load func() (*Base, error)) (*Store, error) {
	s := &Store{load: load, loaded: make(chan struct{}, 1)}
	b, err := load()
	if err != nil {
		return nil, err
	}
	s.current.Store(b)
	return s, nil
}

// Base returns the base that serves now; never nil.
func (s *Store) Base() *Base { return s.current.Load() }

// Reload loads the base again, beside the one that serves, and then puts it in its
// place. It returns what changed. Where loading fails, the old base goes on serving.
func (s *Store) Reload() (facts.Changes, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.load()
	if err != nil {
		return facts.Changes{}, fmt.Errorf("reload: %w", err)
	}
	changes := b.Compare(s.current.Swap(b))
	select {
	case s.loaded <- struct{}{}:
	default:
	}
	return changes, nil
}

// Understand puts in the place of the base that serves, and of each that is loaded after it,
// what read makes of it, and then what it makes of that, until it returns a base as it is.
// Until then the base serves as it is, and for good if read fails, which report is told. It
// returns when ctx ends.
func (s *Store) Understand(ctx context.Context, read func(context.Context, *Base) (*Base, error), report func(error)) {
	for ctx.Err() == nil {
		select {
		case <-s.loaded: // is served now
		default:
		}
		b := s.Base()
		understood, err := read(ctx, b)
		if err != nil {
			report(err)
		} else if understood != b {
			s.current.CompareAndSwap(b, understood)
			continue
		}
		select {
		case <-s.loaded:
		case <-ctx.Done():
		}
	}
}
