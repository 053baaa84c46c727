package sandbox_test

import (
	"net/url"
	"slices"
	"testing"

	"summitbot/bot/sandbox"
)

// reactions is the path of an emoji below a message.
func reactions(m sandbox.Message, emoji string) string {
	return "/channels/" + m.ChannelID + "/messages/" + m.ID + "/reactions/" + url.PathEscape(emoji)
}

func TestReactions(t *testing.T) {
	t.Parallel()
	b := online(t, sandbox.Options{}, sandbox.GuildMessageReactions)
	home := b.s.Home()
	said := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "hello"}))
	path := reactions(said, "👍")
	for range 2 { // the second changes nothing
		b.want(204, "PUT", path+"/@me", nil)
	}
	added := b.expect("MESSAGE_REACTION_ADD")
	want := object{"user_id": b.s.Bot().ID, "channel_id": said.ChannelID, "message_id": said.ID, "guild_id": home.Guild.ID, "burst": false, "type": 0.0, "message_author_id": home.Member.ID}
	for name, value := range want {
		if added[name] != value {
			t.Errorf("MESSAGE_REACTION_ADD: %s: got %v, want %v", name, added[name], value)
		}
	}
	if dig(added, "emoji", "name") != "👍" || dig(added, "member", "user", "id") != b.s.Bot().ID {
		t.Errorf("MESSAGE_REACTION_ADD: got emoji %v and member %v", added["emoji"], added["member"])
	}
	if err := b.s.React(b.ctx, home.Admin.ID, said.ID, "👍"); err != nil {
		t.Fatal(err)
	}
	if got := b.expect("MESSAGE_REACTION_ADD")["user_id"]; got != home.Admin.ID {
		t.Errorf("a person's reaction: got user %v", got)
	}
	message := b.want(200, "GET", "/channels/"+said.ChannelID+"/messages/"+said.ID, nil).body
	if dig(message, "reactions", 0, "count") != 2.0 || dig(message, "reactions", 0, "me") != true {
		t.Errorf("message: got reactions %v", message["reactions"])
	}
	b.want(204, "DELETE", path+"/@me", nil)
	removed := b.expect("MESSAGE_REACTION_REMOVE")
	if removed["user_id"] != b.s.Bot().ID || removed["member"] != nil || dig(removed, "emoji", "name") != "👍" {
		t.Errorf("MESSAGE_REACTION_REMOVE: got %v", removed)
	}
	if users := b.users(path); !slices.Equal(users, []string{home.Admin.ID}) {
		t.Errorf("users: got %v, want the admin", users)
	}
	if err := b.s.Unreact(b.ctx, home.Admin.ID, said.ID, "👍"); err != nil {
		t.Fatal(err)
	}
	if got, _ := b.s.Message(said.ID); len(got.Reactions) != 0 {
		t.Errorf("after all are gone: got %v", got.Reactions)
	}
}

// users lists the IDs that GET returns.
func (b *bot) users(path string) (ids []string) {
	b.t.Helper()
	all, _ := parse([]byte(b.want(200, "GET", path, nil).raw)).([]any)
	for _, user := range all {
		id, _ := dig(user, "id").(string)
		ids = append(ids, id)
	}
	return ids
}

func TestReactionsAreListedInPages(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{})
	home := b.s.Home()
	said := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "hello"}))
	for _, id := range []string{home.Member.ID, home.Admin.ID} {
		if err := b.s.React(b.ctx, id, said.ID, "👍"); err != nil {
			t.Fatal(err)
		}
	}
	all := b.users(reactions(said, "👍"))
	if len(all) != 2 {
		t.Fatalf("users: got %v, want two", all)
	}
	if got := b.users(reactions(said, "👍") + "?limit=1"); !slices.Equal(got, all[:1]) {
		t.Errorf("the first page: got %v, want %v", got, all[:1])
	}
	if got := b.users(reactions(said, "👍") + "?after=" + all[0]); !slices.Equal(got, all[1:]) {
		t.Errorf("the second page: got %v, want %v", got, all[1:])
	}
	if got := b.users(reactions(said, "🎉")); len(got) != 0 {
		t.Errorf("another emoji: got %v", got)
	}
}

func TestReactionsNeedTheirIntent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		intents sandbox.Intents
		dm      bool
		want    string
	}{
		"none":                     {sandbox.GuildMessages, false, "SANDBOX_MARK"},
		"guild":                    {sandbox.GuildMessageReactions, false, "MESSAGE_REACTION_ADD"},
		"guild, direct message":    {sandbox.GuildMessageReactions, true, "SANDBOX_MARK"},
		"direct messages":          {sandbox.DirectMessageReactions, true, "MESSAGE_REACTION_ADD"},
		"direct messages, a guild": {sandbox.DirectMessageReactions, false, "SANDBOX_MARK"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := online(t, sandbox.Options{}, c.intents)
			channel := b.s.Home().Channel.ID
			if c.dm {
				channel = must[sandbox.Channel](t, "dm")(b.s.DirectMessage(b.s.Home().Member.ID)).ID
			}
			sent := b.want(200, "POST", "/channels/"+channel+"/messages", object{"content": "x"}).body
			if c.intents == sandbox.GuildMessages {
				b.expect("MESSAGE_CREATE")
			}
			if err := b.s.React(b.ctx, b.s.Home().Member.ID, sent["id"].(string), "👍"); err != nil {
				t.Fatal(err)
			}
			b.s.Dispatch("SANDBOX_MARK", object{})
			b.expect(c.want)
		})
	}
}

func TestReactionRefusals(t *testing.T) {
	t.Parallel()
	b := start(t, sandbox.Options{RouteLimit: sandbox.Limit{Requests: -1}, GlobalLimit: sandbox.Limit{Requests: -1}})
	home := b.s.Home()
	calm := must[sandbox.Channel](t, "add channel")(b.s.AddChannel(sandbox.Channel{
		GuildID: home.Guild.ID, Name: "calm",
		Overwrites: []sandbox.Overwrite{{Subject: home.Guild.ID, Deny: sandbox.AddReactions}},
	}))
	said := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "hello"}))
	still := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Channel: calm.ID, Author: home.Admin.ID, Content: "hello"}))
	full := must[sandbox.Message](t, "say")(b.s.Say(b.ctx, sandbox.Post{Content: "hello"}))
	for i := range 20 {
		b.want(204, "PUT", reactions(full, string(rune('🐀'+i)))+"/@me", nil)
	}
	if err := b.s.React(b.ctx, home.Admin.ID, still.ID, "👍"); err != nil {
		t.Fatal(err)
	}
	gone := sandbox.Message{ID: "1", ChannelID: home.Channel.ID}
	for _, c := range []struct {
		name, path   string
		status, code int
	}{
		{"no message", reactions(gone, "👍"), 404, 10008},
		{"no emoji", reactions(said, "thumbsup"), 400, 10014},
		{"digits", reactions(said, "1"), 400, 10014},
		{"an emoji of no guild", reactions(said, "blob:1234"), 400, 10014},
		{"a keycap", reactions(said, "1️⃣"), 204, 0},
		{"a flag", reactions(said, "🇩🇪"), 204, 0},
		{"no permission", reactions(still, "🎉"), 403, 50013},
		{"joining another's needs none", reactions(still, "👍"), 204, 0},
		{"twenty-one", reactions(full, "👍"), 400, 30010},
	} {
		if got := b.call("PUT", c.path+"/@me", nil); got.status != c.status || got.code != c.code {
			t.Errorf("%s: got %d and %s, want %d and code %d", c.name, got.status, got.raw, c.status, c.code)
		}
	}
}
