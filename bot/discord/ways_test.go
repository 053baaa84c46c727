package discord_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/sandbox"
)

// These are the ways in beside /ask and a mention: what is offered where, the menu of a
// message, and the app that somebody installed for themselves.

// told says in words what the handler was asked.
func told(_ context.Context, r bot.Request) bot.Response {
	text := fmt.Sprintf("command %q options %v control %q values %q manager %t", r.Command, r.Options, r.Control, r.Values, r.Manager)
	if r.Target != nil {
		text += fmt.Sprintf(" target %q by %s bot %t", r.Target.Text, r.Target.Author, r.Target.Bot)
	}
	return bot.Response{Text: text, Ephemeral: true}
}

func manyWays(_ *sandbox.Sandbox, o *discord.Options) {
	o.Commands = append(o.Commands,
		bot.Command{Name: "Ask the document", OnMessage: true, Anywhere: true, Handle: told},
		bot.Command{Name: "settings", Description: "Set.", Manager: true, Handle: told},
		bot.Command{Name: "topics", Description: "Browse.", Anywhere: true, Handle: told, Options: []bot.Option{
			{Name: "private", Description: "For you alone?", YesNo: true},
		}},
	)
}

// use uses a slash command and returns what came of it.
func (c *camp) use(v sandbox.Invocation) sandbox.Message {
	c.t.Helper()
	i, err := c.Invoke(c.ctx, v)
	c.must(err)
	m, err := i.Final(c.ctx)
	c.must(err)
	return m
}

func TestWhatIsRegistered(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, manyWays).ready()
	type shape struct {
		kind         sandbox.CommandType
		permissions  string
		installs, in string
	}
	want := map[string]shape{
		"ask":              {sandbox.ChatInput, "", "[0]", "[0 1]"},
		"card":             {sandbox.ChatInput, "", "[0]", "[0 1]"},
		"Ask the document": {sandbox.MessageCommand, "", "[0 1]", "[0 1 2]"},
		"settings":         {sandbox.ChatInput, "32", "[0]", "[0]"},
		"topics":           {sandbox.ChatInput, "", "[0 1]", "[0 1 2]"},
	}
	got := map[string]shape{}
	for _, cmd := range c.Commands("") {
		permissions := ""
		if cmd.DefaultMemberPermissions != nil {
			permissions = *cmd.DefaultMemberPermissions
		}
		got[cmd.Name] = shape{cmd.Type, permissions, fmt.Sprint(cmd.IntegrationTypes), fmt.Sprint(cmd.Contexts)}
		if cmd.Name == "topics" && (len(cmd.Options) != 1 || cmd.Options[0].Type != sandbox.BooleanOption) {
			t.Errorf("the options of /topics: got %+v, want one of yes or no", cmd.Options)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("registered\n got %v\nwant %v", got, want)
	}
}

func TestYesOrNo(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, manyWays).ready()
	for _, private := range []bool{true, false} {
		got := c.use(sandbox.Invocation{Command: "topics", Options: map[string]any{"private": private}}).Content
		if want := fmt.Sprintf("options map[private:%t]", private); !strings.Contains(got, want) {
			t.Errorf("private:%t: got %q, want %q in it", private, got, want)
		}
	}
}

func TestManagersAreKnown(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, manyWays).ready()
	home := c.Home()
	role, err := c.AddRole(home.Guild.ID, sandbox.Role{Name: "keeper", Permissions: sandbox.ManageGuild})
	c.must(err)
	keeper := c.AddUser(sandbox.User{Username: "kim"})
	c.must(c.SetMember(home.Guild.ID, sandbox.Member{UserID: keeper.ID, Roles: []string{role.ID}}))
	for _, user := range []sandbox.User{keeper, home.Admin, home.Owner} {
		if got := c.use(sandbox.Invocation{Command: "settings", User: user.ID}).Content; !strings.Contains(got, "manager true") {
			t.Errorf("%s: got %q, want a manager", user.Username, got)
		}
	}
	if _, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "settings"}); err == nil {
		t.Error("a member is offered /settings")
	}
	if got := c.use(sandbox.Invocation{Command: "topics"}).Content; !strings.Contains(got, "manager false") {
		t.Errorf("a member: got %q, want no manager", got)
	}
}

func TestMenuOfAMessage(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, manyWays).ready()
	home := c.Home()
	for _, tt := range []struct {
		post sandbox.Post
		want string
	}{
		{sandbox.Post{Content: "how high is it?"}, `target "how high is it?" by ` + home.Member.ID + " bot false"},
		{sandbox.Post{Content: "beep", Author: home.OtherBot.ID}, `target "beep" by ` + home.OtherBot.ID + " bot true"},
		{sandbox.Post{Content: "news", Webhook: "hook"}, `target "news" by`},
	} {
		m, err := c.Say(c.ctx, tt.post)
		c.must(err)
		i, err := c.MessageCommand(c.ctx, home.Admin.ID, "Ask the document", m.ID)
		c.must(err)
		got, err := i.Final(c.ctx)
		c.must(err)
		if !strings.Contains(got.Content, tt.want) || got.VisibleTo != home.Admin.ID {
			t.Errorf("%q: got %q for %q, want %q for the asker alone", tt.post.Content, got.Content, got.VisibleTo, tt.want)
		}
		if isBot := strings.HasSuffix(got.Content, "bot true"); isBot != (tt.post.Author != "" || tt.post.Webhook != "") {
			t.Errorf("%q: got %q", tt.post.Content, got.Content)
		}
	}
}

// elsewhere is a server that the bot is not in, with a user who brought it along.
func (c *camp) elsewhere() (user sandbox.User, channel sandbox.Channel) {
	c.t.Helper()
	user = c.AddUser(sandbox.User{Username: "ula", Installed: true})
	guild := c.AddGuild(sandbox.Guild{Name: "Elsewhere", Absent: true})
	c.must(c.SetMember(guild.ID, sandbox.Member{UserID: user.ID}))
	channel, err := c.AddChannel(sandbox.Channel{GuildID: guild.ID, Name: "lounge"})
	c.must(err)
	return user, channel
}

// TestInstalledForOneself: the app works in any conversation, and never needs more than
// one of the five further messages that Discord allows it there.
func TestInstalledForOneself(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(s *sandbox.Sandbox, o *discord.Options) {
		manyWays(s, o)
		o.Control = func(context.Context, bot.Request) bot.Response { return bot.Response{Text: "pressed", Update: true} }
		o.Commands = append(o.Commands, bot.Command{
			Name: "quote", Description: "Quote.", Anywhere: true, Slow: true,
			Handle: func(context.Context, bot.Request) bot.Response {
				return bot.Response{Text: "said", Rows: []bot.Row{{Buttons: []bot.Button{{ID: "more", Label: "More", Style: bot.Primary}}}}}
			},
		})
	}).ready()
	user, channel := c.elsewhere()
	for range 7 {
		said := c.use(sandbox.Invocation{Command: "quote", User: user.ID, Channel: channel.ID})
		i, err := c.Click(c.ctx, user.ID, said.ID, "more")
		c.must(err)
		pressed, err := i.Final(c.ctx)
		c.must(err)
		if said.Content != "said" || pressed.Content != "pressed" || pressed.ID != said.ID {
			t.Errorf("said %q, then %q", said.Content, pressed.Content)
		}
		if n := len(i.Followups()); n != 0 {
			t.Errorf("%d follow-ups, want 0", n)
		}
	}
	for _, r := range c.Requests() {
		if r.Method == "POST" && r.Route == "/webhooks/{app}/{token}" {
			t.Errorf("a follow-up was sent: %s", r.Body)
		}
	}
}
