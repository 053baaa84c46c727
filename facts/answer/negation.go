package answer

import (
	"slices"

	"summitbot/facts"
	"summitbot/facts/text"
)

// negations turn what is said into its opposite; so does "not" right after an auxiliary,
// but not elsewhere ("not just", "or not", "not entirely").
var (
	negations = text.Set(`never without nobody none neither nor except cannot cant couldnt didnt doesnt dont isnt arent wasnt
		werent hasnt havent hadnt wont wouldnt shouldnt mustnt`)
	auxiliaries = text.Set("do does did is are was were be has have had can could will would shall should may might must")
)

// negates reports whether words say that something is not so. A question that begins with a
// negation asks whether it is: "isn't it in Astana?".
func negates(words []text.Word) bool {
	for i := 1; i < len(words); i++ {
		if isNegation(words, i) {
			return true
		}
	}
	return false
}

func isNegation(words []text.Word, i int) bool {
	return negations[words[i].Form] || words[i].Form == "not" && auxiliaries[words[i-1].Form]
}

// contradicts reports whether a question asks for what doesn't do a thing that a sentence says
// is done: the word that it negates is the sentence's, which negates nothing. A story that
// tells what doesn't work is answered by a sentence about something else.
func contradicts(question []text.Word, sentence string) bool {
	words := text.Words("so " + sentence)
	if negates(words) {
		return false
	}
	for i := 1; i < len(question); i++ {
		if !isNegation(question, i) {
			continue
		}
		rest := question[i+1:]
		at := slices.IndexFunc(rest, isContent)
		if at >= 0 && slices.ContainsFunc(words, func(w text.Word) bool { return w.Stem == rest[at].Stem }) {
			return true
		}
	}
	return false
}

// opposes reports whether a question asks what is not so, while nothing that speaks for a
// fact says it of the same: who did not come is never told by who did.
func opposes(question []text.Word, f facts.Fact) bool {
	return negates(question) && !slices.ContainsFunc(textsOf(f), func(s string) bool {
		words := text.Words("so " + s)
		return negates(words) && 2*shared(question, words) > contents(question)
	})
}

// shared returns how many words of a question another text has, words of grammar apart.
func shared(question, words []text.Word) int {
	n := 0
	for _, q := range question {
		if isContent(q) && slices.ContainsFunc(words, func(w text.Word) bool { return w.Stem == q.Stem }) {
			n++
		}
	}
	return n
}

func contents(words []text.Word) int { return shared(words, words) }

func isContent(w text.Word) bool {
	return !text.IsFunction(w.Stem) && !negations[w.Form] && w.Form != "not"
}
