package discord

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/gorilla/websocket"
)

const handshakePatience = 15 * time.Second

// errAddress makes discordgo ask for the gateway's address again. It asks only
// after a dial failed, and would else never resume where Discord told it to.
var errAddress = errors.New("the gateway's address changed")

// dialer makes connections which are guarded, and none after ctx ended.
func (s *session) dialer(ctx context.Context, o Options) *websocket.Dialer {
	connect := func(secure bool) func(context.Context, string, string) (net.Conn, error) {
		return func(dial context.Context, network, addr string) (net.Conn, error) {
			return s.guarded(ctx, dial, o, network, addr, secure)
		}
	}
	return &websocket.Dialer{
		HandshakeTimeout:  handshakePatience,
		NetDialContext:    connect(false),
		NetDialTLSContext: connect(true),
	}
}

// guarded dials until either context ends: the bot's or the handshake's.
func (s *session) guarded(ctx, dial context.Context, o Options, network, addr string, secure bool) (net.Conn, error) {
	if s.stale() {
		return nil, errAddress
	}
	dial, cancel := context.WithCancel(dial)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("the bot is stopping: %w", ctx.Err())
	}
	conn, err := o.Dial(dial, network, addr)
	if err != nil {
		return nil, err
	}
	if secure {
		if conn, err = secured(dial, conn, addr, o.roots); err != nil {
			return nil, err
		}
	}
	return s.adopt(ctx, newGuard(conn, o.HelloTimeout, s.progress, o.Log))
}

// secured lays TLS over conn, and closes it where that fails.
func secured(ctx context.Context, conn net.Conn, addr string, roots *x509.CertPool) (net.Conn, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	t := tls.Client(conn, &tls.Config{ServerName: host, RootCAs: roots, MinVersion: tls.VersionTLS12})
	if err := t.HandshakeContext(ctx); err != nil {
		_ = conn.Close() // the handshake's error is the one to tell
		return nil, fmt.Errorf("securing the connection: %w", err)
	}
	return t, nil
}

// adopt makes g the current connection, which ends with ctx while it is not open yet.
func (s *session) adopt(ctx context.Context, g *guard) (net.Conn, error) {
	s.mu.Lock()
	s.conn = g
	s.mu.Unlock()
	if ctx.Err() != nil {
		_ = g.Close()
		return nil, ctx.Err()
	}
	return g, nil
}

// stale reports whether discordgo was told another address than it shall connect to.
func (s *session) stale() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told != s.address
}

// tell returns the address to connect to and remembers that it was told.
func (s *session) tell() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told = s.address
	return s.told
}

// addressBook answers the one REST request that discordgo makes here, GET /gateway,
// without asking Discord: [gateway] knows the address already.
type addressBook struct{ s *session }

// RoundTrip implements [http.RoundTripper].
func (a addressBook) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := json.Marshal(map[string]string{"url": versioned(a.s.tell())})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1,
		ProtoMinor: 1,
		Header:     http.Header{"Content-Type": {"application/json"}},
		Body:       io.NopCloser(bytes.NewReader(body)),
		Request:    req,
	}, nil
}

// versioned asks for version 10 of the gateway. discordgo appends "?v=9" to the
// address, which the fragment at its end swallows.
func versioned(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = "v=10&encoding=json"
	return u.String() + "#/"
}
