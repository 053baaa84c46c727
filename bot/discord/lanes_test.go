package discord_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/sandbox"
)

const callbacks = "/interactions/{interaction}/{token}/callback"

// crowd is a sandbox with many channels and a bot, both where time is the test's. Answering
// takes the bot 5 ms.
func crowd(t *testing.T, so sandbox.Options, change func(*discord.Options), then func(*camp)) {
	t.Helper()
	so.History = 20_000
	so.Check = func(string, string, any) []sandbox.Problem { return nil }
	timeless(t, so, func(_ *sandbox.Sandbox, o *discord.Options) {
		o.Log = slog.New(slog.DiscardHandler)
		o.Commands[0].Handle = func(context.Context, bot.Request) bot.Response {
			time.Sleep(5 * time.Millisecond)
			return bot.Response{Text: "8849 m"}
		}
		o.Message = o.Commands[0].Handle
		if change != nil {
			change(o)
		}
	}, func(c *camp) {
		c.forgiven = []string{""}
		then(c)
	})
}

// channels adds so many to the home server.
func (c *camp) channels(n int) (ids []string) {
	c.t.Helper()
	for i := range n {
		added, err := c.AddChannel(sandbox.Channel{GuildID: c.Home().Guild.ID, Name: fmt.Sprint("c", i)})
		c.must(err)
		ids = append(ids, added.ID)
	}
	return ids
}

// mentions says something to the bot every so often, in turn in the channels, until stopped.
func (c *camp) mentions(every time.Duration, channels []string) (stop func()) {
	ctx, cancel := context.WithCancel(c.ctx)
	var talking sync.WaitGroup
	talking.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			_, _ = c.Say(ctx, sandbox.Post{Channel: channels[i%len(channels)], Content: c.me() + "how high?"})
			time.Sleep(every)
		}
	})
	return func() { cancel(); talking.Wait() }
}

// tally is how commands fared.
type tally struct {
	sent, lost int
	took       []time.Duration // of those that were answered, sorted
}

func (y tally) p99() time.Duration { return y.took[len(y.took)*99/100] }

// command uses /ask so many times, one every so often, and tells how they fared.
func (c *camp) command(n int, every time.Duration) tally {
	c.t.Helper()
	used := make([]*sandbox.Interaction, n)
	for i := range used {
		var err error
		used[i], err = c.Invoke(c.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how high?"}})
		c.must(err)
		time.Sleep(every)
	}
	time.Sleep(5 * time.Second)
	return c.fared(used)
}

func (c *camp) fared(used []*sandbox.Interaction) tally {
	over, cancel := context.WithCancel(c.ctx)
	cancel()
	y := tally{sent: len(used)}
	for _, i := range used {
		if r, err := i.Response(over); err == nil {
			y.took = append(y.took, r.After)
		} else {
			y.lost++
		}
	}
	slices.Sort(y.took)
	return y
}

// TestRow1MessagesStarveNoCommand: messages saturate the bot in each way that is known, and
// 10,000 commands in all are answered beside them.
func TestRow1MessagesStarveNoCommand(t *testing.T) {
	t.Parallel()
	const posts = "/channels/{channel}/messages"
	for name, tt := range map[string]struct {
		sandbox  sandbox.Options
		bot      func(*discord.Options)
		fault    sandbox.Fault
		channels int
	}{
		"eight busy channels": {sandbox: sandbox.Options{RouteLimit: sandbox.Limit{Requests: 5, Per: 5 * time.Second}}, channels: 8},
		"a global 429":        {fault: sandbox.Fault{Route: posts, Status: 429, Global: true, RetryAfter: 8 * time.Second}, channels: 500},
		"posts that hang":     {fault: sandbox.Fault{Route: posts, Latency: time.Minute}, channels: 500},
		"a locked store": {
			bot: func(o *discord.Options) {
				o.Replies, o.Deleted = locked{}, func(context.Context, string, string) bool { return true }
			},
			channels: 500,
		},
		"questions that take long": {
			bot: func(o *discord.Options) {
				o.Message = func(ctx context.Context, _ bot.Request) bot.Response {
					<-ctx.Done()
					return bot.Response{}
				}
			},
			channels: 500,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			crowd(t, tt.sandbox, tt.bot, func(c *camp) {
				if tt.fault != (sandbox.Fault{}) {
					c.Inject(tt.fault)
				}
				defer c.mentions(10*time.Millisecond, c.channels(tt.channels))()
				y := c.command(2_000, 10*time.Millisecond)
				if y.lost > 0 || y.p99() > 500*time.Millisecond {
					t.Errorf("%d of %d commands lost, p99 %v; want none lost and under 500ms", y.lost, y.sent, y.p99())
				}
			})
		})
	}
}

// locked is a store that never answers.
type locked struct{}

func (locked) Remember(ctx context.Context, _, _, _ string) error {
	<-ctx.Done()
	return ctx.Err()
}

func (locked) Reply(ctx context.Context, _ string) (channel, reply string, ok bool, err error) {
	<-ctx.Done()
	return "", "", false, ctx.Err()
}

// TestRow1MeaningIsSharedOut: questions are read for their meaning one at a time, 40 ms each.
// Messages that ask for all of that time leave a command its share, and other commands theirs.
func TestRow1MeaningIsSharedOut(t *testing.T) {
	t.Parallel()
	var encoder chan struct{} // of the bubble
	read := func(context.Context, bot.Request) bot.Response {
		encoder <- struct{}{}
		defer func() { <-encoder }()
		time.Sleep(40 * time.Millisecond)
		return bot.Response{Text: "8849 m"}
	}
	crowd(t, sandbox.Options{}, func(o *discord.Options) {
		encoder = make(chan struct{}, 1)
		o.Message, o.Commands[0].Handle = read, read
	}, func(c *camp) {
		defer c.mentions(10*time.Millisecond, c.channels(100))()
		if y := c.command(300, 100*time.Millisecond); y.lost > 0 || y.p99() > 250*time.Millisecond {
			t.Errorf("%d of %d commands lost, p99 %v; want none lost and under 250ms", y.lost, y.sent, y.p99())
		}
		var cards []*sandbox.Interaction
		for range 200 {
			for range 5 { // more than can be read
				_, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "how high?"}})
				c.must(err)
			}
			i, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "card"})
			c.must(err)
			cards = append(cards, i)
			time.Sleep(50 * time.Millisecond)
		}
		if y := c.fared(cards); y.lost > 0 || y.p99() > 20*time.Millisecond {
			t.Errorf("of other commands %d lost, p99 %v; want none lost and under 20ms", y.lost, y.p99())
		}
	})
}

// TestRow7CompletionStorm: 300 keystrokes a second at a round trip of 150 ms, of one person
// and of three hundred, cost no command. Of one person only the newest is answered.
func TestRow7CompletionStorm(t *testing.T) {
	t.Parallel()
	for name, people := range map[string]int{"one person": 1, "a crowd": 300} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			crowd(t, sandbox.Options{}, nil, func(c *camp) {
				c.Inject(sandbox.Fault{Route: callbacks, Latency: 150 * time.Millisecond})
				who := c.people(people)
				stop, answered := c.keystrokes(3*time.Second+time.Second/2, time.Second/300, who)
				y := c.command(300, 10*time.Millisecond)
				last := stop()
				if y.lost > 0 || y.p99() > 500*time.Millisecond {
					t.Errorf("%d of %d commands lost, p99 %v; want none lost and under 500ms", y.lost, y.sent, y.p99())
				}
				if n := answered(); people == 1 && (n > 50 || !last) {
					t.Errorf("%d keystrokes of one person answered, the last %t; want some twenty and the last", n, last)
				}
			})
		})
	}
}

// people adds members to the home server.
func (c *camp) people(n int) (ids []string) {
	c.t.Helper()
	for i := range n {
		u := c.AddUser(sandbox.User{Username: fmt.Sprint("u", i)})
		c.must(c.SetMember(c.Home().Guild.ID, sandbox.Member{UserID: u.ID}))
		ids = append(ids, u.ID)
	}
	return ids
}

// keystrokes types one every so often, for so long, in turn by each of the people. stop waits
// for the end and reports whether the last is answered, answered how many are.
func (c *camp) keystrokes(lasts, every time.Duration, who []string) (stop func() bool, answered func() int) {
	var mu sync.Mutex
	found := make(map[int]bool)
	var typing sync.WaitGroup
	n := int(lasts / every)
	typing.Go(func() {
		for i := range n {
			typing.Go(func() {
				ctx, cancel := context.WithTimeout(c.ctx, 5*time.Second)
				defer cancel()
				got, err := c.Complete(ctx, sandbox.Invocation{Command: "ask", User: who[i%len(who)], Options: map[string]any{"question": fmt.Sprint(i)}}, "question")
				mu.Lock()
				defer mu.Unlock()
				found[i] = err == nil && len(got) == 1
			})
			time.Sleep(every)
		}
	})
	count := func() (total int) {
		for _, ok := range found {
			if ok {
				total++
			}
		}
		return total
	}
	return func() bool { typing.Wait(); return found[n-1] }, count
}

// TestRow2NobodyMutesTheBot: mentions in 500 channels where the bot may not write, of one
// server or of many, cost few invalid requests and no command, nor an answer where it may.
func TestRow2NobodyMutesTheBot(t *testing.T) {
	t.Parallel()
	for name, servers := range map[string]int{"one server": 1, "a hundred servers": 100} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			crowd(t, sandbox.Options{}, nil, func(c *camp) {
				c.question("so that the bot has spoken here?")
				defer c.mentions(40*time.Millisecond, c.forbidden(servers, 500))()
				var y tally
				for range 10 {
					began := time.Now()
					part := c.command(100, 100*time.Millisecond)
					c.question("are you there?")
					time.Sleep(time.Until(began.Add(time.Minute)))
					if n := c.invalid(began); n >= 50 {
						t.Errorf("%d invalid requests in a minute, want fewer than 50", n)
					}
					y.lost, y.took = y.lost+part.lost, append(y.took, part.took...)
				}
				slices.Sort(y.took)
				if y.lost > 0 || y.p99() > 500*time.Millisecond {
					t.Errorf("%d commands lost, p99 %v; want none and under 500ms", y.lost, y.p99())
				}
			})
		})
	}
}

// forbidden adds so many channels, in so many servers, where the bot may not write.
func (c *camp) forbidden(servers, channels int) (ids []string) {
	c.t.Helper()
	for s := range servers {
		g := c.AddGuild(sandbox.Guild{Name: fmt.Sprint("g", s)})
		c.must(c.SetMember(g.ID, sandbox.Member{UserID: c.Home().Member.ID}))
		for range channels / servers {
			added, err := c.AddChannel(sandbox.Channel{GuildID: g.ID, Name: "c", Overwrites: []sandbox.Overwrite{{Subject: c.Bot().ID, Deny: sandbox.SendMessages}}})
			c.must(err)
			ids = append(ids, added.ID)
		}
	}
	return ids
}

// invalid counts the bot's invalid requests since a time.
func (c *camp) invalid(since time.Time) (n int) {
	for _, r := range c.Requests() {
		if !r.Time.Before(since) && slices.Contains([]int{401, 403, 404, 429}, r.Status) {
			n++
		}
	}
	return n
}

// TestRow10ARepeatedReplyIsOne: a reply whose answer is lost is sent again, and Discord knows it
// by its nonce.
func TestRow10ARepeatedReplyIsOne(t *testing.T) {
	t.Parallel()
	crowd(t, sandbox.Options{}, nil, func(c *camp) {
		c.Inject(sandbox.Fault{Route: "/channels/{channel}/messages", Times: 2, Lose: true})
		_, reply := c.question("how high?")
		time.Sleep(time.Minute)
		n := 0
		for _, m := range c.Messages(c.Home().Channel.ID) {
			if m.AuthorID == c.Bot().ID {
				n++
			}
		}
		if n != 1 || reply.Content != "8849 m" {
			t.Errorf("%d replies, want 1", n)
		}
	})
}
