package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"summitbot/config"
)

// write puts a settings file into a folder of its own and returns its name.
func write(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "summitbot.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// clearEnv keeps the machine's own settings out of a test.
func clearEnv(t *testing.T) {
	t.Helper()
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "SUMMITBOT_") || name == "DISCORD_TOKEN" {
			t.Setenv(name, "")
		}
	}
}

// Every key can be set by its variable alone, and what is set arrives.
func TestEveryKeyFromTheEnvironment(t *testing.T) {
	clearEnv(t)
	const id = "123456789012345678"
	set := map[string]string{
		"SUMMITBOT_DISCORD_TOKEN": "abc", "SUMMITBOT_DISCORD_TOKEN_FILE": "/dev/null", "SUMMITBOT_DISCORD_HOME": id,
		"SUMMITBOT_DISCORD_API_URL": "http://127.0.0.1:1", "SUMMITBOT_ADMINS_USERS": id + "," + id,
		"SUMMITBOT_ADMINS_ROLES": id, "SUMMITBOT_FACTS_PATH": "x.yaml", "SUMMITBOT_STORE_PATH": "s.db",
		"SUMMITBOT_LIMITS_USER_EVERY": "2s", "SUMMITBOT_LIMITS_USER_BURST": "7", "SUMMITBOT_LIMITS_CHANNEL_EVERY": "500ms", "SUMMITBOT_LIMITS_CHANNEL_BURST": "20",
		"SUMMITBOT_LOG_LEVEL": "debug", "SUMMITBOT_LOG_FORMAT": "json",
		"SUMMITBOT_DOCUMENTS": "rules.md, docs", "SUMMITBOT_MEANING_ENABLED": "false", "SUMMITBOT_MEANING_SENTENCES": "9",
	}
	for k, v := range set {
		t.Setenv(k, v)
	}
	got, err := config.Load(config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := config.Config{
		Discord: config.Discord{Token: "abc", TokenFile: "/dev/null", Home: id, APIURL: "http://127.0.0.1:1"},
		Store:   config.Store{Path: "s.db"}, Limits: config.Limits{UserEvery: 2 * time.Second, UserBurst: 7, ChannelEvery: 500 * time.Millisecond, ChannelBurst: 20},
		Facts: config.Facts{Path: "x.yaml"}, Meaning: config.Meaning{Sentences: 9}, Log: config.Log{Level: "debug", Format: "json"},
	}
	if got.Discord != want.Discord || got.Facts != want.Facts || got.Meaning != want.Meaning || got.Log != want.Log || got.Store != want.Store || got.Limits != want.Limits ||
		strings.Join(got.Admins.Users, " ") != id+" "+id || strings.Join(got.Admins.Roles, " ") != id || strings.Join(got.Documents, " ") != "rules.md docs" {
		t.Errorf("got %+v", got)
	}
	keys := 0
	for line := range strings.SplitSeq(printed(t, config.Config{}), "\n") {
		if before, _, ok := strings.Cut(line, ":"); ok && (strings.HasPrefix(before, "  ") || before == "documents") && !strings.HasPrefix(strings.TrimSpace(before), "#") {
			keys++
		}
	}
	if keys != len(set) {
		t.Errorf("default.yaml has %d keys, this test sets %d", keys, len(set))
	}
}

func TestLaterSourcesWin(t *testing.T) {
	clearEnv(t)
	name := write(t, "log:\n  level: warn\n  format: json\n")
	load := func(flags map[string]*pflag.Flag) config.Config {
		t.Helper()
		c, err := config.Load(config.Options{File: name, Flags: flags})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if got := load(nil).Log; got.Level != "warn" || got.Format != "json" {
		t.Errorf("file over defaults: %+v", got)
	}
	t.Setenv("SUMMITBOT_LOG_LEVEL", "error")
	if got := load(nil).Log; got.Level != "error" || got.Format != "json" {
		t.Errorf("environment over file: %+v", got)
	}
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.String("log-level", "", "")
	flags := map[string]*pflag.Flag{"log.level": set.Lookup("log-level")}
	if got := load(flags).Log.Level; got != "error" {
		t.Errorf("a flag that was not given: %q", got)
	}
	if err := set.Parse([]string{"--log-level=debug"}); err != nil {
		t.Fatal(err)
	}
	if got := load(flags).Log.Level; got != "debug" {
		t.Errorf("flag over environment: %q", got)
	}
}

// A settings file names documents from where it lies; a variable and a flag name them from
// the working directory.
func TestDocumentsFromWhereTheyAreNamed(t *testing.T) {
	clearEnv(t)
	for text, want := range map[string][]string{
		"documents: [rules.md, docs/]": {"rules.md", "docs"}, "documents: rules.md, ../a.md": {"rules.md", "../a.md"}, "documents:\n  - /srv/a.md": {"/srv/a.md"}, "documents:": nil,
	} {
		name := write(t, text)
		c, err := config.Load(config.Options{File: name})
		for i, p := range want {
			if !filepath.IsAbs(p) {
				want[i] = filepath.Join(filepath.Dir(name), p)
			}
		}
		if err != nil || !slices.Equal(c.Documents, want) {
			t.Errorf("%q: got %q, error %v, want %q", text, c.Documents, err, want)
		}
	}
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.StringArray("document", nil, "")
	if err := set.Parse([]string{"--document=a, b.md", "--document", "c.md"}); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(config.Options{File: write(t, "documents: [rules.md]"), Flags: map[string]*pflag.Flag{"documents": set.Lookup("document")}})
	if want := []string{"a, b.md", "c.md"}; err != nil || !slices.Equal(c.Documents, want) {
		t.Errorf("flags: got %q, error %v, want %q", c.Documents, err, want)
	}
}

func TestTokenFromFile(t *testing.T) {
	clearEnv(t)
	secret := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(secret, []byte("s3cret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SUMMITBOT_DISCORD_TOKEN_FILE", secret)
	c, err := config.Load(config.Options{})
	if err != nil || c.Discord.Token != "s3cret" {
		t.Errorf("token %q, error %v", c.Discord.Token, err)
	}
	if out := printed(t, c); strings.Contains(out, "s3cret") || !strings.Contains(out, "(hidden)") {
		t.Errorf("the token shows in:\n%s", out)
	}
	t.Setenv("DISCORD_TOKEN", "other")
	if c, err := config.Load(config.Options{}); err != nil || c.Discord.Token != "other" {
		t.Errorf("DISCORD_TOKEN: token %q, error %v", c.Discord.Token, err)
	}
}

func TestFaultsSayKeyPlaceAndRemedy(t *testing.T) {
	clearEnv(t)
	tests := []struct{ text, want string }{
		{"discord:\n  tokn: x\n", `summitbot.yaml:2: discord.tokn: no such setting; did you mean discord.token?`},
		{"log:\n  level: loud\n", `summitbot.yaml:2: log.level: "loud" is none of debug, info, warn, error`},
		{"log:\n  format: xml\n", `log.format: "xml" is none of text, json`},
		{"discord:\n  home: my server\n", `summitbot.yaml:2: discord.home: "my server" is no id`},
		{"discord:\n  api_url: discord.com\n", `discord.api_url: "discord.com" is no address`},
		{"admins:\n  users: [me]\n", `summitbot.yaml:2: admins.users: "me" is no id`},
		{"admins:\n  roles: ['123456789012345678']\n", `admins.roles: 1 set, but no discord.home: roles belong to the home server`},
		{"store:\n  path: ''\n", `store.path: "" is no path: a file is needed`},
		{"limits:\n  user_every: 0s\n", `limits.user_every: "0s" is no period`},
		{"limits:\n  channel_burst: 0\n", `limits.channel_burst: 0: at least 1 is needed`},
		{"limits:\n  channel_burst: -1\n", `limits.channel_burst: -1: at least 1 is needed`},
		{"log: [", `summitbot.yaml: yaml:`},
		{"log: loud\n", `summitbot.yaml:1: log: no such setting`},
		{"log: {level: debug}\nlog.level: info\n", `summitbot.yaml:2: log.level: set before, at line 1`},
		{"log: {level: debug}\n---\nlog: {level: info}\n", `one document is read, and here begins another`},
		{"- log\n", `sections with settings below them are needed`},
		{"store: {path: [a.db]}\n", `summitbot.yaml:1: store.path: one value is needed, not a list of 1`},
		{"admins:\n  users:\n    - [1]\n", `admins.users: a value is needed, or a list of values`},
		{"loud: &a {b: *a}\n", `loud.b: a value is needed, or a list of values`},
	}
	for _, tt := range tests {
		_, err := config.Load(config.Options{File: write(t, tt.text)})
		var fault *config.Error
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: error %v, want %q", tt.text, err, tt.want)
		}
	}
	if _, err := config.Load(config.Options{File: "/nowhere.yaml"}); err == nil || !strings.Contains(err.Error(), "/nowhere.yaml") {
		t.Errorf("a file that is not there: %v", err)
	}
	if err := (config.Config{}).RequireToken(); !errors.Is(err, config.ErrNoToken) {
		t.Errorf("no token: %v", err)
	}
}

// What is printed can be read again, and says the same.
func TestPrintIsAFile(t *testing.T) {
	clearEnv(t)
	c, err := config.Load(config.Options{File: write(t, "admins:\n  users: ['123456789012345678']\nlimits:\n  user_every: 1m\n")})
	if err != nil {
		t.Fatal(err)
	}
	again, err := config.Load(config.Options{File: write(t, printed(t, c))})
	if err != nil || len(again.Admins.Users) != 1 || again.Admins.Users[0] != c.Admins.Users[0] || again.Limits != c.Limits || again.Limits.UserEvery != time.Minute {
		t.Errorf("read again: %+v, %v", again, err)
	}
}

// What a reload can't change is named, the token too, though it is never shown.
func TestChangedSettings(t *testing.T) {
	t.Parallel()
	a := config.Config{Discord: config.Discord{Token: "a"}, Admins: config.Admins{Users: []string{"1"}}, Log: config.Log{Level: "info"}}
	b := a
	if got := config.Changed(a, b); len(got) > 0 {
		t.Errorf("got %q, want none", got)
	}
	b.Discord.Token, b.Admins.Users, b.Log.Level = "b", []string{"2"}, "warn"
	if got, want := strings.Join(config.Changed(a, b), " "), "admins.users discord.token log.level"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func printed(t *testing.T, c config.Config) string {
	t.Helper()
	var b strings.Builder
	if err := c.Print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
