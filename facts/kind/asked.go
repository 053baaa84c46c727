package kind

import (
	"slices"

	"summitbot/facts/text"
)

// Asked is what a question asks for.
type Asked struct {
	Kinds  []Kind // of answer; nil if it does not say. They must not be changed.
	Values Value  // any one of which would answer; 0 if the answer has no such form
	Word   int    // the word that names what is asked for, "city" of "which city"; -1 if none is known to
	Rest   int    // the word behind "which", "what" or "how many", where it may be named; 0 if there is none
}

// Of returns what a question of these stemmed words asks for.
func Of(words []text.Word) Asked {
	if len(words) > 0 && auxiliaries[words[0].Form] {
		return answer{kinds: []Kind{YesNo}}.asked(-1, 0)
	}
	for i, w := range words {
		if a, ok := asking[w.Form]; ok {
			return a.asked(-1, 0)
		}
		switch w.Form {
		case "how":
			return askedByHow(words, i+1)
		case "what", "which", "wat", "whats":
			return askedByWhat(words, i+1)
		}
	}
	return answer{}.asked(-1, 0)
}

// askedByHow returns what "how" asks for by the words that follow it, from a place on.
func askedByHow(words []text.Word, from int) Asked {
	manner := answer{kinds: []Kind{Manner}}
	if from == len(words) {
		return manner.asked(-1, 0)
	}
	next := words[from].Form
	if (next == "is" || next == "was") && slices.ContainsFunc(words[from+1:], isNaming) {
		return answer{kinds: []Kind{Name}}.asked(-1, 0) // "how is the agreement called"
	}
	a, ok := extents[next]
	switch {
	case !ok:
		return manner.asked(-1, 0)
	case next == "many":
		return a.asked(-1, from+1)
	}
	return a.asked(-1, 0)
}

// isNaming reports whether a word asks for a name.
func isNaming(w text.Word) bool {
	return w.Form == "called" || w.Form == "name" || w.Form == "named" || w.Form == "titled"
}

// maxNaming is how far behind "which" the thing asked for may stand: "which Central Asian
// city".
const maxNaming = 4

// askedByWhat returns what "which" asks for by the thing that it names in the words from a
// place on, or else by any word that tells: "what prompted" a reason, "what is it called" a
// name.
func askedByWhat(words []text.Word, from int) Asked {
	for i, w := range words[from:min(len(words), from+maxNaming)] {
		if a, ok := things[w.Form]; ok {
			return a.asked(from+i, from)
		}
		if text.IsFunction(w.Stem) {
			break
		}
	}
	for _, w := range words[from:] {
		if a, ok := telling[w.Form]; ok {
			return a.asked(-1, from)
		}
	}
	return answer{}.asked(-1, from)
}
