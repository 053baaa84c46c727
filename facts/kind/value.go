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
