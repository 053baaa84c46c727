package config

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// meant makes of a written value what its key means: a text, a list, a period or a whole
// number. It is a hook of mapstructure's, which calls it for sections too.
func meant(_, to reflect.Type, data any) (any, error) {
	if to.Kind() == reflect.Slice {
		list, err := asList(data, true)
		return filled(list), err
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
	}
	return text, nil
}

// asList returns the values that are written, cleaned. A text is one of them, and if a list
// is meant, as many as commas make; a list is an error if none is meant.
func asList(value any, meant bool) ([]string, error) {
	list, isList := value.([]string)
	text, _ := value.(string)
	switch {
	case isList && !meant:
		return nil, fmt.Errorf("one value is needed, not a list of %d", len(list))
	case isList:
		list = slices.Clone(list)
	case meant:
		list = strings.Split(clean(text), ",")
	default:
		list = []string{text}
	}
	for i, s := range list {
		list[i] = clean(s)
	}
	return list, nil
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

// filled returns a list without what is empty: a comma may stand at its end.
func filled(list []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
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
