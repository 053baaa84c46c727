package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"summitbot/bot"
	"summitbot/bot/discord"
	"summitbot/bot/journal"
	"summitbot/config"
	"summitbot/facts/answer"
)

func (a *app) runCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "run [DOCUMENT...]", Short: "Serve as a bot in Discord until it is stopped",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := alsoDocuments(cmd, args); err != nil {
				return err
			}
			// Serving ends in order; all other commands end at once, as a terminal's user expects.
			hangup, stop := hangups()
			defer stop()
			return untilStopped(cmd.Context(), func(ctx context.Context) error { return a.serveWith(ctx, a.serving, hangup) })
		},
	}
	a.setting(cmd.Flags(), "discord.token_file", "token-file", "file that holds the bot's token")
	a.setting(cmd.Flags(), "discord.home", "home", "id of the home server")
	a.setting(cmd.Flags(), "store.path", "store", "SQLite file in which the bot remembers")
	a.setting(cmd.Flags(), "discord.api_url", "api-url", "where Discord's API is, for a proxy or tests")
	return cmd
}

// serving returns the settings, with a token.
func (a *app) serving() (config.Config, error) {
	c, err := a.config()
	if err != nil {
		return c, err
	}
	return c, c.RequireToken()
}

// serveWith runs the bot until ctx ends or Discord refuses it for good. It reads the settings
// again, and what they name, after each signal that reload gives.
func (a *app) serveWith(ctx context.Context, settings func() (config.Config, error), reload <-chan os.Signal) error {
	c, err := settings()
	if err != nil {
		return err
	}
	log, from := newLogger(c.Log, a.std)
	load := reloader{
		settings: settings, serving: c, level: from, log: log,
		loader: newLoader(ctx, func(err error) { log.Warn("not read in full", "error", err) }),
	}
	store, err := answer.NewStore(load.load)
	if err != nil {
		return err
	}
	kept, err := journal.Open(ctx, c.Store.Path, journal.Options{Log: log})
	switch {
	case ctx.Err() != nil:
		return closeKept(kept) // stopped while it started
	case err != nil:
		return fmt.Errorf("store.path: %w", err)
	}
	v, _ := build()
	b, err := newBot(c, store, memory{kept}, v, log)
	if err != nil {
		return errors.Join(err, kept.Close())
	}
	ctx, stop := context.WithCancel(ctx)
	beside := readMeanings(ctx, c, store, log)
	beside.Go(func() { reloadOn(ctx, reload, store, log) })
	defer func() {
		stop()
		beside.Wait()
	}()
	log.Info("facts loaded", "base", store.Base().Hash(), "facts", len(store.Base().Facts()))
	err = discord.Run(ctx, discord.Options{
		Token: c.Discord.Token, APIURL: c.Discord.APIURL, Home: c.Discord.Home,
		Commands: b.Commands(), Message: b.Message, Control: b.Control,
		Replies: kept, Deleted: b.DeletesAnswers, Starts: startsFile(c.Store), Version: v, Log: log,
		StopTimeout: drain - time.Second, // so that all is closed in time
	})
	if err != nil {
		err = fmt.Errorf("serve: %w", err)
	}
	return errors.Join(err, kept.Close())
}

// startsFile is where the bot keeps when it identified, beside what it remembers; empty
// where that is memory.
func startsFile(c config.Store) string {
	if c.Path == journal.Memory {
		return ""
	}
	return c.Path + "-starts"
}

// closeKept closes a journal where there is one.
func closeKept(kept *journal.Journal) error {
	if kept == nil {
		return nil
	}
	return kept.Close()
}

func newBot(c config.Config, store *answer.Store, kept memory, version string, log *slog.Logger) (*bot.Bot, error) {
	return bot.New(bot.Options{
		Store:   store,
		Admins:  bot.Admins{Users: c.Admins.Users, Roles: c.Admins.Roles, Home: c.Discord.Home},
		Now:     time.Now,
		Version: version,
		Limits: bot.Limits{
			User:    bot.Limit{Every: c.Limits.UserEvery, Burst: c.Limits.UserBurst},
			Channel: bot.Limit{Every: c.Limits.ChannelEvery, Burst: c.Limits.ChannelBurst},
		},
		Votes: kept, Settings: kept, Picture: draw, Log: log,
	})
}

// readMeanings reads what the documents mean beside the bot, until ctx ends, with one encoder
// after the other: until then they are searched by their words.
func readMeanings(ctx context.Context, c config.Config, store *answer.Store, log *slog.Logger) *sync.WaitGroup {
	var reading sync.WaitGroup
	reading.Go(func() {
		store.Understand(ctx, func(ctx context.Context, b *answer.Base) (*answer.Base, error) {
			began := time.Now()
			understood, err := understand(ctx, c.Meaning, b, func(done, of int) {
				if done*4/of > (done-1)*4/of { // after each quarter
					log.Info("reading what the documents mean", "sentences", done, "of", of)
				}
			})
			if err == nil && understood != b {
				log.Info("meaning read", "sentences", len(b.Facts()), "took", time.Since(began).Round(time.Millisecond))
			}
			return understood, err
		}, func(err error) {
			if ctx.Err() == nil {
				log.Warn("what the documents mean is not read", "error", err)
			}
		})
	})
	return &reading
}
