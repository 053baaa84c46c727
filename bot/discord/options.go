package discord

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"summitbot/bot"
)

// Options say whom to be and whom to ask. Only Token is required; zero values mean
// the defaults that are named.
type Options struct {
	Token    string
	APIURL   string        // in place of https://discord.com: a scheme and host, and a path to put before Discord's
	Home     string        // id of the server that gets the administrators' commands; empty: all servers
	Commands []bot.Command // those with Admin are hidden from everybody but administrators
	Message  bot.Handler   // answers mentions and direct messages; nil: silence
	Control  bot.Handler   // answers the use of buttons and menus; nil: they are no longer in use
	Replies  Replies       // nil: the newest, in memory
	Version  string        // of the bot, for the User-Agent; "dev"
	Log      *slog.Logger  // nil: no log

	FirstResponse  time.Duration // from an interaction, by its id, to the end of its first response; 2.5 s
	DeferAfter     time.Duration // until the response of a slow command is deferred; 1.5 s
	SlowTimeout    time.Duration // for a slow command's handler; 1 min
	MessageTimeout time.Duration // to answer a message; 10 s
	RequestTimeout time.Duration // for any other request to Discord; 10 s
	HelloTimeout   time.Duration // to connect to the gateway and for its first word; 15 s
	StopTimeout    time.Duration // to finish what is being answered at the end; 3 s
	BriefFor       time.Duration // until a brief reply is taken back; 8 s

	Starts string // file that keeps when the bot identified last; empty: each Run forgets it

	// Deleted is asked when a question was deleted that has a reply: true deletes that
	// too. guild is empty for a direct message. nil: replies stay.
	Deleted func(ctx context.Context, guild, channel string) bool

	// Connected is told when the gateway serves the bot and when it no longer does.
	// It must not block. nil: nobody is told.
	Connected func(bool)
	// Dial makes every network connection; nil: a net.Dialer.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	roots *x509.CertPool // whom to trust; nil: whom the system trusts
}

// complete fills the defaults in and checks what was given.
func (o Options) complete() (Options, *url.URL, error) {
	o.Token = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(o.Token)+" ", "Bot "))
	if o.Token == "" {
		return o, nil, errors.New("no token: copy one from https://discord.com/developers/applications (Bot, Reset Token) into the configuration")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Log = slog.New(cleanHandler{o.Log.Handler(), redactor{o.Token}})
	o.Version = cmp.Or(o.Version, "dev")
	o = o.timeouts()
	if o.Replies == nil {
		o.Replies = newLately()
	}
	if o.Connected == nil {
		o.Connected = func(bool) {}
	}
	if o.Dial == nil {
		o.Dial = (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	}
	base, err := baseURL(o.APIURL)
	return o, base, err
}

func (o Options) timeouts() Options {
	o.FirstResponse = cmp.Or(o.FirstResponse, 2500*time.Millisecond)
	o.DeferAfter = cmp.Or(o.DeferAfter, 1500*time.Millisecond)
	o.SlowTimeout = cmp.Or(o.SlowTimeout, time.Minute)
	o.MessageTimeout = cmp.Or(o.MessageTimeout, 10*time.Second)
	o.RequestTimeout = cmp.Or(o.RequestTimeout, 10*time.Second)
	o.HelloTimeout = cmp.Or(o.HelloTimeout, 15*time.Second)
	o.StopTimeout = cmp.Or(o.StopTimeout, 3*time.Second)
	o.BriefFor = cmp.Or(o.BriefFor, 8*time.Second)
	return o
}

// baseURL parses the address that stands in for Discord; nil for none.
func baseURL(s string) (*url.URL, error) {
	if s == "" {
		return nil, nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, fmt.Errorf("the API's address %q is not like http://127.0.0.1:1234", s)
	}
	return u, nil
}

// network is the way to the REST API, below [transport].
func (o Options) network() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           o.Dial,
		TLSClientConfig:       &tls.Config{RootCAs: o.roots, MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   64,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: o.RequestTimeout,
	}
}
