package config

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// isID reports whether s is an id as Discord writes it: a number of 15 to 20 digits that
// fits into 64 bits, and of which no digit can be left out.
func isID(s string) bool {
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil && len(s) >= 15 && s[0] != '0'
}

// check returns the first value that cannot be right, nil where there is none.
func (c Config) check() *Error {
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.Log.Level) {
		return fault("log.level", "%q is none of debug, info, warn, error", c.Log.Level)
	}
	if !slices.Contains([]string{"text", "json"}, c.Log.Format) {
		return fault("log.format", "%q is neither text nor json", c.Log.Format)
	}
	if c.Discord.Home != "" && !isID(c.Discord.Home) {
		return fault("discord.home", "%q is no server id: an id is a number of 15 to 20 digits that does not begin with 0, in quotes (Copy Server ID)", c.Discord.Home)
	}
	if c.Meaning.Sentences < 0 {
		return fault("meaning.sentences", "%d: 0 or more are needed", c.Meaning.Sentences)
	}
	if c.Store.Path == "" {
		return fault("store.path", "a file is needed, or :memory:")
	}
	if err := c.Limits.check(); err != nil {
		return err
	}
	if err := checkURL(c.Discord.APIURL); err != nil {
		return fault("discord.api_url", "%w", err)
	}
	if err := checkIDs("admins.users", c.Admins.Users); err != nil {
		return err
	}
	if len(c.Admins.Roles) > 0 && c.Discord.Home == "" {
		return fault("admins.roles", "roles belong to the home server: set discord.home too")
	}
	return checkIDs("admins.roles", c.Admins.Roles)
}

func (l Limits) check() *Error {
	for _, e := range []struct {
		key   string
		every time.Duration
	}{{"limits.user_every", l.UserEvery}, {"limits.channel_every", l.ChannelEvery}} {
		if e.every <= 0 {
			return fault(e.key, "%v is no period such as 3s", e.every)
		}
	}
	for _, b := range []struct {
		key   string
		burst int
	}{{"limits.user_burst", l.UserBurst}, {"limits.channel_burst", l.ChannelBurst}} {
		if b.burst < 1 {
			return fault(b.key, "%d: at least 1 is needed", b.burst)
		}
	}
	return nil
}

func checkIDs(key string, ids []string) *Error {
	for _, id := range ids {
		if !isID(id) {
			return fault(key, "%q is no id: an id is a number of 15 to 20 digits that does not begin with 0, in quotes", id)
		}
	}
	return nil
}

func checkURL(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil {
		return err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is no address such as http://127.0.0.1:8080", s)
	}
	return nil
}

func fault(key, format string, args ...any) *Error {
	return &Error{Key: key, Err: fmt.Errorf(format, args...)}
}
