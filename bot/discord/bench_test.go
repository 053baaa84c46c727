package discord_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/sandbox"
)

// BenchmarkAsk measures from the gateway's frame of a /ask to its response, as
// Discord sees it. The command itself does nothing.
func BenchmarkAsk(b *testing.B) {
	c := newCamp(b, unlimited(), quiet).ready()
	var took []time.Duration
	for b.Loop() {
		i, err := c.Invoke(c.ctx, sandbox.Invocation{Command: "ask", Options: map[string]any{"question": "?"}})
		c.must(err)
		r, err := i.Response(c.ctx)
		c.must(err)
		took = append(took, r.After)
	}
	report(b, took)
}

// BenchmarkMention measures from the gateway's frame of a mention to the posted
// reply. It waits between mentions for the bot's own limit of requests.
func BenchmarkMention(b *testing.B) {
	c := newCamp(b, unlimited(), quiet).ready()
	pace := time.NewTicker(time.Second / 35)
	defer pace.Stop()
	var took []time.Duration
	for b.Loop() {
		<-pace.C
		said, err := c.Say(c.ctx, sandbox.Post{Content: sandbox.Mention(c.Bot().ID) + " ?"})
		c.must(err)
		reply, err := c.WaitReply(c.ctx, said)
		c.must(err)
		took = append(took, reply.Posted.Sub(said.Posted))
	}
	report(b, took)
}

// unlimited is a sandbox without rate limits, which keeps little.
func unlimited() sandbox.Options {
	none := sandbox.Limit{Requests: -1, Per: time.Second}
	return sandbox.Options{RouteLimit: none, GlobalLimit: none, History: 1000}
}

func quiet(_ *sandbox.Sandbox, o *discord.Options) {
	o.Log = nil
	o.Commands[0].Handle = func(context.Context, bot.Request) bot.Response { return bot.Response{Text: "8849 m"} }
	o.Message = o.Commands[0].Handle
}

func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}
