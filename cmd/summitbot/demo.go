package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"summitbot/bot/journal"
	"summitbot/bot/sandbox"
	"summitbot/bot/sandbox/web"
	"summitbot/config"
)

func (a *app) demoCommand() *cobra.Command {
	var address string
	var noOpen bool
	cmd := &cobra.Command{
		Use: "demo [DOCUMENT...]", Short: "Try the bot in a browser, without an account",
		Long: "Starts a small Discord on this machine and the bot in it, and serves a page that behaves\n" +
			"like a Discord channel until it is stopped. Nothing leaves the machine.",
		Example: "  summitbot demo\n  summitbot demo rules.md handbook.pdf",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := loopback(address); err != nil {
				return &usageError{err}
			}
			if err := alsoDocuments(cmd, args); err != nil {
				return err
			}
			return untilStopped(cmd.Context(), func(ctx context.Context) error { return a.demo(ctx, address, !noOpen) })
		},
	}
	cmd.Flags().StringVar(&address, "address", "127.0.0.1:0", "where to serve, on the loopback interface; port 0 is any free one")
	cmd.Flags().BoolVar(&noOpen, "no-open", false, "do not open a browser")
	return cmd
}

// loopback refuses an address that others could reach: the page lets one be anybody.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("--address: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("--address: %q is not this machine's own, such as 127.0.0.1:8080", address)
	}
	return nil
}

// demo runs the sandbox, its page and the bot until ctx ends.
func (a *app) demo(ctx context.Context, address string, open bool) error {
	if _, err := a.config(); err != nil {
		return err
	}
	page := web.New()
	// The sandbox outlives the bot, which says goodbye to it.
	s, err := sandbox.Start(context.WithoutCancel(ctx), sandbox.Options{Address: address, Page: page})
	if err != nil {
		return fmt.Errorf("start the demo: %w", err)
	}
	page.Attach(s)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ready := make(chan struct{})
	go func() {
		defer close(ready)
		a.welcome(ctx, s, open)
	}()
	err = a.serveWith(ctx, func() (config.Config, error) { return a.demoConfig(s) }, nil)
	stop()
	<-ready
	return errors.Join(err, s.Close())
}

// demoConfig points the settings at the sandbox, where its administrator keeps the bot.
func (a *app) demoConfig(s *sandbox.Sandbox) (config.Config, error) {
	c, err := a.config()
	home := s.Home()
	c.Discord.Token, c.Discord.APIURL, c.Discord.Home = s.Token(), s.URL(), home.Guild.ID
	c.Admins.Users, c.Admins.Roles = []string{home.Admin.ID}, nil
	c.Store.Path = journal.Memory
	if !a.flags["log.level"].Changed {
		c.Log.Level = "warn"
	}
	return c, err
}

// welcome says where the page is as soon as the bot is there, and opens it where somebody
// sits at a terminal.
func (a *app) welcome(ctx context.Context, s *sandbox.Sandbox, open bool) {
	_, err := s.WaitCommands(ctx, "", func(all []sandbox.Command) bool { return len(all) > 0 })
	if err != nil {
		return
	}
	fmt.Fprintf(a.std.out, "Open %s/ (Ctrl-C ends it)\n", s.URL())
	if f, ok := a.std.out.(*os.File); open && ok && term.IsTerminal(int(f.Fd())) {
		openBrowser(ctx, s.URL()+"/")
	}
}

// openBrowser tries to open the page. Where that fails, the address has been printed.
func openBrowser(ctx context.Context, url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	_ = exec.CommandContext(ctx, name, args...).Run()
}
