package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// config check says all that is wrong, file and variables together, and starts nothing.
func TestConfigCheck(t *testing.T) {
	dir := folder(t, map[string]string{
		"good.yaml": "discord: {home: '123456789012345678'}\nlog:\ndocuments: [nowhere.md]\n",
		"bad.yaml":  "log:\n  level: loud\nlimits:\n  user_every: 3\n  burst: 5\n",
	})
	good, bad := filepath.Join(dir, "good.yaml"), filepath.Join(dir, "bad.yaml")
	tests := []struct {
		args   []string
		status int
		want   []string
	}{
		{[]string{"config", "check", good}, exitOK, []string{good + ": nothing is wrong\n"}},
		{[]string{"config", "check", "--config", good}, exitOK, []string{good + ": nothing is wrong\n"}},
		{[]string{"config", "check"}, exitOK, []string{"the settings: nothing is wrong\n"}},
		{[]string{"config", "check", good, bad}, exitUsage, []string{"accepts at most 1 arg"}},
		{[]string{"config", "bogus"}, exitUsage, []string{"unknown command"}},
		{[]string{"config", "check", bad, "--log-format=xml"}, exitUsage, []string{
			"summitbot: the settings are not sound (faults: 4):\n",
			bad + ":2: log.level: \"loud\" is none of debug, info, warn, error\n",
			bad + ":4: limits.user_every: \"3\" has no unit: write 3s for seconds\n",
			bad + ":5: limits.burst: no such setting; did you mean limits.user_burst?\n",
			"--log-format: log.format: \"xml\" is none of text, json\n",
		}},
	}
	for _, tt := range tests {
		out, errs, status := cli(t, "", tt.args...)
		if status != tt.status {
			t.Errorf("%q: status %d, want %d", tt.args, status, tt.status)
		}
		for _, want := range tt.want {
			if !strings.Contains(out+errs, want) {
				t.Errorf("%q: got\n%s%s\nwant %q", tt.args, out, errs, want)
			}
		}
	}
	t.Setenv("SUMMITBOT_LOGLEVEL", "info")
	if out, errs, status := cli(t, "", "config", "check", bad); status != exitUsage || !strings.Contains(errs, "(faults: 4)") ||
		!strings.Contains(errs, "\nSUMMITBOT_LOGLEVEL: no such setting; did you mean SUMMITBOT_LOG_LEVEL?\n") || out != "" {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}

// A token in a wrong place of the command line isn't repeated.
func TestRow12ATokenOnTheCommandLine(t *testing.T) {
	t.Setenv("DISCORD_TOKEN", "")
	const token = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GabcDe.abcdefghijklmnopqrstuvwxyz-0123456_AB"
	for _, args := range [][]string{
		{token},
		{"--" + token},
		{"run", token},
		{"run", "--token-file", token},
		{"run", "--store=" + token},
		{"ask", "x", "--facts", token},
		{"ask", "x", "--config", token},
		{"config", "check", token},
		{"config", "--document", token},
		{"rank", token, token},
		{"eval", token},
	} {
		out, errs, status := cli(t, "", args...)
		if status == exitOK || strings.Contains(out+errs, token) || errs == "" {
			t.Errorf("%q: status %d, %s%s", args, status, out, errs)
		}
	}
}

// The cases that people met with settings, each as it is reported and what is right.
func TestCasesOfSettings(t *testing.T) {
	tests := []struct {
		name, file, variable, value string
		status                      int
		want                        string
	}{
		{name: "config-empty-section", file: "log:\n  # level: debug\ndiscord:\n  home: \"123456789012345678\"\n", want: `home: "123456789012345678"`},
		{name: "config-id-exponent", file: "discord:\n  home: 1.23456789e17\n", status: exitUsage, want: `:2: discord.home: "1.23456789e17" is no id`},
		{name: "config-id-rounded", file: "admins:\n  users:\n    - 0223456789012345678\n", status: exitUsage, want: `:3: admins.users: "0223456789012345678" is no id: an id is a number of 15 to 20 digits that does not begin with 0, in quotes`},
		{name: "config-period-3", file: "limits:\n  user_every: 3\n", status: exitUsage, want: `:2: limits.user_every: "3" has no unit: write 3s`},
		{name: "env-list-spaces", variable: "SUMMITBOT_ADMINS_USERS", value: "123456789012345678, 223456789012345678", want: `users: ["123456789012345678", "223456789012345678"]`},
		{name: "env-typo", variable: "SUMMITBOT_ADMIN_USERS", value: "123456789012345678", status: exitUsage, want: "SUMMITBOT_ADMIN_USERS: no such setting; did you mean SUMMITBOT_ADMINS_USERS?"},
		{name: "token-quotes", variable: "SUMMITBOT_DISCORD_TOKEN_FILE", value: "\"abc.def.ghi\"\n", want: "token: (hidden)"},
		{name: "token-utf16", variable: "SUMMITBOT_DISCORD_TOKEN_FILE", value: "\xff\xfea\x00b\x00c\x00.\x00d\x00\n\x00", want: "token: (hidden)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := folder(t, map[string]string{"summitbot.yaml": tt.file, "token": tt.value})
			if tt.variable == "SUMMITBOT_DISCORD_TOKEN_FILE" {
				tt.value = filepath.Join(dir, "token")
			}
			if tt.variable != "" {
				t.Setenv(tt.variable, tt.value)
			}
			out, errs, status := cli(t, "", "--config", filepath.Join(dir, "summitbot.yaml"), "config")
			if status != tt.status || !strings.Contains(out+errs, tt.want) {
				t.Errorf("status %d, %s%s\nwant %d, %q", status, out, errs, tt.status, tt.want)
			}
		})
	}
}
