package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"summitbot/bot/sandbox"
	"summitbot/bot/sandbox/openapi"
	"summitbot/facts/data"
)

// patience is how long a story waits for anything: it is there to fail, not to pass.
const patience = 20 * time.Second

// server is the whole program at work in a sandbox.
type server struct {
	*sandbox.Sandbox
	ctx  context.Context
	log  *logBuffer
	base string // the fact base file it serves
	file string // its settings
	kept string // its journal

	stop   context.CancelFunc
	status chan int // its exit status
}

// serve starts the program against a sandbox, as an operator would, and stops it when
// the test ends. Settings are lines of the settings file. What sentences mean is not read: the
// article is answered by words.
func serve(t testing.TB, settings func(sandbox.Home) string) *server {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	s, err := sandbox.Start(ctx, sandbox.Options{Check: description(t)})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	srv := &server{Sandbox: s, ctx: ctx, log: &logBuffer{}, base: copyBase(t, dir)}
	file := filepath.Join(dir, "summitbot.yaml")
	text := fmt.Sprintf("discord: {token: '%s', api_url: '%s', home: '%s'}\nfacts: {path: '%s'}\nstore: {path: '%s'}\nmeaning: {enabled: false}\nlog: {level: debug}\n",
		s.Token(), s.URL(), s.Home().Guild.ID, srv.base, filepath.Join(dir, "summitbot.db"))
	if settings != nil {
		text += settings(s.Home())
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	srv.file, srv.kept = file, filepath.Join(dir, "summitbot.db")
	srv.start()
	t.Cleanup(func() {
		srv.end(t)
		cancel()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		for _, v := range s.Violations() {
			t.Errorf("violation: %s: %s", v.Where, v.What)
		}
		if strings.Contains(srv.log.String(), s.Token()) {
			t.Error("the log shows the token")
		}
		if t.Failed() {
			t.Log(srv.log.String())
		}
	})
	srv.waitReady(t)
	return srv
}

// start starts the program.
func (s *server) start() {
	serving, stop := context.WithCancel(context.Background())
	s.stop, s.status = stop, make(chan int, 1)
	go func() {
		s.status <- run(serving, []string{"run", "--config", s.file}, stdio{strings.NewReader(""), io.Discard, s.log})
	}()
}

// end stops the program in order.
func (s *server) end(t testing.TB) {
	t.Helper()
	s.stop()
	if got := <-s.status; got != exitOK {
		t.Errorf("exit status %d", got)
	}
}

// BenchmarkThroughTheSandbox asks, completes and mentions, over HTTP and WebSocket on
// loopback: from the gateway's frame to the bot's response.
func BenchmarkThroughTheSandbox(b *testing.B) {
	s := serve(b, nil)
	ask := sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how much cash did xi promise"}}
	var took []time.Duration
	measure := func(b *testing.B, once func() error) {
		b.Helper()
		took = took[:0]
		for b.Loop() {
			start := time.Now()
			if err := once(); err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1e3, "p50-ms")
	}
	b.Run("ask", func(b *testing.B) {
		measure(b, func() error {
			i, err := s.Invoke(s.ctx, ask)
			if err == nil {
				_, err = i.Response(s.ctx)
			}
			return err
		})
	})
	b.Run("complete", func(b *testing.B) {
		measure(b, func() error { _, err := s.Complete(s.ctx, ask, "question"); return err })
	})
}

// waitReady waits for the session and for both sets of commands.
func (s *server) waitReady(t testing.TB) {
	t.Helper()
	if err := s.WaitSession(s.ctx); err != nil {
		t.Fatal(err)
	}
	for range s.Events(s.ctx, 0) {
		if len(s.Commands("")) > 0 && len(s.Commands(s.Home().Guild.ID)) > 0 {
			return
		}
	}
	t.Fatalf("commands were not registered: %v", context.Cause(s.ctx))
}

// description checks requests against Discord's own description, if it lies beside the
// checkout.
func description(t testing.TB) func(method, path string, body any) []sandbox.Problem {
	t.Helper()
	name := filepath.Join("..", "..", "..", "shared", "discord", "openapi.json")
	if _, err := os.Stat(name); err != nil {
		return nil
	}
	d, err := openapi.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return d.Check
}

// pledgePart is the part of the embedded base that has Xi's pledge.
const pledgePart = "summit/facts/6-projects-and-security.yaml"

// copyBase writes the embedded fact base into dir, without most of its paraphrases, which take most
// of the time to load, and returns the file's name.
func copyBase(t testing.TB, dir string) string {
	t.Helper()
	if err := os.CopyFS(filepath.Join(dir, "facts"), data.Files); err != nil {
		t.Fatal(err)
	}
	parts, err := filepath.Glob(filepath.Join(dir, "facts", "summit", "*", "*.yaml"))
	if err != nil || len(parts) == 0 {
		t.Fatal("the base has no parts", err)
	}
	for _, part := range parts {
		if filepath.Base(part) == "transport.yaml" {
			continue // gaps that the stories ask for
		}
		text, err := os.ReadFile(part)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(part, []byte(withoutParaphrases(string(text))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "facts", data.Name)
}

// withoutParaphrases leaves out the lists of paraphrases in the YAML of a base.
func withoutParaphrases(yaml string) string {
	var kept strings.Builder
	inside := -1 // the indent of the list at hand
	for line := range strings.Lines(yaml) {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case inside >= 0 && (indent > inside || strings.TrimSpace(line) == ""):
		case strings.TrimSpace(line) == "paraphrases:":
			inside = indent
		default:
			inside = -1
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// logBuffer is a log that can be read while it is written.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// command runs a slash command and returns the message that comes of it.
func (s *server) command(t *testing.T, v sandbox.Invocation) sandbox.Message {
	t.Helper()
	i, err := s.Invoke(s.ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	m, err := i.Final(s.ctx)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// say posts a message and returns the bot's reply to it.
func (s *server) say(t *testing.T, p sandbox.Post) sandbox.Message {
	t.Helper()
	m, err := s.Say(s.ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := s.WaitReply(s.ctx, m)
	if err != nil {
		t.Fatal(err)
	}
	return reply
}

func (s *server) mention() string { return "<@" + s.Bot().ID + "> " }

// wantCard checks that the message is one card with these words in it, and pings nobody.
func wantCard(t *testing.T, m sandbox.Message, words ...string) {
	t.Helper()
	if len(m.Embeds) != 1 || len(m.Mentions) > 0 || m.MentionEveryone {
		t.Fatalf("want one card that pings nobody, got %+v", m)
	}
	e := m.Embeds[0]
	text := e.Title + "\n" + e.Description
	if e.Footer != nil {
		text += "\n" + e.Footer.Text
	}
	for _, f := range e.Fields {
		text += "\n" + f.Name + ": " + f.Value
	}
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("the card lacks %q:\n%s", w, text)
		}
	}
}

func TestAMemberAsks(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	answer := s.command(t, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how much cash did xi promise"}})
	wantCard(t, answer, "how much cash did xi promise", "1.5 billion yuan", "**1.5 billion yuan (approximately 210 million dollars)**", "paragraph 6, sentence 1 · note 5")
	if answer.VisibleTo != "" {
		t.Error("the answer is for the asker alone")
	}
	refusal := s.command(t, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "pineapple on pizza @everyone **yes**"}})
	wantCard(t, refusal, "The document doesn't say", `\@everyone \*\*yes\*\*`)
}

func TestAMemberTakesACompletion(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	v := sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "what are the lubn wor"}}
	choices, err := s.Complete(s.ctx, v, "question")
	if err != nil || len(choices) == 0 || len(choices) > 25 {
		t.Fatalf("%d choices, error %v", len(choices), err)
	}
	value := fmt.Sprint(choices[0].Value)
	answer := s.command(t, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": strings.Trim(value, `"`)}})
	wantCard(t, answer, "Luban Workshops", "paragraph 6, sentence 11")
}

func TestAMemberMentionsTheBot(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	wantCard(t, s.say(t, sandbox.Post{Content: s.mention() + "where was the first summit held?"}), "Xi'an")
	if help := s.say(t, sandbox.Post{Content: s.mention()}); !strings.Contains(help.Content, "/ask") || len(help.Embeds) > 0 {
		t.Errorf("an empty mention gets %+v", help)
	}
}

func TestSomebodyWritesDirectly(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	dm, err := s.DirectMessage(s.Home().Member.ID)
	if err != nil {
		t.Fatal(err)
	}
	wantCard(t, s.say(t, sandbox.Post{Channel: dm.ID, Content: "what are the three evils"}), "**terrorism, separatism, and extremism**")
}

// What is not for the bot gets no answer: the reply to the last message is the first.
func TestTheBotKeepsSilent(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	home := s.Home()
	for _, p := range []sandbox.Post{
		{Content: "how much money did Xi pledge?"},
		{Author: home.OtherBot.ID, Content: s.mention() + "how much money did Xi pledge?"},
		{Webhook: "news", Content: s.mention() + "how much money did Xi pledge?"},
		{Author: home.Admin.ID, Content: "@everyone how much money did Xi pledge?"},
	} {
		if _, err := s.Say(s.ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	s.say(t, sandbox.Post{Content: s.mention() + "what are the three evils"})
	said := 0
	for _, m := range s.Messages(home.Channel.ID) {
		if m.AuthorID == s.Bot().ID {
			said++
		}
	}
	if said != 1 {
		t.Errorf("the bot said %d things, want one", said)
	}
}

func TestTheOwnerReloads(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	reload := sandbox.Invocation{User: s.Home().Owner.ID, Command: "admin reload"}
	unchanged := s.command(t, reload)
	wantCard(t, unchanged, "The fact base was loaded", "54 facts", "Added: none", "Changed: none")
	if unchanged.VisibleTo != s.Home().Owner.ID {
		t.Error("the report is for all to see")
	}

	file := filepath.Join(filepath.Dir(s.base), filepath.FromSlash(pledgePart))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	replace := func(old, with string) {
		t.Helper()
		if err := os.WriteFile(file, bytes.Replace(text, []byte(old), []byte(with), 1), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	replace("mark: 1.5 billion yuan", "mark: 9.9 billion yuan")
	wantCard(t, s.command(t, reload), "The fact base was not loaded", "The old one goes on serving", pledgePart+":", `9.9 billion yuan`)
	ask := sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how much cash did xi promise"}}
	wantCard(t, s.command(t, ask), "1.5 billion yuan")

	replace("headline: 1.5 billion yuan", "headline: All of 1.5 billion yuan")
	wantCard(t, s.command(t, reload), "The fact base was loaded", "Changed: 1: P6S1")
	wantCard(t, s.command(t, ask), "All of 1.5 billion yuan")
}

func TestOnlyThoseWhoMayReload(t *testing.T) {
	t.Parallel()
	s := serve(t, func(h sandbox.Home) string { return "admins: {users: ['" + h.Member.ID + "']}\n" })
	home := s.Home()
	if _, err := s.Invoke(s.ctx, sandbox.Invocation{User: home.Member.ID, Command: "admin reload"}); err == nil {
		t.Error("Discord shows /admin to a member without rights")
	}
	s.AllowCommand(home.Guild.ID, "admin", home.Member.ID, true)
	wantCard(t, s.command(t, sandbox.Invocation{User: home.Member.ID, Command: "admin reload"}), "The fact base was loaded")
	for _, id := range []string{home.Admin.ID, home.Owner.ID} {
		refusal := s.command(t, sandbox.Invocation{User: id, Command: "admin reload"})
		if !strings.Contains(refusal.Content, "keepers alone") || refusal.VisibleTo != id {
			t.Errorf("not named, but got %+v", refusal)
		}
	}
}

func TestTheConnectionBreaksAndAnswersGoOn(t *testing.T) {
	t.Parallel()
	s := serve(t, nil)
	s.Reconnect()
	if _, err := s.Say(s.ctx, sandbox.Post{Content: s.mention() + "what are the three evils"}); err != nil {
		t.Fatal(err)
	}
	for e := range s.Events(s.ctx, 0) {
		if m := e.Message; m != nil && m.AuthorID == s.Bot().ID && m.ReplyTo != "" {
			wantCard(t, *m, "terrorism")
			return
		}
	}
	t.Fatal(context.Cause(s.ctx))
}
