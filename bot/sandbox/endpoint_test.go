package sandbox_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"summitbot/bot/sandbox"
)

// endpoint answers a PING and everything else with a message.
func endpoint(key ed25519.PublicKey, verify bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		signature, _ := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		signed := append([]byte(r.Header.Get("X-Signature-Timestamp")), body...)
		if verify && !ed25519.Verify(key, signed, signature) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if dig(parse(body), "type") == 1.0 {
			_, _ = io.WriteString(w, `{"type":1}`)
			return
		}
		_, _ = io.WriteString(w, `{"type":4,"data":{"content":"over HTTP"}}`)
	})
}

func TestInteractionsEndpoint(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.register("", object{"name": "ask", "description": "d"})
	careless := httptest.NewServer(endpoint(b.s.PublicKey(), false))
	defer careless.Close()
	if err := b.s.UseEndpoint(b.ctx, careless.URL); err == nil {
		t.Error("an endpoint which accepts bad signatures was accepted")
	}
	server := httptest.NewServer(endpoint(b.s.PublicKey(), true))
	defer server.Close()
	if err := b.s.UseEndpoint(b.ctx, server.URL); err != nil {
		t.Fatal(err)
	}
	i := must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(b.ctx, sandbox.Invocation{Command: "ask"}))
	got := must[sandbox.Response](t, "response")(i.Response(b.ctx))
	if got.Message == nil || got.Message.Content != "over HTTP" {
		t.Errorf("response: got %+v", got)
	}
}
