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

// where answers with the place that a question was asked in, and with whether the bot's
// role was mentioned.
func where(_ context.Context, r bot.Request) bot.Response {
	return bot.Response{Text: fmt.Sprintf("%s|%s|%s|%t", r.Text, r.Channel, r.Parent, r.Role)}
}

func tells(_ *sandbox.Sandbox, o *discord.Options) { o.Message = where }

// A thread belongs to its channel, and a post to its forum. Discord is asked once for each.
func TestAThreadBelongsToItsChannel(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, tells).ready()
	home := c.Home()
	for _, kind := range []struct{ channel, thread sandbox.ChannelType }{
		{sandbox.GuildText, sandbox.PublicThread},
		{sandbox.GuildAnnouncement, sandbox.AnnouncementThread},
		{sandbox.GuildForum, sandbox.PublicThread},
		{sandbox.GuildMedia, sandbox.PublicThread},
	} {
		channel, err := c.AddChannel(sandbox.Channel{GuildID: home.Guild.ID, Name: "place", Type: kind.channel})
		c.must(err)
		thread, err := c.AddChannel(sandbox.Channel{GuildID: home.Guild.ID, Name: "thread", Type: kind.thread, ParentID: channel.ID})
		c.must(err)
		before := len(c.Requests())
		for range 2 {
			asked, err := c.Say(c.ctx, sandbox.Post{Channel: thread.ID, Content: c.me() + "hi"})
			c.must(err)
			reply, err := c.WaitReply(c.ctx, asked)
			c.must(err)
			if want := "hi|" + thread.ID + "|" + channel.ID + "|false"; reply.Content != want {
				t.Errorf("type %d: got %q, want %q", kind.channel, reply.Content, want)
			}
		}
		if n := len(c.Requests()) - before; n != 3 { // two answers and one question
			t.Errorf("type %d: %d requests, want 3", kind.channel, n)
		}
	}
	if _, reply := c.question("hi"); reply.Content != "hi|"+home.Channel.ID+"||false" {
		t.Errorf("in a channel: got %q", reply.Content)
	}
}

// Where Discord doesn't say the channel, the question is asked all the same.
func TestAThreadOfAnUnknownChannel(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, tells).ready()
	thread, err := c.AddChannel(sandbox.Channel{GuildID: c.Home().Guild.ID, Name: "thread", Type: sandbox.PublicThread, ParentID: c.Home().Channel.ID})
	c.must(err)
	c.Inject(sandbox.Fault{Route: "/channels/{channel}", Status: 404, Code: 10003, Times: 1})
	asked, err := c.Say(c.ctx, sandbox.Post{Channel: thread.ID, Content: c.me() + "hi"})
	c.must(err)
	reply, err := c.WaitReply(c.ctx, asked)
	c.must(err)
	if reply.Content != "hi|"+thread.ID+"||false" {
		t.Errorf("got %q", reply.Content)
	}
}

// The picker offers the bot's role beside the bot. Who takes it is told, whatever the
// text, which Discord hides; any other role says nothing to the bot.
func TestTheBotsRole(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, tells).ready()
	home := c.Home()
	var own string
	for _, r := range home.Guild.Roles {
		if r.Managed {
			own = r.ID
		}
	}
	other, err := c.AddRole(home.Guild.ID, sandbox.Role{Name: "helpers"})
	c.must(err)
	for range 2 {
		asked, err := c.Say(c.ctx, sandbox.Post{Author: home.Admin.ID, Content: "<@&" + own + "> how high?"})
		c.must(err)
		reply, err := c.WaitReply(c.ctx, asked)
		c.must(err)
		if !strings.HasSuffix(reply.Content, "|true") {
			t.Errorf("got %q, want a request for the role", reply.Content)
		}
	}
	for _, p := range []sandbox.Post{
		{Author: home.Admin.ID, Content: "<@&" + other.ID + "> how high?"},
		{Author: home.OtherBot.ID, Content: "<@&" + own + "> how high?"},
		{Webhook: "hook", Content: "<@&" + own + "> how high?"},
	} {
		_, err := c.Say(c.ctx, p)
		c.must(err)
	}
	asked := 0
	for _, r := range c.Requests() {
		if r.Route == "/guilds/{guild}/roles" {
			asked++
		}
	}
	if written := c.calm(); len(written) != 3 || asked != 1 {
		t.Errorf("%d answers and %d look-ups of roles, want 3 and 1: %+v", len(written), asked, written)
	}
}

// A message that forwards another one says what that one says.
func TestAForwardedMessageIsTheQuestion(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(s *sandbox.Sandbox, o *discord.Options) {
		manyWays(s, o)
		o.Message = where
	}).ready()
	home := c.Home()
	said, err := c.Say(c.ctx, sandbox.Post{Author: home.Owner.ID, Content: "how high is it?"})
	c.must(err)
	forward, err := c.Say(c.ctx, sandbox.Post{Forward: said.ID})
	c.must(err)
	i, err := c.MessageCommand(c.ctx, home.Admin.ID, "Ask the document", forward.ID)
	c.must(err)
	got, err := i.Final(c.ctx)
	c.must(err)
	if want := `target "how high is it?" by ` + home.Member.ID; !strings.Contains(got.Content, want) {
		t.Errorf("got %q, want %q", got.Content, want)
	}
	direct, err := c.DirectMessage(home.Member.ID)
	c.must(err)
	asked, err := c.Say(c.ctx, sandbox.Post{Channel: direct.ID, Forward: said.ID})
	c.must(err)
	reply, err := c.WaitReply(c.ctx, asked)
	c.must(err)
	if !strings.HasPrefix(reply.Content, "how high is it?|") {
		t.Errorf("in a direct message: got %q", reply.Content)
	}
}

// A proxy bot says a question again by webhook and deletes the original: the answer
// stays, and goes with the repetition.
func TestAProxysDeletionKeepsTheAnswer(t *testing.T) {
	t.Parallel()
	replies := &store{replies: map[string][2]string{}, told: make(chan string, 8)}
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Message, o.Replies = echo, replies
		o.Deleted = func(context.Context, string, string) bool { return true }
	}).ready()
	original, kept := c.question("A: how high?")
	again, err := c.Say(c.ctx, sandbox.Post{Webhook: "Alice", Content: c.me() + "how high?"})
	c.must(err)
	c.must(c.Delete(c.ctx, original.ID))
	for question := ""; question != again.ID; {
		select {
		case question = <-replies.told:
		case <-c.ctx.Done():
			t.Fatal("the answer doesn't become that to the repetition")
		}
	}
	asked, reply := c.question("and how old?") // by a person, who takes it back
	c.must(c.Delete(c.ctx, asked.ID))
	c.goes(reply.ID)
	if m, _ := c.Message(kept.ID); m.Deleted {
		t.Error("the answer went with what the proxy deleted")
	}
	c.must(c.Delete(c.ctx, again.ID))
	c.goes(kept.ID)
}

// Between a repetition and the deletion of what it repeats, a person takes back a later
// question: its answer goes.
func TestARepetitionIsOfAnEarlierQuestion(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Message = echo
		o.Deleted = func(context.Context, string, string) bool { return true }
	}).ready()
	c.question("A: how high?")
	_, err := c.Say(c.ctx, sandbox.Post{Webhook: "Alice", Content: c.me() + "how high?"})
	c.must(err)
	asked, reply := c.question("and how old?")
	c.must(c.Delete(c.ctx, asked.ID))
	c.goes(reply.ID)
}
