package discord

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"summitbot/bot/sandbox"
)

const (
	fakeToken = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.abcdefghijklmnopqrstuvwxyz0123456789AB"
	selfID    = "1000"
	appID     = "2000"
	userID    = "3000"
	ownerID   = "3001"
	guildID   = "4000"
	channelID = "5000"
)

// fake is Discord in memory: its REST API and its gateway, over net.Pipe, so that
// all of it runs in a synctest bubble. A test replaces what it wants to be odd.
type fake struct {
	t        *testing.T
	listener *sandbox.Memory
	logs     *logs

	mu       sync.Mutex
	asked    []asked
	handlers map[string]http.HandlerFunc // by "METHOD /path prefix below /api/v10"
	conns    []*peer
	seq      int64
	history  []string // the frames of the session's events

	// onGateway serves the nth connection, from 1; nil or false: as Discord does.
	onGateway func(n int, c *peer) bool
	remaining int    // Identifies allowed
	address   string // of the gateway, without a path
}

// asked is one REST request.
type asked struct {
	route string // "POST /channels/5000/messages"
	body  string
	at    time.Time
	head  http.Header
}

func newFake(t *testing.T) *fake {
	f := fakeAt(t, "ws://discord.test")
	f.serveOn(f.listener)
	return f
}

// fakeAt makes a fake which calls itself by address and does not serve yet.
func fakeAt(t *testing.T, address string) *fake {
	return &fake{
		t:         t,
		listener:  sandbox.NewMemory(),
		logs:      new(logs),
		handlers:  make(map[string]http.HandlerFunc),
		remaining: 1000,
		address:   address,
	}
}

// serveOn serves until the test's end.
func (f *fake) serveOn(l net.Listener) {
	server := &http.Server{Handler: f, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	go func() { _ = server.Serve(l) }()
	f.t.Cleanup(func() {
		_ = server.Close()
		f.mu.Lock()
		conns := f.conns
		f.mu.Unlock()
		for _, c := range conns {
			c.cut()
		}
	})
}

// running is a bot under test.
type running struct {
	cancel context.CancelFunc
	done   chan error    // what Run returned
	over   chan struct{} // closed when it did
}

// stop ends the bot and returns what Run returned.
func (r *running) stop() error {
	r.cancel()
	return <-r.done
}

// options are a bot's that talks to the fake.
func (f *fake) options() Options {
	return Options{
		Token:  fakeToken,
		APIURL: "http://discord.test",
		Log:    slog.New(slog.NewTextHandler(f.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Dial:   f.listener.Dial,
	}
}

func (f *fake) start(o Options) *running {
	ctx, cancel := context.WithCancel(f.t.Context())
	r := &running{cancel, make(chan error, 1), make(chan struct{})}
	go func() {
		defer close(r.over)
		r.done <- Run(ctx, o)
	}()
	f.t.Cleanup(func() {
		cancel()
		<-r.over
	})
	return r
}

// handle replaces how a route is answered.
func (f *fake) handle(route string, h http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.handlers[route] = h
}

// refuse answers with a status and Discord's error code.
func refuse(status, code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		answer(w, status, map[string]any{"code": code, "message": "refused"})
	}
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-RateLimit-Bucket", "fake")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/ws" || r.URL.Path == "/resume" {
		f.gateway(w, r)
		return
	}
	route := r.Method + " " + strings.TrimPrefix(r.URL.Path, "/api/v10")
	body, _ := io.ReadAll(r.Body)
	f.mu.Lock()
	f.asked = append(f.asked, asked{route, string(body), time.Now(), r.Header})
	h := f.handlers[route]
	f.mu.Unlock()
	if h == nil {
		h = f.standard(route)
	}
	h(w, r)
}

func (f *fake) standard(route string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		switch {
		case route == "GET /gateway/bot":
			f.mu.Lock()
			defer f.mu.Unlock()
			answer(w, 200, map[string]any{"url": f.address + "/ws", "shards": 1, "session_start_limit": map[string]int{
				"total": 1000, "remaining": f.remaining, "reset_after": 3_600_000, "max_concurrency": 1,
			}})
		case route == "GET /oauth2/applications/@me":
			answer(w, 200, map[string]any{"id": appID, "owner": map[string]string{"id": ownerID}})
		case strings.HasPrefix(route, "GET /applications/"):
			answer(w, 200, []any{})
		default:
			answer(w, 200, map[string]any{})
		}
	}
}

// requests returns the requests whose route starts with prefix, in their order.
func (f *fake) requests(prefix string) (found []asked) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, a := range f.asked {
		if strings.HasPrefix(a.route, prefix) {
			found = append(found, a)
		}
	}
	return found
}

// one returns the only request with the prefix, and fails the test for another number.
func (f *fake) one(prefix string) map[string]any {
	f.t.Helper()
	found := f.requests(prefix)
	if len(found) != 1 {
		f.t.Fatalf("%d requests %q, want 1: %v", len(found), prefix, found)
	}
	var body map[string]any
	if found[0].body != "" {
		if err := json.Unmarshal([]byte(found[0].body), &body); err != nil {
			f.t.Fatalf("body of %q: %v", prefix, err)
		}
	}
	return body
}

// peer is one connection to the fake's gateway, from Discord's side.
type peer struct {
	conn  *websocket.Conn
	path  string
	query string
	mu    sync.Mutex
	heard []string // what the client sent
}

func (f *fake) gateway(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	conn.SetCloseHandler(func(int, string) error { return nil })
	c := &peer{conn: conn, path: r.URL.Path, query: r.URL.RawQuery}
	f.mu.Lock()
	f.conns = append(f.conns, c)
	n, custom := len(f.conns), f.onGateway
	f.mu.Unlock()
	if custom != nil && custom(n, c) {
		return
	}
	c.say(`{"op":10,"d":{"heartbeat_interval":40000}}`)
	f.serve(c, true)
}

// serve answers a client as Discord does until it goes away; heartbeats only where
// acknowledging is wanted.
func (f *fake) serve(c *peer, acknowledge bool) {
	for {
		text, err := c.hear()
		if err != nil {
			return
		}
		switch {
		case strings.HasPrefix(text, `{"op":1,`) && acknowledge:
			c.say(`{"op":11}`)
		case strings.HasPrefix(text, `{"op":2,`):
			f.welcome(c)
		case strings.HasPrefix(text, `{"op":6,`):
			f.replay(c, text)
		}
	}
}

func (f *fake) welcome(c *peer) {
	f.mu.Lock()
	f.remaining--
	f.seq, f.history = 1, []string{""}
	f.mu.Unlock()
	c.say(`{"op":0,"s":1,"t":"READY","d":{"v":10,"session_id":"abc","resume_gateway_url":"` + f.address + `/resume","user":{"id":"` + selfID + `"},"application":{"id":"` + appID + `"}}}`)
}

func (f *fake) replay(c *peer, resume string) {
	var m struct {
		D struct{ Seq int64 }
	}
	_ = json.Unmarshal([]byte(resume), &m)
	f.mu.Lock()
	missed := f.history[min(int(m.D.Seq), len(f.history)):]
	f.mu.Unlock()
	for _, frame := range missed {
		c.say(frame)
	}
	c.say(`{"op":0,"s":` + jsonText(f.next("")) + `,"t":"RESUMED","d":{}}`)
}

func (f *fake) next(frame string) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seq++
	f.history = append(f.history, frame)
	return f.seq
}

// emit sends an event over the last connection and keeps it for a resume.
func (f *fake) emit(event string, data any) {
	f.mu.Lock()
	f.seq++
	frame := `{"op":0,"s":` + jsonText(f.seq) + `,"t":"` + event + `","d":` + jsonText(data) + `}`
	f.history = append(f.history, frame)
	c := f.conns[len(f.conns)-1]
	f.mu.Unlock()
	c.say(frame)
}

func (f *fake) connections() []*peer {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]*peer(nil), f.conns...)
}

func (c *peer) say(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.conn.WriteMessage(websocket.TextMessage, []byte(text))
}

// hear returns the next message.
func (c *peer) hear() (string, error) {
	_, text, err := c.conn.ReadMessage()
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil {
		c.heard = append(c.heard, string(text))
	} else if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
		c.heard = append(c.heard, "close "+jsonText(closed.Code))
	}
	return string(text), err
}

func (c *peer) words() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.heard, "\n")
}

// close sends a close frame; cut drops the TCP connection.
func (c *peer) close(code int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, "said the fake"))
}

func (c *peer) cut() { _ = c.conn.NetConn().Close() }

// logs collects log lines.
type logs struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func jsonText(v any) string {
	if raw, ok := v.(json.RawMessage); ok {
		return string(raw)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

type fields = map[string]any

// with returns base with some fields replaced.
func with(base fields, changes fields) fields {
	out := maps.Clone(base)
	maps.Copy(out, changes)
	return out
}

// aCommand is an interaction that calls a command in a server.
func aCommand(name string, options ...fields) fields {
	return fields{
		"id": "7000", "application_id": appID, "type": 2, "token": "interaction-secret",
		"guild_id": guildID, "channel_id": channelID, "locale": "de", "version": 1,
		"member": fields{"user": fields{"id": userID}, "roles": []string{"81", "82"}},
		"data":   fields{"id": "9000", "name": name, "type": 1, "options": options},
	}
}

// aMessage is a message in a server.
func aMessage(text string) fields {
	return fields{
		"id": "6000", "type": 0, "channel_id": channelID, "guild_id": guildID, "content": text,
		"author": fields{"id": userID, "username": "ann"}, "member": fields{"roles": []string{"81"}},
	}
}
