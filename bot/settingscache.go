package bot

import (
	"context"
	"slices"
	"sync"
	"time"
)

// How settings are remembered, so that no answer waits for the store.
const (
	maxSettings     = 1000                   // servers that are remembered
	settingsTimeout = 200 * time.Millisecond // that an answer waits for the store
	settingsRetry   = 30 * time.Second       // after the store failed
)

// settingsCache remembers the settings of servers. It is safe for concurrent use.
type settingsCache struct {
	mu      sync.Mutex
	byGuild map[string]cachedSettings
}

// cachedSettings hold for good where until is zero, and else until then.
type cachedSettings struct {
	settings ServerSettings
	until    time.Time
}

func (c cachedSettings) holds(now time.Time) bool { return c.until.IsZero() || now.Before(c.until) }

func (c *settingsCache) get(guild string, now time.Time) (ServerSettings, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.byGuild[guild]
	return found.settings, ok && found.holds(now)
}

// put remembers settings. What was read from the store gives way to what was remembered
// meanwhile: it may be older.
func (c *settingsCache) put(guild string, s cachedSettings, read bool, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if there, ok := c.byGuild[guild]; read && ok && there.holds(now) {
		return
	}
	for id := range c.byGuild {
		if len(c.byGuild) < maxSettings {
			break
		}
		delete(c.byGuild, id)
	}
	if c.byGuild == nil {
		c.byGuild = make(map[string]cachedSettings)
	}
	c.byGuild[guild] = s
}

// settings returns what a server's managers have set. It is the zero value outside of
// servers, and for some time after the store failed.
func (b *Bot) settings(ctx context.Context, guild string) ServerSettings {
	if guild == "" || b.o.Settings == nil {
		return ServerSettings{}
	}
	if s, ok := b.cached.get(guild, b.o.Now()); ok {
		return s
	}
	s, err := b.readSettings(ctx, guild, settingsTimeout)
	if err != nil {
		b.cached.put(guild, cachedSettings{until: b.o.Now().Add(settingsRetry)}, true, b.o.Now())
		return ServerSettings{}
	}
	b.cached.put(guild, cachedSettings{settings: s}, true, b.o.Now())
	return s
}

// readSettings reads from the store, and logs where that fails.
func (b *Bot) readSettings(ctx context.Context, guild string, patience time.Duration) (ServerSettings, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	s, err := b.o.Settings.Settings(ctx, guild)
	if err != nil {
		b.o.Log.Warn("settings not read", "guild", guild, "err", err)
	}
	return s, err
}

// keepSettings writes to the store, and logs where that fails.
func (b *Bot) keepSettings(ctx context.Context, guild string, s ServerSettings) error {
	ctx, cancel := context.WithTimeout(ctx, settingsPatience)
	defer cancel()
	s.Channels = slices.Clone(s.Channels)
	if err := b.o.Settings.SetSettings(ctx, guild, s); err != nil {
		b.o.Log.Warn("settings not kept", "guild", guild, "err", err)
		return err
	}
	b.cached.put(guild, cachedSettings{settings: s}, false, b.o.Now())
	return nil
}

// DeletesAnswers reports whether an answer in the channel goes when its question is deleted.
func (b *Bot) DeletesAnswers(ctx context.Context, guild, _ string) bool {
	return b.settings(ctx, guild).DeleteWithQuestion
}

// asSet returns a handler whose answers are private where the request says so, or where
// it says nothing and the server's managers do.
func (b *Bot) asSet(h Handler) Handler {
	return func(ctx context.Context, r Request) Response {
		response := h(ctx, r)
		switch r.Options["private"] {
		case "true":
			response.Ephemeral = true
		case "false":
		default:
			response.Ephemeral = response.Ephemeral || b.settings(ctx, r.Guild).Private
		}
		return response
	}
}
