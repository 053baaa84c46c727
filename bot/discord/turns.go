package discord

import "sync"

// turns lets what becomes of one message be answered in its order, and one at a time:
// while a question waits or is being answered, of what comes of it later only the
// newest is kept. No worker waits for another. The zero value is ready to use. Jobs
// begin and follow in one goroutine, and are ended in any.
type turns struct {
	mu    sync.Mutex
	later map[string]*job // by message; nil where nothing came since
}

// begin reports whether the job may be queued: false where its message has a job
// already, after which this one follows.
func (t *turns) begin(j job) bool {
	if j.message == "" {
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
	t.later[j.message] = nil
	return true
}

// follow reports whether the job's message has a job already, after which this one
// follows then.
func (t *turns) follow(j job) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, busy := t.later[j.message]
	if busy && j.event != eventMessage { // which comes once
		t.later[j.message] = &j
	}
	return busy
}

// next ends a job, and returns the one that follows; false for none.
func (t *turns) next(j job) (job, bool) {
	if j.message == "" {
		return job{}, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if next := t.later[j.message]; next != nil {
		t.later[j.message] = nil
		return *next, true
	}
	delete(t.later, j.message)
	return job{}, false
}
