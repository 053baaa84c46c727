package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/bot/sandbox"
)

// TestRow12ExitStatusOfCloseCodes: a supervisor can tell what starting again can't help.
func TestRow12ExitStatusOfCloseCodes(t *testing.T) {
	t.Parallel()
	for code, advice := range map[int]string{
		4004: "copy a fresh one", 4010: "bug of this bot", 4011: "remove it from some",
		4012: "update this bot", 4013: "update this bot", 4014: "check under Bot",
	} {
		status, said, dir := refuse(t, sandbox.GatewayFault{Kind: sandbox.CloseOnIdentify, Code: code}, "")
		if status != code-4000 || !strings.Contains(said, advice) {
			t.Errorf("%d: exit status %d, want %d; said %s, want %q", code, status, code-4000, said, advice)
		}
		if kept, err := os.ReadFile(filepath.Join(dir, "bot.db-starts")); err != nil || strings.Count(string(kept), "\n") != 1 {
			t.Errorf("%d: starts kept: %q, %v; want one", code, kept, err)
		}
	}
}

func TestExitStatusOfAWrongToken(t *testing.T) {
	t.Parallel()
	if status, said, _ := refuse(t, sandbox.GatewayFault{}, "wrong"); status != 4 || !strings.Contains(said, "copy a fresh one") {
		t.Errorf("exit status %d, want 4; said %s", status, said)
	}
}

// refuse runs the program in a sandbox that refuses it, and returns its exit status, what
// it said, and the folder of its store. token is the sandbox's where it is empty.
func refuse(t *testing.T, fault sandbox.GatewayFault, token string) (status int, said, dir string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	s, err := sandbox.Start(ctx, sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	s.FaultNext(fault)
	if token == "" {
		token = s.Token()
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "rules.md"), []byte("# Rules\n\nThe pool opens at nine.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	settings := fmt.Sprintf("discord: {token: '%s', api_url: '%s'}\ndocuments: [rules.md]\nmeaning: {enabled: false}\nstore: {path: '%s'}\n",
		token, s.URL(), filepath.Join(dir, "bot.db"))
	file := filepath.Join(dir, "summitbot.yaml")
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	log := new(logBuffer)
	status = run(ctx, []string{"run", "--config", file}, stdio{strings.NewReader(""), io.Discard, log})
	return status, log.String(), dir
}
