package config

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// kinds says what is wrong with one value of a key, as it is written; nil if nothing is. Of a
// list, it is asked about each. A key that isn't here takes any text.
var kinds = map[string]func(text string) error{
	"discord.token":        checkToken,
	"discord.home":         optional(checkID),
	"discord.api_url":      optional(checkURL),
	"admins.users":         checkID,
	"admins.roles":         checkID,
	"meaning.enabled":      func(text string) error { _, err := yesOrNo(text); return err },
	"meaning.sentences":    atLeast(0),
	"store.path":           checkPath,
	"limits.user_every":    checkPeriod,
	"limits.user_burst":    atLeast(1),
	"limits.channel_every": checkPeriod,
	"limits.channel_burst": atLeast(1),
	"log.level":            oneOf("debug", "info", "warn", "error"),
	"log.format":           oneOf("text", "json"),
}

func optional(check func(string) error) func(string) error {
	return func(text string) error {
		if text == "" {
			return nil
		}
		return check(text)
	}
}

func oneOf(known ...string) func(string) error {
	return func(text string) error {
		if !slices.Contains(known, text) {
			return fmt.Errorf("%q is none of %s", text, strings.Join(known, ", "))
		}
		return nil
	}
}

func atLeast(least int) func(string) error {
	return func(text string) error {
		n, err := wholeNumber(text)
		if err == nil && n < least {
			err = fmt.Errorf("%d: at least %d is needed", n, least)
		}
		return err
	}
}

func checkPeriod(text string) error {
	d, err := period(text)
	if err == nil && d <= 0 {
		err = fmt.Errorf("%q is no period such as 3s", text)
	}
	return err
}

// checkID takes an id as Discord writes it: a number of 15 to 20 digits that fits into 64
// bits, and of which no digit can be left out.
func checkID(text string) error {
	if _, err := strconv.ParseUint(text, 10, 64); err != nil || len(text) < 15 || text[0] == '0' {
		return fmt.Errorf("%q is no id: an id is a number of 15 to 20 digits that does not begin with 0, in quotes", text)
	}
	return nil
}

func checkURL(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is no address such as http://127.0.0.1:8080", text)
	}
	return nil
}

func checkPath(text string) error {
	if text == "" {
		return errors.New(`"" is no path: a file is needed, or :memory: to forget all at the end`)
	}
	return nil
}

// check notes all that is wrong with the values.
func (s *settings) check() {
	token := clean(s.v.GetString(tokenKey))
	for _, known := range s.known.entries {
		values, err := asList(s.v.Get(known.key), known.isList())
		s.note(known.key, 0, err)
		for i, text := range values {
			s.note(known.key, i, wrong(known, text, token))
		}
	}
	roles, _ := asList(s.v.Get("admins.roles"), true)
	if n := len(filled(roles)); n > 0 && clean(s.v.GetString("discord.home")) == "" {
		s.note("admins.roles", 0, fmt.Errorf("%d set, but no discord.home: roles belong to the home server", n))
	}
}

// wrong says what is wrong with a value of a known key.
func wrong(known entry, text, token string) error {
	check := kinds[known.key]
	switch {
	case known.key != tokenKey && holdsToken(text, token):
		return errTokenHere
	case check == nil, text == "" && known.isList():
		return nil
	}
	return check(text)
}
