package gateway_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot/discord/gateway"
	"summitbot/bot/sandbox"
)

// interval is the sandbox's, from heartbeat to heartbeat.
const interval = 40 * time.Second

// stage is a sandbox with a bot's gateway connection in it, in a synctest bubble: time
// passes when all of them wait.
type stage struct {
	*sandbox.Sandbox
	t       *testing.T
	network *sandbox.Memory
	options gateway.Options
	logs    *safeBuffer
	events  []gateway.Event
	told    []bool // whether events come
	stop    context.CancelFunc
	ended   chan struct{}
	result  error // of Run, when ended
}

// play runs a play on a stage. before may prepare the sandbox and the options.
func play(t *testing.T, before func(*stage), then func(*stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, network: sandbox.NewMemory(), logs: new(safeBuffer)}
		var err error
		s.Sandbox, err = sandbox.Start(t.Context(), sandbox.Options{Listener: s.network, HeartbeatInterval: interval})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		s.options = gateway.Options{
			Token: s.Token(), Intents: 4609, Find: s.find, Dial: s.network.Dial,
			Event:     func(e gateway.Event) { s.events = append(s.events, e) },
			Connected: func(up bool) { s.told = append(s.told, up) },
			Jitter:    func() float64 { return 0.5 },
			Log:       slog.New(slog.NewTextHandler(s.logs, nil)),
		}
		if before != nil {
			before(s)
		}
		s.run()
		then(s)
		_ = s.halt()
		if t.Failed() {
			t.Log(s.logs)
		}
	})
}

// run starts the connection, and returns when nothing happens any more for now.
func (s *stage) run() {
	ctx, cancel := context.WithCancel(s.t.Context())
	s.stop, s.ended = cancel, make(chan struct{})
	go func() {
		defer close(s.ended)
		s.result = gateway.Run(ctx, s.options)
	}()
	synctest.Wait()
}

// halt ends the connection and returns what Run returned.
func (s *stage) halt() error {
	s.stop()
	<-s.ended
	return s.result
}

// find is GET /gateway/bot.
func (s *stage) find(ctx context.Context) (info gateway.Info, err error) {
	transport := &http.Transport{DialContext: s.network.Dial, DisableKeepAlives: true}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+"/api/v10/gateway/bot", nil)
	if err != nil {
		return info, err
	}
	request.Header.Set("Authorization", "Bot "+s.Token())
	request.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	response, err := transport.RoundTrip(request)
	if err != nil {
		return info, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return info, errors.New(response.Status)
	}
	return info, json.NewDecoder(response.Body).Decode(&info)
}

// found is how often the gateway was asked for.
func (s *stage) found() int {
	n := 0
	for _, r := range s.Requests() {
		if r.Route == "/gateway/bot" {
			n++
		}
	}
	return n
}

// pass lets time pass, and then everybody finish what they do.
func (s *stage) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// within fails the test unless it comes to be in that time.
func (s *stage) within(d time.Duration, what string, done func(sandbox.Sessions) bool) {
	s.t.Helper()
	const step = 100 * time.Millisecond
	for left := d; !done(s.Sessions()); left -= step {
		if left <= 0 {
			s.t.Fatalf("after %v: %s: %+v\n%s", d, what, s.Sessions(), s.logs)
		}
		s.pass(step)
	}
}

// say sends an event and returns its name, which is its own.
func (s *stage) say(n int) string {
	name := fmt.Sprintf("TEST_%d", n)
	s.Dispatch(name, map[string]int{"n": n})
	synctest.Wait()
	return name
}

// heard counts an event's arrivals.
func (s *stage) heard(name string) int {
	n := 0
	for _, e := range s.events {
		if e.Name == name {
			n++
		}
	}
	return n
}

// logged reports whether the log has the text.
func (s *stage) logged(text string) bool { return strings.Contains(s.logs.String(), text) }

// safeBuffer is a text for many writers.
type safeBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
