package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/facts"
)

// cli runs the program with input and returns what it wrote and its exit status.
func cli(t *testing.T, input string, args ...string) (out, errs string, status int) {
	t.Helper()
	var o, e bytes.Buffer
	status = run(t.Context(), args, stdio{strings.NewReader(input), &o, &e})
	return o.String(), e.String(), status
}

func TestAskPrintsHeadlineQuoteAndPlace(t *testing.T) {
	t.Parallel()
	out, errs, status := cli(t, "", "ask", "how", "much", "cash", "did", "xi", "promise")
	want := "**1.5 billion yuan, approximately 210 million dollars**\n\n" +
		"  During the Astana Leaders' Summit, Chinese President Xi pledged **1.5 billion yuan (approximately 210 million dollars)** " +
		"in financial assistance to the Central Asian countries.[5]\n\n" +
		"The second China-Central Asia Leaders' Summit, Astana, paragraph 6, sentence 1, note 5\n"
	if out != want || errs != "" || status != exitOK {
		t.Errorf("got %q, %q, %d\nwant %q", out, errs, status, want)
	}
}

// Who says thanks or calls for help is answered as in Discord, not with what comes near.
func TestAskHasManners(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"thanks man":                             "You're welcome.\n",
		"that helped a lot, thank you":           "You're welcome.\n",
		"hello":                                  "Hello! Ask me what the document says",
		"help":                                   "Ask me what the document says",
		"???":                                    "Ask me what the document says",
		"thanks, how much money did xi promise?": "**1.5 billion yuan",
	} {
		if out, errs, status := cli(t, "", "ask", question); !strings.HasPrefix(out, want) || errs != "" || status != exitOK {
			t.Errorf("%q: got %q, %q, %d, want %q", question, out, errs, status, want)
		}
	}
	out, _, _ := cli(t, "thanks man\n\n", "ask", "--json", "-")
	thanks, nothing, _ := strings.Cut(out, "\n")
	if want := strings.Replace(strings.TrimSpace(nothing), `"question":""`, `"question":"thanks man"`, 1); thanks != want {
		t.Errorf("in JSON: got %s, want %s", thanks, want)
	}
}

// Row 9: a line that is too long to read is declined, and the next one answered.
func TestRow9LongLinesAreDeclined(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("how much money ", maxLine/10) + "\n"
	out, _, status := cli(t, long+"how much money did xi promise\n"+strings.TrimSpace(long), "ask", "-")
	if strings.Count(out, tooLong) != 2 || !strings.Contains(out, "1.5 billion yuan") || len(out) > 2000 || status != exitOK {
		t.Errorf("got %.2000q, status %d", out, status)
	}
	if out, _, _ := cli(t, long, "ask", "--json", "-"); !strings.Contains(out, `"status":"none"`) || len(out) > 2000 {
		t.Errorf("in JSON: got %.2000q", out)
	}
}

func TestAskAnswersEachLineInJSON(t *testing.T) {
	t.Parallel()
	out, _, status := cli(t, "how much cash did xi promise\n\npineapple\r\nlast line without an end", "ask", "--json", "-")
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != 4 || status != exitOK {
		t.Fatalf("%d lines, status %d:\n%s", len(lines), status, out)
	}
	var answers []facts.Answer
	for _, l := range lines {
		var a facts.Answer
		if err := json.Unmarshal([]byte(l), &a); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
		answers = append(answers, a)
	}
	first := answers[0]
	if first.Fact != "P6S1" || !strings.Contains(first.Highlight, "1.5 billion yuan") || first.Source.Span != (facts.Mark{4978, 5153}) {
		t.Errorf("got %s", lines[0])
	}
	if answers[1].Status != facts.None || answers[2].Question != "pineapple" || answers[3].Question != "last line without an end" {
		t.Errorf("got\n%s", out)
	}
}

// Each answer is written before the next question is read.
func TestAskAnswersALineAtATime(t *testing.T) {
	t.Parallel()
	in, questions := io.Pipe()
	answers, out := io.Pipe()
	go func() {
		run(context.Background(), []string{"ask", "--json", "-"}, stdio{in, out, io.Discard})
		out.Close()
	}()
	decoder := json.NewDecoder(answers)
	for _, q := range []string{"one", "two", "three"} {
		if _, err := io.WriteString(questions, q+"\n"); err != nil {
			t.Fatal(err)
		}
		var a facts.Answer
		if err := decoder.Decode(&a); err != nil || a.Question != q {
			t.Fatalf("asked %q, got %q, %v", q, a.Question, err)
		}
	}
	questions.Close()
	if err := decoder.Decode(&struct{}{}); err != io.EOF {
		t.Errorf("after the last question: %v", err)
	}
}

func TestExitStatusAndMessage(t *testing.T) {
	t.Setenv("DISCORD_TOKEN", "")
	t.Setenv("SUMMITBOT_DISCORD_TOKEN", "")
	tests := []struct {
		args   string
		status int
		want   string // in what it writes, to either side
	}{
		{"", exitOK, "Usage:"},
		{"version", exitOK, "facts     "},
		{"config", exitOK, "token: \"\""},
		{"facts list", exitOK, "P9S1"},
		{"facts compile", exitUsage, "--out: name the file to write"},
		{"facts compile --out /nowhere/x.base", exitFailure, "write the compiled base: "},
		{"facts check", exitOK, "54 sentences, each quote verified"},
		{"facts show p6s1", exitOK, "bytes 4978-5153"},
		{"facts show xi-pledge", exitOK, "P6S1 xi-pledge  bytes 4978-5153"},
		{"facts show during the astana leaders' summit,", exitOK, "P6S1 xi-pledge"},
		{"facts show Luban", exitFailure, `no fact "Luban"`},
		{"facts show The second China-Central Asia", exitFailure, `2 sentences begin with "The second China-Central Asia": P1S1, P4S1`},
		{"facts show P99S1", exitFailure, `no fact "P99S1"`},
		{"bogus", exitUsage, "unknown command"},
		{"ask", exitUsage, "requires at least 1 arg"},
		{"ask --bogus x", exitUsage, "unknown flag"},
		{"eval", exitOK, "hit@1"},
		{"eval --bare --meaning=false own", exitOK, "hit@1"},
		{"eval --thin --meaning=false own", exitOK, "hit@1"},
		{"eval --json", exitOK, `"hit":`},
		{"eval --misses", exitOK, "gold ["},
		{"eval --min-hit 100", exitFailure, "hit@1: "},
		{"eval nowhere.tsv", exitFailure, "nowhere.tsv"},
		{"rank a.tsv", exitUsage, "accepts 2 arg"},
		{"rank a.tsv b.tsv", exitFailure, "a.tsv"},
		{"run", exitUsage, "set DISCORD_TOKEN"},
		{"ask x --config /nowhere.yaml", exitUsage, "/nowhere.yaml"},
		{"ask x --log-level loud", exitUsage, `--log-level: log.level: "loud" is none of`},
		{"ask x --facts /nowhere/base.yaml", exitFailure, "base.yaml"},
	}
	for _, tt := range tests {
		out, errs, status := cli(t, "", strings.Fields(tt.args)...)
		if status != tt.status || !strings.Contains(out+errs, tt.want) {
			t.Errorf("summitbot %s: status %d, %s%s\nwant %d, %q", tt.args, status, out, errs, tt.status, tt.want)
		}
	}
}

func TestRankWritesARun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	sentences := write("s.tsv", "sentence\ttitle\tparagraph\ttext\ns0\tBirds\tp0\tBirds sing at dawn.\ns1\tBirds\tp0\tThey nest in elevators.\n")
	questions := write("q.tsv", "question\ttext\tgold\nq0\tWhen do birds sing?\ts0\nq1\tWho nests in elvators?\t\n")
	out, errs, status := cli(t, "", "rank", sentences, questions)
	if status != exitOK || !strings.HasPrefix(out, "q0 Q0 s0 1 ") || !strings.Contains(out, "\nq1 Q0 s1 1 ") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	unrepaired, _, _ := cli(t, "", "rank", "--typos=false", sentences, questions)
	if !strings.HasPrefix(unrepaired, "q0 Q0 s0 1 ") || unrepaired == out {
		t.Errorf("without repair the run is the same, or another sentence comes first:\n%s\nwith:\n%s", unrepaired, out)
	}
}

func TestExplainSaysWhy(t *testing.T) {
	t.Parallel()
	out, _, _ := cli(t, "", "ask", "--explain", "how much cash did xi plegde")
	for _, want := range []string{"score ", "an answer from ", "read as pledge", "matched by pledged", "matched by financial"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
	out, _, _ = cli(t, "", "ask", "--json", "--explain", "how much cash did xi plegde")
	if !strings.Contains(out, `"corrected":"pledge"`) {
		t.Errorf("no explanation in %s", out)
	}
}

func TestACompiledBaseIsServed(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"base.yaml": "document: {id: d, title: Birds, file: d.txt}\ngaps:\n  - {id: g, says: The text doesn't say where., ask: [where do birds sing]}\n",
		"d.txt":     "Birds sing at dawn.",
		"more.txt":  opening,
	})
	name := filepath.Join(dir, "d.base")
	if out, errs, status := cli(t, "", "--facts", filepath.Join(dir, "base.yaml"), "facts", "compile", "--out", name); status != exitOK || out+errs != "" {
		t.Fatalf("status %d, %s%s", status, out, errs)
	}
	tests := []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"ask", "when do birds sing"}, exitOK, "Birds sing at dawn."},
		{[]string{"ask", "where do birds sing"}, exitOK, "The text doesn't say where."},
		{[]string{"--document", filepath.Join(dir, "more.txt"), "ask", when}, exitOK, opening},
		{[]string{"--document", filepath.Join(dir, "more.txt"), "ask", "where do birds sing"}, exitOK, "The text doesn't say where."},
	}
	for _, tt := range tests {
		out, errs, status := cli(t, "", append([]string{"--facts", name}, tt.args...)...)
		if status != tt.status || !strings.Contains(unmarked(out)+errs, tt.want) {
			t.Errorf("%q: status %d, %s%s\nwant %q", tt.args, status, out, errs, tt.want)
		}
	}
	if err := os.Truncate(name, 100); err != nil {
		t.Fatal(err)
	}
	if _, errs, status := cli(t, "", "--facts", name, "ask", "x"); status != exitFailure || !strings.Contains(errs, "d.base: the file is damaged or cut off; compile it again") {
		t.Errorf("cut off: status %d, %s", status, errs)
	}
}
