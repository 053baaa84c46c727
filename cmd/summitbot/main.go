// Command summitbot answers questions about a document with the sentence that says it:
// on the command line, in a terminal session, and as a bot in Discord.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"summitbot/bot/discord/gateway"
	"summitbot/config"
)

// Exit statuses.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2 // the command line or the settings are wrong

	// 4 and 10 to 14 are Discord's close codes after which starting again can't help.
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr}))
}

// stdio is what a command reads from and writes to.
type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// run runs the command that args name and returns its exit status.
func run(ctx context.Context, args []string, std stdio) int {
	root := newRoot(std)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	fmt.Fprintln(std.err, "summitbot:", config.Hide(err.Error())) // a command line may have the token in a wrong place
	if refused, ok := errors.AsType[*gateway.FatalError](err); ok {
		return refused.ExitStatus()
	}
	var setting *config.Error
	var usage *usageError
	if errors.As(err, &setting) || errors.As(err, &usage) {
		return exitUsage
	}
	return exitFailure
}

// usageError is a command line that cannot be understood.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() + " (see --help)" }
func (e *usageError) Unwrap() error { return e.err }
