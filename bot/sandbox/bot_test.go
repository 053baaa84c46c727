package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"summitbot/bot/sandbox"
)

// patience bounds every wait of a test; none takes as long unless it fails.
const patience = 20 * time.Second

type object = map[string]any

// bot is a bot made of nothing but an HTTP client and a websocket.
type bot struct {
	t    *testing.T
	s    *sandbox.Sandbox
	ctx  context.Context
	head http.Header
	ws   *websocket.Conn
	seq  float64
	id   string // of the session
}

func start(t *testing.T, opts sandbox.Options) *bot {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	s, err := sandbox.Start(ctx, opts)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = s.Close()
	})
	head := http.Header{}
	head.Set("User-Agent", "DiscordBot (https://example.org, 1.0)")
	head.Set("Authorization", "Bot "+s.Token())
	return &bot{t: t, s: s, ctx: ctx, head: head}
}

// online starts a sandbox with a bot which has identified.
func online(t *testing.T, opts sandbox.Options, intents sandbox.Intents) *bot {
	t.Helper()
	b := start(t, opts)
	b.dial("")
	b.expectOp(10)
	b.identify(intents)
	b.expect("READY")
	return b
}

type answer struct {
	status int
	code   int
	header http.Header
	raw    string
	body   object
}

// call makes a request; a body which is a string is sent as it is.
func (b *bot) call(method, path string, body any) answer {
	b.t.Helper()
	got, err := b.try(method, path, body)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	return got
}

func (b *bot) try(method, path string, body any) (answer, error) {
	var reader io.Reader
	head := b.head.Clone()
	switch v := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(v)
		head.Set("Content-Type", "application/json")
	default:
		raw, err := json.Marshal(v)
		if err != nil {
			return answer{}, err
		}
		reader = bytes.NewReader(raw)
		head.Set("Content-Type", "application/json")
	}
	return b.send(method, path, head, reader)
}

func (b *bot) send(method, path string, head http.Header, reader io.Reader) (answer, error) {
	r, err := http.NewRequestWithContext(b.ctx, method, b.s.URL()+"/api/v10"+path, reader)
	if err != nil {
		return answer{}, err
	}
	r.Header = head
	response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = response.Body.Close() }()
	raw, err := io.ReadAll(response.Body)
	got := answer{status: response.StatusCode, header: response.Header, raw: string(raw)}
	_ = json.Unmarshal(raw, &got.body)
	if code, ok := got.body["code"].(float64); ok {
		got.code = int(code)
	}
	return got, err
}

// want makes a request whose status must be this.
func (b *bot) want(status int, method, path string, body any) answer {
	b.t.Helper()
	got := b.call(method, path, body)
	if got.status != status {
		b.t.Fatalf("%s %s: got status %d and %s, want status %d", method, path, got.status, got.raw, status)
	}
	return got
}

// dial opens a websocket at url, or where GET /gateway says.
func (b *bot) dial(url string) {
	b.t.Helper()
	if url == "" {
		url, _ = b.want(200, "GET", "/gateway", nil).body["url"].(string)
	}
	ws, _, err := websocket.DefaultDialer.DialContext(b.ctx, url+"?v=10&encoding=json", nil)
	if err != nil {
		b.t.Fatalf("dial %s: %v", url, err)
	}
	b.t.Cleanup(func() { _ = ws.Close() })
	_ = ws.SetReadDeadline(time.Now().Add(patience))
	b.ws = ws
}

func (b *bot) emit(op int, d any) {
	b.t.Helper()
	if err := b.ws.WriteJSON(object{"op": op, "d": d}); err != nil {
		b.t.Fatalf("send op %d: %v", op, err)
	}
}

func (b *bot) identify(intents sandbox.Intents) {
	b.t.Helper()
	b.emit(2, b.identity(intents))
}

func (b *bot) identity(intents sandbox.Intents) object {
	return object{
		"token": b.s.Token(), "intents": int(intents),
		"properties": object{"os": "linux", "browser": "test", "device": "test"},
	}
}

// next returns the next payload.
func (b *bot) next() object {
	b.t.Helper()
	var p object
	if err := b.ws.ReadJSON(&p); err != nil {
		b.t.Fatalf("read from the gateway: %v", err)
	}
	if seq, ok := p["s"].(float64); ok {
		b.seq = seq
	}
	if d, ok := p["d"].(object); ok && p["t"] == "READY" {
		b.id, _ = d["session_id"].(string)
	}
	return p
}

func (b *bot) expectOp(op int) object {
	b.t.Helper()
	p := b.next()
	if p["op"] != float64(op) {
		b.t.Fatalf("got %v, want op %d", p, op)
	}
	return p
}

// expect returns the data of the next event, which must have this name.
func (b *bot) expect(event string) object {
	b.t.Helper()
	p := b.next()
	if p["t"] != event {
		b.t.Fatalf("got event %v (op %v), want %s", p["t"], p["op"], event)
	}
	d, _ := p["d"].(object)
	return d
}

// expectClose reads until the connection ends and checks the code.
func (b *bot) expectClose(code int) {
	b.t.Helper()
	for {
		_, _, err := b.ws.ReadMessage()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != code {
			b.t.Fatalf("the connection ended with %v, want close code %d", err, code)
		}
		return
	}
}

// must returns the value of a call which may not fail.
func must[T any](t *testing.T, what string) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		return v
	}
}

// dig follows keys of nested objects and indexes of arrays; it returns nil where
// there is nothing.
func dig(v any, path ...any) any {
	for _, step := range path {
		switch key := step.(type) {
		case string:
			fields, _ := v.(object)
			v = fields[key]
		case int:
			list, _ := v.([]any)
			if key >= len(list) {
				return nil
			}
			v = list[key]
		}
	}
	return v
}
