package discord

import (
	"fmt"

	"summitbot/bot"
)

// commandTable lists the commands that can be called, by their paths: "admin reload".
func commandTable(commands []bot.Command) (map[string]bot.Command, error) {
	table := make(map[string]bot.Command)
	return table, addCommands(table, "", commands)
}

// addCommands adds commands and those below them, whose paths start with prefix.
func addCommands(table map[string]bot.Command, prefix string, commands []bot.Command) error {
	for _, c := range commands {
		path := prefix + c.Name
		if _, twice := table[path]; twice {
			return fmt.Errorf("the command %q is there twice", path)
		}
		switch {
		case len(c.Subcommands) > 0:
			if err := addCommands(table, path+" ", c.Subcommands); err != nil {
				return err
			}
		case c.Handle == nil:
			return fmt.Errorf("the command %q has no handler", path)
		default:
			table[path] = c
		}
	}
	return nil
}
