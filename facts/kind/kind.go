// Package kind tells what kind of answer a question asks for, from the words it asks
// with: "when" a date, "which city" a place, "is it" yes or no.
package kind

import "slices"

// Kind is what a question asks for, and what an answer gives.
type Kind string

// The kinds.
const (
	Date         Kind = "date"
	Place        Kind = "place"
	Person       Kind = "person"
	Organization Kind = "organization"
	Amount       Kind = "amount"
	Count        Kind = "count"
	Name         Kind = "name"
	List         Kind = "list"
	Definition   Kind = "definition"
	Reason       Kind = "reason"
	Manner       Kind = "manner"
	Frequency    Kind = "frequency"
	Duration     Kind = "duration"
	YesNo        Kind = "yesno"
	Statement    Kind = "statement"
)

// All returns all kinds, in a fixed order.
func All() []Kind {
	return []Kind{
		Date, Place, Person, Organization, Amount, Count, Name, List, Definition, Reason, Manner,
		Frequency, Duration, YesNo, Statement,
	}
}

// Set is a set of kinds. The zero value is empty.
type Set uint32

// SetOf returns the set of the given kinds.
func SetOf(kinds []Kind) Set {
	var s Set
	for i, k := range All() {
		if slices.Contains(kinds, k) {
			s |= 1 << i
		}
	}
	return s
}

// Agree reports whether two questions may ask for the same kind of answer; one that
// does not say its kind agrees with all.
func (s Set) Agree(t Set) bool { return s == 0 || t == 0 || s&t != 0 }
