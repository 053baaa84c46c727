package answer

import (
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
}

// NewStore returns a store that serves what load returns, now and after each reload.
func NewStore(load func() (*Base, error)) (*Store, error) {
	s := &Store{load: load}
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
	return b.Compare(s.current.Swap(b)), nil
}
