package discord

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
)

// odd runs a bot whose nth gateway connection is served by gateway, for some time.
func odd(t *testing.T, gateway func(f *fake, n int, c *peer) bool, lasts time.Duration, check func(f *fake, r *running)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		f.onGateway = func(n int, c *peer) bool { return gateway(f, n, c) }
		o := f.options()
		o.Message = new(seen).handler(bot.Response{Text: "hi"})
		r := f.start(o)
		time.Sleep(lasts)
		synctest.Wait()
		check(f, r)
	})
}

// wellEnded fails the test unless the bot can be stopped without an error.
func wellEnded(t *testing.T, r *running) {
	t.Helper()
	if err := r.stop(); err != nil {
		t.Errorf("Run: %v, want nil", err)
	}
}

func TestIdentify(t *testing.T) {
	t.Parallel()
	odd(t, func(*fake, int, *peer) bool { return false }, time.Minute, func(f *fake, r *running) {
		c := f.connections()[0]
		for _, want := range []string{`"token":"` + fakeToken, `"intents":4609`, `"compress":false`} {
			if !strings.Contains(c.words(), want) {
				t.Errorf("the client said %s, want %s in it", c.words(), want)
			}
		}
		if c.query != "v=10&encoding=json" {
			t.Errorf("query %q, want version 10", c.query)
		}
		wellEnded(t, r)
		if got := c.words(); !strings.HasSuffix(got, "close 1000") {
			t.Errorf("the client said %s, want a normal close at the end", got)
		}
	})
}

// TestConnectionsThatAreResumed ends a session's first connection in many ways;
// then the second must resume it and bring the event that was missed.
func TestConnectionsThatAreResumed(t *testing.T) {
	t.Parallel()
	tests := map[string]func(f *fake, c *peer){
		"dropped":              func(_ *fake, c *peer) { c.cut() },
		"reconnect":            func(_ *fake, c *peer) { c.say(`{"op":7,"d":null}`) },
		"reconnect, resumable": func(_ *fake, c *peer) { c.say(`{"op":9,"d":true}`) },
		"unknown error":        func(_ *fake, c *peer) { c.close(4000) },
		"rate limited":         func(_ *fake, c *peer) { c.close(4008) },
		"going away":           func(_ *fake, c *peer) { c.close(1001) },
		"odd frame":            func(_ *fake, c *peer) { _, _ = c.conn.NetConn().Write([]byte{0xff, 0xff}) },
	}
	for name, end := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gateway := func(f *fake, n int, c *peer) bool {
				if n == 1 {
					time.AfterFunc(time.Second, func() {
						end(f, c)
						f.next(`{"op":0,"s":2,"t":"MESSAGE_CREATE","d":` + jsonText(aMessage("<@1000> missed")) + `}`)
					})
				}
				return false
			}
			odd(t, gateway, 10*time.Second, func(f *fake, r *running) {
				conns := f.connections()
				if len(conns) != 2 || conns[1].path != "/resume" || !strings.Contains(conns[1].words(), `"op":6`) {
					t.Fatalf("%d connections, want a second one that resumes at /resume:\n%s", len(conns), f.logs)
				}
				if said := conns[0].words(); strings.Contains(said, "close 1000") || strings.Contains(said, "close 1001") {
					t.Errorf("the client said %s, which ends the session", said)
				}
				f.one(sayRoute)
				wellEnded(t, r)
			})
		})
	}
}

func TestZombieResumes(t *testing.T) {
	t.Parallel()
	gateway := func(f *fake, n int, c *peer) bool {
		if n > 1 {
			return false
		}
		c.say(`{"op":10,"d":{"heartbeat_interval":40000}}`)
		f.serve(c, false)
		return true
	}
	odd(t, gateway, 85*time.Second, func(f *fake, r *running) {
		conns := f.connections()
		if len(conns) != 2 || !strings.Contains(conns[1].words(), `"op":6`) {
			t.Errorf("%d connections after 85 s, want a resume: the first heartbeat comes within 40, the next is due 40 later:\n%s", len(conns), f.logs)
		}
		wellEnded(t, r)
	})
}

func TestSilentGatewayIsLeft(t *testing.T) {
	t.Parallel()
	gateway := func(_ *fake, n int, c *peer) bool {
		if n == 1 {
			_, _ = c.hear()
		}
		return n == 1
	}
	odd(t, gateway, 25*time.Second, func(f *fake, r *running) {
		if n := len(f.connections()); n != 2 || !strings.Contains(f.logs.String(), "no Hello came in time") {
			t.Errorf("%d connections, want 2:\n%s", n, f.logs)
		}
		wellEnded(t, r)
	})
}

// TestOddFirstWords: whatever Discord says first, the bot comes online in the end.
func TestOddFirstWords(t *testing.T) {
	t.Parallel()
	for _, word := range []string{
		`{"op":7,"d":null}`, `{"op":9,"d":false}`, `{"op":10,"d":{"heartbeat_interval":0}}`, `{"op":10,"d":{"heartbeat_interval":-5}}`,
		`{"op":10}`, `{"op":10,"d":"x"}`, `{"op":0,"t":"READY","s":1}`, `null`, `[]`, `{`, `{"op":"x"}`, `{"op":1}`, `{"op":11}`,
	} {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			gateway := func(_ *fake, n int, c *peer) bool {
				if n == 1 {
					c.say(word)
					_, _ = c.hear()
					_, _ = c.hear()
				}
				return n == 1
			}
			odd(t, gateway, 2*time.Minute, func(f *fake, r *running) {
				if n := len(f.connections()); n != 2 {
					t.Errorf("%d connections, want 2:\n%s", n, f.logs)
				}
				wellEnded(t, r)
			})
		})
	}
}

func TestFinalCloseCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]string{
		4004: "the token was refused: copy a fresh one", 4010: "shard", 4011: "too many servers",
		4012: "update this bot", 4013: "intents", 4014: "intents",
	} {
		gateway := func(_ *fake, _ int, c *peer) bool {
			c.say(`{"op":10,"d":{"heartbeat_interval":40000}}`)
			_, _ = c.hear()
			c.close(code)
			_, _ = c.hear()
			return true
		}
		odd(t, gateway, time.Hour, func(f *fake, r *running) {
			select {
			case err := <-r.done:
				if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), fmt.Sprint(code)) {
					t.Errorf("%d: Run: %v, want %q in it", code, err, want)
				}
			default:
				t.Errorf("%d: Run goes on", code)
				_ = r.stop()
			}
			if n := len(f.connections()); n != 1 {
				t.Errorf("%d: %d connections, want 1", code, n)
			}
		})
	}
}

func TestRefusedTokenAtStart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		f.handle("GET /gateway/bot", refuse(401, 0))
		r := f.start(f.options())
		synctest.Wait()
		if err := <-r.done; err == nil || !strings.Contains(err.Error(), "the token was refused") {
			t.Errorf("Run: %v, want the token refused", err)
		}
	})
}

func TestInvalidSessionsIdentifyEverMoreSlowly(t *testing.T) {
	t.Parallel()
	gateway := func(_ *fake, _ int, c *peer) bool {
		c.say(`{"op":10,"d":{"heartbeat_interval":40000}}`)
		_, _ = c.hear()
		c.say(`{"op":9,"d":false}`)
		_, _ = c.hear()
		return true
	}
	odd(t, gateway, 24*time.Hour, func(f *fake, r *running) {
		if n := len(f.connections()); n < 100 || n > 400 {
			t.Errorf("%d Identifies in a day, want some hundred", n)
		}
		wellEnded(t, r)
	})
}

func TestSessionsThatMayNotBeResumedIdentify(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4007, 4009} {
		gateway := func(_ *fake, n int, c *peer) bool {
			if n == 1 {
				time.AfterFunc(time.Second, func() { c.close(code) })
			}
			return false
		}
		odd(t, gateway, time.Minute, func(f *fake, r *running) {
			conns := f.connections()
			if len(conns) != 2 || conns[1].path != "/ws" || !strings.Contains(conns[1].words(), `"op":2`) {
				t.Errorf("%d: %d connections, want a second one that identifies:\n%s", code, len(conns), f.logs)
			}
			wellEnded(t, r)
		})
	}
}

func TestNoIdentifyWithoutAllowance(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		f.remaining = 0
		r := f.start(f.options())
		time.Sleep(59 * time.Minute)
		if n := len(f.connections()); n != 0 {
			t.Errorf("%d connections, want none before the reset", n)
		}
		f.mu.Lock()
		f.remaining = 1000
		f.mu.Unlock()
		time.Sleep(2 * time.Minute)
		if n := len(f.connections()); n != 1 || !strings.Contains(f.logs.String(), "no more session starts") {
			t.Errorf("%d connections, want 1 after the reset:\n%s", n, f.logs)
		}
		wellEnded(t, r)
	})
}

func TestStopDuringBackoffStaysOffline(t *testing.T) {
	t.Parallel()
	gateway := func(_ *fake, _ int, c *peer) bool { c.cut(); return true }
	odd(t, gateway, 5*time.Minute, func(f *fake, r *running) {
		began := time.Now()
		wellEnded(t, r)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("stopping took %v", took)
		}
		before := len(f.connections())
		time.Sleep(time.Hour)
		if after := len(f.connections()); after != before {
			t.Errorf("%d connections after the end", after-before)
		}
	})
}

func TestStopWhileConnecting(t *testing.T) {
	t.Parallel()
	for name, word := range map[string]string{"before Hello": "", "before READY": `{"op":10,"d":{"heartbeat_interval":40000}}`} {
		gateway := func(_ *fake, _ int, c *peer) bool {
			if word != "" {
				c.say(word)
			}
			_, _ = c.hear()
			_, _ = c.hear()
			return true
		}
		odd(t, gateway, time.Second, func(_ *fake, r *running) {
			began := time.Now()
			wellEnded(t, r)
			if took := time.Since(began); took > 4*time.Second {
				t.Errorf("%s: stopping took %v", name, took)
			}
		})
	}
}

func TestConnectedIsTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		o := f.options()
		var told []bool
		o.Connected = func(up bool) { told = append(told, up) }
		r := f.start(o)
		synctest.Wait()
		f.connections()[0].cut()
		time.Sleep(10 * time.Second)
		wellEnded(t, r)
		if got := fmt.Sprint(told); got != "[true false true false]" {
			t.Errorf("told %s, want on and off twice", got)
		}
	})
}

func TestServerAsksForHeartbeat(t *testing.T) {
	t.Parallel()
	gateway := func(_ *fake, _ int, c *peer) bool {
		time.AfterFunc(time.Second, func() { c.say(`{"op":1,"d":null}`) })
		return false
	}
	odd(t, gateway, 5*time.Second, func(f *fake, r *running) {
		if n := strings.Count(f.connections()[0].words(), `{"op":1,"d":1}`); n == 0 {
			t.Errorf("the client said %s, want a heartbeat", f.connections()[0].words())
		}
		wellEnded(t, r)
	})
}

func TestLastSessionStartsAreSpared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		f.remaining = 20
		r := f.start(f.options())
		time.Sleep(2 * time.Minute)
		if n := len(f.connections()); n != 0 {
			t.Errorf("%d connections, want none: 20 starts are left for an hour", n)
		}
		time.Sleep(2 * time.Minute)
		if n := len(f.connections()); n != 1 {
			t.Errorf("%d connections after a twentieth of the hour, want 1", n)
		}
		wellEnded(t, r)
	})
}

// TestEncryptedGateway: the guard works above TLS, for which it asks by itself.
func TestEncryptedGateway(t *testing.T) {
	t.Parallel()
	model := httptest.NewTLSServer(http.NotFoundHandler())
	model.Close()
	trusted := x509.NewCertPool()
	trusted.AddCert(model.Certificate())
	for name, roots := range map[string]*x509.CertPool{"trusted": trusted, "not trusted": x509.NewCertPool()} {
		synctest.Test(t, func(t *testing.T) {
			f := fakeAt(t, "wss://example.com")
			f.serveOn(tls.NewListener(f.listener, &tls.Config{Certificates: model.TLS.Certificates}))
			o := f.options()
			o.APIURL, o.roots, o.Message = "https://example.com", roots, new(seen).handler(bot.Response{Text: "hi"})
			r := f.start(o)
			synctest.Wait()
			if roots == trusted {
				f.connections()[0].cut()
				time.Sleep(5 * time.Second)
				f.emit(eventMessage, aMessage("<@1000> hi"))
				synctest.Wait()
				f.one(sayRoute)
			} else if n := len(f.connections()); n != 0 {
				t.Errorf("%s: %d connections, want none", name, n)
			}
			wellEnded(t, r)
		})
	}
}
