package timeline

import (
	"slices"
	"strings"
	"testing"
)

// TestYears checks how dates become headings and labels: "heading: label, label".
func TestYears(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		entries []Entry
		want    []string
	}{
		{nil, nil},
		{[]Entry{{When: "2015", Year: 2015}}, []string{"2015: "}},
		{[]Entry{{Year: 2015}}, []string{"2015: "}},
		{[]Entry{{When: "1990s", Year: 1990}}, []string{"1990s: "}},
		{[]Entry{{When: "1990s", Year: 1990}, {When: "May 1990", Year: 1990, Month: 5}}, []string{"1990: 1990s, May"}},
		{[]Entry{{When: "2025–2026", Year: 2025}}, []string{"2025–2026: "}},
		{[]Entry{{When: "17 June 2025", Year: 2025, Month: 6, Day: 17}}, []string{"2025: 17 June"}},
		{[]Entry{{When: "June 17, 2025", Year: 2025, Month: 6, Day: 17}}, []string{"2025: June 17"}},
		{[]Entry{{When: "June", Year: 2025}}, []string{"2025: June"}},
		{[]Entry{{When: "Since 2023", Year: 2023}}, []string{"2023: Since"}},
		{[]Entry{{When: "Antiquity"}, {When: "Antiquity"}, {When: "Later"}}, []string{"Antiquity: , ", "Later: "}},
		{
			[]Entry{{When: "June", Year: 2025, Month: 6}, {When: "9 May", Year: 2025, Month: 5, Day: 9}, {Year: 2024}, {When: "May", Year: 2025, Month: 5}},
			[]string{"2024: ", "2025: May, 9 May, June"},
		},
	} {
		var got []string
		for _, y := range years(test.entries) {
			var labels []string
			for _, r := range y.rows {
				labels = append(labels, r.label)
			}
			got = append(got, y.heading+": "+strings.Join(labels, ", "))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%+v: got %q, want %q", test.entries, got, test.want)
		}
	}
}
