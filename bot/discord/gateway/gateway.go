package gateway

import (
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"summitbot/bot/discord/backoff"
)

// Options say whom to connect and whom to tell. Token, Find and Event are required.
type Options struct {
	Token   string // without "Bot"
	Intents discordgo.Intent
	Find    func(context.Context) (Info, error) // asks Discord; a *FatalError ends Run

	// Run calls these one after the other; they must not block. Nil: nobody is told.
	Event     func(Event)         // for each event but READY and RESUMED
	Ready     func(selfID string) // for READY
	Connected func(bool)          // when events come, and when they no longer do

	Starts       string         // file that keeps the times of the last Identifies; empty: none
	HelloTimeout time.Duration  // to dial and for Discord's first word; 15 s
	MaxMessage   int64          // bytes of one gateway message; 16 MiB
	Jitter       func() float64 // share of an interval until the first heartbeat; random
	Log          *slog.Logger   // nil: no log

	// Dial makes the network connection below TLS; nil: a net.Dialer.
	Dial  func(ctx context.Context, network, addr string) (net.Conn, error)
	Roots *x509.CertPool // whom to trust; nil: whom the system trusts
}

// Info is Discord's answer to GET /gateway/bot.
type Info struct {
	URL   string `json:"url"`
	Limit struct {
		Total      int   `json:"total"` // 0: not told, as by some proxies
		Remaining  int   `json:"remaining"`
		ResetAfter int64 `json:"reset_after"` // ms
	} `json:"session_start_limit"`
}

func (o Options) complete() Options {
	o.HelloTimeout = cmp.Or(o.HelloTimeout, 15*time.Second)
	o.MaxMessage = cmp.Or(o.MaxMessage, 16<<20) // the largest, a big server at start, is a few MiB
	if o.Event == nil {
		o.Event = func(Event) {}
	}
	if o.Ready == nil {
		o.Ready = func(string) {}
	}
	if o.Connected == nil {
		o.Connected = func(bool) {}
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Dial == nil {
		o.Dial = new(net.Dialer).DialContext
	}
	return o
}

// gateway is one [Run]: what outlasts a connection. It belongs to one goroutine.
type gateway struct {
	o      Options
	log    *slog.Logger
	starts *starts
	dials  *rate.Limiter // of connections, should Discord end each of them at once

	session  session
	failures int // connections since READY or RESUMED that came to neither
	count    counts
}

// session is what a Resume takes. Its zero value is none.
type session struct {
	id      string
	address string // resume_gateway_url
	seq     int64  // the last sequence number; 0: none
	resumes int    // sent since READY or RESUMED
}

// counts are what happened in one Run.
type counts struct{ identifies, resumes, poison int }

// Run keeps the bot online until ctx ends, and returns nil then. It returns a
// *[FatalError] as soon as connecting again can't help.
func Run(ctx context.Context, o Options) error {
	o = o.complete()
	const burst = 10
	g := &gateway{o: o, log: o.Log, starts: readStarts(o.Starts, o.Log), dials: rate.NewLimiter(1, burst)}
	defer func() {
		g.log.Info("gateway left", "identifies", g.count.identifies, "resumes", g.count.resumes, "poison", g.count.poison)
	}()
	for {
		end := g.connection(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case end.next == stop:
			return end.cause
		}
		again := g.lose(end)
		g.log.Warn("gateway connection lost", "reason", end, "failures", g.failures, "resumable", g.session.id != "", "wait", again)
		if backoff.Sleep(ctx, again) != nil {
			return nil
		}
	}
}

// connection serves one connection until it is lost, and returns why.
func (g *gateway) connection(ctx context.Context) *loss {
	g.failures++ // until READY or RESUMED
	address, err := g.address(ctx)
	if err != nil {
		return asLoss(err, "no address to connect to")
	}
	c, err := g.dial(ctx, address)
	if err != nil {
		return &loss{resume, "connecting failed", err}
	}
	return c.serve(ctx)
}

// lose forgets the session if it can't be resumed, and returns how long to wait.
func (g *gateway) lose(end *loss) time.Duration {
	const futile = 5 // Resumes
	if errors.Is(end, websocket.ErrReadLimit) {
		g.count.poison++
		g.log.Error("event skipped, it is too large to read", "limit", g.o.MaxMessage, "skipped", g.count.poison)
	}
	if end.next == resume && g.session.resumes < futile {
		return backoff.Delay(g.failures, time.Second, time.Minute)
	}
	g.session = session{}
	spread := time.Second + rand.N(4*time.Second) // as Discord asks for after Invalid Session
	return max(spread, backoff.Delay(g.failures, 4*time.Second, 10*time.Minute))
}

// address returns where to connect: for a session where it is to be resumed, and where
// Discord says if there is none or that failed twice.
func (g *gateway) address(ctx context.Context) (string, error) {
	const patience = 2 // connections that come to nothing
	switch {
	case g.session.id == "":
		return g.admission(ctx)
	case g.session.address != "" && g.failures <= patience:
		return g.session.address, nil
	}
	info, err := g.o.Find(ctx)
	return info.URL, err
}
