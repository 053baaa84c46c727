package answer

import (
	"slices"
	"strconv"
	"strings"

	"summitbot/facts"
	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/text"
)

// isQuotable reports whether a sentence says something: one that asks, or introduces what
// stands behind it, is no answer.
func isQuotable(f facts.Fact) bool {
	s := strings.TrimRight(f.Sentence.Text, " \"”’*_)")
	return !strings.HasSuffix(s, ":") && !strings.HasSuffix(s, "?")
}

// isOfAnother reports whether a question is about another than a fact: about a year that
// the fact has not where it has another, or about the seventh meeting, or rule 7, where the
// fact tells of the sixth meeting, or of rule 6. What a fact has is what is
// shown of it and its headings.
func (b *Base) isOfAnother(question []text.Word, f facts.Fact, shown string) bool {
	d := b.layer.Library.Documents[f.Document]
	has := text.Words(strings.Join(append(pathOf(d, f), shown), "\n"))
	if asked, years := yearsIn(question), yearsIn(has); len(years) > 0 && len(asked) > 0 && !meet(asked, years) {
		return true
	}
	numbers := numbered(has)
	for thing, asked := range numbered(question) {
		if other := numbers[thing]; len(other) > 0 && !meet(asked, other) {
			return true
		}
	}
	return false
}

// meet reports whether two sets have something in common.
func meet(a, b map[string]bool) bool {
	for s := range a {
		if b[s] {
			return true
		}
	}
	return false
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

// numberedWithin is how many words behind "sixth" what is counted may stand: "the sixth
// China-Central Asia Foreign Ministers Summit".
const numberedWithin = 6

// numbered returns the numbers of things that are told apart by a number, by the stem of
// the thing: "rule 6" and "the sixth rule" are both 6 of rule.
func numbered(words []text.Word) map[string]map[string]bool {
	things := make(map[string]map[string]bool)
	add := func(w text.Word, number string) {
		if !text.IsFunction(w.Stem) && !text.IsNumber(w.Form) && ordinalOf(w) == "" {
			if things[w.Stem] == nil {
				things[w.Stem] = make(map[string]bool)
			}
			things[w.Stem][number] = true
		}
	}
	for i, w := range words {
		if n := ordinalOf(w); n != "" {
			for _, thing := range words[i+1 : min(len(words), i+1+numberedWithin)] {
				add(thing, n)
			}
		}
		if i > 0 && text.IsNumber(w.Form) && !index.IsYear(w.Form) {
			add(words[i-1], w.Form)
		}
	}
	return things
}

// ordinalWords are the first ordinals, as they are written in words.
var ordinalWords = strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth")

// ordinalOf returns the number of an ordinal: "6" of "sixth" and of "6th"; empty of others.
func ordinalOf(w text.Word) string {
	if i := slices.Index(ordinalWords, w.Form); i >= 0 {
		return strconv.Itoa(i + 1)
	}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if n, ok := strings.CutSuffix(w.Form, ending); ok && text.IsNumber(n) {
			return n
		}
	}
	return ""
}

// lacksQuantity reports whether a question asks how many or how long where a text has neither
// a number nor a word for a quantity or a span of time.
func lacksQuantity(question []text.Word, shown string) bool {
	quantities := kind.SetOf([]kind.Kind{kind.Count, kind.Duration, kind.Frequency})
	if kind.SetOf(kind.Of(question).Kinds)&quantities == 0 {
		return false
	}
	return !slices.ContainsFunc(text.Forms(shown), func(w text.Word) bool {
		return index.Classes(shown, w, false)&(index.Number|index.Numeral|index.Money|index.Percent|index.Duration) != 0 ||
			strings.ContainsAny(w.Form, "0123456789")
	})
}

// units are words for the units of a quantity, and signs that stand for one.
var units = []struct {
	words map[string]bool
	signs string
}{
	{text.Set("km kilometer kilometers kilometre kilometres m meter meters metre metres cm mm mile miles foot feet inch inches yards"), ""},
	{text.Set("kg kilo kilos kilogram kilograms gram grams ton tons tonne tonnes lb lbs ounce ounces"), ""},
	{text.Set("dollar dollars euro euros pound pounds yen yuan renminbi rupee rupees cent cents usd gbp eur cny"), "$€£¥"},
	{text.Set("percent percentage pct"), "%"},
	{text.Set("second seconds minute minutes hour hours day days week weeks month months year years daily weekly monthly yearly h hr hrs min mins"), ""},
	{text.Set("kb mb gb tb kilobyte kilobytes megabyte megabytes gigabyte gigabytes byte bytes"), ""},
	{text.Set("degree degrees celsius fahrenheit"), "°"},
	{text.Set("liter liters litre litres ml gallon gallons"), ""},
}

// lacksUnit reports whether a question asks for a quantity in a unit ("in km", "how many
// dollars") where a text has none of its kind.
func lacksUnit(question []text.Word, shown string) bool {
	for i := 1; i < len(question); i++ {
		if before := question[i-1].Form; before != "many" && before != "in" {
			continue
		}
		for _, u := range units {
			has := func(w text.Word) bool { return u.words[w.Form] }
			if has(question[i]) && !slices.ContainsFunc(text.Forms(shown), has) && !strings.ContainsAny(shown, u.signs) {
				return true
			}
		}
	}
	return false
}
