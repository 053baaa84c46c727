package discord_test

import (
	"context"
	"strings"
	"testing"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/sandbox"
)

const messagesRoute = "/channels/{channel}/messages"

// lines counts the log lines above Debug that tell of an answer that was not sent.
func (c *camp) lines() (n int) {
	for line := range strings.Lines(c.logs.String()) {
		if strings.Contains(line, `msg="not sent"`) && !strings.Contains(line, "level=DEBUG") {
			n++
		}
	}
	return n
}

// posts counts the bot's attempts to write in a channel.
func (c *camp) posts() (n int) {
	for _, r := range c.Requests() {
		if r.Method == "POST" && r.Route == messagesRoute {
			n++
		}
	}
	return n
}

// TestLessRightsLessAnswer: what the bot lacks a right for goes, and the controls stay.
func TestLessRightsLessAnswer(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		denied        sandbox.Permissions
		embeds, files int
		text          string
		tries         int
	}{
		"all rights":         {0, 1, 1, "", 1},
		"no files":           {sandbox.AttachFiles, 1, 0, "", 2},
		"no embeds":          {sandbox.EmbedLinks, 0, 0, "**Timeline**", 3},
		"no embeds or files": {sandbox.EmbedLinks | sandbox.AttachFiles, 0, 0, "**Timeline**", 3},
		"no history":         {sandbox.ReadMessageHistory, 1, 1, "", 2},
		"nothing but speech": {sandbox.EmbedLinks | sandbox.AttachFiles | sandbox.ReadMessageHistory, 0, 0, "**Timeline**", 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) { o.Message = drawn }).ready()
			c.must(c.SetOverwrites(c.Home().Channel.ID, sandbox.Overwrite{Subject: c.Bot().ID, Deny: tt.denied}))
			_, err := c.Say(c.ctx, sandbox.Post{Content: c.me() + "draw"})
			c.must(err)
			self := c.Bot().ID
			m, err := c.WaitMessage(c.ctx, func(m sandbox.Message) bool { return m.AuthorID == self })
			c.must(err)
			c.must(c.stop())
			if len(m.Embeds) != tt.embeds || len(m.Attachments) != tt.files || m.Content != tt.text || len(m.Components) != 1 {
				t.Errorf("got %+v, want %d embeds, %d files, the text %q and a row", m, tt.embeds, tt.files, tt.text)
			}
			if got := c.posts(); got != tt.tries || c.lines() != 0 {
				t.Errorf("%d tries and %d lines, want %d and none", got, c.lines(), tt.tries)
			}
		})
	}
}

// TestRefusedIsSilent: where Discord lets the bot say nothing at all, there is silence
// and one line for the operator.
func TestRefusedIsSilent(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault sandbox.Fault
		tries int
	}{
		"AutoMod":              {sandbox.Fault{Status: 400, Code: 200000}, 1},
		"a harmful link":       {sandbox.Fault{Status: 400, Code: 240000}, 1},
		"the bot is timed out": {sandbox.Fault{Status: 403, Code: 50013}, 3},
		"no access":            {sandbox.Fault{Status: 403, Code: 50001}, 1},
		"a locked thread":      {sandbox.Fault{Status: 400, Code: 160005}, 1},
		"an archived thread":   {sandbox.Fault{Status: 400, Code: 50083}, 1},
		"slow mode":            {sandbox.Fault{Status: 400, Code: 20016}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) { o.Message = drawn }).ready()
			tt.fault.Route = messagesRoute
			c.Inject(tt.fault)
			before := c.LastEvent()
			_, err := c.Say(c.ctx, sandbox.Post{Content: c.me() + "draw"})
			c.must(err)
			c.refused(before)
			c.must(c.stop())
			if c.posts() != tt.tries || c.lines() != 1 {
				t.Errorf("%d tries and %d lines, want %d and 1", c.posts(), c.lines(), tt.tries)
			}
		})
	}
}

// TestRefusedResponses: the same for buttons and commands, whose users see that the
// application did not respond.
func TestRefusedResponses(t *testing.T) {
	t.Parallel()
	const callbackRoute = "/interactions/{interaction}/{token}/callback"
	for name, tt := range map[string]struct {
		code, tries, lines int
	}{
		"AutoMod":            {200000, 1, 1},
		"no right to embeds": {50013, 3, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) { o.Message, o.Control = drawn, drawn }).ready()
			m := c.mention("draw")
			c.Inject(sandbox.Fault{Route: callbackRoute, Status: 403, Code: tt.code})
			before := c.LastEvent()
			_, err := c.Click(c.ctx, c.Home().Member.ID, m.ID, "next")
			c.must(err)
			c.refused(before)
			c.must(c.stop())
			tries := 0
			for _, r := range c.Requests() {
				if r.Route == callbackRoute {
					tries++
				}
			}
			if tries != tt.tries || c.lines() != tt.lines {
				t.Errorf("%d tries and %d lines, want %d and %d", tries, c.lines(), tt.tries, tt.lines)
			}
		})
	}
}

// TestWhoIsNotAnswered: bots, webhooks, and replies that ask nothing, before and after
// an edit.
func TestWhoIsNotAnswered(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Message = func(ctx context.Context, r bot.Request) bot.Response { return echo(ctx, r) }
	}).ready()
	_, reply := c.question("how high?")
	for _, p := range []sandbox.Post{
		{Content: c.me() + "I am a bot", Author: c.Home().OtherBot.ID},
		{Content: c.me() + "I am a webhook", Webhook: "hook"},
		{Content: "thanks", ReplyTo: reply.ID},
		{Content: "@everyone how high?", Author: c.Home().Owner.ID},
	} {
		m, err := c.Say(c.ctx, p)
		c.must(err)
		_, err = c.Edit(c.ctx, m.ID, p.Content+"!")
		c.must(err)
	}
	asked, err := c.Say(c.ctx, sandbox.Post{Content: c.me() + "and how old?", ReplyTo: reply.ID})
	c.must(err)
	again, err := c.WaitReply(c.ctx, asked)
	c.must(err)
	if again.Content != "re: and how old?" {
		t.Errorf("a reply with a mention is answered %q", again.Content)
	}
	if written := c.calm(); len(written) != 3 {
		t.Errorf("%d answers, want 3: %+v", len(written), written)
	}
}
