package index

import "strings"

// Class says what a word of a sentence could be the answer to. A word may have several.
type Class uint32

// The classes.
const (
	Stop     Class = 1 << iota // a function word: says little about what is asked
	Name                       // written as a name: capital letter, not because a sentence begins
	Number                     // digits
	Year                       // 1000 to 2099
	Month                      // January
	Weekday                    // Monday
	Numeral                    // two, dozen, million
	Money                      // $5, dollars
	Percent                    // 5 %, percent
	Duration                   // years, hours
	TimeWord                   // century, today, during
	Acronym                    // NATO
	Cause                      // because, due
	Quoted                     // stands in quotation marks
	Pronoun                    // it, they: stands for something said before
	Defining                   // is, called, known
	Wh                         // what
	Locative                   // in, near: before a place
	Asking                     // kind, name: belongs to the asking, is seldom in the answer
	capital                    // while an index is made: begins a sentence with a capital
)

// ClassOf returns the classes of a folded word that need no context.
func ClassOf(form string) Class { return classOf[form] }

// classOf gives the classes of folded words that need no context.
var classOf = classesOf(map[Class]string{
	Stop: `a an the this that these those there here and or but nor so if then else than as of at by for with
		about against between into through during before after above below to from up down in out on off over under again
		further once i me my we our ours you your yours he him his she her hers it its they them their theirs what which
		who whom whose when where why how is am are was were be been being have has had having do does did doing done will
		would shall should can could may might must not no yes all any both each few more most other some such only own
		same too very just also s t d ll ve re m o while because until dont doesnt didnt isnt arent wasnt werent
		one ones besides except among per via upon within without across along around toward towards`,
	Month: `january february march april may june july august september october november december
		jan feb mar apr jun jul aug sept sep oct nov dec`,
	Weekday: `monday tuesday wednesday thursday friday saturday sunday`,
	Wh:      `what who whom whose which how when where why do does did be is are was were`,
	Asking: `kind kinds type types sort sorts many much long name names happen happened happens date percentage
		amount call called locate located get got gets think thought`,
	Locative: `in at near from to of outside inside through across`,
	Numeral: `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
		thousands million millions billion billions trillion trillions dozen dozens half third quarter once twice thrice
		single double several pair both`,
	Money:   `dollar dollars euro euros pound pounds yen yuan renminbi rupee rupees cent cents usd gbp eur us$`,
	Percent: `percent percentage percentages`,
	Duration: `second seconds minute minutes hour hours day days week weeks month months year years decade decades
		century centuries daily weekly monthly yearly annually`,
	TimeWord: `century centuries decade decades era period today yesterday tomorrow spring summer autumn fall winter
		morning evening night noon midnight since until bc ad bce ce early late mid`,
	Cause: `because due since so therefore thus hence cause caused causes causing reason reasons result resulted
		resulting results order avoid prevent`,
	Pronoun: `it its they them their theirs he him his she her hers this these those such both latter former`,
	Defining: `is are was were called known named termed defined refers means meaning stands nicknamed titled
		entitled dubbed considered`,
})

// classesOf turns one list a class into the classes of each word.
func classesOf(lists map[Class]string) map[string]Class {
	classes := map[string]Class{}
	for c, words := range lists {
		for w := range strings.FieldsSeq(words) {
			classes[w] |= c
		}
	}
	return classes
}
