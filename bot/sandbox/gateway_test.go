package sandbox_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"summitbot/bot/sandbox"
)

const ordinary = sandbox.Guilds | sandbox.GuildMessages | sandbox.DirectMessages // 4609

func TestIdentifyGetsReadyAndGuilds(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{HeartbeatInterval: 30 * time.Second})
	b.dial("")
	if got := dig(b.expectOp(10), "d", "heartbeat_interval"); got != 30000.0 {
		t.Errorf("heartbeat_interval: got %v, want 30000", got)
	}
	b.identify(ordinary)
	ready := b.expect("READY")
	if got, want := dig(ready, "guilds", 0, "id"), b.s.Home().Guild.ID; got != want {
		t.Errorf("guild in READY: got %v, want %v", got, want)
	}
	for _, field := range []string{"session_id", "resume_gateway_url", "application", "user", "v"} {
		if ready[field] == nil {
			t.Errorf("READY has no %s", field)
		}
	}
	guild := b.expect("GUILD_CREATE")
	if guild["name"] != b.s.Home().Guild.Name || dig(guild, "channels", 0, "id") != b.s.Home().Channel.ID {
		t.Errorf("GUILD_CREATE: got %v", guild)
	}
	if err := b.s.WaitSession(b.ctx); err != nil {
		t.Error(err)
	}
}

func TestWithoutGuildsIntentNoGuildCreate(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.s.Dispatch("SANDBOX_MARK", object{})
	b.expect("SANDBOX_MARK")
}

func TestHeartbeatIsAcknowledged(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.dial("")
	b.expectOp(10)
	b.emit(1, nil)
	b.expectOp(11)
	if got := b.s.Sessions().Heartbeats; got != 1 {
		t.Errorf("heartbeats: got %d, want 1", got)
	}
}

func TestGatewayClosesWith(t *testing.T) {
	t.Parallel()
	change := func(name string, value any) func(b *bot) {
		return func(b *bot) {
			id := b.identity(ordinary)
			id[name] = value
			b.emit(2, id)
		}
	}
	tests := []struct {
		name string
		act  func(b *bot)
		code int
	}{
		{"wrong token", change("token", "x"), 4004},
		{"no intents", change("intents", nil), 4013},
		{"unknown intent", change("intents", 1<<17), 4013},
		{"privileged intent", change("intents", int(sandbox.MessageContent)), 4014},
		{"shard out of range", change("shard", []int{2, 2}), 4010},
		{"no properties", change("properties", nil), 4002},
		{"misspelt field", change("intent", 1), 4002},
		{"presence before Identify", func(b *bot) { b.emit(3, object{}) }, 4003},
		{"unknown opcode", func(b *bot) { b.identify(ordinary); b.emit(99, nil) }, 4001},
		{"second Identify", func(b *bot) { b.identify(ordinary); b.identify(ordinary) }, 4005},
		{"no JSON", func(b *bot) { _ = b.ws.WriteMessage(websocket.TextMessage, []byte("{")) }, 4002},
		{"too large", func(b *bot) { b.emit(1, strings.Repeat("x", 4096)) }, 4002},
		{"presence without activities", func(b *bot) {
			b.identify(ordinary)
			b.emit(3, object{"since": nil, "activities": nil, "status": "online", "afk": false})
		}, 4002},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := start(t, sandbox.Options{})
			b.dial("")
			b.expectOp(10)
			test.act(b)
			b.expectClose(test.code)
			if got := b.s.Sessions().LastClose; got != (sandbox.Close{Code: test.code}) {
				t.Errorf("last close: got %+v, want code %d by the server", got, test.code)
			}
			if len(b.s.Violations()) != 1 {
				t.Errorf("violations: got %v, want one", b.s.Violations())
			}
		})
	}
}

func TestPrivilegedIntentIsAllowedWhereEnabled(t *testing.T) {
	t.Parallel()
	online(t, sandbox.Options{Privileged: sandbox.MessageContent}, ordinary|sandbox.MessageContent)
}

func TestSendLimit(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.dial("")
	for range 121 {
		b.emit(1, nil)
	}
	b.expectClose(4008)
}

func TestSilentClientTimesOut(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{Silence: 20 * time.Millisecond})
	b.dial("")
	b.expectClose(4009)
}

func TestResumeReplaysWhatWasMissed(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, ordinary)
	b.expect("GUILD_CREATE")
	b.s.DropGateway()
	sent := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "while you were away"}))
	b.resume(b.seq)
	if got := b.expect("MESSAGE_CREATE"); got["id"] != sent.ID {
		t.Errorf("replayed message: got %v, want %v", got["id"], sent.ID)
	}
	b.expect("RESUMED")
	stats := b.s.Sessions()
	if stats.Identifies != 1 || stats.Resumes != 1 || stats.ResumesAtURL != 1 || stats.Live != 1 {
		t.Errorf("sessions: got %+v, want one Identify and one Resume at resume_gateway_url", stats)
	}
}

// resume opens a connection at resume_gateway_url and resumes.
func (b *bot) resume(seq float64) {
	b.t.Helper()
	b.dial("ws" + strings.TrimPrefix(b.s.URL(), "http") + "/gateway/resume")
	b.expectOp(10)
	b.emit(6, object{"token": b.s.Token(), "session_id": b.id, "seq": seq})
}

func TestClientCloseCodeDecidesWhetherResumeWorks(t *testing.T) {
	t.Parallel()
	for code, resumable := range map[int]bool{1000: false, 1001: false, 4000: true, 1012: true} {
		b := online(t, sandbox.Options{}, sandbox.DirectMessages)
		_ = b.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(patience))
		if _, err := b.s.WaitSessions(b.ctx, func(s sandbox.Sessions) bool { return s.LastClose.Code == code }); err != nil {
			t.Fatal(err)
		}
		b.resume(b.seq)
		got := b.next()
		if resumable != (got["t"] == "RESUMED") || !resumable && got["d"] != false {
			t.Errorf("after close code %d: got %v, want resumable %v", code, got, resumable)
		}
	}
}

func TestResumeWithImpossibleSequence(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.s.DropGateway()
	b.resume(1000)
	b.expectClose(4007)
}

func TestGatewayFaults(t *testing.T) {
	t.Parallel()
	ready := func(b *bot) { b.expectOp(10); b.identify(sandbox.DirectMessages); b.expect("READY") }
	tests := []struct {
		fault sandbox.GatewayFault
		check func(b *bot)
	}{
		{sandbox.GatewayFault{Kind: sandbox.NoHello}, func(b *bot) { b.emit(1, nil); b.expectOp(11) }},
		{sandbox.GatewayFault{Kind: sandbox.ReconnectBeforeHello}, func(b *bot) { b.expectOp(7) }},
		{sandbox.GatewayFault{Kind: sandbox.DropOnConnect}, func(b *bot) { b.expectClose(1006) }},
		{sandbox.GatewayFault{Kind: sandbox.CloseOnConnect, Code: 4000}, func(b *bot) { b.expectClose(4000) }},
		{sandbox.GatewayFault{Kind: sandbox.NoACK}, func(b *bot) {
			b.expectOp(10)
			b.emit(1, nil)
			b.identify(sandbox.DirectMessages)
			b.expect("READY")
		}},
		{sandbox.GatewayFault{Kind: sandbox.ReconnectBeforeReady}, func(b *bot) {
			b.expectOp(10)
			b.identify(ordinary)
			b.expectOp(7)
		}},
		{sandbox.GatewayFault{Kind: sandbox.NoReady}, func(b *bot) {
			b.expectOp(10)
			b.identify(ordinary)
			b.emit(1, nil)
			b.expectOp(11)
		}},
		{sandbox.GatewayFault{Kind: sandbox.CloseOnIdentify, Code: 4004}, func(b *bot) {
			b.expectOp(10)
			b.identify(ordinary)
			b.expectClose(4004)
		}},
		{sandbox.GatewayFault{Kind: sandbox.InvalidOnIdentify}, func(b *bot) {
			b.expectOp(10)
			b.identify(ordinary)
			b.expectOp(9)
			b.identify(ordinary)
			b.expect("READY")
		}},
		{sandbox.GatewayFault{Kind: sandbox.InvalidOnResume}, func(b *bot) {
			ready(b)
			b.s.DropGateway()
			b.resume(b.seq)
			b.expectOp(9)
			b.identify(sandbox.DirectMessages)
			b.expect("READY")
		}},
		{sandbox.GatewayFault{Kind: sandbox.InvalidOnResume, Resumable: true}, func(b *bot) {
			ready(b)
			b.s.DropGateway()
			b.resume(b.seq)
			b.expectOp(9)
			b.emit(6, object{"token": b.s.Token(), "session_id": b.id, "seq": b.seq})
			b.expect("RESUMED")
		}},
	}
	for _, test := range tests {
		t.Run(string(test.fault.Kind), func(t *testing.T) {
			t.Parallel()
			b := start(t, sandbox.Options{})
			b.s.FaultNext(test.fault)
			b.dial("")
			test.check(b)
		})
	}
}

func TestRefusedUpgrade(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.s.FaultNext(sandbox.GatewayFault{Kind: sandbox.RefuseUpgrade, Code: 503})
	url, _ := b.want(200, "GET", "/gateway", nil).body["url"].(string)
	_, response, err := websocket.DefaultDialer.DialContext(b.ctx, url, nil)
	if err == nil || response.StatusCode != 503 {
		t.Errorf("dial: got %v and %v, want status 503", err, response)
	}
	_ = response.Body.Close()
}

func TestResumeAddressIsSpoiltAlone(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.s.FaultNext(sandbox.GatewayFault{Kind: sandbox.CloseOnConnect, Code: 4000, AtResume: true})
	b.dial("")
	b.expectOp(10)
	b.dial("ws" + strings.TrimPrefix(b.s.URL(), "http") + "/gateway/resume")
	b.expectClose(4000)
}

func TestDispatchIsRepeated(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.s.Dispatch("SANDBOX_MARK", object{})
	b.s.RepeatDispatch()
	first, second := b.next(), b.next()
	if first["t"] != "SANDBOX_MARK" || first["s"] != second["s"] || second["t"] != first["t"] {
		t.Errorf("got %v and %v, want one event twice", first, second)
	}
}

// inMemory starts a sandbox in a synctest bubble, and what dials it.
func inMemory(t *testing.T, opts sandbox.Options) (*sandbox.Sandbox, *websocket.Dialer) {
	t.Helper()
	network := sandbox.NewMemory()
	opts.Listener = network
	s, err := sandbox.Start(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return s, &websocket.Dialer{NetDialContext: network.Dial}
}

const memoryGateway = "ws://sandbox.test/gateway"

func TestConnectionWithoutUpgradeHangs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, dialer := inMemory(t, sandbox.Options{})
		s.FaultNext(sandbox.GatewayFault{Kind: sandbox.NoUpgrade})
		dialer.HandshakeTimeout = time.Hour
		began := time.Now()
		_, _, err := dialer.DialContext(t.Context(), memoryGateway, nil)
		if took := time.Since(began); err == nil || took != time.Hour {
			t.Errorf("dial: %v after %v, want no answer for as long as it waits", err, took)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestTimePassesInMemory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, dialer := inMemory(t, sandbox.Options{HeartbeatInterval: time.Hour})
		ws, response, err := dialer.DialContext(t.Context(), memoryGateway, nil)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		began := time.Now()
		for err == nil {
			_, _, err = ws.ReadMessage()
		}
		if took := time.Since(began); took != 2*time.Hour || !websocket.IsCloseError(err, 4009) {
			t.Errorf("after %v: %v, want a timeout after two intervals", took, err)
		}
		_ = ws.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if _, _, err := dialer.DialContext(t.Context(), memoryGateway, nil); err == nil {
			t.Error("a closed sandbox is dialled")
		}
	})
}

func TestFrozenConnectionIsAZombieWhoseSessionLives(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.s.Freeze()
	b.s.Dispatch("SANDBOX_MARK", object{})
	b.emit(1, b.seq)
	b.resume(b.seq)
	b.expect("SANDBOX_MARK")
	b.expect("RESUMED")
}

func TestLiveOrders(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.s.Reconnect()
	b.expectOp(7)
	b.s.RequestHeartbeat()
	b.expectOp(1)
	b.s.StopACKs()
	b.emit(1, b.seq)
	b.s.InvalidateSessions(false)
	b.expectOp(9)
	b.identify(sandbox.DirectMessages)
	b.expect("READY")
	b.s.CloseGateway(4000)
	b.expectClose(4000)
}

func TestShardsShareTheGuilds(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	for range 5 {
		b.s.AddGuild(sandbox.Guild{Name: "another"})
	}
	seen := map[any]int{}
	for shard := range 3 {
		b.dial("")
		b.expectOp(10)
		id := b.identity(ordinary)
		id["shard"] = []int{shard, 3}
		b.emit(2, id)
		guilds, _ := b.expect("READY")["guilds"].([]any)
		for _, g := range guilds {
			seen[dig(g, "id")]++
		}
	}
	if len(seen) != 6 {
		t.Errorf("guilds over 3 shards: got %v, want 6 guilds, each once", seen)
	}
}

func TestRawDispatchIsSentAsItIs(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.s.Dispatch("MESSAGE_CREATE", object{"id": 7, "components": []object{{"type": 99}}})
	if got := b.expect("MESSAGE_CREATE"); got["id"] != 7.0 {
		t.Errorf("got %v", got)
	}
}

func TestSessionStartsRunOut(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{SessionStarts: 1}, sandbox.DirectMessages)
	limit := dig(b.want(200, "GET", "/gateway/bot", nil).body, "session_start_limit")
	if dig(limit, "remaining") != 0.0 || dig(limit, "total") != 1.0 || dig(limit, "max_concurrency") != 1.0 {
		t.Errorf("session_start_limit: got %v", limit)
	}
	b.dial("")
	b.expectOp(10)
	b.identify(sandbox.DirectMessages)
	b.expectClose(4004)
}
