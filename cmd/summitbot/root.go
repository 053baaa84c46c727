package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"summitbot/config"
	"summitbot/facts/answer"
)

// app is what the subcommands share.
type app struct {
	std        stdio
	configFile string
	flags      map[string]*pflag.Flag // by the setting's key
}

func newRoot(std stdio) *cobra.Command {
	a := &app{std: std, flags: make(map[string]*pflag.Flag)}
	root := &cobra.Command{
		Use:   "summitbot",
		Short: "Answers questions about documents with the sentence that says it",
		Long: "summitbot answers questions about documents, in everyday words, with the one sentence\n" +
			"that says it and the place where it stands; if the documents don't say, it says so.\n\n" +
			"Documents: " + formats + ".\nWithout any, questions are about the article that comes with the program.",
		SilenceErrors: true, SilenceUsage: true,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{err} })
	flags := root.PersistentFlags()
	flags.StringVar(&a.configFile, "config", "", "settings file (default "+config.DefaultFile+", where there is one)")
	flags.StringArray("document", nil, "document that questions are about, a file or a folder; may be repeated")
	a.flags["documents"] = flags.Lookup("document")
	a.setting(flags, "facts.path", "facts", "fact base, a YAML file or one that was compiled (default, if there is no document: the one that comes with the program)")
	a.setting(flags, "meaning.enabled", "meaning", "true or false: whether sentences are found by what they mean too, not by their words alone")
	a.setting(flags, "log.level", "log-level", "debug, info, warn or error")
	a.setting(flags, "log.format", "log-format", "text or json")
	root.AddCommand(a.askCommand(), a.chatCommand(), a.factsCommand(), a.runCommand(), a.demoCommand(), a.configCommand(), a.versionCommand(),
		a.evalCommand(), a.learnCommand(), a.rankCommand(), a.encodeCommand())
	return root
}

// setting adds a flag that overrides a setting.
func (a *app) setting(set *pflag.FlagSet, key, name, help string) {
	set.String(name, "", help)
	a.flags[key] = set.Lookup(name)
}

// usage makes the faults of a check of arguments faults of usage.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return &usageError{err}
		}
		return nil
	}
}

func (a *app) config() (config.Config, error) {
	return config.Load(config.Options{File: a.configFile, Flags: a.flags})
}

// base loads what the settings name.
func (a *app) base(ctx context.Context) (*answer.Base, error) {
	c, err := a.config()
	if err != nil {
		return nil, err
	}
	return newLoader(ctx, a.printError).load(c)
}

// printError says what is wrong and doesn't end the program.
func (a *app) printError(err error) { fmt.Fprintln(a.std.err, "summitbot:", config.Hide(err.Error())) }

// newLogger returns a logger, and the level that it logs from.
func newLogger(c config.Log, std stdio) (*slog.Logger, *slog.LevelVar) {
	from := new(slog.LevelVar)
	from.Set(level(c))
	o := &slog.HandlerOptions{Level: from}
	if c.Format == "json" {
		return slog.New(slog.NewJSONHandler(std.err, o)), from
	}
	return slog.New(slog.NewTextHandler(std.err, o)), from
}

// level is the level that checked settings name.
func level(c config.Log) slog.Level {
	return map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}[c.Level]
}
