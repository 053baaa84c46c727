package discord

import (
	"encoding/json"
	"log/slog"
	"sync"
	"time"
)

// The events that are answered.
const (
	eventInteraction = "INTERACTION_CREATE"
	eventMessage     = "MESSAGE_CREATE"
	eventEdit        = "MESSAGE_UPDATE"
	eventDelete      = "MESSAGE_DELETE"
	eventDeleteBulk  = "MESSAGE_DELETE_BULK"
)

// job is one event to answer.
type job struct {
	event   string
	raw     json.RawMessage
	at      time.Time // when it came
	message string    // the id of the message that it is about; may be empty
}

// queue holds the events that wait for a worker, interactions before messages, each
// kind up to its bound. What does not fit is dropped and counted. It is safe for
// concurrent use.
type queue struct {
	log          *slog.Logger
	interactions chan job
	messages     chan job
	closing      chan struct{}
	once         sync.Once

	mu      sync.Mutex
	dropped int // in the current burst
}

func newQueue(size int, log *slog.Logger) *queue {
	return &queue{
		log:          log,
		interactions: make(chan job, size),
		messages:     make(chan job, size),
		closing:      make(chan struct{}),
	}
}

// push adds a job without ever waiting, and reports whether it is there. After close
// it does nothing.
func (q *queue) push(j job) bool {
	select {
	case <-q.closing:
		return false
	default:
	}
	lane := q.messages
	if j.event == eventInteraction {
		lane = q.interactions
	}
	select {
	case lane <- j:
		q.fits()
		return true
	default:
		q.drop(j)
		return false
	}
}

// drop counts a job that did not fit; the first of a burst is logged.
func (q *queue) drop(j job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.dropped++; q.dropped == 1 {
		q.log.Warn("too many events, dropping", "event", j.event, "queue", cap(q.messages))
	}
}

// fits ends a burst when half of both lanes is free again.
func (q *queue) fits() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.dropped == 0 || len(q.messages) > cap(q.messages)/2 || len(q.interactions) > cap(q.interactions)/2 {
		return
	}
	q.log.Warn("events were dropped", "count", q.dropped)
	q.dropped = 0
}

// pop returns the next job, and false when the queue is closed and empty.
func (q *queue) pop() (job, bool) {
	select {
	case j := <-q.interactions:
		return j, true
	default:
	}
	select {
	case j := <-q.interactions:
		return j, true
	case j := <-q.messages:
		return j, true
	case <-q.closing:
		return q.rest()
	}
}

// rest empties a closed queue.
func (q *queue) rest() (job, bool) {
	select {
	case j := <-q.interactions:
		return j, true
	default:
	}
	select {
	case j := <-q.messages:
		return j, true
	default:
		return job{}, false
	}
}

// close lets pop return what is left and then false. It may be called twice.
func (q *queue) close() { q.once.Do(func() { close(q.closing) }) }
