package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "config", Short: "Print all settings with what is in force; secrets are hidden",
		Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			c, err := a.config()
			if err != nil {
				return err
			}
			return c.Print(a.std.out)
		},
	}
	cmd.AddCommand(a.configCheckCommand())
	return cmd
}

func (a *app) configCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check [FILE]", Short: "Say all that is wrong with the settings, and start nothing",
		Long: "Reads FILE, or the settings file that would be read, with the environment and the flags over\n" +
			"it, and says all that is wrong: file and line, key, what was read and what is expected.",
		Args: usage(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				a.configFile = args[0]
			}
			if _, err := a.config(); err != nil {
				return err
			}
			fmt.Fprintf(a.std.out, "%s: nothing is wrong\n", cmp.Or(a.configFile, "the settings"))
			return nil
		},
	}
}
