package sandbox_test

import (
	"context"
	"maps"
	"testing"

	"summitbot/bot/sandbox"
)

func TestIntentsDecideWhatIsVisible(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.GuildMessages|sandbox.DirectMessages)
	dm := must[sandbox.Channel](t, "dm")(b.s.DirectMessage(b.s.Home().Member.ID))
	mine := b.want(200, "POST", "/channels/"+b.s.Home().Channel.ID+"/messages", object{"content": "mine"}).body
	own, _ := mine["id"].(string)
	if got := b.expect("MESSAGE_CREATE"); got["content"] != "mine" {
		t.Errorf("own message: got %v", got)
	}
	tests := []struct {
		name string
		post sandbox.Post
		want string
	}{
		{"plain", sandbox.Post{Content: "secret"}, ""},
		{"mention", sandbox.Post{Content: sandbox.Mention(b.s.Bot().ID) + " hi"}, sandbox.Mention(b.s.Bot().ID) + " hi"},
		{"mention of another", sandbox.Post{Content: sandbox.Mention(b.s.Home().Admin.ID)}, ""},
		{"direct message", sandbox.Post{Content: "hi", Channel: dm.ID}, "hi"},
		{"reply to the bot", sandbox.Post{Content: "why?", ReplyTo: own}, "why?"},
		{"quiet reply", sandbox.Post{Content: "why?", ReplyTo: own, Quiet: true}, ""},
		{"webhook", sandbox.Post{Content: "news", Webhook: "feed"}, ""},
		{"other bot", sandbox.Post{Content: "beep", Author: b.s.Home().OtherBot.ID}, ""},
	}
	for _, test := range tests {
		must[sandbox.Message](t, test.name)(b.s.Say(b.ctx, test.post))
		got := b.expect("MESSAGE_CREATE")
		if got["content"] != test.want {
			t.Errorf("%s: got content %q, want %q", test.name, got["content"], test.want)
		}
		if test.post.Webhook != "" && (got["webhook_id"] == nil || got["member"] != nil) {
			t.Errorf("webhook message: got %v", got)
		}
	}
}

func TestSayRefusesTheImpossible(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	stranger := b.s.AddUser(sandbox.User{Username: "stranger"})
	for name, post := range map[string]sandbox.Post{
		"stranger": {Author: stranger.ID, Content: "x"},
		"nowhere":  {Channel: "1", Content: "x"},
		"nobody":   {Author: "1", Content: "x"},
		"empty":    {},
		"too long": {Content: text(2001)},
		"no reply": {Content: "x", ReplyTo: "1"},
	} {
		if _, err := b.s.Say(b.ctx, post); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestInvokeChecksWhatAClientChecks(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	home := b.s.Home()
	low := 1.0
	option := func(kind int, name string, required bool, more object) object {
		out := object{"type": kind, "name": name, "description": "d", "required": required}
		maps.Copy(out, more)
		return out
	}
	b.register("",
		object{"name": "admin", "description": "d", "default_member_permissions": "0", "contexts": []any{0}, "options": []any{
			object{"type": 1, "name": "reload", "description": "d"},
			object{"type": 2, "name": "log", "description": "d", "options": []any{object{"type": 1, "name": "show", "description": "d"}}},
		}},
		object{"name": "ask", "description": "d", "options": []any{
			option(3, "question", true, object{"max_length": 10}),
			option(3, "unit", false, object{"choices": []any{object{"name": "Metres", "value": "m"}}}),
			option(4, "year", false, object{"min_value": low}), option(6, "who", false, nil), option(5, "loud", false, nil),
		}})
	dm := must[sandbox.Channel](t, "dm")(b.s.DirectMessage(home.Admin.ID))
	tests := []struct {
		name string
		v    sandbox.Invocation
		ok   bool
	}{
		{"subcommand by an administrator", sandbox.Invocation{User: home.Admin.ID, Command: "admin reload"}, true},
		{"group", sandbox.Invocation{User: home.Admin.ID, Command: "admin log show"}, true},
		{"no subcommand", sandbox.Invocation{User: home.Admin.ID, Command: "admin"}, false},
		{"by a member", sandbox.Invocation{Command: "admin reload"}, false},
		{"in a direct message", sandbox.Invocation{User: home.Admin.ID, Channel: dm.ID, Command: "admin reload"}, false},
		{"unknown command", sandbox.Invocation{Command: "nothing"}, false},
		{"required option missing", sandbox.Invocation{Command: "ask"}, false},
		{"option too long", sandbox.Invocation{Command: "ask", Options: map[string]any{"question": text(11)}}, false},
		{"unknown option", sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "x", "q": "y"}}, false},
		{"no such choice", sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "x", "unit": "ft"}}, false},
		{"out of range", sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "x", "year": 0}}, false},
		{"no integer", sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "x", "year": 1.5}}, false},
		{"no such user", sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "x", "who": "1"}}, false},
		{"all of them", sandbox.Invocation{Command: "ask", Options: map[string]any{
			"question": "x", "unit": "m", "year": 1953,
			"who": home.Admin.ID, "loud": true,
		}}, true},
	}
	for _, test := range tests {
		_, err := b.s.Invoke(b.ctx, test.v)
		if (err == nil) != test.ok {
			t.Errorf("%s: got error %v, want success %v", test.name, err, test.ok)
		}
		if err == nil {
			got := b.expect("INTERACTION_CREATE")
			if test.name == "group" && dig(got, "data", "options", 0, "options", 0, "name") != "show" {
				t.Errorf("group: got %v", got["data"])
			}
			if test.name == "all of them" && dig(got, "data", "resolved", "users", home.Admin.ID) == nil {
				t.Errorf("resolved: got %v", got["data"])
			}
		}
	}
	b.s.AllowCommand(home.Guild.ID, "admin", home.Member.ID, true)
	must[*sandbox.Interaction](t, "allowed by an override")(b.s.Invoke(b.ctx, sandbox.Invocation{Command: "admin reload"}))
}

func TestButtonsMenusAndModals(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	v.respond(4, object{"content": "choose", "components": []any{
		row(button("more"), object{"type": 2, "style": 1, "label": "off", "custom_id": "off", "disabled": true}),
		row(object{"type": 3, "custom_id": "menu", "options": []any{object{"label": "A", "value": "a"}}}),
		row(object{"type": 8, "custom_id": "announcements", "channel_types": []any{5}}),
	}})
	m := must[sandbox.Message](t, "final")(v.Final(v.ctx))
	user := v.UserID
	for name, press := range map[string]func() (*sandbox.Interaction, error){
		"disabled":       func() (*sandbox.Interaction, error) { return v.s.Click(v.ctx, user, m.ID, "off") },
		"unknown button": func() (*sandbox.Interaction, error) { return v.s.Click(v.ctx, user, m.ID, "none") },
		"menu clicked":   func() (*sandbox.Interaction, error) { return v.s.Click(v.ctx, user, m.ID, "menu") },
		"unknown value":  func() (*sandbox.Interaction, error) { return v.s.Select(v.ctx, user, m.ID, "menu", "b") },
		"wrong channel": func() (*sandbox.Interaction, error) {
			return v.s.Select(v.ctx, user, m.ID, "announcements", m.ChannelID)
		},
		"no value": func() (*sandbox.Interaction, error) { return v.s.Select(v.ctx, user, m.ID, "menu") },
	} {
		if _, err := press(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	click := must[*sandbox.Interaction](t, "click")(v.s.Click(v.ctx, user, m.ID, "more"))
	got := v.expect("INTERACTION_CREATE")
	if dig(got, "data", "custom_id") != "more" || dig(got, "data", "component_type") != 2.0 || dig(got, "message", "id") != m.ID {
		t.Errorf("click: got %v", got)
	}
	invoked{v.bot, click, got}.respond(7, object{"content": "chosen", "components": []any{}})
	if now, _ := v.s.Message(m.ID); now.Content != "chosen" || len(now.Components) != 0 {
		t.Errorf("updated message: got %+v", now)
	}
}

func TestModalComesBackFilledIn(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	v.respond(9, object{"custom_id": "feedback", "title": "Feedback", "components": []any{
		object{"type": 18, "label": "What?", "component": object{"type": 4, "custom_id": "what", "style": 2, "min_length": 3}},
		object{"type": 18, "label": "Which?", "component": object{
			"type": 3, "custom_id": "which",
			"options": []any{object{"label": "A", "value": "a"}, object{"label": "B", "value": "b"}},
		}},
	}})
	shown := must[sandbox.Response](t, "modal")(v.Response(v.ctx)).Modal
	for name, values := range map[string]map[string]any{
		"too short":         {"what": "no", "which": []string{"a"}},
		"required":          {"which": []string{"a"}},
		"no such option":    {"what": "good", "which": []string{"c"}},
		"no such component": {"what": "good", "which": []string{"a"}, "who": "me"},
	} {
		if _, err := v.s.Submit(v.ctx, shown, values); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	i := must[*sandbox.Interaction](t, "submit")(v.s.Submit(v.ctx, shown, map[string]any{"what": "good", "which": []string{"b"}}))
	got := v.expect("INTERACTION_CREATE")
	if got["type"] != 5.0 || dig(got, "data", "custom_id") != "feedback" ||
		dig(got, "data", "components", 0, "component", "value") != "good" ||
		dig(got, "data", "components", 1, "component", "values", 0) != "b" {
		t.Errorf("submit: got %v", got["data"])
	}
	v.Interaction = i
	if again := v.respond(9, object{}); again.code != 50035 {
		t.Errorf("modal after a modal: got %s, want 50035", again.raw)
	}
	v.respond(4, object{"content": "thanks"})
	must[sandbox.Message](t, "final")(i.Final(v.ctx))
}

func TestContextMenuCommands(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	home := b.s.Home()
	b.register(home.Guild.ID, object{"name": "Ask This", "type": 3}, object{"name": "Who", "type": 2})
	m := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "how high?"}))
	must[*sandbox.Interaction](t, "message command")(b.s.MessageCommand(b.ctx, home.Admin.ID, "Ask This", m.ID))
	got := b.expect("INTERACTION_CREATE")
	if dig(got, "data", "target_id") != m.ID || dig(got, "data", "resolved", "messages", m.ID, "content") != "how high?" {
		t.Errorf("message command: got %v", got["data"])
	}
	must[*sandbox.Interaction](t, "user command")(b.s.UserCommand(b.ctx, home.Admin.ID, "", "Who", home.Member.ID))
	got = b.expect("INTERACTION_CREATE")
	if dig(got, "data", "resolved", "members", home.Member.ID) == nil {
		t.Errorf("user command: got %v", got["data"])
	}
}

func TestEditsAndDeletesArrive(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.GuildMessages)
	m := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "x"}))
	b.expect("MESSAGE_CREATE")
	must[sandbox.Message](t, "edit")(b.s.Edit(b.ctx, m.ID, sandbox.Mention(b.s.Bot().ID)))
	if got := b.expect("MESSAGE_UPDATE"); got["content"] == "" {
		t.Error("an edit which mentions the bot hides its text")
	}
	if err := b.s.Delete(b.ctx, m.ID); err != nil {
		t.Fatal(err)
	}
	if got := b.expect("MESSAGE_DELETE"); got["id"] != m.ID {
		t.Errorf("delete: got %v", got)
	}
}

func TestEventsTellEverything(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	from := b.s.LastEvent()
	m := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "x"}))
	b.want(204, "POST", "/channels/"+m.ChannelID+"/typing", nil)
	var kinds []sandbox.EventKind
	for e := range b.s.Events(b.ctx, from) {
		kinds = append(kinds, e.Kind)
		if e.Seq != from+len(kinds) {
			t.Errorf("event %d has number %d", from+len(kinds), e.Seq)
		}
		if e.Kind == sandbox.RequestEvent {
			break
		}
	}
	want := []sandbox.EventKind{sandbox.GatewaySendEvent, sandbox.MessageEvent, sandbox.TypingEvent, sandbox.RequestEvent}
	if len(kinds) != len(want) {
		t.Fatalf("events: got %v, want %v", kinds, want)
	}
	for i := range want {
		if kinds[i] != want[i] {
			t.Errorf("event %d: got %v, want %v", i, kinds[i], want[i])
		}
	}
}

func TestWaitsEndWithTheSandbox(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	done := make(chan error)
	go func() { done <- b.s.WaitSession(context.Background()) }()
	_ = b.s.Close()
	if err := <-done; err == nil {
		t.Error("WaitSession: got no error from a closed sandbox")
	}
}
