package sandbox_test

import (
	"testing"

	"summitbot/bot/sandbox"
)

func TestTheWorldIsTheSameInEveryRun(t *testing.T) {
	t.Parallel()
	one, two := start(t, sandbox.Options{}).s.Home(), start(t, sandbox.Options{}).s.Home()
	if one.Guild.ID != two.Guild.ID || one.Member.ID != two.Member.ID || one.Channel.ID != two.Channel.ID {
		t.Errorf("got %+v and %+v, want the same identifiers", one, two)
	}
}

func TestGuildRoutes(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	home := b.s.Home()
	role := must[sandbox.Role](t, "role")(b.s.AddRole(home.Guild.ID, sandbox.Role{Name: "staff", Permissions: sandbox.ManageGuild}))
	if err := b.s.SetMember(home.Guild.ID, sandbox.Member{UserID: home.Member.ID, Roles: []string{role.ID}, Nick: "M"}); err != nil {
		t.Fatal(err)
	}
	path := "/guilds/" + home.Guild.ID
	if got := b.want(200, "GET", path+"/members/"+home.Member.ID, nil).body; got["nick"] != "M" || dig(got, "roles", 0) != role.ID {
		t.Errorf("member: got %v", got)
	}
	if got := b.want(200, "GET", path, nil).body; got["owner_id"] != home.Owner.ID || got["members"] != nil {
		t.Errorf("guild: got %v", got)
	}
	if got := parse([]byte(b.want(200, "GET", path+"/roles", nil).raw)); dig(got, 3, "name") != "staff" {
		t.Errorf("roles: got %v", got)
	}
	if got := parse([]byte(b.want(200, "GET", path+"/channels", nil).raw)); dig(got, 0, "id") != home.Channel.ID {
		t.Errorf("channels: got %v", got)
	}
	if got := parse([]byte(b.want(200, "GET", "/users/@me/guilds", nil).raw)); dig(got, 0, "id") != home.Guild.ID {
		t.Errorf("own guilds: got %v", got)
	}
	b.want(200, "GET", "/users/"+home.OtherBot.ID, nil)
	if got := len(b.s.Channels(home.Guild.ID)); got != 1 {
		t.Errorf("channels: got %d, want 1", got)
	}
}

func TestDefaultMemberPermissionsFollowRolesAndOverwrites(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	home := b.s.Home()
	b.register("", object{"name": "tidy", "description": "d", "default_member_permissions": sandbox.ManageMessages.String()})
	_, err := b.s.WaitCommands(b.ctx, "", func(all []sandbox.Command) bool { return len(all) == 1 })
	if err != nil {
		t.Fatal(err)
	}
	tidy := func() error {
		_, err := b.s.Invoke(b.ctx, sandbox.Invocation{Command: "tidy"})
		return err
	}
	if tidy() == nil {
		t.Error("a member without the permission used the command")
	}
	allow := sandbox.Overwrite{Subject: home.Member.ID, Allow: sandbox.ManageMessages}
	if err := b.s.SetOverwrites(home.Channel.ID, allow); err != nil {
		t.Fatal(err)
	}
	if err := tidy(); err != nil {
		t.Errorf("with an overwrite of the channel: %v", err)
	}
	b.s.AllowCommand(home.Guild.ID, "tidy", home.Guild.ID, false)
	if tidy() == nil {
		t.Error("a member used a command which is denied to @everyone")
	}
}

func TestHistoryNewestFirst(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	var ids []string
	for range 3 {
		ids = append(ids, must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "x"})).ID)
	}
	path := "/channels/" + b.s.Home().Channel.ID + "/messages"
	got := parse([]byte(b.want(200, "GET", path+"?limit=1&before="+ids[2], nil).raw))
	if dig(got, 0, "id") != ids[1] || dig(got, 1) != nil || dig(got, 0, "content") != "" {
		t.Errorf("got %v, want the second message, its text hidden", got)
	}
	b.want(400, "GET", path+"?limit=101", nil)
}

func TestFileOption(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.DirectMessages)
	b.register("", object{"name": "read", "description": "d", "options": []any{
		object{"type": 11, "name": "file", "description": "d", "required": true},
	}})
	must[*sandbox.Interaction](t, "invoke")(b.s.Invoke(b.ctx, sandbox.Invocation{
		Command: "read",
		Options: map[string]any{"file": sandbox.Attachment{Filename: "a.txt", Data: []byte("abc")}},
	}))
	got := b.expect("INTERACTION_CREATE")
	id, _ := dig(got, "data", "options", 0, "value").(string)
	if dig(got, "data", "resolved", "attachments", id, "size") != 3.0 {
		t.Errorf("got %v", got["data"])
	}
}

func TestModalChoices(t *testing.T) {
	t.Parallel()
	v := ask(t, sandbox.Options{})
	options := []any{object{"label": "A", "value": "a"}, object{"label": "B", "value": "b"}}
	in := func(inner object) object { return object{"type": 18, "label": "l", "component": inner} }
	v.respond(9, object{"custom_id": "m", "title": "T", "components": []any{
		object{"type": 10, "content": "Choose."},
		in(object{"type": 21, "custom_id": "radio", "options": options}),
		in(object{"type": 22, "custom_id": "boxes", "options": options}),
		in(object{"type": 23, "custom_id": "box"}),
		in(object{"type": 5, "custom_id": "who", "required": false, "min_values": 0}),
	}})
	shown := must[sandbox.Response](t, "modal")(v.Response(v.ctx)).Modal
	must[*sandbox.Interaction](t, "submit")(v.s.Submit(v.ctx, shown, map[string]any{
		"radio": "b", "boxes": []string{"a", "b"}, "box": true, "who": []string{v.UserID},
	}))
	got := v.expect("INTERACTION_CREATE")
	components := dig(got, "data", "components")
	if dig(components, 1, "component", "value") != "b" || dig(components, 2, "component", "values", 1) != "b" ||
		dig(components, 3, "component", "value") != true || dig(got, "data", "resolved", "users", v.UserID) == nil {
		t.Errorf("got %v", got["data"])
	}
}

func TestTextOfAMessage(t *testing.T) {
	t.Parallel()
	m := sandbox.Message{Content: "one", Embeds: []sandbox.Embed{{
		Title: "two", Fields: []sandbox.EmbedField{{Name: "three", Value: "four"}},
		Footer: &sandbox.EmbedFooter{Text: "five"},
	}}}
	if got, want := m.Text(), "one\ntwo\nthree\nfour\nfive"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEditToComponentsV2MustClearTheContent(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	path := "/channels/" + b.s.Home().Channel.ID + "/messages"
	id, _ := b.want(200, "POST", path, object{"content": "x"}).body["id"].(string)
	v2 := object{"flags": 1 << 15, "components": []any{said("y")}}
	if got := b.want(400, "PATCH", path+"/"+id, v2); got.code != 50035 {
		t.Errorf("with content left: got %s", got.raw)
	}
	v2["content"] = nil
	b.want(200, "PATCH", path+"/"+id, v2)
	if got := b.want(400, "PATCH", path+"/"+id, object{"content": "x"}); got.code != 50035 {
		t.Errorf("content in a V2 message: got %s", got.raw)
	}
}
