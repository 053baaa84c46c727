package main

import (
	"context"
	"log/slog"
	"os"
	"slices"

	"summitbot/config"
	"summitbot/facts/answer"
)

// reloader loads the base, with the settings of the moment: so a reload takes new documents
// too. It is not safe for concurrent use; [answer.Store] loads one at a time.
type reloader struct {
	settings func() (config.Config, error)
	loader   loader
	serving  config.Config // what the bot began with
	level    *slog.LevelVar
	log      *slog.Logger
	begun    bool
}

// atOnce are the settings that a reload changes; the others are for the bot's next start.
var atOnce = []string{"documents", "facts.path", "log.level"}

// load returns the base. If anything is wrong with the settings or with what they name, it
// changes nothing.
func (r *reloader) load() (*answer.Base, error) {
	if !r.begun {
		r.begun = true
		return r.loader.load(r.serving)
	}
	c, err := r.settings()
	if err != nil {
		return nil, err
	}
	b, err := r.loader.load(c)
	if err != nil {
		return nil, err
	}
	r.level.Set(level(c.Log))
	later := slices.DeleteFunc(config.Changed(r.serving, c), func(key string) bool { return slices.Contains(atOnce, key) })
	if len(later) > 0 {
		r.log.Warn("settings changed that count from the next start", "keys", later)
	}
	return b, nil
}

// reloadOn reloads after each signal, until ctx ends.
func reloadOn(ctx context.Context, signals <-chan os.Signal, store *answer.Store, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-signals:
		}
		changes, err := store.Reload()
		if err != nil {
			log.Error("not reloaded, all stays as it was", "error", err)
			continue
		}
		log.Info("reloaded", "base", store.Base().Hash(), "added", len(changes.Added), "removed", len(changes.Removed), "changed", len(changes.Changed))
	}
}
