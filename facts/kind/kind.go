// Package kind tells what kind of answer a question asks for, from the words it asks
// with: "when" a date, "which city" a place, "is it" yes or no.
package kind

import (
	"slices"

	"summitbot/facts/text"
)

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

// Of returns what kinds of answer a question of these stemmed words asks for, nil where it
// does not say. The result must not be changed.
func Of(words []text.Word) []Kind {
	if len(words) > 0 && auxiliaries[words[0].Form] {
		return yesNo
	}
	for i, w := range words {
		rest := words[i+1:]
		switch kinds := wordKinds[w.Form]; {
		case kinds != nil:
			return kinds
		case w.Form == "how":
			return askedByHow(rest)
		case isWhat(w.Form):
			if kinds := namedBy(rest); kinds != nil {
				return kinds
			}
			return toldBy(rest)
		}
	}
	return nil
}

// askedByHow returns what "how" asks for by the words that follow it.
func askedByHow(words []text.Word) []Kind {
	if len(words) == 0 {
		return manner
	}
	next := words[0].Form
	if (next == "is" || next == "was") && isNaming(words[1:]) {
		return naming // "how is the agreement called"
	}
	if kinds, ok := howKinds[next]; ok {
		return kinds
	}
	return manner
}

// maxNaming is how far behind "which" the thing asked for may stand: "which Central Asian
// city".
const maxNaming = 4

// namedBy returns what "which" asks for by the thing that it names, nil where it names none.
func namedBy(words []text.Word) []Kind {
	for _, w := range words[:min(len(words), maxNaming)] {
		if kinds, ok := whichKinds[w.Form]; ok {
			return kinds
		}
		if text.IsFunction(w.Stem) {
			return nil
		}
	}
	return nil
}

// toldBy returns what "what" asks for by the words that follow it: "what prompted" a
// reason, "what is it called" a name; nil where they do not tell.
func toldBy(words []text.Word) []Kind {
	for _, w := range words {
		if kinds, ok := tellingKinds[w.Form]; ok {
			return kinds
		}
	}
	return nil
}

func isWhat(form string) bool { return form == "what" || form == "which" || form == "whats" }

// isNaming reports whether one of the words asks for a name.
func isNaming(words []text.Word) bool {
	return slices.ContainsFunc(words, func(w text.Word) bool {
		return w.Form == "called" || w.Form == "name" || w.Form == "named" || w.Form == "titled"
	})
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

var (
	yesNo  = []Kind{YesNo}
	manner = []Kind{Manner}
	naming = []Kind{Name}
)

// auxiliaries begin questions that are answered with yes or no.
var auxiliaries = map[string]bool{
	"is": true, "are": true, "was": true, "were": true, "do": true, "does": true, "did": true, "has": true, "have": true,
	"had": true, "will": true, "would": true, "can": true, "could": true, "should": true, "isnt": true, "wasnt": true, "didnt": true, "doesnt": true,
}

var wordKinds = map[string][]Kind{
	"when": {Date}, "whens": {Date}, "where": {Place}, "wheres": {Place}, "whos": {Person, Organization}, "who": {Person, Organization}, "whom": {Person, Organization},
	"whose": {Person, Organization}, "why": {Reason}, "meaning": {Definition}, "definition": {Definition},
}

var tellingKinds = map[string][]Kind{
	"prompted": {Reason}, "caused": {Reason}, "reason": {Reason}, "reasons": {Reason}, "motivated": {Reason}, "purpose": {Reason},
	"called": {Name}, "name": {Name}, "named": {Name}, "title": {Name}, "titled": {Name}, "label": {Name},
	"mean": {Definition}, "means": {Definition}, "meant": {Definition}, "definition": {Definition},
}

var howKinds = map[string][]Kind{
	"many": {Count, Amount}, "much": {Amount, Count}, "often": {Frequency}, "frequent": {Frequency}, "frequently": {Frequency},
	"long": {Duration}, "come": {Reason}, "big": {Amount}, "large": {Amount},
}

var whichKinds = map[string][]Kind{
	"year": {Date}, "years": {Date}, "date": {Date}, "day": {Date}, "month": {Date}, "decade": {Date}, "time": {Date},
	"city": {Place}, "cities": {Place}, "town": {Place}, "capital": {Place}, "country": {Place, Organization},
	"countries": {Place, Organization, List}, "nation": {Place, Organization}, "land": {Place}, "place": {Place},
	"state": {Place, Organization}, "region": {Place}, "location": {Place}, "venue": {Place},
	"president": {Person}, "leader": {Person}, "minister": {Person}, "person": {Person}, "official": {Person},
	"diplomat": {Person}, "politician": {Person}, "leaders": {Person, List}, "presidents": {Person, List}, "guy": {Person},
	"agency": {Organization}, "organization": {Organization}, "organisation": {Organization}, "company": {Organization},
	"bloc": {Organization}, "body": {Organization}, "power": {Organization}, "powers": {Organization, List},
	"amount": {Amount}, "sum": {Amount}, "number": {Count}, "reason": {Reason}, "name": {Name}, "title": {Name},
}
