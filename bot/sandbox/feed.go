package sandbox

import (
	"context"
	"encoding/json"
	"iter"
	"net/url"
	"slices"
	"time"
)

// EventKind says what happened.
type EventKind string

// What can happen.
const (
	MessageEvent     EventKind = "message"     // a message was posted
	EditEvent        EventKind = "edit"        // a message was edited
	DeleteEvent      EventKind = "delete"      // a message was deleted
	ReactionEvent    EventKind = "reaction"    // the emoji Text was put below a message, or taken away
	TypingEvent      EventKind = "typing"      // the bot types in Channel
	InvocationEvent  EventKind = "interaction" // a person used the bot
	ResponseEvent    EventKind = "response"    // the bot gave its first response
	ThreadEvent      EventKind = "thread"      // the bot made the thread Channel
	CommandsEvent    EventKind = "commands"    // the registered commands changed
	SessionEvent     EventKind = "session"     // the gateway state changed; see Text
	RequestEvent     EventKind = "request"     // the bot made a request
	ViolationEvent   EventKind = "violation"   // the bot did what no correct bot does
	GatewaySendEvent EventKind = "dispatch"    // an event was sent; Text is its name
)

// Event is something which happened in the sandbox.
type Event struct {
	// Seq counts the events from 1.
	Seq         int
	Time        time.Time
	Kind        EventKind
	Channel     string
	Text        string
	Message     *Message
	Interaction *Interaction
	Response    *Response
	Request     *Request
	Violation   *Violation
}

// Request is a request which the bot made, and the outcome.
type Request struct {
	Time   time.Time
	Method string
	// Path is without /api/v10; Route is its template, "" where there is none.
	Path, Route string
	Query       url.Values
	Body        json.RawMessage // of a multipart form: payload_json
	Files       []Attachment
	Status      int
	Code        int // Discord's JSON error code
	Error       string
	Injected    bool // refused by a Fault
	Authorized  bool // an Authorization header was sent
	Exempt      bool // an interaction endpoint, exempt from the global limit
}

// Violation is something which no correct bot does.
type Violation struct {
	Time  time.Time
	Where string // a route, or "gateway"
	What  string
}

// feed keeps what happened; s.mu guards it.
type feed struct {
	seq        int
	events     []Event
	requests   []Request
	violations []Violation
}

// publish adds an event; s.mu is held and the caller announces the change.
func (s *Sandbox) publish(e Event) {
	s.feed.seq++
	e.Seq, e.Time = s.feed.seq, s.opts.Now()
	s.feed.events = trimmed(append(s.feed.events, e), s.opts.History)
	s.feed.requests = trimmed(s.feed.requests, s.opts.History)
}

func (s *Sandbox) violate(where, what string) {
	v := Violation{Time: s.opts.Now(), Where: where, What: what}
	s.feed.violations = trimmed(append(s.feed.violations, v), s.opts.History)
	s.publish(Event{Kind: ViolationEvent, Text: where + ": " + what, Violation: &v})
}

// trimmed forgets the older half where the list has twice the wanted length.
func trimmed[T any](list []T, most int) []T {
	if len(list) < 2*most {
		return list
	}
	return slices.Clone(list[len(list)-most:])
}

// Events yields what has happened after the event numbered after, and then all
// that happens, until ctx or the sandbox ends. A reader who is slower than
// Options.History misses events; Seq shows it.
func (s *Sandbox) Events(ctx context.Context, after int) iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for {
			var batch []Event
			err := s.await(ctx, "events", func() bool {
				batch = s.eventsAfter(after)
				return len(batch) > 0
			})
			if err != nil {
				return
			}
			for _, e := range batch {
				if !yield(e) {
					return
				}
				after = e.Seq
			}
		}
	}
}

func (s *Sandbox) eventsAfter(after int) []Event {
	first := s.feed.seq - len(s.feed.events) // the number before the oldest kept
	from := min(max(after-first, 0), len(s.feed.events))
	return slices.Clone(s.feed.events[from:])
}

// LastEvent returns the number of the newest event, for Events.
func (s *Sandbox) LastEvent() int {
	defer s.read()()
	return s.feed.seq
}

// Requests returns the bot's requests, oldest first.
func (s *Sandbox) Requests() []Request {
	defer s.read()()
	return slices.Clone(s.feed.requests)
}

// Violations returns what the bot did wrong, oldest first.
func (s *Sandbox) Violations() []Violation {
	defer s.read()()
	return slices.Clone(s.feed.violations)
}
