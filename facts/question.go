package facts

import (
	"math"
	"slices"

	"summitbot/facts/text"
)

// question is a question made ready to be matched.
type question struct {
	words  []QuestionWord
	terms  []questionTerm // each once, in the order of the question
	weight float64        // of all terms together
	norm   float64        // the length of their vector
	kinds  []Kind
}

// questionTerm is a stem of the question. Its id is -1 where no fact has it.
type questionTerm struct {
	id     int32
	weight float64
}

// QuestionWord says what became of one word of a question.
type QuestionWord struct {
	Word      string  `json:"word"`                // as typed
	Corrected string  `json:"corrected,omitempty"` // what it was taken for, where it was misspelt
	Stem      string  `json:"stem"`
	Known     bool    `json:"known"`   // some fact has its stem
	Matched   bool    `json:"matched"` // the first passage has its stem
	Weight    float64 `json:"weight"`
	term      int
}

// maxWords is how many words of a question are read; what follows is chatter.
const maxWords = 64

func (x *index) parse(s string) *question {
	words := text.Words(s)
	words = words[:min(len(words), maxWords)]
	q := &question{kinds: kindsOf(words)}
	seen := make(map[string]int, len(words))
	for _, w := range words {
		q.add(x, s[w.Start:w.End], w, seen)
	}
	var squares float64
	for _, t := range q.terms {
		q.weight += t.weight
		squares += t.weight * t.weight
	}
	q.norm = math.Sqrt(squares)
	return q
}

// add reads one word, repairing it where nothing knows it.
func (q *question) add(x *index, typed string, w text.Word, seen map[string]int) {
	qw := QuestionWord{Word: typed, Stem: w.Stem}
	if _, ok := x.terms[w.Stem]; !ok && !text.IsFunction(w.Stem) {
		if repairs := x.vocabulary.Repairs(w.Form); len(repairs) > 0 {
			qw.Corrected = repairs[0].Form
			qw.Stem = text.Stem(qw.Corrected)
		}
	}
	if _, ok := seen[qw.Stem]; !ok {
		seen[qw.Stem] = len(q.terms)
		q.terms = append(q.terms, x.questionTerm(qw.Stem))
	}
	qw.term = seen[qw.Stem]
	t := q.terms[qw.term]
	qw.Known, qw.Weight = t.id >= 0, t.weight
	q.words = append(q.words, qw)
}

func (x *index) questionTerm(stem string) questionTerm {
	if id, ok := x.terms[stem]; ok {
		return questionTerm{id, x.idf[id]}
	}
	if text.IsFunction(stem) {
		return questionTerm{-1, x.rarest * functionWeight}
	}
	return questionTerm{-1, x.rarest}
}

// knowsContent reports whether any fact has a content word of the question.
func (q *question) knowsContent() bool {
	return slices.ContainsFunc(q.words, func(w QuestionWord) bool { return w.Known && !text.IsFunction(w.Stem) })
}

// kindsOf returns what kinds of answer a question asks for, nil where it does not say.
func kindsOf(words []text.Word) []Kind {
	if len(words) > 0 && auxiliaries[words[0].Form] {
		return []Kind{YesNo}
	}
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1].Form
		}
		if kinds := askedBy(w.Form, next); kinds != nil {
			return kinds
		}
	}
	return nil
}

// askedBy returns what a question word asks for, given the word that follows.
func askedBy(word, next string) []Kind {
	switch word {
	case "how":
		if kinds, ok := howKinds[next]; ok {
			return kinds
		}
		return []Kind{Manner}
	case "what", "which":
		return whichKinds[next]
	}
	return wordKinds[word]
}

// auxiliaries begin questions that are answered with yes or no.
var auxiliaries = map[string]bool{
	"is": true, "are": true, "was": true, "were": true, "do": true, "does": true, "did": true, "has": true, "have": true,
	"had": true, "will": true, "would": true, "can": true, "could": true, "should": true, "isnt": true, "wasnt": true, "didnt": true, "doesnt": true,
}

var wordKinds = map[string][]Kind{
	"when": {Date}, "where": {Place}, "who": {Person, Organization}, "whom": {Person, Organization},
	"whose": {Person, Organization}, "why": {Reason}, "meaning": {Definition}, "definition": {Definition},
}

var howKinds = map[string][]Kind{
	"many": {Count}, "much": {Amount}, "often": {Frequency}, "frequent": {Frequency}, "frequently": {Frequency},
	"long": {Duration}, "big": {Amount}, "large": {Amount},
}

var whichKinds = map[string][]Kind{
	"year": {Date}, "date": {Date}, "day": {Date}, "month": {Date}, "decade": {Date}, "time": {Date},
	"city": {Place}, "country": {Place}, "place": {Place}, "state": {Place}, "region": {Place},
	"president": {Person}, "leader": {Person}, "minister": {Person}, "person": {Person},
	"agency": {Organization}, "organization": {Organization}, "company": {Organization},
	"amount": {Amount}, "sum": {Amount}, "number": {Count}, "reason": {Reason}, "name": {Name}, "title": {Name},
}
