package answer

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"
)

// MaxEvent is how long the text of an event may be, in characters, and what is shown as
// its date.
const MaxEvent = 200

// When says when an event was that an answer tells of. The zero value is no date.
type When struct {
	Shown            string // as people read it: "the 1990s", "2020", "April 2025", "17 June 2025"
	Event            string // what happened, where the answer's headline does not say it; may be empty
	Year, Month, Day int    // where it stands in time; what is not known is 0, a decade has its first year
}

// Dated is one event that the document dates.
type Dated struct {
	Fact             string // id of the fact that tells of it
	Point            int    // which of the fact's points, from 0
	When             string // as people read it
	Year, Month, Day int    // what is not known is 0
	Headline         string // what happened
}

// Dated returns the dated events, the earliest first, those of one time in reading
// order; nil where nothing is dated. What is not known of a date comes first: 2025
// stands before April 2025.
func (b *Base) Dated() []Dated {
	var all []Dated
	for _, f := range b.facts {
		for i, p := range f.Points {
			if p.When != (When{}) {
				all = append(all, dated(f.ID, i, p))
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Dated) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
	})
	return all
}

func dated(fact string, i int, p Point) Dated {
	return Dated{
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
func (l *loader) readWhen(at []any, fact string, src *sourceWhen) When {
	if src == nil {
		return When{}
	}
	w, err := parseDate(src.Date)
	if err != nil {
		l.fault(slices.Concat(at, []any{"when"}), "fact %s: %w", fact, err)
		return When{}
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
func parseDate(s string) (When, error) {
	if decade.MatchString(s) {
		year, err := strconv.Atoi(s[:4])
		return When{Shown: "the " + s, Year: year}, err
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
		return When{Shown: t.Format(form.shown), Year: known[0], Month: known[1], Day: known[2]}, nil
	}
	return When{}, fmt.Errorf("%q is no date; dates are written 1990s, 2020, 2025-04 or 2025-06-17", s)
}
