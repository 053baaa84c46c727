package config_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"summitbot/config"
)

// A number that YAML would read as another one is exact, or an error that names it.
func TestNumbersAreExactOrRefused(t *testing.T) {
	clearEnv(t)
	const id = "223456789012345678"
	tests := []struct{ written, fault string }{
		{id, ""},
		{`"` + id + `"`, ""},
		{`" ` + id + ` "`, ""},
		{"18446744073709551615", ""},
		{"18446744073709551616", "is no id"},
		{"0" + id, "that does not begin with 0"},
		{"01234567012345670123", "that does not begin with 0"},
		{"1.23456789e17", `"1.23456789e17" is no id`},
		{"1e17", `"1e17" is no id`},
		{"223456789012345678.0", "is no id"},
		{"0x223456789012345", `"0x223456789012345" is no id`},
		{"0o223456789012345", "is no id"},
		{"0b11111111111111111", "is no id"},
		{"223_456_789_012_345_678", "is no id"},
		{"+" + id, "is no id"},
		{"-" + id, "is no id"},
		{".inf", "is no id"},
		{"true", `"true" is no id`},
		{"2025-06-17", "is no id"},
	}
	for _, tt := range tests {
		c, err := config.Load(config.Options{File: write(t, "admins:\n  users:\n    - "+tt.written+"\n")})
		switch {
		case tt.fault == "" && (err != nil || len(c.Admins.Users) != 1 || !strings.Contains(tt.written, c.Admins.Users[0])):
			t.Errorf("%s: users %q, error %v", tt.written, c.Admins.Users, err)
		case tt.fault != "" && (err == nil || !strings.Contains(err.Error(), tt.fault)):
			t.Errorf("%s: error %v, want %q", tt.written, err, tt.fault)
		}
	}
}

func TestPeriodsNeedAUnit(t *testing.T) {
	clearEnv(t)
	tests := []struct {
		written string
		want    time.Duration
		fault   string
	}{
		{written: "3s", want: 3 * time.Second},
		{written: `" 1m30s "`, want: 90 * time.Second},
		{written: "3", fault: `summitbot.yaml:2: limits.user_every: "3" has no unit: write 3s for seconds`},
		{written: "0.5", fault: "write 0.5s"},
		{written: "3e9", fault: `"3e9" is no period`},
		{written: "0x3", fault: "is no period"},
		{written: "1_000", fault: "is no period"},
		{written: "1:30", fault: "is no period"},
		{written: "0", fault: "is no period"},
		{written: "-3s", fault: "is no period"},
		{written: "true", fault: "is no period"},
	}
	for _, tt := range tests {
		c, err := config.Load(config.Options{File: write(t, "limits:\n  user_every: "+tt.written+"\n")})
		if tt.fault == "" && (err != nil || c.Limits.UserEvery != tt.want) {
			t.Errorf("%s: %v, error %v", tt.written, c.Limits.UserEvery, err)
		}
		if tt.fault != "" && (err == nil || !strings.Contains(err.Error(), tt.fault)) {
			t.Errorf("%s: error %v, want %q", tt.written, err, tt.fault)
		}
	}
}

func TestCountsAreWholeNumbers(t *testing.T) {
	clearEnv(t)
	for written, want := range map[string]int{"7": 7, `"7"`: 7, "010": 0, "0x10": 0, "1_0": 0, "5.9": 0, "1e1": 0, "true": 0, "+7": 0, "9999999999999999999": 0} {
		c, err := config.Load(config.Options{File: write(t, "limits:\n  user_burst: "+written+"\n")})
		if want > 0 && (err != nil || c.Limits.UserBurst != want) || want == 0 && (err == nil || !strings.Contains(err.Error(), "is no whole number such as 5")) {
			t.Errorf("%s: %d, error %v", written, c.Limits.UserBurst, err)
		}
		t.Setenv("SUMMITBOT_LIMITS_USER_BURST", strings.Trim(written, `"`))
		c, err = config.Load(config.Options{})
		if (err == nil) != (want > 0) || c.Limits.UserBurst != want {
			t.Errorf("variable %s: %d, error %v", written, c.Limits.UserBurst, err)
		}
		t.Setenv("SUMMITBOT_LIMITS_USER_BURST", "")
	}
}

func TestSwitchesAreTrueOrFalse(t *testing.T) {
	clearEnv(t)
	for written, ok := range map[string]bool{"false": true, `"false"`: true, "no": false, "0": false, "False": false, "off": false} {
		c, err := config.Load(config.Options{File: write(t, "meaning:\n  enabled: "+written+"\n")})
		if ok != (err == nil) || ok && c.Meaning.Enabled || !ok && !strings.Contains(err.Error(), "is neither true nor false") {
			t.Errorf("%s: %v, error %v", written, c.Meaning.Enabled, err)
		}
	}
}

// What is empty sets nothing: the default stays.
func TestEmptySetsNothing(t *testing.T) {
	clearEnv(t)
	for _, text := range []string{
		"", "# nothing\n", "---\n", "{}\n", "~\n", "log:\n  # level: debug\nstore:\n", "log: {}\n",
		"log:\n  level:\n", "store:\n  path: ~\n", "limits:\n  user_burst: null\n", "admins: {users: []}\n",
	} {
		c, err := config.Load(config.Options{File: write(t, text)})
		if err != nil || c.Log.Level != "info" || c.Store.Path != "summitbot.db" || c.Limits.UserBurst != 5 || len(c.Admins.Users) > 0 {
			t.Errorf("%q: %+v, %v", text, c, err)
		}
	}
	for text, want := range map[string]string{
		"logg:\n":           "summitbot.yaml:1: logg: no such setting; did you mean log.level?",
		"log:\n  levle:\n":  "summitbot.yaml:2: log.levle: no such setting; did you mean log.level?",
		"discord: {tok: }":  "discord.tok: no such setting",
		"store: {paths: {}": "did not find expected",
	} {
		if _, err := config.Load(config.Options{File: write(t, text)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestVariablesAreTrimmed(t *testing.T) {
	clearEnv(t)
	const a, b = "123456789012345678", "223456789012345678"
	for _, value := range []string{a + "," + b, a + ", " + b, " " + a + " ,\t" + b + "\r\n", `"` + a + ", " + b + `"`, `"` + a + `", '` + b + `'`, a + "," + b + ","} {
		t.Setenv("SUMMITBOT_ADMINS_USERS", value)
		c, err := config.Load(config.Options{})
		if err != nil || !slices.Equal(c.Admins.Users, []string{a, b}) {
			t.Errorf("%q: users %q, error %v", value, c.Admins.Users, err)
		}
	}
	t.Setenv("SUMMITBOT_ADMINS_USERS", a+" "+b)
	if _, err := config.Load(config.Options{}); err == nil || !strings.Contains(err.Error(), "SUMMITBOT_ADMINS_USERS: admins.users: ") {
		t.Errorf("two ids without a comma: error %v", err)
	}
	t.Setenv("SUMMITBOT_ADMINS_USERS", "")
	for name, value := range map[string]string{
		"DISCORD_HOME": a + " ", "LOG_LEVEL": "debug\r", "LIMITS_USER_EVERY": " 2s ", "LIMITS_USER_BURST": `"7"`, "STORE_PATH": `'s.db'`, "DISCORD_TOKEN": " abc\n",
	} {
		t.Setenv("SUMMITBOT_"+name, value)
	}
	c, err := config.Load(config.Options{})
	if err != nil || c.Discord.Home != a || c.Log.Level != "debug" || c.Limits.UserEvery != 2*time.Second || c.Limits.UserBurst != 7 || c.Store.Path != "s.db" || c.Discord.Token != "abc" {
		t.Errorf("%+v, error %v", c, err)
	}
}

func TestUnknownVariables(t *testing.T) {
	clearEnv(t)
	const stranger = "no such setting; did you mean "
	tests := []struct{ name, value, want string }{
		{"SUMMITBOT_ADMIN_USERS", "123456789012345678", stranger + "SUMMITBOT_ADMINS_USERS?"},
		{"SUMMITBOT_DISCORD_TOKN", "abc", stranger + "SUMMITBOT_DISCORD_TOKEN?"},
		{"SUMMITBOT_LOGLEVEL", "debug", stranger + "SUMMITBOT_LOG_LEVEL?"},
		{"SUMMITBOT_CONFIGS", "x", stranger + "SUMMITBOT_CONFIG?"},
		{"SUMMITBOT_PORT", "8080", stranger},
		{"SUMMITBOT_", "x", stranger},
		{"SUMMITBOT_LOGLEVEL", "", ""}, // sets nothing
		{"SUMMIT_PORT", "8080", ""},    // somebody else's
		{"SUMMITBOT_SERVICE_HOST", "10.0.0.1", ""},
		{"SUMMITBOT_SERVICE_PORT", "80", ""},
		{"SUMMITBOT_SERVICE_PORT_HTTP", "80", ""},
		{"SUMMITBOT_PORT", "tcp://10.0.0.1:80", ""},
		{"SUMMITBOT_PORT_80_TCP", "tcp://10.0.0.1:80", ""},
		{"SUMMITBOT_PORT_80_TCP_PROTO", "tcp", ""},
		{"SUMMITBOT_PORT_80_TCP_PORT", "80", ""},
		{"SUMMITBOT_PORT_53_UDP_ADDR", "10.0.0.1", ""},
		{"SUMMITBOT_LOG_DB_SERVICE_HOST", "10.0.0.1", ""},
		{"SUMMITBOT_LOG_DB_PORT", "udp://10.0.0.1:80", ""},
		{"SUMMITBOT_LOG_DB_PORT_5432_TCP_ADDR", "10.0.0.1", ""},
		{"SUMMITBOT_NAME", "/web/summitbot", ""},
		{"SUMMITBOT_ENV_PATH", "/bin", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv(tt.name, tt.value)
			_, err := config.Load(config.Options{})
			if tt.want == "" && err != nil {
				t.Errorf("%s=%s: error %v", tt.name, tt.value, err)
			}
			var fault *config.Error
			if tt.want != "" && (!errors.As(err, &fault) || !strings.HasPrefix(err.Error(), tt.name+": "+tt.want)) {
				t.Errorf("%s=%s: error %v, want %q", tt.name, tt.value, err, tt.want)
			}
		})
	}
}
