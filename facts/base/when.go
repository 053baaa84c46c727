package base

import (
	"cmp"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"summitbot/facts"
)

// MaxEvent is how long the text of an event may be, in characters, and what is shown as
// its date.
const MaxEvent = 200

// sourceWhen is a date as written: the date alone, or a mapping that says how it is
// shown and what happened.
type sourceWhen struct {
	Date  phrase `yaml:"date"`
	Shown phrase `yaml:"shown"`
	Event phrase `yaml:"event"`
}

func (w *sourceWhen) decode(d *decoder, n *yaml.Node) {
	switch {
	case n.ShortTag() == "!!null":
	case n.Kind == yaml.ScalarNode:
		w.Date.decode(d, n)
	default:
		d.mapping(n, reflect.ValueOf(w).Elem())
	}
}

// when returns the date of an answer, the zero value where it has none or a fault.
func (l *loader) when(who string, src sourceWhen) facts.When {
	if src == (sourceWhen{}) {
		return facts.When{}
	}
	w, err := parseDate(src.Date.Text)
	if err != nil {
		l.at(src.Date.At, "%s: %w", who, err)
		return facts.When{}
	}
	for _, p := range []phrase{src.Shown, src.Event} {
		if n := utf8.RuneCountInString(p.Text); n > MaxEvent {
			l.at(p.At, "%s: a date's texts have up to %d characters, not %d", who, MaxEvent, n)
		}
	}
	w.Shown, w.Event = cmp.Or(src.Shown.Text, w.Shown), src.Event.Text
	return w
}

var decade = regexp.MustCompile(`^[0-9]{3}0s$`)

// parseDate reads "1990s", "2020", "2025-04" or "2025-06-17".
func parseDate(s string) (facts.When, error) {
	if decade.MatchString(s) {
		year, err := strconv.Atoi(s[:4])
		return facts.When{Shown: "the " + s, Year: year}, err
	}
	for i, form := range []struct{ written, shown string }{
		{"2006", "2006"}, {"2006-01", "January 2006"}, {"2006-01-02", "2 January 2006"},
	} {
		t, err := time.Parse(form.written, s)
		if err != nil {
			continue
		}
		known := []int{t.Year(), int(t.Month()), t.Day()}
		clear(known[i+1:])
		return facts.When{Shown: t.Format(form.shown), Year: known[0], Month: known[1], Day: known[2]}, nil
	}
	return facts.When{}, fmt.Errorf("%q is no date; dates are written 1990s, 2020, 2025-04 or 2025-06-17", s)
}
