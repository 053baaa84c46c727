package gateway_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"summitbot/bot/discord/gateway"
	"summitbot/bot/sandbox"
)

func TestIdentifyAndLeave(t *testing.T) {
	t.Parallel()
	var self string
	play(t, func(s *stage) { s.options.Ready = func(id string) { self = id } }, func(s *stage) {
		if got := s.Sessions(); got.Identifies != 1 || got.Live != 1 || self != s.Bot().ID {
			t.Errorf("sessions %+v and self %q, want one Identify and %q", got, self, s.Bot().ID)
		}
		if name := s.say(1); s.heard(name) != 1 || s.heard("GUILD_CREATE") != 1 || s.heard("READY") != 0 {
			t.Errorf("events %v, want the guild and %s", s.events, name)
		}
		if err := s.halt(); err != nil {
			t.Errorf("Run: %v, want nil", err)
		}
		s.pass(time.Second)
		if got, want := s.Sessions().LastClose, (sandbox.Close{Code: 1000, ByClient: true}); got != want {
			t.Errorf("the end %+v, want %+v", got, want)
		}
		if len(s.told) != 2 || !s.told[0] || s.told[1] {
			t.Errorf("told %v, want on and off", s.told)
		}
	})
}

// TestRow4ReconnectResumesAtOnce: six Op 7 in a row cost no time and no event.
func TestRow4ReconnectResumesAtOnce(t *testing.T) {
	t.Parallel()
	play(t, nil, func(s *stage) {
		began := time.Now()
		for n := range 6 {
			s.Reconnect()
			if name := s.say(n); s.heard(name) != 1 {
				t.Errorf("event %d came %d times, want once", n, s.heard(name))
			}
		}
		if took, got := time.Since(began), s.Sessions(); took != 0 || got.ResumesAtURL != 6 || got.Identifies != 1 || got.LastClose.Code != 4000 {
			t.Errorf("took %v, sessions %+v; want no time, six resumes and no Identify", took, got)
		}
	})
}

// TestRow4ResumedForgetsFailures: once the session is resumed, it is as healthy as before.
func TestRow4ResumedForgetsFailures(t *testing.T) {
	t.Parallel()
	play(t, nil, func(s *stage) {
		s.FaultNext(sandbox.GatewayFault{Kind: sandbox.DropOnConnect, Times: 4})
		s.DropGateway()
		s.within(30*time.Second, "no resume after four failures", func(now sandbox.Sessions) bool { return now.Resumes == 1 })
		began := time.Now()
		s.Reconnect()
		s.say(1)
		if took, got := time.Since(began), s.Sessions(); took != 0 || got.Resumes != 2 || got.Live != 1 {
			t.Errorf("took %v, sessions %+v; want a second resume at once", took, got)
		}
	})
}

// TestConnectionsThatEndAtOnceArePaced: a gateway that asks to reconnect again and again
// is not run into as fast as it answers.
func TestConnectionsThatEndAtOnceArePaced(t *testing.T) {
	t.Parallel()
	play(t, nil, func(s *stage) {
		for range 1200 {
			s.Reconnect()
			s.pass(50 * time.Millisecond)
		}
		if n := s.Sessions().Connections; n > 75 {
			t.Errorf("%d connections in a minute, want one a second after the first ten", n)
		}
	})
}

// TestRow6DeadResumeAddress: the session is resumed where Get Gateway Bot says, when
// resume_gateway_url has failed twice.
func TestRow6DeadResumeAddress(t *testing.T) {
	t.Parallel()
	for _, kind := range []sandbox.GatewayFaultKind{sandbox.RefuseUpgrade, sandbox.DropOnConnect} {
		play(t, nil, func(s *stage) {
			s.FaultNext(sandbox.GatewayFault{Kind: kind, Code: 503, AtResume: true, Times: 1000})
			s.DropGateway()
			name := s.say(1)
			s.within(5*time.Second, "not resumed", func(now sandbox.Sessions) bool { return now.Live == 1 })
			got := s.Sessions()
			if got.Identifies != 1 || got.Resumes != 1 || got.ResumesAtURL != 0 || s.found() != 2 || s.heard(name) != 1 {
				t.Errorf("%s: sessions %+v, asked for the gateway %d times, heard %d; want one resume elsewhere", kind, got, s.found(), s.heard(name))
			}
		})
	}
}

// TestRow6SilentResumeAddress: HelloTimeout is for all that comes before Hello.
func TestRow6SilentResumeAddress(t *testing.T) {
	t.Parallel()
	for _, kind := range []sandbox.GatewayFaultKind{sandbox.NoUpgrade, sandbox.NoHello} {
		play(t, func(s *stage) { s.options.HelloTimeout = 5 * time.Second }, func(s *stage) {
			s.FaultNext(sandbox.GatewayFault{Kind: kind, AtResume: true, Times: 1000})
			s.DropGateway()
			s.within(15*time.Second, string(kind)+": not resumed", func(now sandbox.Sessions) bool { return now.Resumes == 1 })
			if got := s.Sessions(); got.Identifies != 1 || got.ResumesAtURL != 0 {
				t.Errorf("%s: sessions %+v, want one resume elsewhere", kind, got)
			}
		})
	}
}

// TestRow6PoisonEvent: a message too large to read is not resumed into.
func TestRow6PoisonEvent(t *testing.T) {
	t.Parallel()
	play(t, func(s *stage) { s.options.MaxMessage = 64 << 10 }, func(s *stage) {
		s.Dispatch("POISON", strings.Repeat("x", 80<<10))
		s.within(15*time.Second, "no second session", func(now sandbox.Sessions) bool { return now.Identifies == 2 && now.Live == 1 })
		if name := s.say(1); s.heard(name) != 1 || s.heard("POISON") != 0 || s.Sessions().Resumes != 0 {
			t.Errorf("events %v, sessions %+v; want no poison and no resume", s.events, s.Sessions())
		}
		_ = s.halt()
		if !s.logged("event skipped, it is too large to read") || !s.logged("poison=1") {
			t.Error("the poison is not counted in the log")
		}
	})
}

// TestResumesInVainEnd: a session that five Resumes don't bring back is given up.
func TestResumesInVainEnd(t *testing.T) {
	t.Parallel()
	play(t, nil, func(s *stage) {
		s.FaultNext(sandbox.GatewayFault{Kind: sandbox.DropOnResume, Times: 1000})
		s.DropGateway()
		s.within(2*time.Minute, "no second session", func(now sandbox.Sessions) bool { return now.Identifies == 2 && now.Live == 1 })
		if n := s.Sessions().Connections; n != 7 {
			t.Errorf("%d connections, want two sessions and five Resumes", n)
		}
	})
}

// TestRow12FirstHeartbeatHasJitter: it comes after a share of the interval, the others
// after all of it.
func TestRow12FirstHeartbeatHasJitter(t *testing.T) {
	t.Parallel()
	play(t, func(s *stage) { s.options.Jitter = func() float64 { return 0.25 } }, func(s *stage) {
		for n, due := range []time.Duration{interval / 4, interval, interval} {
			s.pass(due - time.Millisecond)
			if got := s.Sessions().Heartbeats; got != n {
				t.Errorf("%d heartbeats before the next is due, want %d", got, n)
			}
			s.pass(time.Millisecond)
			if got := s.Sessions().Heartbeats; got != n+1 {
				t.Errorf("%d heartbeats when one is due, want %d", got, n+1)
			}
		}
	})
}

// TestJitterIsRandom: bots that were cut off together don't heartbeat together.
func TestJitterIsRandom(t *testing.T) {
	t.Parallel()
	first := map[time.Duration]bool{}
	for range 4 {
		play(t, func(s *stage) { s.options.Jitter = nil }, func(s *stage) {
			began := time.Now()
			s.within(interval, "no heartbeat", func(now sandbox.Sessions) bool { return now.Heartbeats == 1 })
			first[time.Since(began)] = true
		})
	}
	if len(first) == 1 {
		t.Errorf("four first heartbeats all came after %v", first)
	}
}

// TestZombieIsResumed: a heartbeat without ACK until the next ends the connection, with a
// close code that keeps the session.
func TestZombieIsResumed(t *testing.T) {
	t.Parallel()
	play(t, nil, func(s *stage) {
		s.Freeze()
		s.pass(interval/2 + interval - time.Millisecond)
		if n := s.Sessions().Connections; n != 1 {
			t.Errorf("%d connections before the second heartbeat, want 1", n)
		}
		s.pass(time.Second)
		if got := s.Sessions(); got.Resumes != 1 || got.Identifies != 1 {
			t.Errorf("sessions %+v, want a resume", got)
		}
	})
}

func TestDiscordAsksForAHeartbeat(t *testing.T) {
	t.Parallel()
	play(t, nil, func(s *stage) {
		for range 200 {
			s.RequestHeartbeat()
		}
		s.pass(0)
		if n := s.Sessions().Heartbeats; n != 1 {
			t.Errorf("%d heartbeats, want one a second at most", n)
		}
	})
}

// TestEventsComeOnce: an event that Discord sends again has its number.
func TestEventsComeOnce(t *testing.T) {
	t.Parallel()
	play(t, nil, func(s *stage) {
		name := s.say(1)
		s.RepeatDispatch()
		s.pass(0)
		if n := s.heard(name); n != 1 {
			t.Errorf("%s came %d times, want once", name, n)
		}
	})
}

// TestRow12StartsAreKept: a bot that crashes and is restarted at once identifies five
// times, and then once a minute.
func TestRow12StartsAreKept(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "starts")
	play(t, func(s *stage) { s.options.Starts = file }, func(s *stage) {
		began := time.Now()
		for time.Since(began) < 10*time.Minute {
			s.pass(2 * time.Second)
			_ = s.halt()
			s.run()
		}
		if n := s.Sessions().Identifies; n < 12 || n > 15 {
			t.Errorf("%d Identifies in ten minutes, want five and one a minute", n)
		}
		if !s.logged("waiting to identify again") {
			t.Error("the wait is not logged")
		}
	})
}

// TestStartsFile: what can't be read or written is logged, and no reason not to start.
func TestStartsFile(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		path, text, log string
	}{
		"malformed":  {path: "starts", text: "yesterday\n\x00\n2999-01-01T00:00:00Z\n"},
		"no folder":  {path: "none/starts", log: "this start is not kept"},
		"not a file": {path: "", log: "earlier starts are not known"},
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, tt.path)
		if tt.text != "" {
			if err := os.WriteFile(file, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		play(t, func(s *stage) { s.options.Starts = file }, func(s *stage) {
			if s.Sessions().Identifies != 1 || !s.logged(tt.log) {
				t.Errorf("%s: sessions %+v, want one Identify and %q in the log", name, s.Sessions(), tt.log)
			}
		})
	}
}

// TestRow12NewestStartsCount: of however many starts a file has.
func TestRow12NewestStartsCount(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "starts")
	play(t, func(s *stage) {
		s.options.Starts = file
		ago := time.Now().Add(-20 * time.Second).UTC().Format(time.RFC3339)
		if err := os.WriteFile(file, []byte(strings.Repeat(ago+"\n", 1000)), 0o600); err != nil {
			t.Fatal(err)
		}
	}, func(s *stage) {
		s.pass(39 * time.Second)
		early := s.Sessions().Identifies
		s.pass(2 * time.Second)
		if n := s.Sessions().Identifies; early != 0 || n != 1 {
			t.Errorf("%d Identifies within a minute of the last start and %d after it, want 0 and 1", early, n)
		}
		if kept, err := os.ReadFile(file); err != nil || strings.Count(string(kept), "\n") != 5 {
			t.Errorf("the file has %q, %v; want the newest five", kept, err)
		}
	})
}

// TestIdentifyInVain: a gateway that answers no Identify costs few of the day's thousand.
func TestIdentifyInVain(t *testing.T) {
	t.Parallel()
	for _, kind := range []sandbox.GatewayFaultKind{sandbox.DropOnIdentify, sandbox.NoReady, sandbox.InvalidOnIdentify} {
		play(t, func(s *stage) { s.FaultNext(sandbox.GatewayFault{Kind: kind, Times: 10_000}) }, func(s *stage) {
			s.pass(24 * time.Hour)
			if n := s.Sessions().Identifies; n < 100 || n > 400 {
				t.Errorf("%s: %d Identifies in a day, want some hundred", kind, n)
			}
		})
	}
}

// TestRow12CloseCodes: each close code of Discord is resumed after, or starts a new
// session, or ends Run with an exit status of its own.
func TestRow12CloseCodes(t *testing.T) {
	t.Parallel()
	statuses := map[int]string{}
	for code, what := range gateway.CloseCodes() {
		play(t, nil, func(s *stage) {
			s.CloseGateway(code)
			s.pass(10 * time.Second)
			got := s.Sessions()
			switch what {
			case "resume":
				if got.Identifies != 1 || got.Resumes != 1 {
					t.Errorf("%d: sessions %+v, want a resume", code, got)
				}
			case "identify":
				if got.Identifies != 2 || got.Resumes != 0 {
					t.Errorf("%d: sessions %+v, want a second Identify", code, got)
				}
			default:
				fatal, ok := errors.AsType[*gateway.FatalError](s.halt())
				if !ok || fatal.Code != code || got.Connections != 1 {
					t.Fatalf("%d: Run: %v after %+v, want it to end", code, fatal, got)
				}
				if other := statuses[fatal.ExitStatus()]; other != "" || fatal.ExitStatus() < 3 {
					t.Errorf("%d: exit status %d, which means %q", code, fatal.ExitStatus(), other)
				}
				statuses[fatal.ExitStatus()] = fatal.Error()
				if strings.Count(fatal.Error(), ":") < 2 {
					t.Errorf("%d: %q doesn't say what to do", code, fatal)
				}
			}
		})
	}
}

// TestCloseCodesAreDocumented: the table in the package comment is the one in the code.
func TestCloseCodesAreDocumented(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(doc)) {
		if words := strings.Fields(line); len(words) > 2 && strings.HasPrefix(words[1], "40") {
			rows[words[1]] = line
		}
	}
	codes := gateway.CloseCodes()
	for code, what := range codes {
		if row := rows[strconv.Itoa(code)]; !strings.Contains(row, " "+what) {
			t.Errorf("%d is %s, and the package comment says %q", code, what, row)
		}
	}
	if len(rows) != len(codes) {
		t.Errorf("%d rows for %d codes", len(rows), len(codes))
	}
}

func TestRefusedTokenEndsRun(t *testing.T) {
	t.Parallel()
	play(t, func(s *stage) {
		s.options.Find = func(context.Context) (gateway.Info, error) {
			return gateway.Info{}, gateway.RefusedToken(errors.New("401"))
		}
	}, func(s *stage) {
		if fatal, ok := errors.AsType[*gateway.FatalError](s.halt()); !ok || fatal.ExitStatus() != 4 {
			t.Errorf("Run: %v, want the token refused", s.result)
		}
	})
}
