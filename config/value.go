package config

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
)

var errList = errors.New("one value is needed, not a list")

// meant makes of a written value what its key means: a text, a list, a period or a whole
// number. It is a hook of mapstructure's, which calls it for sections too.
func meant(_, to reflect.Type, data any) (any, error) {
	if list, ok := data.([]string); ok {
		if to.Kind() != reflect.Slice {
			return nil, errList
		}
		return cleanAll(list), nil
	}
	text, ok := data.(string)
	if !ok {
		return data, nil
	}
	text = clean(text)
	switch {
	case to == reflect.TypeFor[time.Duration]():
		return period(text)
	case to.Kind() == reflect.Bool:
		return yesOrNo(text)
	case to.Kind() == reflect.Int:
		return wholeNumber(text)
	case to.Kind() == reflect.Slice:
		return cleanAll(strings.Split(text, ",")), nil
	}
	return text, nil
}

// clean drops white space around a value, and one pair of quotes, which some tools hand on
// that read variables from a file.
func clean(s string) string {
	s = strings.TrimSpace(s)
	for _, quote := range []string{`"`, `'`} {
		if len(s) >= 2 && strings.HasPrefix(s, quote) && strings.HasSuffix(s, quote) {
			return strings.TrimSpace(s[1 : len(s)-1])
		}
	}
	return s
}

// cleanAll cleans a list, and drops what is empty: a comma may stand at its end.
func cleanAll(list []string) []string {
	all := make([]string, 0, len(list))
	for _, s := range list {
		all = append(all, clean(s))
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

var unitless = regexp.MustCompile(`^[0-9.]*[0-9]$`)

func period(s string) (time.Duration, error) {
	d, err := time.ParseDuration(s)
	switch {
	case err == nil:
		return d, nil
	case unitless.MatchString(s):
		return 0, fmt.Errorf("%q has no unit: write %ss for seconds", s, s)
	}
	return 0, fmt.Errorf("%q is no period such as 3s", s)
}

func yesOrNo(s string) (bool, error) {
	switch s {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither true nor false", s)
}

var decimal = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)

func wholeNumber(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || !decimal.MatchString(s) {
		return 0, fmt.Errorf("%q is no whole number such as 5", s)
	}
	return n, nil
}

// undecoded is the fault of a value that could not be made what its key means.
func undecoded(err error) *Error {
	if one, ok := errors.AsType[*mapstructure.DecodeError](err); ok {
		return &Error{Key: strings.ToLower(one.Name()), Err: one.Unwrap()}
	}
	return &Error{Err: err}
}
