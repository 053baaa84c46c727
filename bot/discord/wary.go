package discord

import (
	"cmp"
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"summitbot/bot/discord/gateway"
)

// spot is a channel and its server, which is empty for a direct message.
type spot struct{ guild, channel string }

// wary keeps users from spending what Discord allows of invalid requests, by asking the bot
// where it may not answer. It remembers of a channel whether the bot may speak there, and what
// else it may not do, until something changes in that server, for hours at most. In channels
// of which nothing is known only a few requests are under way at a time, and none once their
// server, or all together, have cost too many. First responses to interactions are never
// asked about. It is safe for concurrent use.
type wary struct {
	channels recent[standing]
	asking   chan struct{}

	mu     sync.Mutex
	guilds recent[*budget] // of servers, and of direct messages
	all    budget
}

// standing is what is known of a channel. Its zero value is nothing.
type standing struct {
	guild string
	until time.Time // from when on it is forgotten
	open  bool      // the bot may speak here
	shut  bool      // it may not
	lacks lacking
}

// lacking is what a channel refused beside messages.
type lacking struct{ files, embeds, history, threads bool }

const (
	standingTime = 6 * time.Hour
	askingMost   = 8
)

// Invalid requests that are left at most, and how long it takes until one more is.
const (
	guildMost, guildEvery = 5, 2 * time.Minute
	allMost, allEvery     = 16, 4 * time.Second
)

func newWary() *wary {
	return &wary{
		channels: recent[standing]{size: remembered},
		guilds:   recent[*budget]{size: remembered},
		asking:   make(chan struct{}, askingMost),
	}
}

// of returns what is known of a channel.
func (w *wary) of(s spot) standing {
	k, _ := w.channels.get(s.channel)
	if !time.Now().Before(k.until) {
		return standing{}
	}
	return k
}

// enter waits until something may be asked in a place; then leave must follow, with what came
// of it. It fails where the bot may not speak, where too much was refused, and with the context.
func (w *wary) enter(ctx context.Context, s spot) (leave func(error), err error) {
	switch k := w.of(s); {
	case s.channel == "":
		return func(error) {}, nil
	case k.shut:
		return nil, errShut
	case k.open:
		return func(err error) { w.learn(s, err) }, nil
	}
	select {
	case w.asking <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if !w.affords(s) {
		<-w.asking
		return nil, errSpent
	}
	return func(err error) {
		w.learn(s, err)
		<-w.asking
	}, nil
}

// learn notes whether a channel took a request.
func (w *wary) learn(s spot, err error) {
	switch {
	case err == nil:
		w.note(s, func(k *standing) { k.open = true })
	case shuts(err) || status(err) == http.StatusForbidden:
		w.spend(s)
	}
}

// note changes what is known of a channel.
func (w *wary) note(s spot, change func(*standing)) {
	k := w.of(s)
	change(&k)
	k.guild, k.until = s.guild, time.Now().Add(standingTime)
	w.channels.put(s.channel, k)
}

// shut leaves a channel alone.
func (w *wary) shut(s spot) {
	w.note(s, func(k *standing) { k.open, k.shut = false, true })
}

// refused reports whether Discord doesn't let the bot into a place.
func refused(err error) bool {
	return status(err) == http.StatusForbidden || status(err) == http.StatusNotFound
}

// shuts reports whether a refusal is of the channel, not of one message.
func shuts(err error) bool {
	switch code(err) {
	case codeAutoMod, codeAutoModTitle, codeHarmfulLink, codeNoHistory, codeUnknownMessage:
		return false
	default:
		return refused(err)
	}
}

// spend takes a request from what a server and all together have left.
func (w *wary) spend(s spot) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.guild(s).spend(guildMost, guildEvery)
	w.all.spend(allMost, allEvery)
}

func (w *wary) affords(s spot) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.guild(s).left(guildMost, guildEvery) >= 1 && w.all.left(allMost, allEvery) >= 1
}

// guild is a server's budget; a direct message has its own.
func (w *wary) guild(s spot) *budget {
	key := cmp.Or(s.guild, s.channel)
	b, ok := w.guilds.get(key)
	if !ok {
		b = new(budget)
		w.guilds.put(key, b)
	}
	return b
}

// budget is how much is left of what fills up again with time. Its zero value is full.
type budget struct {
	spent float64 // at that time
	at    time.Time
}

// left returns how much is left of most, if one more comes every so often.
func (b *budget) left(most float64, every time.Duration) float64 {
	now := time.Now()
	b.spent, b.at = max(0, b.spent-float64(now.Sub(b.at))/float64(every)), now
	return most - b.spent
}

// spend takes one, also where none is left: what is under way is paid for.
func (b *budget) spend(most float64, every time.Duration) {
	b.left(most, every)
	b.spent++
}

// changed forgets what an event may have changed: of one thread, or of a whole server.
func (w *wary) changed(event gateway.Event, selfID string) {
	thread := event.Name == "THREAD_UPDATE"
	server := event.Name == "CHANNEL_UPDATE" || event.Name == "THREAD_LIST_SYNC" || strings.HasPrefix(event.Name, "GUILD_")
	if !thread && !server || w.channels.empty() {
		return
	}
	var d struct {
		ID    string `json:"id"`
		Guild string `json:"guild_id"`
		User  *user  `json:"user"` // of a member
	}
	if _, err := gateway.Decode(event.Data, &d); err != nil || d.User != nil && d.User.ID != selfID {
		return
	}
	guild := cmp.Or(d.Guild, d.ID) // of a server itself
	w.channels.forget(func(channel string, k standing) bool {
		return server && k.guild == guild || thread && channel == d.ID
	})
}
