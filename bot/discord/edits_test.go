package discord_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/sandbox"
)

// These are what becomes of a question after it was asked.

// clock is a time which passes only when a test says so.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// onClock is a sandbox whose time stands still.
func onClock(c *clock) sandbox.Options {
	o := unlimited()
	o.Now = c.now
	return o
}

// question is a mention of the bot, posted, and the reply to it.
func (c *camp) question(text string) (asked, reply sandbox.Message) {
	c.t.Helper()
	asked, err := c.Say(c.ctx, sandbox.Post{Content: c.me() + text})
	c.must(err)
	reply, err = c.WaitReply(c.ctx, asked)
	c.must(err)
	return asked, reply
}

func (c *camp) me() string { return sandbox.Mention(c.Bot().ID) + " " }

// becomes waits until a message has the text.
func (c *camp) becomes(id, want string) {
	c.t.Helper()
	_, err := c.WaitMessage(c.ctx, func(m sandbox.Message) bool { return m.ID == id && m.Content == want })
	if err != nil {
		m, _ := c.Message(id)
		c.t.Fatalf("the message is %q, want %q: %v", m.Content, want, err)
	}
}

// goes waits until a message is deleted.
func (c *camp) goes(id string) {
	c.t.Helper()
	_, err := c.WaitMessage(c.ctx, func(m sandbox.Message) bool { return m.ID == id && m.Deleted })
	c.must(err)
}

// calm lets the bot finish all that it has heard, and returns what it has written.
func (c *camp) calm() (written []sandbox.Message) {
	c.t.Helper()
	c.inThread(sandbox.Post{Content: c.me() + "are you done?"})
	c.must(c.stop())
	for _, channel := range c.Channels("") {
		for _, m := range c.Messages(channel.ID) {
			if m.AuthorID == c.Bot().ID {
				written = append(written, m)
			}
		}
	}
	return written
}

// echo answers with the question.
func echo(_ context.Context, r bot.Request) bot.Response { return bot.Response{Text: "re: " + r.Text} }

func echoes(_ *sandbox.Sandbox, o *discord.Options) { o.Message = echo }

func TestEditedQuestionIsAnsweredAnew(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Message = func(ctx context.Context, r bot.Request) bot.Response {
			if r.Text == "draw" {
				return drawn(ctx, r)
			}
			return echo(ctx, r)
		}
	}).ready()
	asked, reply := c.question("draw")
	_, err := c.Edit(c.ctx, asked.ID, c.me()+"how high is it?")
	c.must(err)
	c.becomes(reply.ID, "re: how high is it?")
	if m, _ := c.Message(reply.ID); len(m.Embeds)+len(m.Components)+len(m.Attachments) != 0 {
		t.Errorf("of the earlier reply is left: %+v", m)
	}
	_, err = c.Edit(c.ctx, asked.ID, c.me()+"draw")
	c.must(err)
	_, err = c.WaitMessage(c.ctx, func(m sandbox.Message) bool {
		return m.ID == reply.ID && len(m.Attachments) == 1 && len(m.Components) == 1
	})
	c.must(err)
	if written := c.calm(); len(written) != 2 {
		t.Errorf("%d answers to two questions: %+v", len(written), written)
	}
}

// TestWhatIsNoEdit: what comes late, changes nothing or asks nothing changes no reply,
// and makes no second one.
func TestWhatIsNoEdit(t *testing.T) {
	t.Parallel()
	tests := map[string]func(c *camp, time *clock, asked sandbox.Message){
		"after a minute": func(c *camp, time *clock, asked sandbox.Message) {
			time.advance(61e9)
			_, err := c.Edit(c.ctx, asked.ID, c.me()+"how old?")
			c.must(err)
		},
		"the same text": func(c *camp, _ *clock, asked sandbox.Message) {
			_, err := c.Edit(c.ctx, asked.ID, asked.Content)
			c.must(err)
		},
		"the mention gone": func(c *camp, _ *clock, asked sandbox.Message) {
			_, err := c.Edit(c.ctx, asked.ID, "never mind")
			c.must(err)
		},
		"a link's preview": func(c *camp, _ *clock, asked sandbox.Message) {
			c.Dispatch("MESSAGE_UPDATE", map[string]any{
				"id": asked.ID, "channel_id": asked.ChannelID, "guild_id": asked.GuildID, "type": 0, "content": c.me() + "other",
				"author": map[string]any{"id": asked.AuthorID}, "edited_timestamp": nil, "timestamp": "2026-01-02T03:04:05.000000+00:00",
				"embeds": []any{map[string]any{"type": "link"}},
			})
		},
		"a message that asked nothing": func(c *camp, _ *clock, _ sandbox.Message) {
			m, err := c.Say(c.ctx, sandbox.Post{Content: "to myself"})
			c.must(err)
			_, err = c.Edit(c.ctx, m.ID, c.me()+"how old?")
			c.must(err)
		},
	}
	for name, edit := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			time := newClock()
			c := newCamp(t, onClock(time), echoes).ready()
			asked, reply := c.question("how high?")
			edit(c, time, asked)
			written := c.calm()
			if m, _ := c.Message(reply.ID); m.Content != "re: how high?" || !m.Edited.IsZero() || len(written) != 2 {
				t.Errorf("the reply is %q, of %d, want it unchanged, and two in all", m.Content, len(written))
			}
		})
	}
}

// TestEditWhileAnswering: what happens to a question that is being answered waits for
// the answer, so that there is one, and of the newest text.
func TestEditWhileAnswering(t *testing.T) {
	t.Parallel()
	begun, answer := make(chan struct{}, 8), make(chan struct{})
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Deleted = func(context.Context, string, string) bool { return true }
		o.Message = func(ctx context.Context, r bot.Request) bot.Response {
			if strings.HasPrefix(r.Text, "slow") {
				begun <- struct{}{}
				<-answer
			}
			return echo(ctx, r)
		}
	}).ready()
	ask := func() sandbox.Message {
		m, err := c.Say(c.ctx, sandbox.Post{Content: c.me() + "slow"})
		c.must(err)
		<-begun
		return m
	}
	edited, deleted := ask(), ask()
	for n := range 5 {
		_, err := c.Edit(c.ctx, edited.ID, fmt.Sprint(c.me(), "again ", n))
		c.must(err)
	}
	c.must(c.Delete(c.ctx, deleted.ID))
	c.question("has all of it arrived?")
	close(answer)
	reply, err := c.WaitReply(c.ctx, edited)
	c.must(err)
	c.becomes(reply.ID, "re: again 4")
	self := c.Bot().ID
	gone, err := c.WaitMessage(c.ctx, func(m sandbox.Message) bool { return m.Deleted && m.AuthorID == self })
	c.must(err)
	if written := c.calm(); len(written) != 3 || gone.ID == reply.ID {
		t.Errorf("%d answers stand, want 3: %+v", len(written), written)
	}
}

func TestDeletedQuestion(t *testing.T) {
	t.Parallel()
	for _, goes := range []bool{true, false} {
		var where string
		c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
			o.Message = echo
			o.Deleted = func(_ context.Context, guild, channel string) bool { where = guild + " " + channel; return goes }
		}).ready()
		asked, reply := c.question("how high?")
		c.must(c.Delete(c.ctx, asked.ID))
		_, left := c.question("and you?")
		c.Dispatch("MESSAGE_DELETE_BULK", map[string]any{"ids": []string{"1", left.ReplyTo}, "channel_id": left.ChannelID, "guild_id": left.GuildID})
		if goes {
			c.goes(reply.ID)
			c.goes(left.ID)
		}
		want := map[bool]int{true: 1, false: 3}[goes] // with the one to calm's own question
		if written := c.calm(); len(written) != want {
			t.Errorf("goes %t: %d answers stand, want %d", goes, len(written), want)
		}
		if home := c.Home(); where != home.Guild.ID+" "+home.Channel.ID {
			t.Errorf("asked for %q", where)
		}
	}
}

// TestRepliesAreFoundAfterARestart: a store that outlives the bot finds what it wrote.
func TestRepliesAreFoundAfterARestart(t *testing.T) {
	t.Parallel()
	kept := &store{replies: map[string][2]string{}}
	c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Message, o.Replies = echo, kept
		o.Deleted = func(context.Context, string, string) bool { return true }
	}).ready()
	earlier, err := c.Say(c.ctx, sandbox.Post{Author: c.Bot().ID, Content: "from an earlier life"})
	c.must(err)
	asked, err := c.Say(c.ctx, sandbox.Post{Content: "asked before"})
	c.must(err)
	c.must(kept.Remember(c.ctx, asked.ID, earlier.ChannelID, earlier.ID))
	_, err = c.Edit(c.ctx, asked.ID, c.me()+"asked again")
	c.must(err)
	c.becomes(earlier.ID, "re: asked again")
	c.must(c.Delete(c.ctx, asked.ID))
	c.goes(earlier.ID)
}

// store is a [discord.Replies] that outlives a bot.
type store struct {
	mu      sync.Mutex
	replies map[string][2]string
	told    chan string // questions, as they are remembered; may be nil
}

func (s *store) Remember(_ context.Context, question, channel, reply string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.replies[question] = [2]string{channel, reply}
	if s.told != nil {
		s.told <- question
	}
	return nil
}

func (s *store) Reply(_ context.Context, question string) (channel, reply string, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.replies[question]
	return r[0], r[1], ok, nil
}

func threads(_ *sandbox.Sandbox, o *discord.Options) {
	o.Message = func(ctx context.Context, r bot.Request) bot.Response {
		answer := echo(ctx, r)
		answer.Thread = true
		return answer
	}
}

// inThread asks and returns the bot's first message, wherever it is.
func (c *camp) inThread(post sandbox.Post) (asked, reply sandbox.Message) {
	c.t.Helper()
	asked, err := c.Say(c.ctx, post)
	c.must(err)
	self := c.Bot().ID // a matcher must not ask the sandbox
	reply, err = c.WaitMessage(c.ctx, func(m sandbox.Message) bool {
		return m.AuthorID == self && (m.ChannelID == asked.ID || m.ReplyTo == asked.ID)
	})
	c.must(err)
	return asked, reply
}

func TestAnswerInAThread(t *testing.T) {
	t.Parallel()
	c := newCamp(t, sandbox.Options{}, threads).ready()
	long := "how  high is it " + strings.Repeat("really ", 30) + "?"
	asked, reply := c.inThread(sandbox.Post{Content: c.me() + long})
	var thread sandbox.Channel
	for _, channel := range c.Channels(c.Home().Guild.ID) {
		if channel.ID == reply.ChannelID {
			thread = channel
		}
	}
	if thread.ID != asked.ID || !strings.HasPrefix(thread.Name, "how high is it really") || len(thread.Name) > 100 || reply.ReplyTo != "" {
		t.Errorf("the answer %+v is in %+v, want it in a thread of the question", reply, thread)
	}
	_, err := c.Edit(c.ctx, asked.ID, c.me()+"how old?")
	c.must(err)
	c.becomes(reply.ID, "re: how old?")
	again, inner := c.inThread(sandbox.Post{Content: c.me() + "and this?", Channel: thread.ID})
	if inner.ReplyTo != again.ID || inner.ChannelID != thread.ID {
		t.Errorf("in the thread: %+v, want a plain reply", inner)
	}
	if written := c.calm(); len(written) != 3 {
		t.Errorf("%d answers, want 3", len(written))
	}
}

func TestNoThreadIsNoLoss(t *testing.T) {
	t.Parallel()
	const threadRoute = "/channels/{channel}/messages/{message}/threads"
	for name, o := range map[string]struct {
		denied sandbox.Permissions
		fault  sandbox.Fault
		want   int // threads
	}{
		"no right to make one":     {denied: sandbox.CreatePublicThreads},
		"no right to speak in it":  {denied: sandbox.SendMessagesInThreads, want: 1},
		"its name is refused":      {fault: sandbox.Fault{Status: 400, Code: 200001}},
		"there are too many":       {fault: sandbox.Fault{Status: 400, Code: 160006}},
		"the channel has none":     {fault: sandbox.Fault{Status: 400, Code: 50024}},
		"its making is not heard":  {fault: sandbox.Fault{Lose: true}, want: 1},
		"discord has its own woes": {fault: sandbox.Fault{Status: 500}, want: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCamp(t, sandbox.Options{}, threads).ready()
			c.must(c.SetOverwrites(c.Home().Channel.ID, sandbox.Overwrite{Subject: c.Bot().ID, Deny: o.denied}))
			if o.denied == 0 {
				o.fault.Route, o.fault.Times = threadRoute, 1
				c.Inject(o.fault)
			}
			asked, reply := c.inThread(sandbox.Post{Content: c.me() + "how high?"})
			inThread := reply.ChannelID == asked.ID
			if reply.Content != "re: how high?" || inThread == (reply.ReplyTo == asked.ID) || inThread != (o.want == 1 && o.denied == 0) {
				t.Errorf("the answer is %+v", reply)
			}
			if n := len(c.Channels(c.Home().Guild.ID)) - 1; n != o.want {
				t.Errorf("%d threads, want %d", n, o.want)
			}
		})
	}
	t.Run("a direct message", func(t *testing.T) {
		t.Parallel()
		c := newCamp(t, sandbox.Options{}, threads).ready()
		dm, err := c.DirectMessage(c.Home().Member.ID)
		c.must(err)
		if asked, reply := c.inThread(sandbox.Post{Channel: dm.ID, Content: "how high?"}); reply.ReplyTo != asked.ID {
			t.Errorf("the answer is %+v, want a plain reply", reply)
		}
	})
}

// TestBriefReplyGoes: a notice goes after a while, or with the bot, and is no answer
// that an edit would change.
func TestBriefReplyGoes(t *testing.T) {
	t.Parallel()
	for name, lasts := range map[string]time.Duration{"soon": time.Millisecond, "when the bot stops": time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCamp(t, sandbox.Options{}, func(_ *sandbox.Sandbox, o *discord.Options) {
				o.BriefFor = lasts
				o.Message = func(_ context.Context, r bot.Request) bot.Response {
					return bot.Response{Text: "Slowly, please. " + r.Text, Brief: r.Text != "are you done?", Thread: true}
				}
			}).ready()
			asked, notice := c.question("hi")
			_, err := c.Edit(c.ctx, asked.ID, c.me()+"hello")
			c.must(err)
			if lasts < time.Hour {
				c.goes(notice.ID)
			}
			c.calm()
			if m, _ := c.Message(notice.ID); !m.Deleted || !m.Edited.IsZero() || m.ReplyTo != asked.ID {
				t.Errorf("the notice is %+v, want a reply that is gone", m)
			}
		})
	}
}
