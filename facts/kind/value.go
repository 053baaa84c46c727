package kind

import (
	"strings"

	"summitbot/facts/text"
)

// Value is a set of things that answer by their form alone: one can see whether a
// sentence has them.
type Value uint8

// The values.
const (
	Year   Value = 1 << iota // a year or a decade
	Day                      // a month or a day of one
	Number                   // any number, in digits or words
)

// Wanted returns the values any one of which would answer a question of these words; 0
// where its answer has no such form.
func Wanted(words []text.Word) Value {
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1].Form
		}
		switch w.Form {
		case "when", "whens":
			return Year | Day
		case "what", "which", "wat", "whats":
			if v := wantedBy[next]; v != 0 {
				return v
			}
		case "how":
			if next == "many" || next == "much" {
				return Number
			}
		}
	}
	return 0
}

var wantedBy = map[string]Value{
	"year": Year, "decade": Year, "month": Day, "day": Day, "date": Day,
}

// Held returns the values that a sentence of these words has.
func Held(words []text.Word) Value {
	var v Value
	for _, w := range words {
		switch f := w.Form; {
		case months[f]:
			v |= Day
		case numerals[f]:
			v |= Number
		case text.IsNumber(f):
			v |= Number
			if len(f) == 4 && (f[0] == '1' || strings.HasPrefix(f, "20")) {
				v |= Year
			}
		case strings.HasSuffix(f, "0s") && len(f) > 2:
			v |= Year
		}
	}
	return v
}

var months = text.Set("january february march april may june july august september october november december")

var numerals = text.Set("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
	"seventeen eighteen nineteen twenty thirty forty fifty hundred thousand million billion dozen several first second third")
