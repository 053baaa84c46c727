package config

import (
	"bytes"
	"errors"
	"os"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// ErrNoToken is what [Config.RequireToken] returns where no token is set.
var ErrNoToken = errors.New("no token: set DISCORD_TOKEN, or discord.token_file to a file that holds it" +
	" (the token is in Discord's developer portal, under Bot)")

// RequireToken returns an error that says what to do where there is no token.
func (c Config) RequireToken() error {
	if c.Discord.Token == "" {
		return &Error{Key: "discord.token", Err: ErrNoToken}
	}
	return nil
}

// readToken takes the token from its file where it is not given itself, and checks it.
func (c *Config) readToken() *Error {
	key := "discord.token"
	if c.Discord.Token == "" && c.Discord.TokenFile != "" {
		key = "discord.token_file"
		data, err := os.ReadFile(c.Discord.TokenFile)
		if err != nil {
			return fault(key, "read the token: %w", err)
		}
		if c.Discord.Token, err = decodeToken(data); err != nil {
			return fault(key, "%s: %w", c.Discord.TokenFile, err)
		}
	}
	if strings.ContainsFunc(strings.TrimPrefix(c.Discord.Token, "Bot "), notInToken) {
		return fault(key, "this is no token: a token is one word of letters, digits and signs such as a point, and nothing beside it")
	}
	return nil
}

// notInToken reports whether no token has this character, since no header can carry it.
func notInToken(r rune) bool { return r <= ' ' || r > '~' || r == '"' || r == '\'' }

// decodeToken reads a file as editors and shells write it: in UTF-8, or in UTF-16 with a
// byte order mark; with white space or quotes around the token.
func decodeToken(data []byte) (string, error) {
	decoded, _, err := transform.Bytes(unicode.BOMOverride(unicode.UTF8.NewDecoder()), data)
	if err != nil {
		return "", err
	}
	if bytes.IndexByte(decoded, 0) >= 0 {
		return "", errors.New("the file is no text in UTF-8: save it as plain text")
	}
	return clean(string(decoded)), nil
}
