//go:build unix

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"summitbot/bot/sandbox"
)

// asProgram makes a copy of the tests the program.
const asProgram = "TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// process is the program, in a process of its own, at work in a sandbox.
type process struct {
	*sandbox.Sandbox
	ctx   context.Context
	cmd   *exec.Cmd
	lines chan string // its log
	dir   string      // with its settings, and rules.md, the document
}

// startProcess starts the program and waits until it is in session and its commands are
// registered.
func startProcess(t *testing.T) *process {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	s, err := sandbox.Start(ctx, sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &process{Sandbox: s, ctx: ctx, lines: make(chan string, 1000), dir: t.TempDir()}
	p.write(t, "rules.md", "# Rules\n\nThe pool opens at nine.\n")
	p.write(t, "summitbot.yaml", p.settings())
	p.cmd = exec.CommandContext(ctx, os.Args[0], "run")
	p.cmd.Dir = p.dir
	p.cmd.Env = []string{asProgram + "=1", "HOME=" + p.dir}
	log, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.lines)
		for scan := bufio.NewScanner(log); scan.Scan(); {
			p.lines <- scan.Text()
		}
	}()
	t.Cleanup(func() { cancel(); _ = p.cmd.Wait(); _ = s.Close() })
	p.see(t, "msg=ready")
	return p
}

// settings are those of the process, with more lines.
func (p *process) settings(more ...string) string {
	return fmt.Sprintf("discord: {token: '%s', api_url: '%s'}\nmeaning: {enabled: false}\nlog: {level: debug}\n", p.Token(), p.URL()) +
		strings.Join(append(more, "documents: [rules.md]"), "\n") + "\n"
}

func (p *process) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// see waits for a line of the log with all of these words in it.
func (p *process) see(t *testing.T, words ...string) {
	t.Helper()
	var seen []string
	for line := range p.lines {
		seen = append(seen, line)
		if has(line, words) {
			return
		}
	}
	t.Fatalf("the log has no line with %q:\n%s", words, strings.Join(seen, "\n"))
}

func has(line string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(line, w) {
			return false
		}
	}
	return true
}

func (p *process) signal(t *testing.T, s os.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

// ask mentions the bot.
func (p *process) ask(t *testing.T) sandbox.Message {
	t.Helper()
	m, err := p.Say(p.ctx, sandbox.Post{Content: "<@" + p.Bot().ID + "> when does the pool open"})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// exit waits for the end and returns the exit status; -1 if a signal killed the process.
func (p *process) exit(t *testing.T) int {
	t.Helper()
	for range p.lines { // all that it says is read before Wait
	}
	var failed *exec.ExitError
	if err := p.cmd.Wait(); err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return p.cmd.ProcessState.ExitCode()
}

// TestRow12SIGTERMFinishesAnAnswer: what is being answered is answered; then the status is 0.
func TestRow12SIGTERMFinishesAnAnswer(t *testing.T) {
	t.Parallel()
	p := startProcess(t)
	p.Inject(sandbox.Fault{Method: "POST", Route: "/channels/{channel}/messages", Latency: 100 * time.Millisecond})
	m := p.ask(t)
	p.see(t, "msg=message")
	p.signal(t, syscall.SIGTERM)
	if status := p.exit(t); status != exitOK {
		t.Errorf("exit status %d, want %d", status, exitOK)
	}
	if _, err := p.WaitReply(p.ctx, m); err != nil {
		t.Errorf("the question is not answered: %v", err)
	}
}

// TestRow12ASecondSIGTERMExitsAtOnce: though an answer hangs, and with a status that says so.
func TestRow12ASecondSIGTERMExitsAtOnce(t *testing.T) {
	t.Parallel()
	p := startProcess(t)
	p.Inject(sandbox.Fault{Method: "POST", Route: "/channels/{channel}/messages", Latency: time.Hour})
	p.ask(t)
	p.see(t, "msg=message")
	p.signal(t, syscall.SIGTERM)
	if _, err := p.WaitSessions(p.ctx, func(s sandbox.Sessions) bool { return s.Live == 0 }); err != nil {
		t.Fatal(err)
	}
	p.signal(t, syscall.SIGTERM)
	p.see(t, errCutShort.Error())
	if status := p.exit(t); status != exitFailure {
		t.Errorf("exit status %d, want %d", status, exitFailure)
	}
}

// TestRow12SIGHUPReloads: the documents, the settings that name them and the level of the log
// are read again; what is wrong with them is logged, and then all stays as it was.
func TestRow12SIGHUPReloads(t *testing.T) {
	t.Parallel()
	p := startProcess(t)
	says := func(want string) {
		t.Helper()
		m, err := p.WaitReply(p.ctx, p.ask(t))
		if err != nil || len(m.Embeds) != 1 || !strings.Contains(m.Embeds[0].Description, want) {
			t.Errorf("got %+v, %v, want %q", m.Embeds, err, want)
		}
	}
	says("at **nine**")

	p.write(t, "rules.md", "# Rules\n\nThe pool opens at ten.\n")
	p.signal(t, syscall.SIGHUP)
	p.see(t, "msg=reloaded", "changed=1")
	says("at **ten**")

	p.write(t, "summitbot.yaml", p.settings("limits: {user_every: 3}", "admins: {users: [me]}"))
	p.write(t, "rules.md", "# Rules\n\nThe pool opens at noon.\n")
	p.signal(t, syscall.SIGHUP)
	p.see(t, "not reloaded, all stays as it was", "(faults: 2)", "summitbot.yaml:4: limits.user_every", "summitbot.yaml:5: admins.users")
	says("at **ten**")

	p.write(t, "summitbot.yaml", strings.NewReplacer("rules.md", "other.md", "debug", "info").Replace(p.settings("limits: {user_every: 2s}")))
	p.write(t, "other.md", "# Rules\n\nThe pool opens at seven.\n")
	p.signal(t, syscall.SIGHUP)
	p.see(t, "settings changed that count from the next start", "keys=[limits.user_every]")
	p.see(t, "msg=reloaded")
	says("at **seven**")
	p.signal(t, syscall.SIGTERM)
	for line := range p.lines {
		if strings.Contains(line, "level=DEBUG") {
			t.Errorf("the level is info, and the log says %s", line)
		}
	}
	if status := p.exit(t); status != exitOK {
		t.Errorf("exit status %d, want %d", status, exitOK)
	}
}
