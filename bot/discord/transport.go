package discord

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

const (
	homepage     = "https://github.com/summitbot/summitbot"
	maxBody      = 8 << 20 // bytes of a response that are read at most
	ratePerSec   = 40      // with the burst at most 50 in any second
	rateBurst    = 10
	globalHeader = "X-RateLimit-Global"
	scopeHeader  = "X-RateLimit-Scope"
	pathGateway  = "/gateway/bot"
)

// transport is the one way to Discord's REST API. It rewrites the address and names the
// bot. What it admits keeps below 50 requests a second, waits while Discord limits the whole
// bot, and is nothing after too many invalid requests; interaction endpoints are exempt from
// all of it, and their refusals don't count. It is safe for concurrent use.
type transport struct {
	next  http.RoundTripper
	base  *url.URL // nil for Discord itself
	agent string
	log   *slog.Logger

	limiter *rate.Limiter
	global  *pause
	breaker breaker
}

func newTransport(next http.RoundTripper, base *url.URL, version string, log *slog.Logger) *transport {
	return &transport{
		next:    next,
		base:    base,
		agent:   fmt.Sprintf("DiscordBot (%s, %s)", homepage, version),
		log:     log,
		global:  newPause(),
		limiter: rate.NewLimiter(ratePerSec, rateBurst),
	}
}

// ways are two networks, so that what hangs on the way to a channel holds up no first
// response: they share no connection.
type ways struct{ interactions, others http.RoundTripper }

// RoundTrip implements [http.RoundTripper].
func (w ways) RoundTrip(req *http.Request) (*http.Response, error) {
	if exempt(req.URL.Path) {
		return w.interactions.RoundTrip(req)
	}
	return w.others.RoundTrip(req)
}

// RoundTrip implements [http.RoundTripper]. Its errors hold no address.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(t.rewrite(req))
	if err != nil {
		return nil, fmt.Errorf("asking discord: %w", bare(err))
	}
	t.observe(resp, exempt(req.URL.Path))
	resp.Body = &limitedBody{io.LimitReader(resp.Body, maxBody), resp.Body}
	return resp, nil
}

// admit waits until a request for the path may be sent, in the order they come. Those about interactions always may,
// and what keeps the bot online waits for no answer's turn.
func (t *transport) admit(ctx context.Context, path string) error {
	if exempt(path) {
		return nil
	}
	if t.breaker.open() {
		return errBreaker
	}
	if path == pathGateway {
		return t.global.sleep(ctx)
	}
	paused := t.global.left() > 0
	if err := t.global.wait(ctx); err != nil {
		return err
	}
	defer t.global.leave()
	if paused { // nobody uses what was saved up meanwhile: all are spread out
		t.limiter.AllowN(time.Now(), int(t.limiter.Tokens()))
	}
	if err := t.limiter.Wait(ctx); err != nil {
		return fmt.Errorf("%w: %w", errLimited, err)
	}
	return nil
}

// exempt reports whether Discord's global limit leaves the path out.
func exempt(path string) bool {
	return strings.Contains(path, "/interactions/") || strings.Contains(path, "/webhooks/")
}

func (t *transport) rewrite(req *http.Request) *http.Request {
	out := req.Clone(req.Context())
	out.Header.Set("User-Agent", t.agent)
	if t.base != nil {
		out.URL.Scheme, out.URL.Host, out.Host = t.base.Scheme, t.base.Host, t.base.Host
		before := strings.TrimSuffix(t.base.Path, "/")
		out.URL.Path, out.URL.RawPath = before+req.URL.Path, before+req.URL.EscapedPath()
	}
	return out
}

// observe learns from a response's status and headers. Refusals of a free one don't count.
func (t *transport) observe(resp *http.Response, free bool) {
	shared := resp.Header.Get(scopeHeader) == "shared"
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		t.limited(resp)
	case http.StatusUnauthorized, http.StatusForbidden:
		shared = false
	default:
		return
	}
	if !shared && !free && t.breaker.count() {
		t.log.Error("requests stopped", "reason", errBreaker.Error(), "limit", breakerLimit)
	}
}

// limited starts the shared pause where a 429 is meant for the whole bot. One
// without any bucket comes from Discord's outer wall and is meant for it too.
func (t *transport) limited(resp *http.Response) {
	h := resp.Header
	wall := h.Get("X-RateLimit-Bucket") == "" && h.Get(scopeHeader) == ""
	if h.Get(globalHeader) == "" && h.Get(scopeHeader) != "global" && !wall {
		return
	}
	wait := retryAfter(h)
	t.global.extend(wait)
	t.log.Warn("globally rate limited", "wait", wait)
}

// retryAfter reads Retry-After in seconds; without one it is a second.
func retryAfter(h http.Header) time.Duration {
	return seconds(h.Get("Retry-After"), time.Second)
}

// seconds parses a decimal number of seconds, at most an hour.
func seconds(s string, otherwise time.Duration) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f >= 0) {
		return otherwise
	}
	return time.Duration(min(f, 3600) * float64(time.Second))
}

// limitedBody reads a part of a body and closes all of it.
type limitedBody struct {
	io.Reader
	io.Closer
}
