package sandbox_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"summitbot/bot/sandbox"
)

// invoked is an interaction as the bot got it.
type invoked struct {
	*bot
	*sandbox.Interaction
	data object
}

// ask registers /ask, invokes it as the home member and receives it.
func ask(t *testing.T, opts sandbox.Options) invoked {
	t.Helper()
	b := online(t, opts, sandbox.DirectMessages)
	b.register("", object{"name": "ask", "description": "Asks."})
	i := must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(b.ctx, sandbox.Invocation{Command: "ask"}))
	return invoked{b, i, b.expect("INTERACTION_CREATE")}
}

func (b *bot) register(guild string, commands ...object) {
	b.t.Helper()
	path := "/applications/" + b.s.Application().ID
	if guild != "" {
		path += "/guilds/" + guild
	}
	b.want(200, "PUT", path+"/commands", commands)
}

func (v invoked) respond(kind int, data any) answer {
	v.t.Helper()
	return v.call("POST", "/interactions/"+v.ID+"/"+v.Token+"/callback", object{"type": kind, "data": data})
}

func (v invoked) webhook(rest string) string {
	return "/webhooks/" + v.s.Application().ID + "/" + v.Token + rest
}

func TestInvocationPayloadInAGuild(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	home := v.s.Home()
	want := object{
		"id": v.ID, "token": v.Token, "type": 2.0, "version": 1.0, "guild_id": home.Guild.ID, "channel_id": home.Channel.ID,
		"application_id": v.s.Application().ID, "context": 0.0, "locale": "en-US", "guild_locale": "en-US",
	}
	for name, value := range want {
		if v.data[name] != value {
			t.Errorf("%s: got %v, want %v", name, v.data[name], value)
		}
	}
	if got := dig(v.data, "authorizing_integration_owners", "0"); got != home.Guild.ID {
		t.Errorf("authorizing_integration_owners: got %v", got)
	}
	if dig(v.data, "member", "user", "id") != home.Member.ID || dig(v.data, "member", "permissions") == nil {
		t.Errorf("member: got %v", v.data["member"])
	}
	if dig(v.data, "data", "name") != "ask" || v.data["user"] != nil || v.data["entitlements"] == nil {
		t.Errorf("payload: got %v", v.data)
	}
}

func TestInvocationPayloadInADirectMessage(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.register("", object{"name": "ask", "description": "Asks."})
	dm := must[sandbox.Channel](t, "dm")(b.s.DirectMessage(b.s.Home().Member.ID))
	must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(b.ctx, sandbox.Invocation{Command: "ask", Channel: dm.ID, Locale: "de"}))
	got := b.expect("INTERACTION_CREATE")
	if dig(got, "user", "id") != b.s.Home().Member.ID || got["member"] != nil || got["context"] != 1.0 || got["locale"] != "de" {
		t.Errorf("payload: got %v", got)
	}
}

func TestReplyIsPostedAndSeen(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	v.want(204, "POST", "/interactions/"+v.ID+"/"+v.Token+"/callback", object{"type": 4, "data": object{"content": "8849 m"}})
	response := must[sandbox.Response](t, "response")(v.Response(v.ctx))
	if response.Type != sandbox.Reply || response.Message.Content != "8849 m" || response.Message.Via.ID != v.ID {
		t.Errorf("response: got %+v", response)
	}
	if got := v.respond(4, object{"content": "again"}); got.status != 400 || got.code != 40060 {
		t.Errorf("second response: got %s, want code 40060", got.raw)
	}
	if got := v.want(200, "GET", v.webhook("/messages/@original"), nil).body["content"]; got != "8849 m" {
		t.Errorf("original: got %v", got)
	}
}

func TestDeferThenEditThenFollowUp(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	if got := v.respond(5, object{"flags": 1 << 15}); got.code != 50035 {
		t.Errorf("defer with V2: got %s, want 50035", got.raw)
	}
	v.respond(5, object{"flags": 64})
	thinking := v.want(200, "GET", v.webhook("/messages/@original"), nil).body
	if thinking["flags"] != 64.0+128.0 {
		t.Errorf("flags while thinking: got %v, want 192", thinking["flags"])
	}
	v.want(200, "PATCH", v.webhook("/messages/@original"), object{"flags": 1 << 15, "components": []any{said("done")}})
	final := must[sandbox.Message](t, "final")(v.Final(v.ctx))
	if final.Text() != "done" || final.Flags != sandbox.Ephemeral|sandbox.ComponentsV2 || final.VisibleTo != v.UserID {
		t.Errorf("final: got %+v", final)
	}
	id, _ := v.want(200, "POST", v.webhook(""), object{"content": "and more"}).body["id"].(string)
	v.want(200, "PATCH", v.webhook("/messages/"+id), object{"content": "and less"})
	more := must[[]sandbox.Message](t, "followups")(v.WaitFollowups(v.ctx, 1))
	if len(more) != 1 || more[0].Content != "and less" || more[0].VisibleTo != "" {
		t.Errorf("follow-ups: got %+v", more)
	}
	v.want(204, "DELETE", v.webhook("/messages/"+id), nil)
	v.want(204, "DELETE", v.webhook("/messages/@original"), nil)
	if got := v.want(404, "GET", v.webhook("/messages/@original"), nil); got.code != 10008 {
		t.Errorf("deleted original: got %s", got.raw)
	}
}

func TestFollowUpAfterDeferFillsTheOriginal(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	v.respond(5, object{"flags": 64})
	v.want(200, "POST", v.webhook(""), object{"content": "here"})
	final := must[sandbox.Message](t, "final")(v.Final(v.ctx))
	if final.Content != "here" || final.Flags != sandbox.Ephemeral || len(v.Followups()) != 0 {
		t.Errorf("final: got %+v and %d follow-ups, want the ephemeral original", final, len(v.Followups()))
	}
}

func TestTokenLives(t *testing.T) {
	t.Parallel()
	clock := newClock()
	v := ask(t, sandbox.Options{Now: clock.now})
	if got := v.call("PATCH", v.webhook("/messages/@original"), object{"content": "x"}); got.code != 10015 {
		t.Errorf("edit before the response: got %s, want 10015", got.raw)
	}
	clock.advance(3001 * time.Millisecond)
	if got := v.respond(4, object{"content": "late"}); got.status != 404 || got.code != 10062 {
		t.Errorf("late response: got %s, want 10062", got.raw)
	}
	second := must[*sandbox.Interaction](t, "invoke")(v.s.Invoke(v.ctx, sandbox.Invocation{Command: "ask"}))
	v.Interaction = second
	clock.advance(3 * time.Second)
	v.respond(4, object{"content": "just in time"})
	clock.advance(15 * time.Minute)
	if got := v.call("POST", v.webhook(""), object{"content": "late"}); got.status != 401 || got.code != 50027 {
		t.Errorf("late follow-up: got %s, want 50027", got.raw)
	}
}

func TestNoResponseInTime(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{ResponseWindow: 5 * time.Millisecond})
	if _, err := v.Response(v.ctx); !errors.Is(err, sandbox.ErrNoResponse) {
		t.Errorf("got %v, want ErrNoResponse", err)
	}
}

func TestWithResponse(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	got := v.want(200, "POST", "/interactions/"+v.ID+"/"+v.Token+"/callback?with_response=true",
		object{"type": 5, "data": object{"flags": 64}}).body
	if dig(got, "interaction", "response_message_loading") != true || dig(got, "interaction", "response_message_ephemeral") != true ||
		dig(got, "resource", "message", "id") == nil {
		t.Errorf("got %v", got)
	}
}

func TestResponsesMustFitTheInteraction(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	modal := func(components ...any) object {
		return object{"custom_id": "m", "title": "T", "components": components}
	}
	input := object{"type": 4, "custom_id": "c", "style": 1}
	label := object{"type": 18, "label": "l", "component": input}
	tests := []struct {
		name string
		kind int
		data object
		path string
	}{
		{"update without a message", 7, object{"content": "x"}, "type"},
		{"choices for a command", 8, object{"choices": []any{}}, "type"},
		{"unknown type", 3, object{}, "type"},
		{"long content", 4, object{"content": text(2001)}, "data.content"},
		{"misspelt", 4, object{"content": "x", "flag": 64}, "data.flag"},
		{"parse and users", 4, object{"content": "x", "allowed_mentions": object{"parse": []any{"users"}, "users": []any{"1"}}}, "data.allowed_mentions.users"},
		{"modal title", 9, object{"custom_id": "m", "title": text(46), "components": []any{label}}, "data.title"},
		{"modal without components", 9, modal(), "data.components"},
		{"six components", 9, modal(label, label, label, label, label, label), "data.components"},
		{"button in a modal", 9, modal(row(button("b"))), "data.components.0.components.0.type"},
		{"label of 46", 9, modal(object{"type": 18, "label": text(46), "component": input}), "data.components.0.label"},
		{"input with a label of its own in a Label", 9, modal(object{
			"type": 18, "label": "l",
			"component": object{"type": 4, "custom_id": "c", "style": 1, "label": "x"},
		}), "data.components.0.component.label"},
		{"duplicate custom_id", 9, modal(label, label), "data.components.1.component.custom_id"},
		{"modal with content", 9, object{"custom_id": "m", "title": "T", "components": []any{label}, "content": "x"}, "data.content"},
	}
	for _, test := range tests {
		got := v.respond(test.kind, test.data)
		if got.code != 50035 || leaf(got.body["errors"], strings.Split(test.path, ".")) == nil {
			t.Errorf("%s: got %s, want code 50035 at %s", test.name, got.raw, test.path)
		}
	}
	if got := v.respond(4, object{"content": ""}); got.code != 50006 {
		t.Errorf("empty: got %s, want 50006", got.raw)
	}
	if got := v.respond(4, object{"content": "at last"}); got.status != 204 {
		t.Errorf("after all these: got %s, want it accepted", got.raw)
	}
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.register("", object{"name": "ask", "description": "Asks.", "options": []any{
		object{"type": 3, "name": "question", "description": "d", "required": true, "autocomplete": true},
		object{"type": 4, "name": "year", "description": "d"},
	}})
	type result struct {
		choices []sandbox.Choice
		err     error
	}
	complete := func() chan result {
		done := make(chan result, 1)
		go func() {
			choices, err := b.s.Complete(b.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how h"}}, "question")
			done <- result{choices, err}
		}()
		return done
	}
	done := complete()
	got := b.expect("INTERACTION_CREATE")
	if got["type"] != 4.0 || dig(got, "data", "options", 0, "focused") != true || dig(got, "data", "options", 0, "value") != "how h" {
		t.Errorf("payload: got %v", got)
	}
	id, _ := got["id"].(string)
	token, _ := got["token"].(string)
	path := "/interactions/" + id + "/" + token + "/callback"
	answer := func(choices ...any) object { return object{"type": 8, "data": object{"choices": choices}} }
	choice := func(name, value string) object { return object{"name": name, "value": value} }
	for name, body := range map[string]object{
		"value of 101": answer(choice("n", text(101))),
		"name of 101":  answer(choice(text(101), "v")),
		"26 choices":   answer(times(26, func(i int) any { return choice(text(i+1), text(i+1)) })...),
		"a number":     answer(object{"name": "n", "value": 1}),
	} {
		if got := b.call("POST", path, body); got.code != 50035 {
			t.Errorf("%s: got %s, want 50035", name, got.raw)
		}
	}
	b.want(204, "POST", path, answer(choice("How high is it?", "height")))
	r := <-done
	if r.err != nil || len(r.choices) != 1 || r.choices[0].Value != "height" {
		t.Errorf("choices: got %+v, %v", r.choices, r.err)
	}
}

func TestUserInstalledAppHasFiveFollowUps(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.register("", object{"name": "ask", "description": "d", "integration_types": []any{0, 1}, "contexts": []any{0, 1, 2}})
	tourist := b.s.AddUser(sandbox.User{Username: "tourist", Installed: true})
	guild := b.s.AddGuild(sandbox.Guild{Name: "elsewhere", Absent: true, Members: []sandbox.Member{{UserID: tourist.ID}}})
	channel := must[sandbox.Channel](t, "channel")(b.s.AddChannel(sandbox.Channel{GuildID: guild.ID, Name: "c"}))
	i := must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(b.ctx, sandbox.Invocation{Command: "ask", User: tourist.ID, Channel: channel.ID}))
	v := invoked{b, i, b.expect("INTERACTION_CREATE")}
	if dig(v.data, "authorizing_integration_owners", "1") != tourist.ID || dig(v.data, "authorizing_integration_owners", "0") != nil {
		t.Errorf("owners: got %v", v.data["authorizing_integration_owners"])
	}
	v.respond(4, object{"content": "x"})
	for range 5 {
		v.want(200, "POST", v.webhook(""), object{"content": "x"})
	}
	if got := v.want(400, "POST", v.webhook(""), object{"content": "x"}); got.code != 40094 {
		t.Errorf("sixth: got %s, want 40094", got.raw)
	}
}

func TestEphemeralMessagesAreHiddenFromTheChannel(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	v.respond(4, object{"content": "psst", "flags": 64, "components": []any{row(button("more"))}})
	m := must[sandbox.Message](t, "final")(v.Final(v.ctx))
	if got := v.want(404, "GET", "/channels/"+m.ChannelID+"/messages/"+m.ID, nil); got.code != 10008 {
		t.Errorf("over HTTP: got %s", got.raw)
	}
	if _, err := v.s.Click(v.ctx, v.s.Home().Admin.ID, m.ID, "more"); err == nil {
		t.Error("another user clicked on an ephemeral message")
	}
	must[*sandbox.Interaction](t, "click")(v.s.Click(v.ctx, v.UserID, m.ID, "more"))
}

func TestOfflineBot(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	b.register("", object{"name": "ask", "description": "d"})
	if _, err := b.s.Invoke(b.ctx, sandbox.Invocation{Command: "ask"}); !errors.Is(err, sandbox.ErrOffline) {
		t.Errorf("got %v, want ErrOffline", err)
	}
}
