package answer

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"summitbot/facts"

	"go.yaml.in/yaml/v3"
)

// MaxEvent is how long the text of an event may be, in characters, and what is shown as
// its date.
const MaxEvent = 200

// Dated returns the dated events, the earliest first, those of one time in reading
// order; nil where nothing is dated. What is not known of a date comes first: 2025
// stands before April 2025.
func (b *Base) Dated() []facts.Dated {
	var all []facts.Dated
	for _, f := range b.facts {
		for i, p := range f.Points {
			if p.When != (facts.When{}) {
				all = append(all, dated(f.ID, i, p))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b facts.Dated) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
	})
	return all
}

func dated(fact string, i int, p facts.Point) facts.Dated {
	return facts.Dated{
		Fact: fact, Point: i, When: p.When.Shown, Headline: cmp.Or(p.When.Event, p.Headline),
		Year: p.When.Year, Month: p.When.Month, Day: p.When.Day,
	}
}

// sourceWhen is a date as written: the date alone, or a mapping that says how it is
// shown and what happened.
type sourceWhen struct {
	Date  string `yaml:"date"`
	Shown string `yaml:"shown"`
	Event string `yaml:"event"`
}

// UnmarshalYAML takes either form.
func (w *sourceWhen) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*w = sourceWhen{Date: n.Value}
		return nil
	}
	type plain sourceWhen
	return n.Decode((*plain)(w))
}

// readWhen returns the date of an answer, the zero value where it has none or a fault.
func (l *loader) readWhen(at []any, fact string, src *sourceWhen) facts.When {
	if src == nil {
		return facts.When{}
	}
	w, err := parseDate(src.Date)
	if err != nil {
		l.fault(slices.Concat(at, []any{"when"}), "fact %s: %w", fact, err)
		return facts.When{}
	}
	for _, s := range []string{src.Shown, src.Event} {
		if len([]rune(s)) > MaxEvent {
			l.fault(slices.Concat(at, []any{"when"}), "fact %s: a date's texts have up to %d characters, not %d", fact, MaxEvent, len([]rune(s)))
		}
	}
	w.Shown, w.Event = cmp.Or(src.Shown, w.Shown), src.Event
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
