package text

import "strings"

// IsFunction reports whether a stem is a function word: one that carries a sentence's
// grammar and not its subject, chat's short forms among them.
func IsFunction(stem string) bool { return functions[stem] }

// IsTelling reports whether a function word tells one question from another all the
// same: its time, its direction, what it asks for.
func IsTelling(stem string) bool { return telling[stem] }

// IsPersonal reports whether a folded word stands for who asks or who is asked.
func IsPersonal(form string) bool { return personal[form] }

var personal = Set("i me my mine myself we our you your yours yourself u ur im ive id ill youre")

// Set returns the words of a list that white space parts, as a set.
func Set(list string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// FunctionForms returns the function words of written English, folded, as they are
// written: what a slip may be meant for.
func FunctionForms() []string { return strings.Fields(written) }

var functions = stemSet(written + chat)

var telling = stemSet(`
	will would shall gonna before after during between since until without against not no never
	when who why where whose whom how ever still yet already again per up down out`)

const written = `
	a an the this that these those some any each every either neither both all
	i me my mine we our you your he him his she her it its they them their one ones
	am is are was were be been being do does did done have has had having
	will would shall should can could may might must
	what which who whom whose when where why how
	and or but nor so if then than as because while though although
	of in on at by for to from with without within into onto upon about over under after before during between among through via per off up down out
	not no yes there here also too very just only even still yet already again ever
`

const chat = `
	gonna gotta wanna aint isnt wasnt didnt doesnt dont wont cant wouldnt whats whos wheres whens hows
	s t re ve ll d m u r ur n w b pls plz please lol tmrw rn btw thru ok okay hey hi hello
`
