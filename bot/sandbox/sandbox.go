package sandbox

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"summitbot/bot/sandbox/paths"
)

// Sandbox is a running Discord. Make it with Start, end it with Close.
type Sandbox struct {
	opts     Options
	realTime bool
	base     string // http://127.0.0.1:port
	home     Home
	server   *http.Server
	routes   paths.Table[map[string]route]
	key      ed25519.PrivateKey
	done     chan struct{} // closed by halt
	halt     func() error  // ends all but waits for nothing
	forget   func() bool   // stops watching the context of Start
	running  sync.WaitGroup

	mu       sync.Mutex
	closed   bool
	changed  chan struct{} // closed and replaced with every change
	ids      snowflakes
	app      Application
	users    map[string]*User
	guilds   map[string]*Guild
	channels map[string]*Channel
	dms      map[string]string // user to channel
	messages map[string]*Message
	order    []string // of messages, oldest first
	hooks    map[string]string
	nonces   map[string]string // of the bot's messages, to their IDs
	commands commandStore
	open     map[string]*Interaction // by token
	gateway  gatewayState
	faults   []*Fault
	limits   limiter
	endpoint string
	feed     feed
}

// ErrClosed is returned by what waits when the sandbox ends.
var ErrClosed = errors.New("sandbox: closed")

// Start opens the listener and serves until Close, or until ctx ends; Close must
// be called in either case.
func Start(ctx context.Context, opts Options) (*Sandbox, error) {
	s := &Sandbox{realTime: opts.Now == nil, changed: make(chan struct{}), done: make(chan struct{})}
	if s.realTime {
		opts.Now = time.Now
	}
	s.opts = opts.withDefaults()
	s.prepare()
	listener := s.opts.Listener
	if listener == nil {
		var listen net.ListenConfig
		var err error
		if listener, err = listen.Listen(ctx, "tcp", s.opts.Address); err != nil {
			return nil, fmt.Errorf("sandbox: %w", err)
		}
	}
	s.base = "http://" + listener.Addr().String()
	s.server = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	s.halt = sync.OnceValue(s.shutdown)
	s.running.Go(func() { _ = s.server.Serve(listener) })
	s.forget = context.AfterFunc(ctx, func() { _ = s.halt() })
	return s, nil
}

// prepare makes the world, before anything listens.
func (s *Sandbox) prepare() {
	s.users, s.guilds = map[string]*User{}, map[string]*Guild{}
	s.channels, s.dms = map[string]*Channel{}, map[string]string{}
	s.messages, s.hooks = map[string]*Message{}, map[string]string{}
	s.nonces = map[string]string{}
	s.open, s.commands = map[string]*Interaction{}, newCommandStore()
	s.gateway = gatewayState{sessions: map[string]*session{}, conns: map[*gatewayConn]struct{}{}}
	s.limits = limiter{windows: map[string]*window{}}
	s.key = ed25519.NewKeyFromSeed([]byte("a seed of thirty-two known bytes"))
	s.routes = s.routeTable()
	s.furnish()
}

// URL returns the base address, without a slash at the end. Requests for
// https://discord.com/... go to the same path below it.
func (s *Sandbox) URL() string { return s.base }

// Token returns the bot token, without the word "Bot".
func (s *Sandbox) Token() string { return s.opts.Token }

// PublicKey returns the key which verifies HTTP interactions.
func (s *Sandbox) PublicKey() ed25519.PublicKey {
	return s.key.Public().(ed25519.PublicKey)
}

// Close ends every connection and returns when all goroutines have ended. It
// may be called more than once.
func (s *Sandbox) Close() error {
	s.forget()
	err := s.halt()
	s.running.Wait()
	return err
}

func (s *Sandbox) shutdown() error {
	s.mu.Lock()
	s.closed = true
	for conn := range s.gateway.conns {
		conn.drop()
	}
	s.mu.Unlock()
	close(s.done)
	return s.server.Close()
}

// enter counts one more goroutine for Close to wait for. It reports false where
// the sandbox has closed; otherwise the goroutine must call s.running.Done.
func (s *Sandbox) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.running.Add(1)
	return true
}

// handler sends a request to the gateway, the API or the page.
func (s *Sandbox) handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.enter() {
			return
		}
		defer s.running.Done()
		switch path := strings.TrimSuffix(r.URL.Path, "/"); {
		case path == gatewayPath || path == resumePath:
			s.serveGateway(w, r)
		case strings.HasPrefix(r.URL.Path, "/api/"):
			s.serveAPI(w, r)
		default:
			s.opts.Page.ServeHTTP(w, r)
		}
	})
}

// locked locks the world and returns the function which announces a change and
// unlocks it.
func (s *Sandbox) locked() func() {
	s.mu.Lock()
	return func() {
		s.announce()
		s.mu.Unlock()
	}
}

// announce wakes all who wait; s.mu is held.
func (s *Sandbox) announce() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// await returns when done, called under the lock, reports true. It returns an
// error which wraps ctx's or ErrClosed where that comes first.
func (s *Sandbox) await(ctx context.Context, what string, done func() bool) error {
	for {
		s.mu.Lock()
		ok, changed := done(), s.changed
		s.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("sandbox: wait for %s: %w", what, context.Cause(ctx))
		case <-s.done:
			return fmt.Errorf("sandbox: wait for %s: %w", what, ErrClosed)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// read locks the world for a look at it and returns the function which unlocks.
func (s *Sandbox) read() func() {
	s.mu.Lock()
	return s.mu.Unlock
}
