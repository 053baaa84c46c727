package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/peterh/liner"
	"github.com/spf13/cobra"
)

const (
	prompt   = "? "
	greeting = "Ask about %s.\nTab completes a question, the arrow keys bring back earlier ones, Ctrl-D ends.\n\n"
	// maxCompletions is how many questions Tab goes through.
	maxCompletions = 25
)

func (a *app) chatCommand() *cobra.Command {
	return &cobra.Command{
		Use: "chat [DOCUMENT...]", Short: "Ask in a terminal session, with history and completion",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := alsoDocuments(cmd, args); err != nil {
				return err
			}
			understanding, err := a.understood(cmd.Context())
			if err != nil {
				return err
			}
			k := &asking{understanding: understanding, out: a.std.out, style: styleFor(a.std.out)}
			if !isTerminal(a.std.in) {
				return k.lines(cmd.Context(), a.std.in)
			}
			return k.session(cmd.Context())
		},
	}
}

// session asks until the terminal says that it is enough.
func (k *asking) session(ctx context.Context) (err error) {
	line := liner.NewLiner()
	defer func() { err = errors.Join(err, line.Close()) }()
	line.SetCtrlCAborts(true)
	line.SetTabCompletionStyle(liner.TabCircular)
	line.SetCompleter(func(typed string) []string { return k.base.Complete(typed, maxCompletions) })
	fmt.Fprintf(k.out, greeting, k.base.Title())
	for {
		question, err := line.Prompt(prompt)
		switch {
		case errors.Is(err, io.EOF) || errors.Is(err, liner.ErrPromptAborted):
			fmt.Fprintln(k.out)
			return nil
		case err != nil:
			return fmt.Errorf("read from the terminal: %w", err)
		case strings.TrimSpace(question) == "":
			continue
		}
		line.AppendHistory(question)
		fmt.Fprintln(k.out)
		if err := k.answer(ctx, question); err != nil {
			return err
		}
		fmt.Fprintln(k.out)
	}
}
