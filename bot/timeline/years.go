package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// year is what shares a heading: the entries of one year, in order.
type year struct {
	heading string
	rows    []row
}

// row is one entry below a heading.
type row struct {
	label string // what the date says beyond the heading, empty where that is all
	date  string // in full
	text  string
}

// years orders and groups the entries.
func years(entries []Entry) []year {
	ordered := slices.Clone(entries)
	for i := range ordered {
		ordered[i].When = oneLine(ordered[i].When)
	}
	slices.SortStableFunc(ordered, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
	})
	var all []year
	for rest := ordered; len(rest) > 0; {
		n := 1
		for n < len(rest) && together(rest[0], rest[n]) {
			n++
		}
		all = append(all, newYear(rest[:n]))
		rest = rest[n:]
	}
	return all
}

// together reports whether two entries share a heading.
func together(a, b Entry) bool {
	return a.Year == b.Year && (a.Year > 0 || a.When == b.When)
}

func newYear(entries []Entry) year {
	y := year{heading: heading(entries)}
	for _, e := range entries {
		y.rows = append(y.rows, row{label: e.label(y.heading), date: e.date(), text: oneLine(e.Text)})
	}
	return y
}

// heading is the year, or what all entries say in its place: "1990s", "2025–2026".
func heading(entries []Entry) string {
	first := entries[0]
	if first.Year <= 0 {
		return first.When
	}
	word := !strings.Contains(first.When, " ") && strings.Contains(first.When, strconv.Itoa(first.Year))
	if word && !slices.ContainsFunc(entries, func(e Entry) bool { return e.When != first.When || e.Month != 0 }) {
		return first.When
	}
	return strconv.Itoa(first.Year)
}

// label is what When says beyond the heading: "17 June" of "17 June 2025" below 2025.
func (e Entry) label(heading string) string {
	var words []string
	for word := range strings.FieldsSeq(e.When) {
		if strings.Trim(word, ",.") != heading {
			words = append(words, word)
		}
	}
	if e.When == heading {
		return ""
	}
	return strings.Trim(strings.Join(words, " "), ", ")
}

// date is When with the year, where it lacks it.
func (e Entry) date() string {
	if number := strconv.Itoa(e.Year); e.Year > 0 && !strings.Contains(e.When, number) {
		return strings.TrimSpace(e.When + " " + number)
	}
	return e.When
}

// oneLine makes one space of each run of white space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
