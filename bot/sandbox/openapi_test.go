package sandbox_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"summitbot/bot/sandbox"
	"summitbot/bot/sandbox/openapi"
)

func parse(raw []byte) any {
	var v any
	_ = json.Unmarshal(raw, &v)
	return v
}

// description finds Discord's API description, or skips.
func description(t *testing.T) string {
	t.Helper()
	path, ok := optionalDescription()
	if !ok {
		t.Skip("no shared/discord/openapi.json in a folder above")
	}
	return path
}

// described checks requests against it, or skips.
func described(t *testing.T) func(method, path string, body any) []sandbox.Problem {
	t.Helper()
	d, err := openapi.Load(description(t))
	if err != nil {
		t.Fatal(err)
	}
	return d.Check
}

// optionalDescription looks for it in all folders above.
func optionalDescription() (path string, ok bool) {
	dir, err := filepath.Abs(".")
	if err != nil {
		return "", false
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		path = filepath.Join(dir, "shared", "discord", "openapi.json")
		if _, err := os.Stat(path); err == nil {
			return path, true
		}
	}
	return "", false
}

func TestOpenAPIChecksRequests(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{Check: described(t)}, sandbox.DirectMessages)
	b.register("", object{"name": "ask", "description": "d", "default_member_permissions": "0"})
	admin := b.s.Home().Admin.ID
	channel := "/channels/" + b.s.Home().Channel.ID
	b.want(200, "POST", channel+"/messages", object{"content": "fine"})
	b.want(204, "POST", channel+"/typing", nil)
	got := b.want(400, "POST", channel+"/messages", object{"embeds": []any{object{"title": 7}}})
	if leaf(got.body["errors"], []string{"embeds", "0", "title"}) == nil {
		t.Errorf("a wrong type: got %s, want a complaint at embeds.0.title", got.raw)
	}
	i := must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(b.ctx, sandbox.Invocation{User: admin, Command: "ask"}))
	v := invoked{b, i, b.expect("INTERACTION_CREATE")}
	bad := v.respond(9, object{"custom_id": "m", "title": "T", "components": []any{object{"type": 18, "label": "l", "component": object{"type": 4, "custom_id": "c"}}}})
	if bad.code != 50035 || leaf(bad.body["errors"], []string{"data", "components", "0", "component"}) == nil {
		t.Errorf("a modal without a style: got %s, want a complaint at data.components.0.component", bad.raw)
	}
	if got := v.respond(4, object{"content": "fine"}); got.status != 204 {
		t.Errorf("callback: got %s", got.raw)
	}
	if got := len(b.s.Violations()); got != 2 {
		t.Errorf("violations: got %v, want 2", b.s.Violations())
	}
}

// TestAnswersFollowTheDescription holds the sandbox to its own standard.
func TestAnswersFollowTheDescription(t *testing.T) {
	t.Parallel()
	raw, err := os.Open(description(t))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	doc, err := jsonschema.UnmarshalJSON(raw)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("https://sandbox.invalid/d.json", doc); err != nil {
		t.Fatal(err)
	}
	follows := func(schema string, value any) {
		t.Helper()
		compiled, err := compiler.Compile("https://sandbox.invalid/d.json#/components/schemas/" + schema)
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(value); err != nil {
			t.Errorf("%v", err)
		}
	}
	v := ask(t, sandbox.Options{})
	home := v.s.Home()
	follows("UserPIIResponse", v.want(200, "GET", "/users/@me", nil).body)
	follows("PrivateApplicationResponse", v.want(200, "GET", "/applications/@me", nil).body)
	follows("GuildMemberResponse", v.want(200, "GET", "/guilds/"+home.Guild.ID+"/members/"+home.Admin.ID, nil).body)
	follows("GuildChannelResponse", v.want(200, "GET", "/channels/"+home.Channel.ID, nil).body)
	follows("PrivateChannelResponse", v.want(200, "POST", "/users/@me/channels", object{"recipient_id": home.Member.ID}).body)
	follows("GatewayBotResponse", v.want(200, "GET", "/gateway/bot", nil).body)
	commands := parse([]byte(v.want(200, "GET", "/applications/"+v.s.Application().ID+"/commands", nil).raw))
	follows("ApplicationCommandResponse", dig(commands, 0))
	message := v.want(200, "POST", "/channels/"+home.Channel.ID+"/messages", object{
		"content": "x",
		"embeds":  []any{object{"title": "t", "fields": []any{object{"name": "n", "value": "v"}}}}, "components": []any{row(button("b"))},
	}).body
	follows("MessageResponse", message)
	reaction := "/channels/" + home.Channel.ID + "/messages/" + message["id"].(string)
	v.want(204, "PUT", reaction+"/reactions/%F0%9F%91%8D/@me", nil)
	follows("MessageResponse", v.want(200, "GET", reaction, nil).body)
	follows("UserResponse", dig(parse([]byte(v.want(200, "GET", reaction+"/reactions/%F0%9F%91%8D", nil).raw)), 0))
	follows("ErrorResponse", v.want(404, "GET", "/channels/1", nil).body)
	follows("ThreadResponse", v.want(201, "POST", "/channels/"+home.Channel.ID+"/messages/"+message["id"].(string)+"/threads", object{"name": "n"}).body)
	follows("InteractionCallbackResponse", v.want(200, "POST", "/interactions/"+v.ID+"/"+v.Token+"/callback?with_response=true",
		object{"type": 4, "data": object{"content": "x"}}).body)
	follows("MessageResponse", v.want(200, "GET", v.webhook("/messages/@original"), nil).body)
}
