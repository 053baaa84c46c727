package match

import (
	"slices"
	"strings"

	"summitbot/facts/text"
)

// minPart is how long a word must be to be found inside a joined one; shorter words of
// grammar may stand between two such.
const minPart = 4

// maxJoined is how many bytes a joined word has at the most: each of them may part it.
const maxJoined = 64

// join makes one word of two neighbours that the sentences write as one, and not both of
// them by themselves: "work shops".
func (x *Index) join(words []text.Word) []text.Word {
	for i := 0; i+1 < len(words); i++ {
		form := words[i].Form + words[i+1].Form
		if !x.isWritten(form) || x.isWritten(words[i].Form) && x.isWritten(words[i+1].Form) {
			continue
		}
		words[i] = text.Word{Start: words[i].Start, End: words[i+1].End, Form: form, Stem: text.Stem(form)}
		words = slices.Delete(words, i+1, i+2)
	}
	return words
}

// split returns the words of which a joined one is made, nil where it is made of none:
// "silkroad", "beltandroad". The parts are the base's; the longer the shortest of them, the
// likelier.
func (x *Index) split(w text.Word) []text.Word {
	if len(w.Form) > maxJoined {
		return nil
	}
	var best []text.Word
	longest := minPart - 1
	for i := minPart; i+minPart <= len(w.Form); i++ {
		if parts := x.parts(w, w.Form[:i], w.Form[i:]); parts != nil && min(i, len(parts[len(parts)-1].Form)) > longest {
			best, longest = parts, min(i, len(parts[len(parts)-1].Form))
		}
	}
	return best
}

// between are the words of grammar that may stand between two joined words.
var between = []string{"", "and", "of", "the", "in"}

// parts returns head, a word of grammar and what follows it in tail as words, nil where
// head or the last is none of the base's.
func (x *Index) parts(w text.Word, head, tail string) []text.Word {
	for _, small := range between {
		last, ok := strings.CutPrefix(tail, small)
		if !ok || len(last) < minPart || !x.isPart(head) || !x.isPart(last) {
			continue
		}
		var parts []text.Word
		for _, form := range []string{head, small, last} {
			if form != "" {
				parts = append(parts, text.Word{Start: w.Start, End: w.End, Form: form, Stem: text.Stem(form)})
			}
		}
		return parts
	}
	return nil
}

// isPart reports whether an entry or a sentence has the folded word.
func (x *Index) isPart(form string) bool { return x.met[form] != "" || x.isWritten(form) }
