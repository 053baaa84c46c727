package answer

import (
	"slices"

	"summitbot/facts"
	"summitbot/facts/text"
)

// negations turn what is said into its opposite.
var negations = wordSet(`not never without nobody none neither nor except cannot cant couldnt didnt doesnt dont isnt arent wasnt
	werent hasnt havent hadnt wont wouldnt shouldnt mustnt no`)

// negates reports whether words say that something is not so. A question that begins with a
// negation asks whether it is: "isn't it in Astana?".
func negates(words []text.Word) bool {
	return len(words) > 0 && slices.ContainsFunc(words[1:], func(w text.Word) bool { return negations[w.Form] })
}

// opposes reports whether a question asks what is not so, where nothing that speaks for a
// fact does: who did not come is never said by who did.
func opposes(question []text.Word, f facts.Fact) bool {
	return negates(question) && !slices.ContainsFunc(textsOf(f), func(s string) bool { return negates(text.Forms("so " + s)) })
}
