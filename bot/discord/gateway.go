package discord

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// intents are the events asked for: servers, their messages and direct messages.
// Nothing of it is privileged, so Discord leaves out the text of messages that do
// not mention the bot.
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// gateway keeps the bot online: one [session] after another, each with one paced
// Identify, until ctx ends or going on is pointless.
type gateway struct {
	o      Options
	api    *client
	log    *slog.Logger
	event  func(*discordgo.Event)
	onSelf func(selfID string)
}

// serve returns nil when ctx ended, and an [ending] for the operator otherwise.
func (g *gateway) serve(ctx context.Context) error {
	const (
		steady = 10 * time.Minute
		apart  = 5 * time.Second // one Identify from the next, as Discord asks for
	)
	for failures := 1; ; failures++ {
		end, lasted := g.once(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case end.next == stop:
			return end
		case lasted > steady:
			failures = 1
		}
		wait := max(backoff(failures, 4*time.Second, 10*time.Minute), apart-lasted)
		g.log.Warn("gateway session lost", "reason", end, "failures", failures, "wait", wait)
		if sleep(ctx, wait) != nil {
			return nil
		}
	}
}

// once waits for admission and serves one session. It returns why that was lost,
// nil when ctx ended, and how long it lasted.
func (g *gateway) once(ctx context.Context) (end *ending, lasted time.Duration) {
	address, err := g.admission(ctx)
	if err != nil {
		return asEnding(err), 0
	}
	began := time.Now()
	return g.session(ctx, address), time.Since(began)
}

// session serves one session at address until it is lost.
func (g *gateway) session(ctx context.Context, address string) *ending {
	p := &progress{onReady: g.onSelf, connected: g.o.Connected}
	s, err := newSession(ctx, g.o, p, g.event)
	if err != nil {
		return asEnding(err)
	}
	return s.run(ctx, address)
}

// gatewayInfo is Discord's answer to GET /gateway/bot.
type gatewayInfo struct {
	URL   string `json:"url"`
	Limit struct {
		Total      int   `json:"total"`
		Remaining  int   `json:"remaining"`
		ResetAfter int64 `json:"reset_after"` // ms
	} `json:"session_start_limit"`
}

// admission returns the gateway's address as soon as one more Identify is allowed.
// Discord resets the token of a bot that identifies too often.
func (g *gateway) admission(ctx context.Context) (address string, err error) {
	for failures := 1; ; failures++ {
		info, err := g.info(ctx)
		if err == nil && (info.Limit.Remaining > 0 || info.Limit.Total == 0) { // a proxy may leave it out
			return info.URL, g.spare(ctx, info)
		}
		if status(err) == http.StatusUnauthorized {
			return "", &ending{stop, refusedToken, err}
		}
		if wait := g.admissionWait(info, err, failures); sleep(ctx, wait) != nil {
			return "", ctx.Err()
		}
	}
}

// spare waits before one of the day's last session starts, so that a bot which is
// restarted again and again does not use them up.
func (g *gateway) spare(ctx context.Context, info gatewayInfo) error {
	l := info.Limit
	g.log.Debug("identify allowed", "remaining", l.Remaining, "total", l.Total)
	if l.Remaining > l.Total/10 || l.Remaining <= 0 {
		return nil
	}
	wait := min(time.Duration(l.ResetAfter)*time.Millisecond/time.Duration(l.Remaining), 10*time.Minute)
	g.log.Warn("few session starts are left today, waiting", "remaining", l.Remaining, "total", l.Total, "wait", wait)
	return sleep(ctx, wait)
}

// admissionWait logs why the gateway cannot be used yet, and says for how long.
func (g *gateway) admissionWait(info gatewayInfo, err error, failures int) time.Duration {
	if err == nil {
		wait := time.Duration(max(info.Limit.ResetAfter, 1000)) * time.Millisecond
		g.log.Error("discord allows no more session starts today, waiting",
			"total", info.Limit.Total, "wait", wait, "until", time.Now().Add(wait).UTC().Format(time.RFC3339))
		return wait
	}
	wait := backoff(failures, time.Second, 2*time.Minute)
	g.log.Warn("discord does not say where its gateway is", "err", err, "wait", wait)
	return wait
}

func (g *gateway) info(ctx context.Context) (info gatewayInfo, err error) {
	ctx, cancel := context.WithTimeout(ctx, g.o.RequestTimeout)
	defer cancel()
	err = g.api.do(ctx, call{method: http.MethodGet, path: "/gateway/bot", into: &info, auth: true})
	if err == nil && info.URL == "" {
		err = fmt.Errorf("GET /gateway/bot: the answer holds no address")
	}
	return info, err
}

// backoff returns a random wait around base, doubled for every failure after the
// first, at most limit; nothing where there was no failure.
func backoff(failures int, base, limit time.Duration) time.Duration {
	if failures <= 0 {
		return 0
	}
	d := min(base<<min(failures-1, 20), limit)
	return d/2 + rand.N(d/2+1)
}
