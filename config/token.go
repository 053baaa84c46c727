package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// ErrNoToken is what [Config.RequireToken] returns if no token is set.
var ErrNoToken = errors.New("no token: set DISCORD_TOKEN, or discord.token_file to a file that holds it" +
	" (the token is in Discord's developer portal, under Bot)")

// RequireToken returns an error that says what to do if there is no token.
func (c Config) RequireToken() error {
	if c.Discord.Token == "" {
		return &Error{Key: tokenKey, Err: ErrNoToken}
	}
	return nil
}

// token returns the token, from its file if it isn't given itself; empty if there is none.
func (s *settings) token() string {
	if token := clean(s.v.GetString(tokenKey)); token != "" {
		return token
	}
	const key = "discord.token_file"
	name := clean(s.v.GetString(key))
	if name == "" || holdsToken(name, "") {
		return ""
	}
	data, err := readFile(name)
	if err != nil {
		s.note(key, 0, fmt.Errorf("read the token: %w", err))
		return ""
	}
	token, err := decodeToken(data)
	if err == nil {
		err = checkToken(token)
	}
	if err != nil {
		s.note(key, 0, fmt.Errorf("%s: %w", name, err))
	}
	return token
}

// errTokenHere doesn't say what was read, for it is a secret.
var errTokenHere = errors.New("here stands a bot's token, which is not shown: set it as DISCORD_TOKEN," +
	" or put it into a file that discord.token_file names")

// holdsToken reports whether a text has a token in it: the bot's own, or what looks like one.
func holdsToken(text, token string) bool {
	return tokens.MatchString(text) || token != "" && text == token ||
		len(token) >= 16 && strings.Contains(text, token) // shorter ones, as tests have, may be a word
}

func checkToken(text string) error {
	if strings.ContainsFunc(strings.TrimPrefix(text, "Bot "), notInToken) {
		return errors.New("this is no token: a token is one word of letters, digits and signs such as a point, and nothing beside it")
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
