package base_test

import (
	"fmt"
	"strings"
	"testing"

	"summitbot/facts/base"
)

func dated(when string) string {
	return "facts:\n  - id: P1S1\n    answers:\n      - headline: h\n        when: " + when + "\n"
}

func TestDatesAreRead(t *testing.T) {
	t.Parallel()
	tests := []struct{ when, want string }{
		{"", " 0/0/0 "},
		{"1990s", "the 1990s 1990/0/0 "},
		{"2020", "2020 2020/0/0 "},
		{"2025-04", "April 2025 2025/4/0 "},
		{"2025-06-17", "17 June 2025 2025/6/17 "},
		{"{date: 2025-06-17, shown: 17 June, event: It rained}", "17 June 2025/6/17 It rained"},
	}
	for _, tt := range tests {
		w := load(t, small(dated(tt.when))).Facts[0].Points[0].When
		if got := fmt.Sprintf("%s %d/%d/%d %s", w.Shown, w.Year, w.Month, w.Day, w.Event); got != tt.want {
			t.Errorf("when: %s is %q, want %q", tt.when, got, tt.want)
		}
	}
}

func TestFaultsOfDatesSayFileAndLine(t *testing.T) {
	t.Parallel()
	tests := []struct{ when, want string }{
		{"soon", `base.yaml:6: fact P1S1: "soon" is no date; dates are written`},
		{"2025-13", `base.yaml:6: fact P1S1: "2025-13" is no date`},
		{"1995s", `base.yaml:6: fact P1S1: "1995s" is no date`},
		{"{shown: x}", `base.yaml:6: fact P1S1: "" is no date`},
		{"[2020]", "base.yaml:6: a mapping is expected here, of date, shown, event"},
		{"{date: 2020, year: 1}", `base.yaml:6: there is no field "year" here; there are date, shown, event`},
		{"\n          date: 2020\n          event: " + strings.Repeat("x", 201), "base.yaml:8: fact P1S1: a date's texts have up to 200 characters, not 201"},
	}
	for _, tt := range tests {
		_, err := base.Load(small(dated(tt.when)), "base.yaml", openText)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("when: %s\ngot  %v\nwant %s", tt.when, err, tt.want)
		}
	}
}
