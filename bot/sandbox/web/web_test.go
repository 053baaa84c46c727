package web_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"summitbot/bot/sandbox"
	"summitbot/bot/sandbox/web"
)

// request makes a request to the page and returns the status and what came back.
func (d *double) request(method, path string, body any, header http.Header) (status int, raw string) {
	d.t.Helper()
	request, err := http.NewRequestWithContext(d.ctx, method, d.URL()+path, bytes.NewReader(encode(body)))
	if err != nil {
		d.t.Fatal(err)
	}
	maps.Copy(request.Header, header)
	request.Host = header.Get("Host")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		d.t.Fatal(err)
	}
	defer response.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(response.Body); err != nil {
		d.t.Fatal(err)
	}
	return response.StatusCode, b.String()
}

// act does what a person does and returns what came back.
func (d *double) act(name string, body object) (status int, raw string) {
	d.t.Helper()
	return d.request("POST", "/demo/"+name, body, nil)
}

func TestOtherSitesAreKeptOut(t *testing.T) {
	t.Parallel()
	d := play(t, tourCommands(), tour)
	for _, test := range []struct {
		name, method, path string
		header             http.Header
		want               int
	}{
		{"the page", "GET", "/", nil, 200},
		{"a module", "GET", "/js/main.js", nil, 200},
		{"no such file", "GET", "/js/nothing.js", nil, 404},
		{"a name that somebody gave to 127.0.0.1", "GET", "/demo/state", http.Header{"Host": {"evil.example"}}, 403},
		{"a form of another site", "POST", "/demo/say", http.Header{"Sec-Fetch-Site": {"cross-site"}}, 403},
		{"a script of another site", "POST", "/demo/say", http.Header{"Origin": {"https://evil.example"}}, 403},
	} {
		if got, raw := d.request(test.method, test.path, object{"content": "x"}, test.header); got != test.want {
			t.Errorf("%s: got %d %.80s, want %d", test.name, got, raw, test.want)
		}
	}
}

func TestPeopleActWithinTheirRights(t *testing.T) {
	t.Parallel()
	d := play(t, tourCommands(), tour)
	home := d.Home()
	member, admin := home.Member.ID, home.Admin.ID
	m, err := d.Say(d.ctx, sandbox.Post{Content: "mine"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, act string
		body      object
		want      int
		says      string
	}{
		{"say", "say", object{"user": member, "channel": home.Channel.ID, "content": "hi"}, 200, "{}"},
		{"say nothing", "say", object{"user": member, "content": ""}, 422, "empty message"},
		{"edit another's", "edit", object{"user": admin, "message": m.ID, "content": "x"}, 422, "own messages"},
		{"edit one's own", "edit", object{"user": member, "message": m.ID, "content": "mine again"}, 200, "{}"},
		{"complete", "complete", object{"user": member, "command": "tour", "partial": "place", "options": object{"place": "p"}}, 200, "The high pass"},
		{"no such command", "invoke", object{"user": member, "command": "none"}, 422, "no such command"},
		{"no such button", "press", object{"user": member, "message": m.ID, "custom_id": "x"}, 422, "not the bot's"},
		{"no such form", "submit", object{"user": member, "modal": "x"}, 422, "no modal was shown"},
		{"delete another's", "delete", object{"user": home.OtherBot.ID, "message": m.ID}, 422, "own messages"},
		{"delete as the administrator", "delete", object{"user": admin, "message": m.ID}, 200, "{}"},
	} {
		if got, raw := d.act(test.act, test.body); got != test.want || !strings.Contains(raw, test.says) {
			t.Errorf("%s: got %d %s, want %d %q", test.name, got, raw, test.want, test.says)
		}
	}
}

// What is for one person alone reaches nobody else, neither in the list nor in the stream.
func TestWhispersAreSeenByOnePerson(t *testing.T) {
	t.Parallel()
	d := play(t, tourCommands(), tour)
	home := d.Home()
	m, err := d.Say(d.ctx, sandbox.Post{Content: "how high?"})
	if err != nil {
		t.Fatal(err)
	}
	from := d.LastEvent()
	if got, raw := d.act("command", object{"user": home.Member.ID, "command": "Ask the article", "message": m.ID}); got != 200 {
		t.Fatalf("the message's command: %d %s", got, raw)
	}
	if _, err := d.Say(d.ctx, sandbox.Post{Content: "the end"}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		user string
		want []string
	}{
		{home.Member.ID, []string{"You asked about: how high?", "the end"}},
		{home.Admin.ID, []string{"the end"}},
	} {
		_, list := d.request("GET", "/demo/messages?user="+test.user+"&channel="+home.Channel.ID, nil, nil)
		if got := strings.Contains(list, "You asked"); got != (len(test.want) == 2) {
			t.Errorf("the list of %s has the whisper: %v", test.user, got)
		}
		if got := d.told(test.user, from, len(test.want)); strings.Join(got, "|") != strings.Join(test.want, "|") {
			t.Errorf("the stream of %s: got %q, want %q", test.user, got, test.want)
		}
	}
}

// told reads n messages of a person's stream.
func (d *double) told(user string, after, n int) []string {
	d.t.Helper()
	request, err := http.NewRequestWithContext(d.ctx, "GET", d.URL()+"/demo/events?user="+user, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	request.Header.Set("Last-Event-ID", string(encode(after)))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		d.t.Fatal(err)
	}
	defer response.Body.Close()
	var out []string
	for lines := bufio.NewScanner(response.Body); len(out) < n && lines.Scan(); {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		var e struct {
			Kind    string
			Message struct{ Content string }
		}
		if !ok || json.Unmarshal([]byte(data), &e) != nil || e.Kind != "message" {
			continue
		}
		out = append(out, e.Message.Content)
	}
	return out
}

// The state says what each person can do where.
func TestCommandsOnOffer(t *testing.T) {
	t.Parallel()
	d := play(t, append(tourCommands(), object{"name": "keep", "description": "d", "default_member_permissions": "0"}), tour)
	home := d.Home()
	for user, want := range map[string]bool{home.Member.ID: false, home.Admin.ID: true} {
		_, raw := d.request("GET", "/demo/state?user="+user, nil, nil)
		var got struct {
			Commands map[string][]struct{ Name string }
			Channels []struct{ Type int }
		}
		if err := json.Unmarshal([]byte(raw), &got); err != nil {
			t.Fatal(err)
		}
		names := encode(got.Commands[home.Channel.ID])
		if bytes.Contains(names, []byte("keep")) != want || !bytes.Contains(names, []byte("tour")) {
			t.Errorf("%s is offered %s", user, names)
		}
		if len(got.Channels) != 2 {
			t.Errorf("%s sees %+v, want the channel and one direct message", user, got.Channels)
		}
	}
}

func TestAPageWithoutItsSandboxSaysSo(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	web.New().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/", nil))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("got %d", w.Code)
	}
}
