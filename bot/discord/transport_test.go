package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// roundTrip is a network that answers by itself.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func says(status int, body string, header ...string) *http.Response {
	h := make(http.Header)
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

// clientOf returns a client whose network is f.
func clientOf(f roundTrip) *client {
	return newClient(newTransport(f, nil, "1.2", slog.New(slog.DiscardHandler)), fakeToken)
}

func get(path string) call { return call{method: http.MethodGet, path: path, auth: true} }

func TestRequestsAreAddressed(t *testing.T) {
	t.Parallel()
	tests := []struct{ base, want string }{
		{"", "https://discord.com/api/v10/users/%2F1?"},
		{"http://127.0.0.1:1234", "http://127.0.0.1:1234/api/v10/users/%2F1?"},
		{"http://127.0.0.1:1234/", "http://127.0.0.1:1234/api/v10/users/%2F1?"},
		{"https://proxy.test/discord", "https://proxy.test/discord/api/v10/users/%2F1?"},
	}
	for _, tt := range tests {
		base, err := baseURL(tt.base)
		if err != nil {
			t.Fatal(err)
		}
		var got *http.Request
		transport := newTransport(roundTrip(func(r *http.Request) (*http.Response, error) {
			got = r
			return says(200, "{}"), nil
		}), base, "1.2", slog.New(slog.DiscardHandler))
		if err := newClient(transport, fakeToken).do(t.Context(), get(join("users", "/1"))); err != nil {
			t.Fatal(err)
		}
		if got.URL.String() != strings.TrimSuffix(tt.want, "?") {
			t.Errorf("base %q: asked %s, want %s", tt.base, got.URL, tt.want)
		}
		if got.Header.Get("User-Agent") != "DiscordBot ("+homepage+", 1.2)" || got.Header.Get("Authorization") != "Bot "+fakeToken {
			t.Errorf("headers %v", got.Header)
		}
	}
}

func TestInvalidBase(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"127.0.0.1:1234", "ftp://x", "http://", "::"} {
		if _, err := baseURL(base); err == nil {
			t.Errorf("baseURL(%q) accepts it", base)
		}
	}
}

func TestGlobal429StopsEveryRouteButInteractions(t *testing.T) {
	t.Parallel()
	for name, header := range map[string][]string{
		"by header": {"X-RateLimit-Global", "true", "Retry-After", "5"},
		"by scope":  {"X-RateLimit-Scope", "global", "X-RateLimit-Bucket", "b", "Retry-After", "5"},
		"the wall":  {"Retry-After", "5", "Content-Type", "text/html"},
	} {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				if strings.HasSuffix(r.URL.Path, "/first") {
					return says(429, "<html>", header...), nil
				}
				return says(200, "{}"), nil
			})
			brief, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if err := c.do(brief, get("/first")); status(err) != 429 {
				t.Errorf("%s: %v, want the 429", name, err)
			}
			if err := c.do(brief, get("/second")); !errors.Is(err, errLimited) || time.Since(began) > 0 {
				t.Errorf("%s: %v after %v, want an error at once", name, err, time.Since(began))
			}
			if err := c.callback(brief, &interaction{ID: "1", Token: "t"}, 4, nil); err != nil || time.Since(began) > 0 {
				t.Errorf("%s: interaction %v after %v, want none at once", name, err, time.Since(began))
			}
			if err := c.do(t.Context(), get("/second")); err != nil || time.Since(began).Round(time.Second/10) != 5*time.Second {
				t.Errorf("%s: %v after %v, want none after 5s", name, err, time.Since(began))
			}
		})
	}
}

func TestRouteIsPaced(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := clientOf(func(*http.Request) (*http.Response, error) {
			return says(200, "{}", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset-After", "2.5"), nil
		})
		began := time.Now()
		for _, want := range []time.Duration{0, 2500 * time.Millisecond} {
			if err := c.do(t.Context(), get("/a")); err != nil || time.Since(began) != want {
				t.Errorf("%v after %v, want %v", err, time.Since(began), want)
			}
			if err := c.do(t.Context(), get("/b"+want.String())); err != nil || time.Since(began) != want {
				t.Errorf("another route: %v after %v, want %v", err, time.Since(began), want)
			}
		}
	})
}

func TestFiftyRequestsASecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		perSecond := make(map[int64]int)
		c := clientOf(func(*http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			perSecond[time.Now().Unix()]++
			return says(200, "{}"), nil
		})
		var all sync.WaitGroup
		for n := range 300 {
			all.Go(func() { _ = c.do(t.Context(), get(fmt.Sprint("/", n))) })
		}
		all.Wait()
		for second, n := range perSecond {
			if n > 50 {
				t.Errorf("%d requests in second %d, want at most 50", n, second)
			}
		}
	})
}

// Row 2: the breaker stops what counts, at last, and never a first response.
func TestRow2Breaker(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		c := clientOf(func(*http.Request) (*http.Response, error) {
			asked++
			return says(403, `{"code":50013,"message":"no"}`), nil
		})
		i := &interaction{ID: "1", Token: "t"}
		for range breakerLimit {
			_ = c.callback(t.Context(), i, 4, nil)
		}
		for range 2 * breakerLimit {
			_ = c.do(t.Context(), get("/a"))
		}
		if asked != 2*breakerLimit {
			t.Errorf("%d requests, want %d callbacks, which don't count, and a stop at as many others", asked, breakerLimit)
		}
		if err := c.callback(t.Context(), i, 4, nil); status(err) != http.StatusForbidden {
			t.Errorf("a callback behind the open breaker: %v, want Discord's refusal", err)
		}
		time.Sleep(11 * time.Minute)
		if err := c.do(t.Context(), get("/a")); status(err) != http.StatusForbidden {
			t.Errorf("after ten minutes: %v, want another try", err)
		}
	})
}

func TestShared429IsNotInvalid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		transport := newTransport(roundTrip(func(*http.Request) (*http.Response, error) {
			return says(429, `{}`, "X-RateLimit-Scope", "shared", "X-RateLimit-Bucket", "b"), nil
		}), nil, "", slog.New(slog.DiscardHandler))
		for range 2 * breakerLimit {
			_ = newClient(transport, "t").do(t.Context(), get("/a"))
		}
		if transport.breaker.open() {
			t.Error("shared limits opened the breaker")
		}
	})
}

func TestErrorsHoldNoSecret(t *testing.T) {
	t.Parallel()
	i := &interaction{ID: "1", Token: "interaction-secret", Application: appID}
	for name, f := range map[string]roundTrip{
		"network": func(r *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: errors.New("reset")}
		},
		"refusal": func(*http.Request) (*http.Response, error) {
			return says(404, `{"code":10015,"message":"Unknown Webhook"}`), nil
		},
		"redirect": func(*http.Request) (*http.Response, error) {
			return says(302, "", "Location", "https://elsewhere.test"), nil
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := clientOf(f)
			for _, err := range []error{c.callback(t.Context(), i, 4, nil), c.edit(t.Context(), i, body{}), c.do(t.Context(), get("/a"))} {
				if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), fakeToken) {
					t.Errorf("%s: %v, want an error without a secret", name, err)
				}
			}
		})
	}
}

func TestHugeAnswerIsCut(t *testing.T) {
	t.Parallel()
	c := clientOf(func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: io.NopCloser(endless{})}, nil
	})
	var into []int
	if err := c.ask(t.Context(), call{method: "GET", path: "/a", into: &into}); err == nil {
		t.Error("an endless answer was read")
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestLogHoldsNoSecret(t *testing.T) {
	t.Parallel()
	var l logs
	log := slog.New(cleanHandler{slog.NewTextHandler(&l, nil), redactor{"short-token"}})
	secrets := "short-token " + fakeToken + " https://discord.com/api/v10/interactions/1/aW50ZXI/callback /webhooks/2/aW50ZXI?x=1"
	log.With("a", secrets).WithGroup("g").Info("it", "b", errors.New(secrets), slog.Group("h", "c", secrets), "d", []string{secrets})
	for _, secret := range []string{"short-token", fakeToken, "aW50ZXI"} {
		if strings.Contains(l.String(), secret) {
			t.Errorf("%s is in the log: %s", secret, &l)
		}
	}
}

// Row 10: with 60 % of 5xx nearly every command is answered in its time.
func TestRow10MostRequestsFail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		chance := rand.New(rand.NewPCG(1, 2))
		c := clientOf(func(*http.Request) (*http.Response, error) {
			time.Sleep(20 * time.Millisecond)
			if chance.Float64() < 0.6 {
				return says(503, ""), nil
			}
			return says(204, ""), nil
		})
		lost := 0
		for range 2000 {
			ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
			if c.callback(ctx, &interaction{ID: "1", Token: "t"}, 4, nil) != nil {
				lost++
			}
			cancel()
		}
		if lost > 20 {
			t.Errorf("%d of 2000 commands lost, want at most 1 %%", lost)
		}
	})
}

// Row 10: a first response that seemed to fail and is refused as there already has arrived.
func TestRow10AlreadyAcknowledgedIsSuccess(t *testing.T) {
	t.Parallel()
	for first, want := range map[int]int{502: 0, 400: codeAlreadyAnswered} {
		synctest.Test(t, func(t *testing.T) {
			calls := 0
			c := clientOf(func(*http.Request) (*http.Response, error) {
				if calls++; calls == 1 && first == 502 {
					return says(502, ""), nil
				}
				return says(400, `{"code":40060,"message":"already acknowledged"}`), nil
			})
			if err := c.callback(t.Context(), &interaction{ID: "1", Token: "t"}, 4, nil); code(err) != want {
				t.Errorf("first %d: %v, want code %d", first, err, want)
			}
		})
	}
}

// Row 10: whoever waits for a limit's end leaves in order and spread out, none to be refused.
func TestRow10WaitersLeaveInOrder(t *testing.T) {
	t.Parallel()
	const waiting = 12
	for limit, path := range map[string]string{"X-RateLimit-Bucket": "/a", "X-RateLimit-Global": "/%d"} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			var order []string
			var left []time.Time
			c := clientOf(func(r *http.Request) (*http.Response, error) {
				raw, _ := io.ReadAll(r.Body)
				mu.Lock()
				order, left = append(order, string(raw)), append(left, time.Now())
				first := len(left) == 1
				mu.Unlock()
				time.Sleep(30 * time.Millisecond)
				if first {
					return says(429, "{}", limit, "true", "Retry-After", "2"), nil
				}
				return says(200, "{}"), nil
			})
			var all sync.WaitGroup
			for n := range waiting {
				q := call{method: http.MethodPost, path: strings.ReplaceAll(path, "%d", fmt.Sprint(n)), body: n}
				all.Go(func() { _ = c.once(t.Context(), q) })
				time.Sleep(time.Duration(40*max(0, 1-n)) * time.Millisecond) // the first is refused before the others come
				synctest.Wait()
			}
			all.Wait()
			for n := 2; n < len(left); n++ {
				if space := left[n].Sub(left[n-1]); space < 20*time.Millisecond || order[n] != fmt.Sprint(n) {
					t.Errorf("%s: number %s leaves as the %dth, %v after the last", limit, order[n], n, space)
				}
			}
			if len(left) != waiting || left[1].Sub(left[0]) < 2*time.Second {
				t.Errorf("%s: %d requests, the second after %v; want %d, and the limit kept", limit, len(left), left[1].Sub(left[0]), waiting)
			}
		})
	}
}
