package answer

import (
	"strings"

	"summitbot/facts"
	"summitbot/facts/index"
	"summitbot/facts/text"
)

// isQuotable reports whether a sentence says something: one that asks, or introduces what
// stands behind it, is no answer.
func isQuotable(f facts.Fact) bool {
	s := strings.TrimRight(f.Sentence.Text, " \"”’*_)")
	return !strings.HasSuffix(s, ":") && !strings.HasSuffix(s, "?")
}

// isOfAnotherYear reports whether a question is about a year that a fact has not where it has
// another: neither in its sentence, nor in what is shown before it, nor in its headings.
func (b *Base) isOfAnotherYear(question []text.Word, f facts.Fact) bool {
	asked := yearsIn(question)
	if len(asked) == 0 {
		return false
	}
	shown, _ := b.Shown(f)
	d := b.layer.Library.Documents[f.Document]
	has := yearsIn(text.Forms(strings.Join(append(pathOf(d, f), shown), "\n")))
	for year := range asked {
		if has[year] {
			return false
		}
	}
	return len(has) > 0
}

// yearsIn returns the years among words.
func yearsIn(words []text.Word) map[string]bool {
	years := make(map[string]bool)
	for _, w := range words {
		if index.IsYear(w.Form) {
			years[w.Form] = true
		}
	}
	return years
}
