package sandbox

import (
	"net"
	"net/http"
	"time"
)

// Options configure a sandbox. The zero value is useful: Discord's own
// durations, a free port on 127.0.0.1, no privileged intents.
type Options struct {
	// Address to listen on. Default "127.0.0.1:0".
	Address string
	// Listener is what to serve on instead, such as a [Memory]. Start takes it over.
	Listener net.Listener
	// Token is what the bot must present. Default: one which looks like Discord's.
	Token string
	// Name of the application and its bot user. Default "summit".
	Name string

	// HeartbeatInterval is announced in Hello. Default 41.25 s.
	HeartbeatInterval time.Duration
	// Silence is how long a connection may go without a heartbeat until it is
	// closed with 4009. Default two intervals, at least 10 s.
	Silence time.Duration
	// ResponseWindow is the time until an interaction must be answered. Default 3 s.
	ResponseWindow time.Duration
	// TokenLife is how long an answered interaction can be followed up. Default 15 min.
	TokenLife time.Duration
	// Now is the clock for interactions, rate limits and timestamps. Default time.Now.
	// Where it is set, Interaction.Response does not end by itself.
	Now func() time.Time

	// Privileged are the privileged intents which the application has enabled.
	Privileged Intents
	// BotPermissions is what the bot's own role grants in the home guild and in
	// guilds added later. Default DefaultBotPermissions.
	BotPermissions Permissions
	// SessionStarts is the number of Identifies before the token is refused. Default 1000.
	SessionStarts int
	// MaxConcurrency is announced by GET /gateway/bot. Default 1.
	MaxConcurrency int

	// RouteLimit applies to each bucket: a route and its channel, guild or webhook.
	// Default 50 in 1 s; negative Requests: none.
	RouteLimit Limit
	// GlobalLimit applies to all but interaction endpoints. Default 50 in 1 s;
	// negative Requests: none.
	GlobalLimit Limit

	// Check holds a request against a description of the API: its path without the
	// version, its body as decoded JSON, nil for none. It may be called concurrently.
	// Nil: no such check. Package openapi has one.
	Check func(method, path string, body any) []Problem
	// Page serves what is neither API nor gateway. Default: 404.
	Page http.Handler
	// History is the number of events, requests and violations kept. Default 100,000.
	History int
}

// Limit is a number of requests in a period.
type Limit struct {
	Requests int
	Per      time.Duration
}

// DefaultToken is the bot token where Options names none.
const DefaultToken = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.sandbx.not-a-secret-only-for-the-loopback"

func (o Options) withDefaults() Options {
	o.Address = or(o.Address, "127.0.0.1:0")
	o.Token = or(o.Token, DefaultToken)
	o.Name = or(o.Name, "summit")
	o.HeartbeatInterval = or(o.HeartbeatInterval, 41250*time.Millisecond)
	o.Silence = or(o.Silence, max(2*o.HeartbeatInterval, 10*time.Second))
	o.ResponseWindow = or(o.ResponseWindow, 3*time.Second)
	o.TokenLife = or(o.TokenLife, 15*time.Minute)
	o.BotPermissions = or(o.BotPermissions, DefaultBotPermissions)
	o.SessionStarts = or(o.SessionStarts, 1000)
	o.MaxConcurrency = or(o.MaxConcurrency, 1)
	o.RouteLimit = or(o.RouteLimit, Limit{50, time.Second})
	o.GlobalLimit = or(o.GlobalLimit, Limit{50, time.Second})
	o.History = or(o.History, 100_000)
	if o.Page == nil {
		o.Page = http.NotFoundHandler()
	}
	return o
}

// or returns value, or fallback where value is zero.
func or[T comparable](value, fallback T) T {
	var zero T
	if value == zero {
		return fallback
	}
	return value
}
