package answer

import (
	"cmp"
	"slices"

	"summitbot/facts"
)

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
