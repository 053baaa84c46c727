package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts/eval"
)

// The same question gets the same bytes, whoever asks how often: in two builds of the
// program, in two processes of each, and a thousand times in one.
func TestTheSameQuestionGetsTheSameBytes(t *testing.T) {
	t.Parallel()
	questions, err := eval.Set("dev")
	if err != nil {
		t.Fatal(err)
	}
	var ask strings.Builder
	for _, q := range questions {
		ask.WriteString(q.Text + "\n")
	}
	want, _, _ := cli(t, ask.String(), "ask", "--json", "-")
	for _, flags := range [][]string{nil, {"-trimpath", "-ldflags=-s -w"}} {
		program := buildProgram(t, flags...)
		for range 2 {
			if got := output(t, program, ask.String()); got != want {
				t.Errorf("a program built with %q answers otherwise:\n%s", flags, firstDifference(got, want))
			}
		}
	}
	repeated, _, _ := cli(t, strings.Repeat("how mnay deals did china and kazakhstn sign\n", 1000), "ask", "--json", "-")
	lines := strings.SplitAfter(strings.TrimSpace(repeated)+"\n", "\n")
	for i, line := range lines[:len(lines)-1] {
		if line != lines[0] {
			t.Fatalf("repeat %d:\n%s\nthe first:\n%s", i, line, lines[0])
		}
	}
	if len(lines) != 1001 {
		t.Errorf("%d answers, want 1000", len(lines)-1)
	}
}

// So does a question to a document that is searched by what its sentences mean too.
func TestTheSameQuestionToADocumentGetsTheSameBytes(t *testing.T) {
	t.Parallel()
	const rules = "# Rules\n\nBe kind to each other. Advertising needs the consent of a moderator.\n\n" +
		"# Meetings\n\nWe meet in the library on Mondays. Guests are welcome, and pay two euros.\n"
	file := filepath.Join(t.TempDir(), "rules.md")
	if err := os.WriteFile(file, []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	questions := strings.Repeat("can i promote my shop\nwhen do people get together\nwhat does it cost strangers\n", 7)
	want, _, _ := cli(t, questions, "--document", file, "ask", "--json", "-")
	if want[:len(want)/7] != want[len(want)/7*6:] || !strings.Contains(want, "consent of a moderator") {
		t.Errorf("the same questions get different answers, or none:\n%s", want)
	}
	if got := output(t, buildProgram(t), questions, "--document", file); got != want {
		t.Errorf("another process answers otherwise:\n%s", firstDifference(got, want))
	}
}

// buildProgram builds the program and returns its path.
func buildProgram(t *testing.T, flags ...string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "summitbot")
	args := append(append([]string{"build"}, flags...), "-o", program, ".")
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is shipped
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %v: %v\n%s", args, err, out)
	}
	return program
}

// output returns what a program answers, one question a line.
func output(t *testing.T, program, questions string, flags ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, append(flags, "ask", "--json", "-")...)
	cmd.Stdin = strings.NewReader(questions)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	return string(out)
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one has more lines"
}
