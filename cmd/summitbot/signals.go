package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// drain is how long the bot may take to finish what it is answering when it is to stop.
const drain = 5 * time.Second

// errCutShort ends the program though answers are still being given.
var errCutShort = errors.New("stopped at once, before all answers were finished")

// hangups returns a channel of SIGHUP, which has one that came while another was at work.
// stop gives the signal back its usual effect.
func hangups() (c <-chan os.Signal, stop func()) {
	h := make(chan os.Signal, 1)
	signal.Notify(h, syscall.SIGHUP)
	return h, func() { signal.Stop(h) }
}

// untilStopped serves until that ends, or SIGTERM or Ctrl-C ends it: the first one lets it
// finish, for as long as [drain], and a second one doesn't wait.
func untilStopped(ctx context.Context, serve func(context.Context) error) error {
	stops := make(chan os.Signal, 2)
	signal.Notify(stops, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stops)
	return until(ctx, stops, serve)
}

// until is [untilStopped] with the signals that stops gives. When it returns [errCutShort],
// serve is still at work, and the program is to end.
func until(ctx context.Context, stops <-chan os.Signal, serve func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- serve(ctx) }()
	select {
	case err := <-done:
		return err
	case <-stops:
		stop()
	}
	late := time.NewTimer(drain)
	defer late.Stop()
	select {
	case err := <-done:
		return err
	case <-stops:
	case <-late.C:
	}
	return errCutShort
}
