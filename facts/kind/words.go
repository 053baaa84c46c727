package kind

import (
	"strings"

	"summitbot/facts/text"
)

// answer is what a word asks for.
type answer struct {
	kinds  []Kind
	values Value
}

func (a answer) asked(word, rest int) Asked { return Asked{a.kinds, a.values, word, rest} }

// words says what each word of a list asks for.
type words struct {
	list   string
	values Value
	kinds  []Kind
}

// table returns what each word asks for.
func table(lists ...words) map[string]answer {
	answers := make(map[string]answer)
	for _, l := range lists {
		for w := range strings.FieldsSeq(l.list) {
			answers[w] = answer{l.kinds, l.values}
		}
	}
	return answers
}

// auxiliaries begin questions that are answered with yes or no.
var auxiliaries = text.Set(`is are was were do does did has have had will would can could should isnt wasnt didnt doesnt`)

// asking are words that ask by themselves.
var asking = table(
	words{"when whens", Year | Day, []Kind{Date}},
	words{"where wheres", 0, []Kind{Place}},
	words{"who whos whom whose", 0, []Kind{Person, Organization}},
	words{"why", 0, []Kind{Reason}},
	words{"meaning definition", 0, []Kind{Definition}},
)

// extents are words that tell behind "how".
var extents = table(
	words{"many", Number, []Kind{Count, Amount}},
	words{"much", Number, []Kind{Amount, Count}},
	words{"big large tall high far fast deep heavy wide", 0, []Kind{Amount}},
	words{"often frequent frequently", 0, []Kind{Frequency}},
	words{"long old", 0, []Kind{Duration}},
	words{"come", 0, []Kind{Reason}},
)

// telling are words that tell behind "what", wherever they stand.
var telling = table(
	words{"prompted caused reason reasons motivated purpose", 0, []Kind{Reason}},
	words{"called name named title titled label", 0, []Kind{Name}},
	words{"mean means meant definition", 0, []Kind{Definition}},
)

// things are what "which" may name.
var things = table(
	words{"year years decade", Year, []Kind{Date}},
	words{"month day date", Day, []Kind{Date}},
	words{"time days months century era season period night", 0, []Kind{Date}},
	words{`city cities town capital land place places region location locations venue county river continent island
		province district street village lake mountain ocean sea stadium building neighborhood museum site airport
		park room university college school area`, 0, []Kind{Place}},
	words{"country nation state", 0, []Kind{Place, Organization}},
	words{"countries states", 0, []Kind{Place, Organization, List}},
	words{`president leader minister person official diplomat politician guy people man woman king queen actor actress
		author singer player scientist artist director writer character emperor architect producer poet composer
		general pope philosopher individual duke brother sister father mother son daughter wife husband`, 0, []Kind{Person}},
	words{"leaders presidents", 0, []Kind{Person, List}},
	words{`agency organization organisation company bloc body power team group band party tribe publisher newspaper
		magazine network channel studio label`, 0, []Kind{Organization}},
	words{"powers", 0, []Kind{Organization, List}},
	words{`amount sum percent percentage proportion share fraction population score rank grade height weight size width
		depth speed temperature total count rate ratio distance quantity range level degree ranking length altitude
		capacity price cost salary budget revenue value profit fee`, 0, []Kind{Amount}},
	words{"number", 0, []Kind{Count}},
	words{"reason cause purpose", 0, []Kind{Reason}},
	words{"method way", 0, []Kind{Manner}},
	words{`name names title nickname role term word song album movie film book show game episode phrase language acronym
		motto`, 0, []Kind{Name}},
)
