package answer

import (
	"slices"
	"unicode"

	"summitbot/facts"
	"summitbot/facts/index"
	"summitbot/facts/lexicon"
	"summitbot/facts/match"
	"summitbot/facts/text"
)

// Encoder says who reads what sentences and questions mean.
type Encoder int

// The encoders, named as the models are.
const (
	English      Encoder = iota // English questions about documents, one of which at least is in English
	Multilingual                // all others
	encoders                    // their number
)

// String returns the model's name.
func (e Encoder) String() string {
	if e == English {
		return "english"
	}
	return "multilingual"
}

// Encoders returns by which encoders the base can be understood, the one of most use first:
// the English one only if a document is in English and meaning has its part in answers.
func (b *Base) Encoders() []Encoder {
	if b.Meant() && b.hasEnglish() {
		return []Encoder{English, Multilingual}
	}
	return []Encoder{Multilingual}
}

// UnderstoodBy reports whether the base has what its sentences mean to an encoder.
func (b *Base) UnderstoodBy(e Encoder) bool { return b.meaning[e] != nil }

// Wants returns an encoder that would have its part in the answer to a message, if the base
// had what its sentences mean to it ([Base.WithMeaning]). It reports false if there is none.
func (b *Base) Wants(message string) (Encoder, bool) {
	s := bare(message)
	for _, part := range append([]string{s}, asked(s)...) {
		e, ok := b.encoderOf(b.index.Parse(part))
		if ok && !b.UnderstoodBy(e) && slices.Contains(b.Encoders(), e) {
			return e, true
		}
	}
	return 0, false
}

// encoderOf returns which encoder reads a question, and whether there is one: English that is
// none, such as a row of names, means nothing.
func (b *Base) encoderOf(q *match.Question) (Encoder, bool) {
	if b.isForeign(q.Text) || !b.hasEnglish() {
		return Multilingual, true
	}
	return English, isEnglish(q.Words)
}

// isEnglish reports whether at least half of the words are English.
func isEnglish(words []text.Word) bool { return 2*countEnglish(words) >= len(words) }

func countEnglish(words []text.Word) int {
	n := 0
	for _, w := range words {
		if text.IsFunction(w.Stem) || lexicon.IsEnglish(w.Form) {
			n++
		}
	}
	return n
}

// leastForeign is how many words show that a question in Latin letters isn't in English.
const leastForeign = 3

// isForeign reports whether a question as it was typed is in another language than English:
// most of its letters are not Latin, or English knows less than a third of its words, and
// less than half if those count that stand in the documents, if these are in English.
func (b *Base) isForeign(question string) bool {
	if !isLatin(question) {
		return true
	}
	words := slices.DeleteFunc(text.Words(question), func(w text.Word) bool { return text.IsNumber(w.Form) })
	n := countEnglish(words)
	if len(words) < leastForeign || 3*n >= len(words) {
		return false
	}
	if b.languages() != allEnglish {
		return true
	}
	for _, w := range words {
		if countEnglish([]text.Word{w}) == 0 && b.words.Forms.ID(w.Form) != index.None {
			n++
		}
	}
	return 2*n < len(words)
}

// isLatin reports whether at least half of the letters are Latin.
func isLatin(s string) bool {
	latin, others := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			others++
		}
	}
	return latin >= others
}

// languages are what the documents of a base are written in.
type languages int

const (
	noEnglish languages = iota
	someEnglish
	allEnglish
)

// hasEnglish reports whether a document at least is in English.
func (b *Base) hasEnglish() bool { return b.languages() != noEnglish }

// languagesOf returns what documents are written in, as all their sentences say.
func languagesOf(documents []*facts.Document) languages {
	n := 0
	for _, d := range documents {
		if inEnglish(d) {
			n++
		}
	}
	switch n {
	case 0:
		return noEnglish
	case len(documents):
		return allEnglish
	}
	return someEnglish
}

// inEnglish reports whether at least half of a document's words, numbers apart, are English.
func inEnglish(d *facts.Document) bool {
	english, all := 0, 0
	for _, s := range d.Sentences {
		words := slices.DeleteFunc(text.Words(s.Text), func(w text.Word) bool { return text.IsNumber(w.Form) })
		english += countEnglish(words)
		all += len(words)
	}
	return 2*english >= all
}

// foreignNegations are words that say that something is not so, in the languages of the
// multilingual encoder. Where a verb's ending says it, as mostly in Turkish, it isn't seen.
var foreignNegations = text.Set(`не нет ни без никто ничего никогда нельзя 不 没 沒 未 无 無 degil yok asla emas emes
	емес эмес жок yoq нест pas jamais sans aucun لا لم لن ليس غير`)

// deniesAlone reports whether a question says that something is not so, and a sentence
// doesn't: in another language, nobody knows whether it is about the same.
func deniesAlone(question []text.Word, sentence string) bool {
	return denies(question) && !denies(text.Words("so "+sentence))
}

// denies reports whether words say, in whatever language, that something is not so. What
// Chinese asks by saying a word twice is no denial: "能不能".
func denies(words []text.Word) bool {
	for i, w := range words {
		twice := i > 0 && i+1 < len(words) && words[i-1].Form == words[i+1].Form
		if foreignNegations[w.Form] && !twice {
			return true
		}
	}
	return negates(words)
}

// judgeForeign answers a question that may be in another language than the documents: by what
// people wrote about them, if its names and numbers are enough for that, and else by what it
// means.
func (b *Base) judgeForeign(a *facts.Answer, q *match.Question) {
	written := *a
	b.judge(&written, q, b.index.Written(q))
	if written.Status == facts.Answered || written.Gap != "" {
		*a = written
		return
	}
	for i := range a.Explanation.Words {
		a.Explanation.Words[i].Corrected = "" // by words of English
	}
	b.judge(a, q, b.index.Nearest(q))
}
