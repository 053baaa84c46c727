package discord_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/sandbox"
	"summitbot/bot/sandbox/openapi"
)

// patience bounds every wait of a test; none takes as long unless it fails.
const patience = 30 * time.Second

// camp is a sandbox with a bot in it.
type camp struct {
	*sandbox.Sandbox
	t    testing.TB
	ctx  context.Context
	logs *safeBuffer
	stop func() error // ends the bot and returns what Run returned; may be called again
	done chan struct{}

	forgiven []string // what violations are part of the story
}

// described checks requests against Discord's description of its API.
func described(t testing.TB, name string) func(method, path string, body any) []sandbox.Problem {
	t.Helper()
	d, err := openapi.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return d.Check
}

// newCamp starts a sandbox and a bot. At the end the bot must have done nothing
// that Discord forbids, and must stop without an error where it did not before.
func newCamp(t testing.TB, so sandbox.Options, change func(s *sandbox.Sandbox, o *discord.Options)) *camp {
	t.Helper()
	limit := patience
	if so.Listener != nil {
		limit = time.Hour // which costs nothing in memory
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), limit)
	if api := "../../../shared/discord/openapi.json"; so.Check == nil && readable(api) {
		so.Check = described(t, api)
	}
	s, err := sandbox.Start(ctx, so)
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	c := &camp{Sandbox: s, t: t, ctx: ctx, logs: new(safeBuffer), done: make(chan struct{})}
	o := discord.Options{
		Token: s.Token(), APIURL: s.URL(), Home: s.Home().Guild.ID, Commands: commands(), Message: answer, Version: "1.0",
		Log: slog.New(slog.NewTextHandler(c.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if change != nil {
		change(s, &o)
	}
	running, stop := context.WithCancel(ctx)
	var result error
	go func() {
		defer close(c.done)
		result = discord.Run(running, o)
	}()
	c.stop = func() error {
		stop()
		<-c.done
		return result
	}
	t.Cleanup(func() {
		_ = c.stop()
		c.judge()
		if t.Failed() {
			t.Logf("the bot's log:\n%s", c.logs)
		}
		cancel()
		_ = s.Close()
	})
	return c
}

// timeless lets a test's time be its own: the sandbox is in memory, in a synctest bubble.
func timeless(t *testing.T, so sandbox.Options, change func(s *sandbox.Sandbox, o *discord.Options), then func(c *camp)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		network := sandbox.NewMemory()
		so.Listener = network
		c := newCamp(t, so, func(s *sandbox.Sandbox, o *discord.Options) {
			o.Dial = network.Dial
			if change != nil {
				change(s, o)
			}
		})
		then(c.ready())
		c.must(c.stop())
	})
}

// judge fails the test for what Discord forbids.
func (c *camp) judge() {
	c.t.Helper()
	for _, v := range c.Violations() {
		if !slices.ContainsFunc(c.forgiven, func(part string) bool { return strings.Contains(v.What, part) }) {
			c.t.Errorf("violation: %s: %s", v.Where, v.What)
		}
	}
}

func readable(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// ready waits for the gateway and the commands.
func (c *camp) ready() *camp {
	c.t.Helper()
	c.must(c.WaitSession(c.ctx))
	for _, scope := range []string{"", c.Home().Guild.ID} {
		_, err := c.WaitCommands(c.ctx, scope, func(cs []sandbox.Command) bool { return len(cs) > 0 })
		c.must(err)
	}
	return c
}

func (c *camp) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// ask uses /ask and returns the answer.
func (c *camp) ask(question string) sandbox.Message {
	c.t.Helper()
	i, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": question}})
	c.must(err)
	m, err := i.Final(c.ctx)
	c.must(err)
	return m
}

// mention says something to the bot and returns its reply.
func (c *camp) mention(text string) sandbox.Message {
	c.t.Helper()
	m, err := c.Say(c.ctx, sandbox.Post{Content: sandbox.Mention(c.Bot().ID) + " " + text})
	c.must(err)
	reply, err := c.WaitReply(c.ctx, m)
	c.must(err)
	return reply
}

// answer repeats the request, so that a test can read it in the reply.
func answer(_ context.Context, r bot.Request) bot.Response {
	return bot.Response{Text: fmt.Sprintf("%s|%s|%s|owner %t|@everyone", r.Command, r.Text, r.Options["question"], r.Owner)}
}

func commands() []bot.Command {
	complete := func(_ context.Context, r bot.Request) []bot.Choice {
		return []bot.Choice{{Name: "How high is " + r.Text + "?", Value: r.Text}}
	}
	reload := func(ctx context.Context, r bot.Request) bot.Response {
		select {
		case <-time.After(100 * time.Millisecond): // longer than DeferAfter below
		case <-ctx.Done():
		}
		return answer(ctx, r)
	}
	return []bot.Command{
		{
			Name: "ask", Description: "Ask.", Handle: answer, Complete: complete,
			Options: []bot.Option{{Name: "question", Description: "What?", Required: true, Autocomplete: true, MaxLength: 300}},
		},
		{Name: "card", Description: "A card.", Handle: func(context.Context, bot.Request) bot.Response {
			return bot.Response{Ephemeral: true, Embeds: []bot.Embed{{
				Title: "Everest", Description: "8849 m", Footer: "a source", Color: 0x336699, Fields: []bot.Field{{Name: "n", Value: "v"}},
			}}}
		}},
		{Name: "admin", Description: "Look after it.", Admin: true, Subcommands: []bot.Command{
			{Name: "reload", Description: "Reload.", Handle: reload, Slow: true, Ephemeral: true},
		}},
	}
}

func TestAsk(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, nil).ready()
	if got, want := c.ask("how high?").Content, "ask||how high?|owner false|@everyone"; got != want {
		t.Errorf("answer %q, want %q", got, want)
	}
	i, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "card"})
	c.must(err)
	m, err := i.Final(c.ctx)
	c.must(err)
	if len(m.Embeds) != 1 || m.Embeds[0].Title != "Everest" || m.VisibleTo != c.Home().Member.ID || m.MentionEveryone {
		t.Errorf("card %+v, want it for the asker alone", m)
	}
	found, err := c.Complete(c.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "eve"}}, "question")
	c.must(err)
	if len(found) != 1 || found[0].Name != "How high is eve?" || found[0].Value != "eve" {
		t.Errorf("choices %v, want one", found)
	}
}

func TestReloadIsDeferredAndForTheOwner(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.DeferAfter = 20 * time.Millisecond
	}).ready()
	if _, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "admin reload"}); err == nil {
		t.Error("a member is offered an administrator's command")
	}
	i, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "admin reload", User: c.Home().Owner.ID})
	c.must(err)
	first, err := i.Response(c.ctx)
	c.must(err)
	last, err := i.Final(c.ctx)
	c.must(err)
	if first.Type != sandbox.DeferredReply || last.Content != "admin reload|||owner true|@everyone" || last.VisibleTo != c.Home().Owner.ID {
		t.Errorf("first %v, last %q for %q; want a deferral and an answer for the owner", first.Type, last.Content, last.VisibleTo)
	}
}

func TestConversation(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, nil).ready()
	dm, err := c.DirectMessage(c.Home().Member.ID)
	c.must(err)
	me := sandbox.Mention(c.Bot().ID)
	ignored := []sandbox.Post{
		{Content: me + " I am a bot", Author: c.Home().OtherBot.ID},
		{Content: me + " I am a webhook", Webhook: "hook"},
		{Content: "@everyone hi", Author: c.Home().Owner.ID},
		{Content: "nobody is asked"},
	}
	for _, p := range ignored {
		_, err := c.Say(c.ctx, p)
		c.must(err)
	}
	reply := c.mention("how high?")
	if want := "|how high?||owner false|@everyone"; reply.Content != want || len(reply.Mentions) != 0 || reply.MentionEveryone {
		t.Errorf("reply %q mentions %v, want %q and nobody", reply.Content, reply.Mentions, want)
	}
	if got := c.mention("").Content; got != "|||owner false|@everyone" {
		t.Errorf("reply to a bare mention %q", got)
	}
	private, err := c.Say(c.ctx, sandbox.Post{Channel: dm.ID, Content: "how high?"})
	c.must(err)
	reply, err = c.WaitReply(c.ctx, private)
	c.must(err)
	_, err = c.Say(c.ctx, sandbox.Post{Content: "thanks", ReplyTo: reply.ID, Channel: dm.ID})
	c.must(err)
	c.mention("last")
	c.must(c.stop()) // all has been answered then
	for _, m := range c.Messages(c.Home().Channel.ID) {
		if m.AuthorID == c.Bot().ID && !strings.Contains(m.Content, "owner false") {
			t.Errorf("answered %q", m.Content)
		}
	}
	if n := len(c.Messages(c.Home().Channel.ID)); n != len(ignored)+6 {
		t.Errorf("%d messages, want %d", n, len(ignored)+6)
	}
}

func TestReplyFallsBackToPlainText(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Message = func(context.Context, bot.Request) bot.Response {
			return bot.Response{Embeds: []bot.Embed{{Title: "Everest", Description: "8849 m"}}}
		}
	}).ready()
	c.Inject(sandbox.Fault{Route: "/channels/{channel}/messages", Times: 1, Status: 403, Code: 50013, Message: "Missing Permissions"})
	if got := c.mention("hi").Content; got != "**Everest**\n\n8849 m" {
		t.Errorf("reply %q, want it plain", got)
	}
}

// TestSpoiltConnections: whatever becomes of the first connection, the bot answers soon.
func TestSpoiltConnections(t *testing.T) {
	t.Parallel()
	for _, fault := range []sandbox.GatewayFault{
		{Kind: sandbox.ReconnectBeforeHello},
		{Kind: sandbox.NoHello},
		{Kind: sandbox.RefuseUpgrade, Code: 502},
		{Kind: sandbox.ReconnectBeforeReady},
		{Kind: sandbox.InvalidOnIdentify},
	} {
		t.Run(string(fault.Kind), func(t *testing.T) {
			t.Parallel()
			spoil := func(s *sandbox.Sandbox, _ *discord.Options) { s.FaultNext(fault) }
			timeless(t, sandbox.Options{}, spoil, func(c *camp) { c.ask("are you there?") })
		})
	}
}

// TestLostConnections: the session is resumed, and what was said meanwhile answered.
func TestLostConnections(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(c *camp){
		"dropped":     func(c *camp) { c.DropGateway() },
		"reconnect":   func(c *camp) { c.Reconnect() },
		"closed 4000": func(c *camp) { c.CloseGateway(4000) },
		"frozen":      func(c *camp) { c.Freeze() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			timeless(t, sandbox.Options{HeartbeatInterval: 10 * time.Second}, nil, func(c *camp) {
				c.ask("before")
				lose(c)
				c.mention("meanwhile")
				_, err := c.WaitSessions(c.ctx, func(s sandbox.Sessions) bool { return s.ResumesAtURL > 0 })
				c.must(err)
				c.ask("after")
				if got := c.Sessions(); got.Identifies != 1 || got.ResumesRefused != 0 {
					t.Errorf("sessions %+v, want one Identify and no refused resume", got)
				}
			})
		})
	}
}

// TestRow4NoCommandIsLostToReconnects: each is answered in its three seconds.
func TestRow4NoCommandIsLostToReconnects(t *testing.T) {
	t.Parallel()
	timeless(t, sandbox.Options{}, nil, func(c *camp) {
		for range 6 {
			c.Reconnect()
			c.ask("how high?")
		}
		if got := c.Sessions(); got.ResumesAtURL != 6 || got.Identifies != 1 {
			t.Errorf("sessions %+v, want six resumes", got)
		}
	})
}

func TestInvalidatedSessionIdentifiesAgain(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(c *camp){
		"invalid":        func(c *camp) { c.InvalidateSessions(false) },
		"resume refused": func(c *camp) { c.FaultNext(sandbox.GatewayFault{Kind: sandbox.InvalidOnResume}); c.DropGateway() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			timeless(t, sandbox.Options{}, nil, func(c *camp) {
				lose(c)
				_, err := c.WaitSessions(c.ctx, func(s sandbox.Sessions) bool { return s.Identifies == 2 && s.Live == 1 })
				c.must(err)
				c.ask("after")
			})
		})
	}
}

func TestRefusedTokenEndsRun(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, nil).ready()
	c.CloseGateway(4004)
	<-c.done
	if err := c.stop(); err == nil || !strings.Contains(err.Error(), "the token was refused") {
		t.Errorf("Run: %v, want the token refused", err)
	}
}

func TestWrongTokenEndsRun(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) { o.Token = "wrong" })
	c.forgiven = []string{"401"}
	<-c.done
	if err := c.stop(); err == nil || !strings.Contains(err.Error(), "the token was refused") {
		t.Errorf("Run: %v, want the token refused", err)
	}
}

func TestRefusedAnswersAreHarmless(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, nil).ready()
	codes := []int{10062, 40060, 50035}
	for _, code := range codes {
		c.Inject(sandbox.Fault{Route: "/interactions/{interaction}/{token}/callback", Times: 1, Status: 400, Code: code})
		before := c.LastEvent()
		_, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "?"}})
		c.must(err)
		c.refused(before)
		c.ask("after")
	}
	c.must(c.stop())
	if lines := strings.Count(c.logs.String(), `msg="not sent"`); lines != len(codes) {
		t.Errorf("%d log lines, want %d", lines, len(codes))
	}
}

// refused returns when a fault has met a request after the event.
func (c *camp) refused(after int) {
	for e := range c.Events(c.ctx, after) {
		if e.Request != nil && e.Request.Injected {
			return
		}
	}
	c.t.Fatal("nothing was refused")
}

func TestGlobalLimitLetsInteractionsThrough(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, nil).ready()
	c.Inject(sandbox.Fault{Route: "/channels/{channel}/messages", Times: 1, Status: 429, Global: true, RetryAfter: time.Second})
	began := time.Now()
	c.mention("how high?")
	if took := time.Since(began); took < time.Second {
		t.Errorf("the reply came after %v, before the limit's end", took)
	}
	c.ask("after")
}

func TestLostCallbackIsRepeated(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, nil).ready()
	c.forgiven = []string{"40060"}
	for name, fault := range map[string]sandbox.Fault{
		"before it took": {Drop: true}, "after it took": {Lose: true}, "502": {Status: 502, HTML: "<html>"},
		"429": {Status: 429, RetryAfter: 100 * time.Millisecond},
	} {
		fault.Times, fault.Route = 1, "/interactions/{interaction}/{token}/callback"
		c.Inject(fault)
		if got := c.ask("how high?").Content; !strings.Contains(got, "how high?") {
			t.Errorf("%s: answer %q", name, got)
		}
	}
}

func TestMalformedEvents(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, nil).ready()
	type object = map[string]any
	for _, event := range []string{"MESSAGE_CREATE", "INTERACTION_CREATE", "GUILD_CREATE", "VOICE_STATE_UPDATE", "READY_SOON"} {
		for _, payload := range []any{
			nil, "text", 7,
			[]int{},
			object{},
			object{"id": "1", "content": sandbox.Mention(c.Bot().ID), "author": nil},
			object{"id": "1", "type": 2, "token": "t", "application_id": "2", "data": object{"resolved": "?", "options": []any{object{"type": 99}}}},
			object{"id": "1", "type": 5, "token": "t", "data": object{"components": []any{object{"type": 18}}}},
			object{"id": "1", "content": "x", "author": object{"id": "2"}, "components": []any{object{"type": 99}}},
		} {
			c.Dispatch(event, payload)
		}
	}
	c.ask("after")
	c.mention("after")
	if got := c.Sessions().Connections; got != 1 {
		t.Errorf("%d connections, want 1", got)
	}
	if strings.Contains(c.logs.String(), "panic") {
		t.Error("something panicked")
	}
}

func TestRestartRegistersNothingAgain(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, nil).ready()
	c.must(c.stop())
	puts := func() (n int) {
		for _, r := range c.Requests() {
			if r.Method == "PUT" {
				n++
			}
		}
		return n
	}
	before := puts()
	again, stop := context.WithCancel(c.ctx)
	defer stop()
	done := make(chan error, 1)
	logs := new(safeBuffer)
	go func() {
		done <- discord.Run(again, discord.Options{
			Token: c.Token(), APIURL: c.URL(), Home: c.Home().Guild.ID, Commands: commands(),
			Log: slog.New(slog.NewTextHandler(writerFunc(func(p []byte) (int, error) {
				if n, _ := logs.Write(p); strings.Count(logs.String(), "commands registered already") == 2 {
					stop()
					return n, nil
				}
				return len(p), nil
			}), &slog.HandlerOptions{Level: slog.LevelDebug})),
		})
	}()
	c.must(<-done)
	if n := puts(); before != 2 || n != before || errors.Is(c.ctx.Err(), context.DeadlineExceeded) {
		t.Errorf("%d PUTs at first and %d more, want 2 and 0", before, n-before)
	}
}

// safeBuffer is a bytes.Buffer for many goroutines.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
