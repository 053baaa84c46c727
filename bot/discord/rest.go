package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"summitbot/bot/discord/backoff"
)

const apiRoot = "https://discord.com/api/v10"

// client asks Discord's REST API. Every call carries its own deadline, and is repeated for
// as long as that allows. It is safe for concurrent use.
type client struct {
	way     *transport
	http    *http.Client // on that way
	token   string
	secrets redactor
	routes  routes
	wary    *wary
}

func newClient(t *transport, token string) *client {
	refuse := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client{
		way:     t,
		http:    &http.Client{Transport: t, CheckRedirect: refuse},
		token:   token,
		wary:    newWary(),
		secrets: redactor{token},
	}
}

// call is one request. All of them may be repeated: a second callback is refused
// as answered already, so is a second thread, and a second message is known by its nonce.
type call struct {
	method string
	path   string // below the API's root
	body   any    // nil for none
	files  []file // go with the body
	into   any    // nil where the answer does not matter
	auth   bool   // whether it carries the bot's token
	spot   spot   // where something is said; zero for what is no matter of a channel's
}

func (q call) route() string { return q.method + " " + q.path }

// do makes the call, and again where that may help and ctx leaves the time. Its errors are
// [apiError] where Discord answered, and hold no secret.
func (c *client) do(ctx context.Context, q call) error {
	const most = 20 // calls
	for n := 1; ; n++ {
		err := c.once(ctx, q)
		if n > 1 && code(err) == codeAlreadyAnswered {
			return nil // by a call that seemed to fail
		}
		wait, again := q.retry(err, n)
		if !again || n == most || !fits(ctx, wait) || backoff.Sleep(ctx, wait) != nil {
			return err
		}
	}
}

// retry says whether a call that ended in err, the nth of its kind, may be made again, and
// after how long: somebody waits for the first response to an interaction, and it is quick.
func (q call) retry(err error, n int) (wait time.Duration, again bool) {
	pause := backoff.Delay(n, 200*time.Millisecond, 2*time.Second)
	if exempt(q.path) {
		pause = backoff.Delay(n, 100*time.Millisecond, 200*time.Millisecond)
	}
	api, ok := errors.AsType[*apiError](err)
	switch {
	case err == nil, errors.Is(err, errShut), errors.Is(err, errSpent), errors.Is(err, errLimited), errors.Is(err, errBreaker):
		return 0, false
	case !ok:
		return pause, true
	case api.Status == http.StatusTooManyRequests:
		return api.retryAfter + pause, true
	default:
		return pause, api.Status >= 500
	}
}

// once makes the call when its turn has come.
func (c *client) once(ctx context.Context, q call) error {
	if k := c.wary.of(q.spot); k.shut {
		return errShut
	}
	if !exempt(q.path) { // which has a route of its own
		leave, err := c.routes.enter(ctx, q.route())
		if err != nil {
			return err
		}
		defer leave()
	}
	if err := c.way.admit(ctx, q.path); err != nil {
		return err
	}
	leave, err := c.wary.enter(ctx, q.spot)
	if err != nil {
		return err
	}
	err = c.ask(ctx, q)
	leave(err)
	return err
}

// ask makes the call at once.
func (c *client) ask(ctx context.Context, q call) error {
	req, err := c.request(ctx, q)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return c.failure(q, err)
	}
	defer resp.Body.Close()
	c.pace(q, resp)
	return c.read(q, resp)
}

func (c *client) request(ctx context.Context, q call) (*http.Request, error) {
	var contentType string
	var body io.Reader
	if q.body != nil {
		kind, raw, err := q.encode()
		if err != nil {
			return nil, fmt.Errorf("encoding a %s: %w", q.method, err)
		}
		contentType, body = kind, bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, q.method, apiRoot+q.path, body)
	if err != nil {
		return nil, c.failure(q, err)
	}
	if q.body != nil {
		req.Header.Set("Content-Type", contentType)
	}
	if q.auth {
		req.Header.Set("Authorization", "Bot "+c.token)
	}
	return req, nil
}

// encode writes the body: as JSON, or as a form where files go with it.
func (q call) encode() (kind string, raw []byte, err error) {
	raw, err = json.Marshal(q.body)
	if err != nil || len(q.files) == 0 {
		return "application/json", raw, err
	}
	return form(raw, q.files)
}

// failure is a request that got no answer. The address is named without its secrets.
func (c *client) failure(q call, err error) error {
	return fmt.Errorf("%s %s: %w", q.method, c.secrets.clean(q.path), bare(err))
}

// bare takes the address, which may hold a token, off a *url.Error.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}

// pace notes when a route is used up.
func (c *client) pace(q call, resp *http.Response) {
	if resp.Header.Get("X-RateLimit-Remaining") == "0" {
		c.routes.extend(q.route(), seconds(resp.Header.Get("X-RateLimit-Reset-After"), 0))
	}
	if resp.StatusCode == http.StatusTooManyRequests && resp.Header.Get(globalHeader) == "" {
		c.routes.extend(q.route(), retryAfter(resp.Header))
	}
}

func (c *client) read(q call, resp *http.Response) error {
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return c.failure(q, err)
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return refusal(resp, raw)
	}
	if q.into == nil || resp.StatusCode == http.StatusNoContent {
		return nil
	}
	if err := json.Unmarshal(raw, q.into); err != nil {
		return fmt.Errorf("%s %s: reading the answer: %w", q.method, c.secrets.clean(q.path), err)
	}
	return nil
}

// refusal reads what Discord, or a proxy before it, says against a request.
func refusal(resp *http.Response, raw []byte) *apiError {
	var body struct {
		Code       int             `json:"code"`
		Message    string          `json:"message"`
		RetryAfter float64         `json:"retry_after"`
		Errors     json.RawMessage `json:"errors"` // the fields of an invalid form
	}
	if json.Unmarshal(raw, &body) != nil || body.Message == "" {
		body.Message = http.StatusText(resp.StatusCode)
	}
	e := &apiError{Status: resp.StatusCode, Code: body.Code, Message: cut(strings.TrimSpace(body.Message+" "+string(body.Errors)), 300)}
	if e.Status == http.StatusTooManyRequests {
		e.retryAfter = retryAfter(resp.Header) // whole seconds; the body is exact
		if body.RetryAfter > 0 {
			e.retryAfter = time.Duration(min(body.RetryAfter, 3600) * float64(time.Second))
		}
	}
	return e
}

// cut returns the first n characters of s.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n])
}
