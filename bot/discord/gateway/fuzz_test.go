package gateway

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// FuzzReceive: whatever payloads Discord sends, one a line, after Hello nothing panics,
// what is handed over is JSON, and the sequence number never falls within a session.
func FuzzReceive(f *testing.F) {
	for _, payload := range []string{
		`{"op":0,"s":1,"t":"READY","d":{"session_id":"a","resume_gateway_url":"wss://x","user":{"id":"1"}}}`,
		`{"op":0,"s":1,"t":"READY","d":{"session_id":7,"user":[]}}`,
		`{"op":0,"s":2,"t":"MESSAGE_CREATE","d":{"id":"1"}}` + "\n" + `{"op":0,"s":"x","t":"MESSAGE_CREATE"}`,
		`{"op":0,"s":-1,"t":null,"d":null}`, `{"op":0,"t":"RESUMED"}`, `{"op":1}`, `{"op":7,"d":null}`, `{"op":9,"d":true}`, `{"op":9,"d":{}}`,
		`{"op":10,"d":{"heartbeat_interval":1}}`, `{"op":11}`, `{"op":99}`, `{"op":"x"}`, `null`, `[]`, `{`, `"`,
	} {
		f.Add([]byte(payload))
	}
	ws := quiet(f)
	f.Fuzz(func(t *testing.T, lines []byte) {
		g := &gateway{
			o:      Options{Log: slog.New(slog.DiscardHandler)}.complete(),
			log:    slog.New(slog.DiscardHandler),
			starts: &starts{},
		}
		g.o.Event = func(e Event) {
			if !json.Valid(e.Data) {
				t.Errorf("handed over %q, which is no JSON", e.Data)
			}
		}
		c := &conn{gateway: g, ws: ws, state: hello}
		if end := c.receive([]byte(`{"op":10,"d":{"heartbeat_interval":40000}}`)); end != nil {
			t.Fatal(end)
		}
		for line := range bytes.Lines(lines) {
			before := g.session
			if end := c.receive(line); end != nil {
				return
			}
			if g.session.id == before.id && g.session.seq < before.seq && !bytes.Contains(line, []byte("READY")) {
				t.Errorf("%s: sequence number %d after %d", line, g.session.seq, before.seq)
			}
		}
	})
}

// quiet connects to a server that reads and says nothing.
func quiet(f *testing.F) *websocket.Conn {
	f.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, ws.NetConn())
	}))
	ws, response, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(server.URL, "http"), nil)
	if err != nil {
		f.Fatal(err)
	}
	_ = response.Body.Close()
	f.Cleanup(func() {
		_ = ws.Close()
		server.Close()
	})
	return ws
}
