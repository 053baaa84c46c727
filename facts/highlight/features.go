package highlight

import (
	"fmt"

	"summitbot/facts/index"
	"summitbot/facts/kind"
	"summitbot/facts/text"
)

// asked is what a question asks for, as far as it tells what the answer looks like.
type asked struct {
	form   form
	wanted index.Class // of its words
}

// form is what an answer looks like.
type form int

const (
	formAny form = iota
	formValue
	formDate
	formName
	formPlace
	formCount = int(formPlace) + 1
)

const number = index.Number | index.Numeral

var byKind = map[kind.Kind]asked{
	kind.Date:         {formDate, index.Number | index.Year | index.Month | index.Weekday | index.TimeWord},
	kind.Count:        {formValue, number},
	kind.Amount:       {formValue, number | index.Money | index.Percent},
	kind.Duration:     {formValue, number | index.Duration},
	kind.Frequency:    {formValue, number | index.Duration},
	kind.Person:       {formName, index.Name},
	kind.Organization: {formName, index.Name},
	kind.Name:         {formName, index.Name | index.Acronym},
	kind.Place:        {formPlace, index.Name},
}

// askedBy returns what a question asks for, and whether a part of a sentence may answer it:
// how, why and whether are answered by all of it. Of several kinds of answer, the first tells.
func askedBy(question []text.Word) (a asked, ok bool) {
	kinds := kind.Of(question).Kinds
	if len(kinds) == 0 {
		return asked{}, len(question) > 0
	}
	switch kinds[0] {
	case kind.Manner, kind.Reason, kind.YesNo:
		return asked{}, false
	}
	return byKind[kinds[0]], true
}

// The features of a part: what it is like as an answer of that form, and how it is cut out of
// the sentence.
const (
	featureLength   = 0                                 // its length, by form
	featureBefore   = featureLength + lengths*formCount // what stands before it
	featureFirst    = featureBefore + sideCount         // the word that it begins with
	featureLast     = featureFirst + sideCount          // the word that it ends with
	featureAfter    = featureLast + sideCount           // what stands behind it
	featureHas      = featureAfter + sideCount          // words of each class, none of the question's, by form
	featureIn       = featureHas + classCount*formCount // it begins with "in" or the like, by form
	featureBehindIn = featureIn + formCount             // it stands behind such a word
	featureTerms    = featureBehindIn + formCount       // share of its words that the question has
	featureEdges    = featureTerms + formCount          // how many of its ends are marks
	featureWhole    = featureEdges + formCount          // it is the whole sentence
	featureOthers   = featureWhole + formCount          // those of [otherNames]
	features        = featureOthers + otherCount        // how many there are
)

// lengths is how many lengths of parts there are: 1, 2, 3, 4-5, 6-8, 9-13 words, and more.
const lengths = 7

func lengthOf(words int) int {
	for i, most := range [...]int{1, 2, 3, 5, 8, 13} {
		if words <= most {
			return i
		}
	}
	return lengths - 1
}

// side is what stands at an edge of a part.
type side int

const (
	sideEnd side = iota
	sideStrong
	sideComma
	sideTerm
	sideNumber
	sideName
	sideDefining
	sideLocative
	sideStop
	sideWord
	sideCount = int(sideWord) + 1
)

// across is the side that word i is to what stands across a gap.
func (s *sentence) across(i int, g gap) side {
	switch g {
	case gapEnd:
		return sideEnd
	case gapStrong:
		return sideStrong
	case gapComma:
		return sideComma
	}
	return s.side(i)
}

func (s *sentence) side(i int) side {
	switch c := s.class[i]; {
	case s.term[i]:
		return sideTerm
	case isNumber(c):
		return sideNumber
	case c&index.Name != 0:
		return sideName
	case c&index.Defining != 0:
		return sideDefining
	case c&index.Locative != 0:
		return sideLocative
	case c&index.Stop != 0:
		return sideStop
	}
	return sideWord
}

// classes are what a part may have words of.
var classes = [...]index.Class{
	number, index.Name, index.Year | index.Month | index.Weekday | index.TimeWord,
	index.Money | index.Percent, index.Duration,
}

const classCount = len(classes)

// count counts the words before each.
func (s *sentence) count() {
	n := len(s.words)
	all := make([]int, (5+classCount)*(n+1))
	sums := func(is func(i int) bool) []int {
		sum := all[:n+1]
		all = all[n+1:]
		for i := range n {
			sum[i+1] = sum[i]
			if is(i) {
				sum[i+1]++
			}
		}
		return sum
	}
	s.terms = sums(func(i int) bool { return s.term[i] })
	s.wants = sums(func(i int) bool { return s.wanted[i] })
	s.contents = sums(func(i int) bool { return s.class[i]&index.Stop == 0 || isNumber(s.class[i]) })
	s.commas = sums(func(i int) bool { return s.gap[i] == gapComma })
	s.strongs = sums(func(i int) bool { return s.gap[i] >= gapStrong })
	for c, class := range classes {
		s.classes[c] = sums(func(i int) bool { return s.class[i]&class != 0 && !s.term[i] })
	}
}

// value is a feature that isn't 0.
type value struct {
	feature int
	value   float64
}

// describe returns what a part is like: its features that aren't 0, appended to a row.
func (s *sentence) describe(p part, row []value) []value {
	i, j, n, f := p.first, p.last, len(s.words), int(s.asked.form)
	row = append(row,
		value{featureLength + lengths*f + lengthOf(j-i), 1},
		value{featureBefore + int(s.across(i-1, s.gap[i])), 1},
		value{featureFirst + int(s.side(i)), 1},
		value{featureLast + int(s.side(j-1)), 1},
		value{featureAfter + int(s.across(j, s.gap[j])), 1},
		value{featureTerms + f, share(s.terms[j]-s.terms[i], j-i)},
		value{featureEdges + f, is(s.gap[i] > gapSpace) + is(s.gap[j] > gapSpace)})
	set := func(feature int, so bool) {
		if so {
			row = append(row, value{feature, 1})
		}
	}
	for c := range classes {
		set(featureHas+classCount*f+c, s.classes[c][j] > s.classes[c][i])
	}
	set(featureIn+f, s.class[i]&index.Locative != 0)
	set(featureBehindIn+f, i > 0 && s.class[i-1]&index.Locative != 0)
	set(featureWhole+f, j-i == n)
	for k, v := range s.others(i, j) {
		if v != 0 {
			row = append(row, value{featureOthers + k, v})
		}
	}
	return row
}

func is(so bool) float64 {
	if so {
		return 1
	}
	return 0
}

func share(part, of int) float64 { return float64(part) / float64(max(1, of)) }

var otherNames = [...]string{
	"terms of all", "wanted", "wanted of its words", "wanted of all", "begins at", "ends at", "commas", "strong marks",
	"clause", "behind is", "behind all terms", "before all terms", "begins with grammar", "ends with grammar",
	"cut before", "cut behind", "near term before", "near term behind",
}

const otherCount = len(otherNames)

// others describes the words i to j by what is in the order of the names.
func (s *sentence) others(i, j int) [otherCount]float64 {
	n := len(s.words)
	terms, wants := s.terms[n], s.wants[j]-s.wants[i]
	isWord := func(k int) bool { return s.class[k]&index.Stop == 0 }
	return [...]float64{
		share(s.terms[j]-s.terms[i], terms),
		is(wants > 0),
		share(wants, s.contents[j]-s.contents[i]),
		share(wants, s.wants[n]),
		share(i, n),
		share(j, n),
		float64(s.commas[j] - s.commas[i+1]),
		float64(s.strongs[j] - s.strongs[i+1]),
		is(s.gap[i] >= gapStrong && s.gap[j] >= gapStrong),
		is(i > 0 && s.class[i-1]&index.Defining != 0),
		is(terms > 0 && s.terms[i] == terms),
		is(terms > 0 && s.terms[j] == 0),
		is(!isWord(i)),
		is(!isWord(j - 1)),
		is(i > 0 && s.gap[i] == gapSpace && isWord(i-1) && isWord(i)),
		is(j < n && s.gap[j] == gapSpace && isWord(j-1) && isWord(j)),
		s.before[i],
		s.behind[j],
	}
}

// approach returns how near a term stands before each word and behind it, from 0 to 1.
func (s *sentence) approach() {
	n := len(s.words)
	s.before, s.behind = make([]float64, n+1), make([]float64, n+1)
	last := -1
	for i := range n + 1 {
		if last >= 0 {
			s.before[i] = 1 / float64(i-last)
		}
		if i < n && s.term[i] {
			last = i
		}
	}
	next := -1
	for i := n; i >= 0; i-- {
		if i < n && s.term[i] {
			next = i
		}
		if next >= 0 {
			s.behind[i] = 1 / float64(next-i+1)
		}
	}
}

// names returns what the features are called, in order.
func names() []string {
	formNames := [...]string{"anything", "value", "date", "name", "place"}
	var all []string
	by := func(of ...string) {
		for _, f := range formNames {
			for _, name := range of {
				all = append(all, fmt.Sprintf("%s: %s", f, name))
			}
		}
	}
	by("1 word", "2 words", "3 words", "4-5 words", "6-8 words", "9-13 words", "more words")
	for _, edge := range [...]string{"before", "first", "last", "behind"} {
		for _, side := range [...]string{"end", "strong mark", "comma", "term", "number", "name", "is", "in", "grammar", "word"} {
			all = append(all, fmt.Sprintf("%s: %s", edge, side))
		}
	}
	by("number", "name", "date", "money", "duration")
	for _, name := range [...]string{"begins with in", "behind in", "terms", "marks at its ends", "whole"} {
		by(name)
	}
	return append(all, otherNames[:]...)
}
