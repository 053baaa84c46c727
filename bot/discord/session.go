package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	openPatience  = 90 * time.Second // Dial, Hello and READY have shorter ones of their own
	closePatience = 5 * time.Second  // discordgo's Close sleeps for a second
)

// session is one Discord session and the one discordgo.Session that serves it: it
// identifies once and resumes over as many connections as that takes. Whatever
// makes it identify again ends it, so that every Identify is paced by [gateway].
type session struct {
	dg       *discordgo.Session
	progress *progress
	log      *slog.Logger
	down     chan struct{} // discordgo let go of its connection

	mu      sync.Mutex
	address string // where discordgo shall connect
	told    string // what it was told last
	conn    *guard // the last connection; nil before the first
}

// newSession makes a session which calls event for every event, and can dial until
// ctx ends.
func newSession(ctx context.Context, o Options, p *progress, event func(*discordgo.Event)) (*session, error) {
	dg, err := discordgo.New("Bot " + o.Token)
	if err != nil {
		return nil, fmt.Errorf("making a session: %w", err)
	}
	s := &session{dg: dg, progress: p, log: o.Log, down: make(chan struct{}, 1)}
	dg.LogLevel = discordgo.LogError
	dg.SyncEvents = true
	dg.StateEnabled = false
	dg.Compress = false
	dg.ShouldReconnectOnError = false
	dg.ShouldReconnectVoiceOnSessionError = false
	dg.ShouldRetryOnRateLimit = false
	dg.Identify.Compress = false
	dg.Identify.Intents = intents
	dg.Identify.Properties.Browser = "summitbot"
	dg.Client = &http.Client{Transport: addressBook{s}}
	dg.Dialer = s.dialer(ctx, o)
	dg.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { event(e) })
	dg.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { s.letGo() })
	return s, nil
}

// run serves the session until it is lost, and returns why; nil when ctx ended.
func (s *session) run(ctx context.Context, address string) *ending {
	const steady = 30 * time.Second
	for failures := 0; ; {
		began := time.Now()
		end := s.connection(ctx, s.target(address, failures))
		if ctx.Err() != nil {
			return nil
		}
		if end.next != resume || !s.progress.resumable() {
			return &ending{max(end.next, identify), end.reason, end.cause}
		}
		if failures++; time.Since(began) > steady {
			failures = 0
		}
		wait := backoff(failures, time.Second, time.Minute)
		s.log.Warn("gateway connection lost", "reason", end, "failures", failures, "wait", wait)
		if sleep(ctx, wait) != nil {
			return nil
		}
	}
}

// target is where to connect: at the address for resuming, and at the general one
// where there is none or it failed twice.
func (s *session) target(address string, failures int) string {
	if again := s.progress.resumeAt(); again != "" && failures <= 2 {
		return again
	}
	return address
}

// connection opens one connection and stays until it ends.
func (s *session) connection(ctx context.Context, address string) *ending {
	defer s.progress.serves(false)
	s.mu.Lock()
	s.address = address
	s.mu.Unlock()
	if err := s.open(ctx); err != nil {
		s.drop()
		return err
	}
	return s.stay(ctx)
}

// open lets discordgo open the connection and gives it up where that hangs.
func (s *session) open(ctx context.Context) *ending {
	select { // what an earlier connection left
	case <-s.down:
	default:
	}
	opened := make(chan *ending, 1)
	go func() { opened <- s.dial() }()
	select {
	case end := <-opened:
		return end
	case <-ctx.Done():
	case <-time.After(openPatience):
	}
	s.drop()
	select {
	case end := <-opened:
		return end
	case <-time.After(closePatience):
		return &ending{identify, "discordgo hung while connecting", nil}
	}
}

// dial opens the connection, and once more where discordgo had to be told an address.
func (s *session) dial() (end *ending) {
	defer func() {
		if p := recover(); p != nil {
			end = &ending{identify, "discordgo panicked while connecting", fmt.Errorf("%v", p)}
		}
	}()
	err := s.dg.Open()
	if errors.Is(err, errAddress) {
		err = s.dg.Open()
	}
	switch e, ok := errors.AsType[*ending](err); {
	case err == nil:
		return nil
	case ok:
		return e
	case errors.Is(err, discordgo.ErrWSAlreadyOpen):
		return &ending{identify, "discordgo kept its last connection", nil}
	default:
		return &ending{resume, "connecting failed", err}
	}
}

// stay returns when the connection has ended and discordgo let go of it.
func (s *session) stay(ctx context.Context) *ending {
	conn := s.current()
	select {
	case <-ctx.Done():
		s.leave(conn)
		return nil
	case <-conn.done:
	}
	select {
	case <-s.down:
		return conn.end
	case <-time.After(closePatience):
		return &ending{identify, "discordgo hung while closing", conn.end}
	}
}

// leave says goodbye with a normal close, which ends the session at Discord.
func (s *session) leave(conn *guard) {
	left := make(chan struct{})
	go func() {
		defer close(left)
		defer func() {
			if p := recover(); p != nil {
				s.log.Warn("discordgo panicked while closing", "panic", p)
			}
		}()
		_ = s.dg.Close() // it never says anything but nil
	}()
	select {
	case <-left:
	case <-time.After(closePatience):
		s.log.Warn("discordgo hung while closing")
	}
	_ = conn.Close()
}

func (s *session) letGo() {
	select {
	case s.down <- struct{}{}:
	default:
	}
}

func (s *session) current() *guard {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conn
}

// drop closes the connection, if there is any, without a word.
func (s *session) drop() {
	if conn := s.current(); conn != nil {
		_ = conn.Close()
	}
}
