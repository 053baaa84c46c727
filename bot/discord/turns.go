package discord

import "sync"

// turns lets what becomes of one message be answered in its order, and one at a time:
// while a question waits or is being answered, of what comes of it later only the
// newest is kept. So it is with what one person types. No job waits for another. The zero value is ready to use. Jobs
// begin and follow in one goroutine, and are ended in any.
type turns struct {
	mu    sync.Mutex
	later map[string]*job // by what it is about; nil where nothing came since
}

// begin reports whether the job may be queued: false where what it is about has a job
// already, after which this one follows.
func (t *turns) begin(j job) bool {
	if j.about == "" {
		return true
	}
	if t.follow(j) {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.later == nil {
		t.later = make(map[string]*job)
	}
	t.later[j.about] = nil
	return true
}

// follow reports whether what the job is about has a job already, after which this one
// follows then.
func (t *turns) follow(j job) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, busy := t.later[j.about]
	if busy && j.event != eventMessage { // which comes once
		t.later[j.about] = &j
	}
	return busy
}

// next ends a job, and returns the one that follows; false for none.
func (t *turns) next(j job) (job, bool) {
	if j.about == "" {
		return job{}, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if next := t.later[j.about]; next != nil {
		t.later[j.about] = nil
		return *next, true
	}
	delete(t.later, j.about)
	return job{}, false
}
