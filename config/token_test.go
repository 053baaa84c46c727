package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"summitbot/config"
)

const secret = "MTIz.GabcDe.abc-def_123"

// utf16 is text in UTF-16 with a byte order mark, as PowerShell writes a file.
func utf16(text string, bigEndian bool) string {
	var b strings.Builder
	for _, r := range "\ufeff" + text {
		pair := []byte{byte(r), byte(r >> 8)}
		if bigEndian {
			pair[0], pair[1] = pair[1], pair[0]
		}
		b.Write(pair)
	}
	return b.String()
}

// A token file is read as editors and shells write it, or refused at once.
func TestTokenFiles(t *testing.T) {
	clearEnv(t)
	const none = "this is no token"
	tests := []struct{ name, data, fault string }{
		{"alone", secret, ""},
		{"line", secret + "\n", ""},
		{"Windows line", secret + "\r\n", ""},
		{"quotes", `"` + secret + `"` + "\n", ""},
		{"single quotes", "'" + secret + "'", ""},
		{"UTF-8 with mark", "\ufeff" + secret + "\r\n", ""},
		{"UTF-16 little-endian", utf16(secret+"\r\n", false), ""},
		{"UTF-16 big-endian", utf16(`"`+secret+`"`, true), ""},
		{"UTF-16 without mark", utf16(secret, false)[2:], "no text in UTF-8"},
		{"two lines", secret + "\n" + secret, none},
		{"one quote", `"` + secret, none},
		{"printed quotes", "“" + secret + "”", none},
		{"Latin-1", secret + "\xa0", none},
		{"zero-width space", secret + "\u200b", none},
		{"end of a DOS file", secret + "\x1a", none},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "token")
			if err := os.WriteFile(name, []byte(tt.data), 0o600); err != nil {
				t.Fatal(err)
			}
			t.Setenv("SUMMITBOT_DISCORD_TOKEN_FILE", name)
			c, err := config.Load(config.Options{})
			if tt.fault == "" && (err != nil || c.Discord.Token != secret) {
				t.Errorf("%q: token %q, error %v", tt.data, c.Discord.Token, err)
			}
			var fault *config.Error
			if tt.fault != "" && (!errors.As(err, &fault) || !strings.HasPrefix(err.Error(), "SUMMITBOT_DISCORD_TOKEN_FILE: discord.token_file: ") ||
				!strings.Contains(err.Error(), tt.fault) || strings.Contains(err.Error(), secret)) {
				t.Errorf("%q: error %v, want %q and no token in it", tt.data, err, tt.fault)
			}
		})
	}
}

func TestTokenVariables(t *testing.T) {
	clearEnv(t)
	for _, value := range []string{secret, " " + secret + "\r\n", `"` + secret + `"`} {
		t.Setenv("DISCORD_TOKEN", value)
		if c, err := config.Load(config.Options{}); err != nil || c.Discord.Token != secret {
			t.Errorf("%q: token %q, error %v", value, c.Discord.Token, err)
		}
	}
	t.Setenv("DISCORD_TOKEN", secret+" "+secret)
	if _, err := config.Load(config.Options{}); err == nil || !strings.HasPrefix(err.Error(), "DISCORD_TOKEN: discord.token: this is no token") {
		t.Errorf("two tokens: error %v", err)
	}
}
