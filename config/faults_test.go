package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"summitbot/config"
)

// All that is wrong is told at once: those of the file by their lines, then variables by name,
// then what variables and flags set, in the order of default.yaml. What is wrong in one place
// doesn't hide another.
func TestAllFaultsAtOnce(t *testing.T) {
	clearEnv(t)
	name := write(t, `log:
  level: loud
  colour: red
admins:
  users:
    - "123456789012345678"
    - 1e17
    - [nested]
limits:
  user_every: 3
  user_burst: many
  channel_every: 1s
store:
  path: [a, b]
limits.channel_every: 2s
meaning:
  enabled: no
`)
	const id = "is no id: an id is a number of 15 to 20 digits that does not begin with 0, in quotes"
	t.Setenv("SUMMITBOT_ADMIN_USERS", "x")
	t.Setenv("SUMMITBOT_DISCORD_HOME", "home")
	t.Setenv("SUMMITBOT_DISCORD_TOKEN", "two words")
	t.Setenv("SUMMITBOT_ADMINS_ROLES", "123456789012345678, cook")
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.String("log-format", "", "")
	if err := set.Parse([]string{"--log-format=xml"}); err != nil {
		t.Fatal(err)
	}
	want := []string{
		`summitbot.yaml:2: log.level: "loud" is none of debug, info, warn, error`,
		`summitbot.yaml:3: log.colour: no such setting; did you mean log.format?`,
		`summitbot.yaml:8: admins.users: a value is needed, or a list of values, and here is more in it`,
		`summitbot.yaml:10: limits.user_every: "3" has no unit: write 3s for seconds`,
		`summitbot.yaml:11: limits.user_burst: "many" is no whole number such as 5`,
		`summitbot.yaml:14: store.path: one value is needed, not a list of 2`,
		`summitbot.yaml:15: limits.channel_every: set before, at line 12: only one of the two can be meant`,
		`summitbot.yaml:17: meaning.enabled: "no" is neither true nor false`,
		`SUMMITBOT_ADMIN_USERS: no such setting; did you mean SUMMITBOT_ADMINS_USERS?`,
		`SUMMITBOT_DISCORD_TOKEN: discord.token: this is no token: a token is one word of letters, digits and signs such as a point, and nothing beside it`,
		`SUMMITBOT_DISCORD_HOME: discord.home: "home" ` + id,
		`SUMMITBOT_ADMINS_ROLES: admins.roles: "cook" ` + id,
		`--log-format: log.format: "xml" is none of text, json`,
	}
	_, err := config.Load(config.Options{File: name, Flags: map[string]*pflag.Flag{"log.format": set.Lookup("log-format")}})
	var faults config.Errors
	if !errors.As(err, &faults) {
		t.Fatalf("error %v, want faults", err)
	}
	lines := strings.Split(strings.ReplaceAll(err.Error(), filepath.Dir(name)+string(filepath.Separator), ""), "\n")
	if len(faults) != len(want) || lines[0] != "the settings are not sound (faults: 13):" {
		t.Fatalf("%d faults, want %d:\n%v", len(faults), len(want), err)
	}
	for i, w := range want {
		if lines[i+1] != w {
			t.Errorf("got  %s\nwant %s", lines[i+1], w)
		}
	}
}

// A fault in a list stands at the line of its value.
func TestTheLineOfAValueInAList(t *testing.T) {
	clearEnv(t)
	_, err := config.Load(config.Options{File: write(t, "admins:\n  users:\n    - '123456789012345678'\n    - me\n    - you\n")})
	for _, want := range []string{`summitbot.yaml:4: admins.users: "me" is no id`, `summitbot.yaml:5: admins.users: "you" is no id`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// A file that can't be parsed, or has no end, doesn't hide what is wrong in the environment.
func TestFaultsBesideAFileThatCantBeRead(t *testing.T) {
	clearEnv(t)
	t.Setenv("SUMMITBOT_LOG_LEVEL", "loud")
	for name, want := range map[string]string{
		write(t, "log: ["): "yaml: ", "/nowhere.yaml": "no such file", t.TempDir(): "is a directory", "/dev/zero": "at most 1048576 bytes are read",
	} {
		_, err := config.Load(config.Options{File: name})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `SUMMITBOT_LOG_LEVEL: log.level: "loud"`) {
			t.Errorf("%s: error %v, want %q and the variable", name, err, want)
		}
	}
}

// TestRow12ATokenInAnotherSetting: wherever a token was put by mistake, it's refused there and
// never shown.
func TestRow12ATokenInAnotherSetting(t *testing.T) {
	clearEnv(t)
	const token = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GabcDe.abcdefghijklmnopqrstuvwxyz-0123456_AB"
	const odd = "a-token-of-another-form" // known as one by discord.token alone
	const refused = "here stands a bot's token, which is not shown"
	hidden := func(where string, err error, want string) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", where, err, want)
		}
		if text := strings.ToLower(err.Error()); strings.Contains(text, strings.ToLower(token)) || strings.Contains(text, odd) {
			t.Errorf("%s: the token is shown: %v", where, err)
		}
	}
	for _, key := range []string{
		"discord.token_file", "discord.home", "discord.api_url", "admins.users", "admins.roles", "documents", "facts.path",
		"meaning.enabled", "meaning.sentences", "store.path", "limits.user_every", "limits.user_burst",
		"limits.channel_every", "limits.channel_burst", "log.level", "log.format",
	} {
		for _, value := range []string{token, "Bot " + token, "https://" + token + "@example.org/"} {
			_, err := config.Load(config.Options{File: write(t, key+": '"+value+"'\n")})
			hidden(key, err, ": "+key+": "+refused)
		}
		_, err := config.Load(config.Options{File: write(t, "discord.token: "+odd+"\n"+key+": "+odd+"\n")})
		hidden(key, err, ": "+key+": "+refused)
		name := "SUMMITBOT_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
		t.Setenv(name, token)
		_, err = config.Load(config.Options{})
		hidden(name, err, name+": "+key+": "+refused)
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]string{
		"discord: {" + token + ": x}":                     "discord.(hidden): no such setting",
		token:                                             "sections with settings below them are needed",
		"discord: {token: [" + token + "]}":               "one value is needed",
		"discord: {token: {" + token + ": x}}":            "no such setting",
		"discord: {token: '" + token + " " + token + "'}": "this is no token",
	} {
		_, err := config.Load(config.Options{File: write(t, text)})
		hidden(text, err, want)
	}
	_, err := config.Load(config.Options{File: token})
	hidden("the file's name", err, "open (hidden): no such file")
}
