package discord

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// The lanes: what waits in one never holds up another. A job has a goroutine of its own from
// when it enters until it is answered, so that it may wait for Discord or the disk; only its
// handler takes turns with others, for the processor's sake. What doesn't fit is dropped.
func newLanes(log *slog.Logger) map[kind]*lane {
	return map[kind]*lane{
		laneCommands:    newLane("commands", 1024, 1024, 4, log),
		laneComponents:  newLane("components", 1024, 1024, 4, log),
		laneCompletions: newLane("completions", 128, 128, 2, log),
		laneMessages:    newLane("messages", 512, 16, 3, log),
		laneDeletions:   newLane("deletions", 512, 128, 1, log),
	}
}

// kind is what a lane is for.
type kind int

const (
	laneCommands kind = iota
	laneComponents
	laneCompletions
	laneMessages
	laneDeletions
)

// lane bounds the jobs of one kind. It is safe for concurrent use.
type lane struct {
	name  string
	room  int // jobs at a time
	each  int // of these for one key: messages of one channel
	slots *slots
	log   *slog.Logger

	mu      sync.Mutex
	inside  int
	byKey   map[string]int
	dropped map[string]int // by cause
	told    time.Time      // when the drops were logged last
}

// Why jobs are dropped.
const (
	dropFull = "full"
	dropLate = "late"
)

// newLane makes a lane in which so many handlers of a command, or of anything else, run at a time.
func newLane(name string, room, each, handlers int, log *slog.Logger) *lane {
	return &lane{
		name: name, room: room, each: each, slots: newSlots(handlers), log: log,
		byKey: make(map[string]int), dropped: make(map[string]int),
	}
}

// enter reports whether there is room for a job of the key; then leave must follow.
func (l *lane) enter(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.inside >= l.room || l.byKey[key] >= l.each {
		l.countDrop(dropFull)
		return false
	}
	l.inside++
	l.byKey[key]++
	return true
}

func (l *lane) leave(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.inside--
	if l.byKey[key]--; l.byKey[key] == 0 {
		delete(l.byKey, key)
	}
}

// drop counts a job that is answered no more.
func (l *lane) drop(cause string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.countDrop(cause)
}

// countDrop logs the first drop at once, and of those that follow a sum each minute.
func (l *lane) countDrop(cause string) {
	l.dropped[cause]++
	if now := time.Now(); now.Sub(l.told) >= time.Minute {
		l.told = now
		l.log.Warn("events dropped", "lane", l.name, "cause", cause, "full", l.dropped[dropFull], "late", l.dropped[dropLate])
	}
}

// close logs what was dropped in all.
func (l *lane) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.dropped) > 0 {
		l.log.Warn("events were dropped", "lane", l.name, "full", l.dropped[dropFull], "late", l.dropped[dropLate])
	}
}

// slots lets a number of handlers of each name run at a time. Of those that wait the freshest
// comes first: the others have less time left, and are sooner in vain. It is safe for
// concurrent use.
type slots struct {
	most int

	mu      sync.Mutex
	running map[string]int
	waiting map[string][]*waiter
}

// waiter is one that waits for its turn.
type waiter struct {
	at   time.Time     // when the user acted
	come chan struct{} // closed when the turn has come
}

func newSlots(most int) *slots {
	return &slots{most: most, running: make(map[string]int), waiting: make(map[string][]*waiter)}
}

// take waits for a turn, after which give must follow. It fails only with the context.
func (s *slots) take(ctx context.Context, name string, at time.Time) error {
	w := s.queue(name, at)
	if w == nil {
		return nil
	}
	select {
	case <-w.come:
		return nil
	case <-ctx.Done():
		s.withdraw(name, w)
		return ctx.Err()
	}
}

// queue takes a turn that is free and returns nil, or waits in line.
func (s *slots) queue(name string, at time.Time) *waiter {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[name] < s.most {
		s.running[name]++
		return nil
	}
	w := &waiter{at, make(chan struct{})}
	s.waiting[name] = append(s.waiting[name], w)
	return w
}

// withdraw leaves the line, and passes the turn on that came too late.
func (s *slots) withdraw(name string, w *waiter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(s.waiting[name], w); i >= 0 {
		s.remove(name, i)
	} else {
		s.pass(name)
	}
}

func (s *slots) give(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pass(name)
}

// pass gives a turn that is free to the freshest.
func (s *slots) pass(name string) {
	line := s.waiting[name]
	if len(line) == 0 {
		if s.running[name]--; s.running[name] == 0 {
			delete(s.running, name)
		}
		return
	}
	freshest := 0
	for i, w := range line {
		if w.at.After(line[freshest].at) {
			freshest = i
		}
	}
	close(line[freshest].come)
	s.remove(name, freshest)
}

func (s *slots) remove(name string, i int) {
	s.waiting[name] = slices.Delete(s.waiting[name], i, i+1)
	if len(s.waiting[name]) == 0 {
		delete(s.waiting, name)
	}
}
