package sandbox_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"summitbot/bot/sandbox"
)

func TestIdentityRoutes(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	home := b.s.Home()
	if got := b.want(200, "GET", "/users/@me", nil).body["id"]; got != b.s.Bot().ID {
		t.Errorf("own user: got %v", got)
	}
	for _, path := range []string{"/applications/@me", "/oauth2/applications/@me"} {
		app := b.want(200, "GET", path, nil).body
		if dig(app, "owner", "id") != home.Owner.ID || app["team"] != nil {
			t.Errorf("%s: got owner %v, team %v", path, app["owner"], app["team"])
		}
	}
	member := b.want(200, "GET", "/guilds/"+home.Guild.ID+"/members/"+home.Admin.ID, nil).body
	if dig(member, "user", "id") != home.Admin.ID {
		t.Errorf("member: got %v", member)
	}
}

func TestTeamOwnsTheApplication(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	home := b.s.Home()
	b.s.SetTeam(sandbox.TeamMember{UserID: home.Owner.ID}, sandbox.TeamMember{UserID: home.Admin.ID, Role: "read_only", Invited: true})
	app := b.want(200, "GET", "/applications/@me", nil).body
	if dig(app, "owner", "id") == home.Owner.ID || dig(app, "team", "owner_user_id") != home.Owner.ID {
		t.Errorf("a team's application: got owner %v, team %v", app["owner"], app["team"])
	}
	if dig(app, "team", "members", 1, "membership_state") != 1.0 || dig(app, "team", "members", 1, "role") != "read_only" {
		t.Errorf("second member: got %v", dig(app, "team", "members", 1))
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{BotPermissions: sandbox.ViewChannel})
	home := b.s.Home()
	hidden := must[sandbox.Channel](t, "add channel")(b.s.AddChannel(sandbox.Channel{
		GuildID: home.Guild.ID, Name: "staff",
		Overwrites: []sandbox.Overwrite{{Subject: home.Guild.ID, Deny: sandbox.ViewChannel}},
	}))
	muted := must[sandbox.Channel](t, "add channel")(b.s.AddChannel(sandbox.Channel{
		GuildID: home.Guild.ID, Name: "read-only",
		Overwrites: []sandbox.Overwrite{{Subject: home.Guild.ID, Deny: sandbox.SendMessages | sandbox.ReadMessageHistory}},
	}))
	shy := b.s.AddUser(sandbox.User{Username: "shy", DMsClosed: true})
	dm := must[sandbox.Channel](t, "dm")(b.s.DirectMessage(shy.ID))
	foreign := b.s.AddGuild(sandbox.Guild{Name: "elsewhere", Absent: true})
	said := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "hello"}))
	hello := object{"content": "hello"}
	tests := []struct {
		name, method, path string
		body               any
		status, code       int
	}{
		{"unknown route", "GET", "/nowhere", nil, 404, 0},
		{"unknown method", "PUT", "/users/@me", object{}, 405, 0},
		{"unknown channel", "POST", "/channels/1/messages", hello, 404, 10003},
		{"hidden channel", "POST", "/channels/" + hidden.ID + "/messages", hello, 403, 50001},
		{"no permission", "POST", "/channels/" + muted.ID + "/messages", hello, 403, 50013},
		{"no history", "GET", "/channels/" + muted.ID + "/messages/" + said.ID, nil, 403, 50013},
		{"unknown message", "GET", "/channels/" + home.Channel.ID + "/messages/1", nil, 404, 10008},
		{"another's message", "PATCH", "/channels/" + home.Channel.ID + "/messages/" + said.ID, hello, 403, 50005},
		{"delete another's", "DELETE", "/channels/" + home.Channel.ID + "/messages/" + said.ID, nil, 403, 50013},
		{"closed DMs", "POST", "/channels/" + dm.ID + "/messages", hello, 403, 50007},
		{"DM with nobody", "POST", "/users/@me/channels", object{"recipient_id": "1"}, 404, 10013},
		{"unknown member", "GET", "/guilds/" + home.Guild.ID + "/members/" + shy.ID, nil, 404, 10007},
		{"foreign guild", "GET", "/guilds/" + foreign.ID + "/members/" + shy.ID, nil, 403, 50001},
		{"reply without history", "POST", "/channels/" + muted.ID + "/messages", hello, 403, 50013},
		{"unknown interaction", "POST", "/interactions/1/t/callback", object{"type": 4}, 404, 10062},
		{"unknown webhook", "POST", "/webhooks/" + b.s.Application().ID + "/t", hello, 404, 10015},
		{"other application", "GET", "/applications/1/commands", nil, 403, 20012},
		{"unknown command", "DELETE", "/applications/" + b.s.Application().ID + "/commands/1", nil, 404, 10063},
		{"no JSON", "POST", "/channels/" + home.Channel.ID + "/messages", "{", 400, 50109},
		{"empty message", "POST", "/channels/" + home.Channel.ID + "/messages", object{"content": ""}, 400, 50006},
		{
			"reply to nothing", "POST", "/channels/" + home.Channel.ID + "/messages",
			object{"content": "x", "message_reference": object{"message_id": "1"}},
			400, 50035,
		},
	}
	for _, test := range tests {
		got := b.call(test.method, test.path, test.body)
		if got.status != test.status || got.code != test.code {
			t.Errorf("%s: got %d and %s, want status %d, code %d", test.name, got.status, got.raw, test.status, test.code)
		}
	}
}

func TestHeadersDiscordDemands(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.head.Set("User-Agent", "Go-http-client/1.1")
	if got := b.want(403, "GET", "/users/@me", nil); got.code != 40333 {
		t.Errorf("User-Agent: got %s, want code 40333", got.raw)
	}
	b.head.Set("User-Agent", "DiscordBot (https://example.org, v1)")
	b.head.Set("Authorization", b.s.Token())
	b.want(401, "GET", "/users/@me", nil)
	b.head.Del("Authorization")
	b.want(404, "POST", "/interactions/1/t/callback", object{"type": 5})
	b.want(200, "GET", "/gateway", nil)
	if got := len(b.s.Violations()); got != 2 {
		t.Errorf("violations: got %v, want 2", b.s.Violations())
	}
}

func TestAMessageLivesAndDies(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, ordinary)
	b.expect("GUILD_CREATE")
	path := "/channels/" + b.s.Home().Channel.ID + "/messages"
	said := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "a question"}))
	b.expect("MESSAGE_CREATE")
	b.want(204, "POST", "/channels/"+b.s.Home().Channel.ID+"/typing", nil)
	made := b.want(200, "POST", path, object{
		"content": "an answer", "nonce": "n1",
		"message_reference": object{"message_id": said.ID},
	}).body
	if dig(made, "referenced_message", "id") != said.ID || made["nonce"] != "n1" || made["type"] != 19.0 {
		t.Errorf("reply: got %v", made)
	}
	if got := b.expect("MESSAGE_CREATE"); got["content"] != "an answer" {
		t.Errorf("own message: got %v", got)
	}
	id, _ := made["id"].(string)
	reply := must[sandbox.Message](t, "reply")(b.s.WaitReply(b.ctx, said))
	if reply.ID != id {
		t.Errorf("WaitReply: got %v, want %v", reply.ID, id)
	}
	b.want(200, "PATCH", path+"/"+id, object{"content": "a better answer"})
	if got := b.expect("MESSAGE_UPDATE"); got["content"] != "a better answer" || got["edited_timestamp"] == nil {
		t.Errorf("edit: got %v", got)
	}
	b.want(204, "DELETE", path+"/"+id, nil)
	b.expect("MESSAGE_DELETE")
	b.want(404, "GET", path+"/"+id, nil)
	if got := b.s.Messages(b.s.Home().Channel.ID); len(got) != 1 || got[0].ID != said.ID {
		t.Errorf("messages: got %v, want the question only", got)
	}
}

func TestThreadFromMessage(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	said := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "long story"}))
	path := "/channels/" + said.ChannelID + "/messages/" + said.ID + "/threads"
	thread := b.want(201, "POST", path, object{"name": "Story", "auto_archive_duration": 1440}).body
	if thread["id"] != said.ID || thread["type"] != 11.0 {
		t.Errorf("thread: got %v", thread)
	}
	if got := b.want(400, "POST", path, object{"name": "Again"}); got.code != 160004 {
		t.Errorf("second thread: got %s", got.raw)
	}
	b.want(200, "POST", "/channels/"+said.ID+"/messages", object{"content": "chapter one"})
	must[sandbox.Message](t, "say in thread")(b.s.Say(b.ctx, sandbox.Post{Channel: said.ID, Content: "go on"}))
}

func TestFilesComeAsMultipart(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	send := func(parts map[string]string) answer {
		var buffer bytes.Buffer
		w := multipart.NewWriter(&buffer)
		for name, data := range parts {
			part, err := w.CreateFormFile(name, name+".txt")
			if name == "payload_json" {
				part, err = w.CreateFormField(name)
			}
			if err != nil {
				t.Fatal(err)
			}
			_, _ = part.Write([]byte(data))
		}
		_ = w.Close()
		head := b.head.Clone()
		head.Set("Content-Type", w.FormDataContentType())
		got, err := b.send("POST", "/channels/"+b.s.Home().Channel.ID+"/messages", head, &buffer)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	good := send(map[string]string{
		"files[0]":     "data",
		"payload_json": `{"content":"see","attachments":[{"id":"0","description":"a file"}]}`,
	})
	if good.status != 200 || dig(good.body, "attachments", 0, "size") != 4.0 || dig(good.body, "attachments", 0, "description") != "a file" {
		t.Errorf("upload: got %d and %s", good.status, good.raw)
	}
	if got := send(map[string]string{"file": "data"}); got.code != 50035 {
		t.Errorf("part named file: got %s, want 50035", got.raw)
	}
	if got := send(map[string]string{"files[0]": strings.Repeat("x", 10<<20+1)}); got.status != 413 {
		t.Errorf("large file: got status %d, want 413", got.status)
	}
	if got := send(map[string]string{"files[0]": "x", "payload_json": `{"attachments":[{"id":"1"}]}`}); got.code != 50035 {
		t.Errorf("attachment without a file: got %s, want 50035", got.raw)
	}
}

func TestRateLimits(t *testing.T) {
	t.Parallel()
	clock := newClock()
	b := start(t, sandbox.Options{
		Now: clock.now, RouteLimit: sandbox.Limit{Requests: 2, Per: time.Second},
		GlobalLimit: sandbox.Limit{Requests: 4, Per: time.Second},
	})
	first := b.want(200, "GET", "/users/@me", nil)
	for header, want := range map[string]string{"X-Ratelimit-Limit": "2", "X-Ratelimit-Remaining": "1", "X-Ratelimit-Reset-After": "1.000"} {
		if got := first.header.Get(header); got != want {
			t.Errorf("%s: got %q, want %q", header, got, want)
		}
	}
	b.want(200, "GET", "/users/@me", nil)
	route := b.want(429, "GET", "/users/@me", nil)
	if route.body["global"] != false || route.body["retry_after"] != 1.0 || route.header.Get("X-Ratelimit-Scope") != "user" {
		t.Errorf("route limit: got %s and %v", route.raw, route.header)
	}
	b.want(200, "GET", "/applications/@me", nil)
	global := b.want(429, "GET", "/applications/@me", nil)
	if global.body["global"] != true || global.header.Get("X-Ratelimit-Global") != "true" || global.header.Get("X-Ratelimit-Bucket") != "" {
		t.Errorf("global limit: got %s and %v", global.raw, global.header)
	}
	b.want(404, "POST", "/interactions/1/t/callback", object{"type": 5}) // exempt
	clock.advance(time.Second)
	b.want(200, "GET", "/users/@me", nil)
}

func TestInjectedFaults(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	path := "/channels/" + b.s.Home().Channel.ID + "/messages"
	route := "/channels/{channel}/messages"
	hello := object{"content": "hello"}

	b.s.Inject(sandbox.Fault{Route: route, Times: 1, Status: 429, RetryAfter: 1500 * time.Millisecond, Shared: true})
	limited := b.want(429, "POST", path, hello)
	if limited.body["retry_after"] != 1.5 || limited.header.Get("Retry-After") != "2" || limited.header.Get("X-Ratelimit-Scope") != "shared" {
		t.Errorf("429: got %s and %v", limited.raw, limited.header)
	}
	b.s.Inject(sandbox.Fault{Route: route, Times: 1, Status: 429, HTML: "<html>banned</html>"})
	if got := b.want(429, "POST", path, hello); !strings.HasPrefix(got.raw, "<html>") {
		t.Errorf("HTML 429: got %s", got.raw)
	}
	b.s.Inject(sandbox.Fault{Route: route, Times: 1, Status: 400, Code: 200000, Message: "Message was blocked by automatic moderation"})
	if got := b.want(400, "POST", path, hello); got.code != 200000 {
		t.Errorf("AutoMod: got %s", got.raw)
	}
	remove := b.s.Inject(sandbox.Fault{Method: http.MethodPost, Status: 502})
	b.want(502, "POST", path, hello)
	b.want(502, "POST", path, hello)
	b.want(200, "GET", "/users/@me", nil)
	remove()
	b.s.Inject(sandbox.Fault{Route: route, Times: 1, Drop: true})
	if _, err := b.try("POST", path, hello); err == nil {
		t.Error("dropped request: got an answer")
	}
	if got := len(b.s.Messages(b.s.Home().Channel.ID)); got != 0 {
		t.Errorf("messages after refused requests: got %d, want 0", got)
	}
	b.s.Inject(sandbox.Fault{Route: route, Times: 1, Lose: true, Latency: time.Millisecond})
	if _, err := b.try("POST", path, hello); err == nil {
		t.Error("lost answer: got an answer")
	}
	if got := len(b.s.Messages(b.s.Home().Channel.ID)); got != 1 {
		t.Errorf("messages after a lost answer: got %d, want 1", got)
	}
	if got := b.s.Violations(); len(got) != 0 {
		t.Errorf("violations: got %v, want none", got)
	}
}

func TestLatencyEndsWithTheSandbox(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.s.Inject(sandbox.Fault{Latency: time.Hour})
	done := make(chan error)
	go func() {
		_, err := b.try("GET", "/users/@me", nil)
		done <- err
	}()
	_ = b.s.Close()
	if err := <-done; err == nil {
		t.Error("got an answer from a closed sandbox")
	}
}

func TestRequestsAreKept(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.want(404, "POST", "/channels/1/messages", object{"content": "x"})
	got := b.s.Requests()
	if len(got) != 1 {
		t.Fatalf("requests: got %d, want 1", len(got))
	}
	r := got[0]
	if r.Method != "POST" || r.Route != "/channels/{channel}/messages" || r.Status != 404 || r.Code != 10003 ||
		string(r.Body) != `{"content":"x"}` || !r.Authorized {
		t.Errorf("got %+v", r)
	}
}
