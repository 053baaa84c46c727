package bot

import (
	"context"
	"sync"
	"time"
)

// How settings are remembered, so that no answer waits for the store. Another process may
// change them there, which is seen once what is remembered is settingsFresh old.
const (
	maxSettings     = 1000                   // servers that are remembered
	settingsFresh   = 5 * time.Second        // that settings hold without another look
	settingsTimeout = 200 * time.Millisecond // that an answer waits for the store
	settingsRetry   = 5 * time.Second        // that no answer waits for a store that failed
)

// settingsCache remembers the settings of servers. It is safe for concurrent use.
type settingsCache struct {
	mu      sync.Mutex
	byGuild map[string]cachedSettings
	down    time.Time // until when the store isn't asked
	changes int       // that were made here
}

// cachedSettings hold until then, and longer where the store is down.
type cachedSettings struct {
	settings ServerSettings
	until    time.Time
}

// get returns what was remembered last, whether that holds, and how many changes were made
// until now. The settings are zero where nothing was remembered.
func (c *settingsCache) get(guild string, now time.Time) (s ServerSettings, holds bool, changes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.byGuild[guild]
	return found.settings, now.Before(found.until) || now.Before(c.down), c.changes
}

// read remembers what was read from the store. Where something was changed here since the
// reading began, it may be older than that, and is left.
func (c *settingsCache) read(guild string, s ServerSettings, changes int, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if changes == c.changes {
		c.put(guild, s, now)
	}
}

// changed remembers what was changed here.
func (c *settingsCache) changed(guild string, s ServerSettings, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes++
	c.put(guild, s, now)
}

// failed lets no answer wait for the store for a while.
func (c *settingsCache) failed(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.down = now.Add(settingsRetry)
}

func (c *settingsCache) put(guild string, s ServerSettings, now time.Time) {
	for id := range c.byGuild {
		if len(c.byGuild) < maxSettings {
			break
		}
		delete(c.byGuild, id)
	}
	if c.byGuild == nil {
		c.byGuild = make(map[string]cachedSettings)
	}
	c.byGuild[guild] = cachedSettings{s, now.Add(settingsFresh)}
}

// settings returns what a server's managers have set. It is the zero value outside of
// servers. While the store fails, it is what held last, zero where that isn't known.
func (b *Bot) settings(ctx context.Context, guild string) ServerSettings {
	if guild == "" || b.o.Settings == nil {
		return ServerSettings{}
	}
	s, holds, changes := b.cached.get(guild, b.o.Now())
	if holds {
		return s
	}
	read, err := b.readSettings(ctx, guild, settingsTimeout)
	if err != nil {
		b.cached.failed(b.o.Now())
		return s
	}
	b.cached.read(guild, read, changes, b.o.Now())
	return read
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

// keepSettings changes what the store has and returns what holds then. It logs where that
// fails.
func (b *Bot) keepSettings(ctx context.Context, guild string, change func(*ServerSettings)) (ServerSettings, error) {
	s, err := b.o.Settings.ChangeSettings(ctx, guild, change)
	if err != nil {
		b.o.Log.Warn("settings not kept", "guild", guild, "err", err)
		return ServerSettings{}, err
	}
	b.cached.changed(guild, s, b.o.Now())
	return s, nil
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
