package sandbox

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Fault spoils requests of the bot. Its zero value matches every request and
// does nothing to it.
type Fault struct {
	// Method and Route choose the requests; empty: any. Route is a template as
	// in Request.Route, such as "/channels/{channel}/messages".
	Method, Route string
	// Times is how many requests it spoils; 0: until it is removed.
	Times int

	// Latency delays the request.
	Latency time.Duration
	// Drop closes the connection instead of answering; nothing has happened.
	Drop bool
	// Lose closes the connection after the request has been carried out.
	Lose bool
	// Status refuses the request: 429, 500, 502, 403...
	Status int
	// Code and Message are the JSON error's. Code is 0 for 429 and 5xx.
	Code    int
	Message string
	// RetryAfter belongs to 429; Global and Shared are its scope.
	RetryAfter     time.Duration
	Global, Shared bool
	// HTML is the body instead of JSON, as Cloudflare sends it.
	HTML string
}

// Inject adds a fault and returns the function which removes it. The oldest
// fault which matches a request applies to it.
func (s *Sandbox) Inject(f Fault) (remove func()) {
	defer s.locked()()
	added := &f
	s.faults = append(s.faults, added)
	return func() {
		defer s.locked()()
		s.faults = slices.DeleteFunc(s.faults, func(g *Fault) bool { return g == added })
	}
}

// takeFault returns the fault for the call, or nil.
func (s *Sandbox) takeFault(c *call) *Fault {
	defer s.locked()()
	for i, f := range s.faults {
		if f.Method != "" && f.Method != c.method || f.Route != "" && f.Route != c.template {
			continue
		}
		taken := *f
		if f.Times == 1 {
			s.faults = slices.Delete(s.faults, i, i+1)
		}
		f.Times = max(f.Times-1, 0)
		return &taken
	}
	return nil
}

func (f *Fault) refuses() bool { return f != nil && (f.Status != 0 || f.Drop) }

// delay waits for the fault's latency; it reports false where the client or the
// sandbox has gone meanwhile.
func (s *Sandbox) delay(ctx context.Context, f *Fault) bool {
	if f == nil || f.Latency == 0 {
		return true
	}
	timer := time.NewTimer(f.Latency)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
	case <-s.done:
	}
	return false
}

func (s *Sandbox) faulty(header http.Header, f *Fault) (reply, error) {
	if f.Status == http.StatusTooManyRequests {
		scope := "user"
		if f.Shared {
			scope = "shared"
		}
		return tooMany(header, f.RetryAfter, scope, f.Global, f.HTML), nil
	}
	if f.HTML != "" {
		return reply{f.Status, f.HTML}, nil
	}
	message := or(f.Message, strconv.Itoa(f.Status)+": "+http.StatusText(f.Status))
	return reply{}, &apiError{status: f.Status, code: f.Code, message: message}
}
