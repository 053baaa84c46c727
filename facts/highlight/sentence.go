package highlight

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"summitbot/facts"
	"summitbot/facts/index"
	"summitbot/facts/text"
)

// sentence is a sentence as a question reads it.
type sentence struct {
	text   string
	words  []text.Word
	class  []index.Class // of each word
	term   []bool        // by word: the question has it, and it isn't a word of grammar
	wanted []bool        // by word: it is of a class that the question asks for, and no term
	gap    []gap         // before each word, and behind the last
	uncut  []bool        // by word: it stays with the one before
	noEnd  []bool        // by word: no part ends with it, if a space follows
	depth  []int         // by word: how many brackets and quotations are open before it
	after  []int         // the same behind each word
	asked  asked
	first  int // the word behind the label that the sentence begins with: "3."

	// How many of the words before each, and of all, are such.
	terms, wants, contents, commas, strongs []int
	classes                                 [classCount][]int

	before, behind []float64 // how near a term stands before each word and behind it, from 0 to 1
}

// gap is what stands between two words.
type gap int

const (
	gapNone   gap = iota // signs that hold them together: "e-mail", "a/b"
	gapSpace             // also signs that part nothing
	gapComma             // a comma, a bracket, a quotation mark
	gapStrong            // a colon, a semicolon, a dash, the end of a sentence
	gapEnd               // the text begins or ends there
)

func gapOf(between string) gap {
	switch {
	case strings.ContainsAny(between, ";!…—|•→\n") || strings.Contains(between, ": ") || strings.Contains(between, ". ") ||
		strings.Contains(between, "? ") || strings.Contains(between, " - ") || strings.Contains(between, " – "):
		return gapStrong
	case strings.ContainsAny(between, `,()[]{}"“”«»`):
		return gapComma
	case strings.ContainsFunc(between, unicode.IsSpace):
		return gapSpace
	}
	return gapNone
}

// label is what a sentence of a list begins with.
var label = regexp.MustCompile(`^\W*(?:\d{1,3}(?:[.-]\d{1,3})*|[A-Za-z])[.)]\s`)

// read reads a sentence, and reports whether a part of it may answer the question.
func read(question []text.Word, in string) (s *sentence, ok bool) {
	a, ok := askedBy(question)
	if !ok {
		return nil, false
	}
	s = &sentence{text: in, asked: a, words: text.Forms(in)}
	n := len(s.words)
	if n == 0 || n > mostWords {
		return nil, false
	}
	s.class, s.gap = make([]index.Class, n), make([]gap, n+1)
	s.term, s.wanted, s.uncut, s.noEnd = make([]bool, n), make([]bool, n), make([]bool, n), make([]bool, n)
	content := contentOf(question)
	end, labelled := 0, len(label.FindString(in))
	for i, w := range s.words {
		s.class[i], s.gap[i] = index.Classes(in, w, i == 0), gapOf(in[end:w.Start])
		s.term[i], s.noEnd[i] = content.has(w.Form), noEnd[w.Form]
		s.wanted[i] = s.class[i]&s.asked.wanted != 0 && !s.term[i]
		if w.Start < labelled {
			s.first = i + 1
		}
		end = w.End
	}
	s.gap[0], s.gap[n] = gapEnd, gapEnd
	s.hold()
	s.enclose()
	s.count()
	s.approach()
	return s, true
}

// content is the stems of a question, those of grammar left out.
type content []string

func contentOf(question []text.Word) content {
	var c content
	for _, w := range question {
		if w.Stem != "" && !text.IsFunction(w.Stem) {
			c = append(c, w.Stem)
		}
	}
	return c
}

// has reports whether a word is the question's. A word begins as its stem does, so few are
// stemmed, which takes long.
func (c content) has(form string) bool {
	return slices.ContainsFunc(c, func(stem string) bool { return form[0] == stem[0] && text.Stem(form) == stem })
}

// Words that stay with what follows, and that can't begin or end a part.
var (
	about     = text.Set("about around nearly almost over under than least most roughly approximately exactly") // a number
	compared  = text.Set("more less fewer greater higher lower longer shorter")                                 // "than"
	negations = text.Set("not no never cannot dont doesnt wont without")
	noStart   = text.Set("and or but nor of is are was were be been than")
	noEnd     = text.Set(`a an the this that these those of in at by for with to from and or but nor as than into on per is are
		was were be been if when which who whose while because your their his her its our my not no may must can will would should
		could shall do does did`)
)

// hold says which words stay with the one before.
func (s *sentence) hold() {
	for i := max(1, s.first+1); i < len(s.words); i++ {
		switch s.gap[i] {
		case gapNone:
			s.uncut[i] = true
		case gapSpace:
			s.uncut[i] = s.isOne(i) || s.isRange(i) || s.isQualified(i)
		case gapComma: // 17 June, 2025
			s.uncut[i] = s.class[i]&index.Year != 0 && (s.class[i-1]|s.class[max(0, i-2)])&index.Month != 0
		}
	}
}

// isOne reports whether word i goes on a name, a number or a date, or is what a number counts.
func (s *sentence) isOne(i int) bool {
	before, c := s.class[i-1], s.class[i]
	return before&c&index.Name != 0 || isNumber(before) && (isNumber(c) || c&index.Stop == 0) ||
		before&index.Month != 0 && isNumber(c)
}

// isRange reports whether word i goes on a range: "10 to 15", "1 or 2", "up to 40".
func (s *sentence) isRange(i int) bool {
	at := i // the place of "to"
	if isNumber(s.class[i]) {
		at--
	}
	if form := s.words[at].Form; at == 0 || at == len(s.words)-1 || form != "to" && form != "or" || !isNumber(s.class[at+1]) {
		return false
	}
	return isNumber(s.class[at-1]) || s.words[at-1].Form == "up"
}

// isQualified reports whether the word before i says how word i is meant: "about 5", "more
// than", "at least", "not allowed".
func (s *sentence) isQualified(i int) bool {
	before, form := s.words[i-1].Form, s.words[i].Form
	return isNumber(s.class[i]) && about[before] || form == "than" && compared[before] ||
		before == "at" && (form == "least" || form == "most") || negations[before]
}

func isNumber(c index.Class) bool { return c&(index.Number|index.Numeral) != 0 }

// quotation is more than all brackets that may be open.
const quotation = 1 << 16

// enclose counts what is open before and behind each word: 1 for each bracket,
// and quotation.
func (s *sentence) enclose() {
	open, at := 0, 0
	s.depth, s.after = make([]int, len(s.words)), make([]int, len(s.words))
	pass := func(to int) {
		for _, r := range s.text[at:to] {
			switch r {
			case '(', '[', '{', '“', '«':
				open++
			case ')', ']', '}', '”', '»':
				open--
			case '"':
				open ^= quotation
			}
		}
		at = to
	}
	for i, w := range s.words {
		pass(w.Start)
		s.depth[i] = open
		pass(w.End)
		s.after[i] = open
	}
}

// parts returns the parts of a sentence, in reading order.
func (s *sentence) parts() iter.Seq[part] {
	return func(yield func(part) bool) {
		for i := s.first; i < len(s.words); i++ {
			if s.uncut[i] || noStart[s.words[i].Form] && s.gap[i] < gapStrong {
				continue
			}
			for j := i + 1; j <= min(len(s.words), i+longest); j++ {
				if s.isPart(i, j) && !yield(part{first: i, last: j}) {
					return
				}
			}
		}
	}
}

// isPart reports whether the words i to j may be cut out, if something may begin at i.
func (s *sentence) isPart(i, j int) bool {
	if j < len(s.words) && (s.uncut[j] || s.gap[j] == gapSpace && s.noEnd[j-1]) {
		return false
	}
	if s.depth[i] != s.after[j-1] || s.contents[i] == s.contents[j] {
		return false
	}
	for k := i; k < j; k++ {
		if s.depth[k] < s.depth[i] {
			return false // it leaves what it began in
		}
	}
	return true
}

// signs stand right before a number or a name and belong to it.
const signs = "$£€¥#@+-~<>=≥≤%/."

// span returns the bytes of the words i to j, with the signs that belong to them.
func (s *sentence) span(i, j int) facts.Span {
	start, end := s.words[i].Start, s.words[j-1].End
	from := start
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(s.text[:from])
		if !strings.ContainsRune(signs, r) {
			break
		}
		from -= n
	}
	if r, _ := utf8.DecodeLastRuneInString(s.text[:from]); from == 0 || unicode.IsSpace(r) || r == '(' {
		start = from
	}
	for _, sign := range [...]string{"%", " %", "°", "+", "€", " €"} {
		if strings.HasPrefix(s.text[end:], sign) {
			return facts.Span{Start: start, End: end + len(sign)}
		}
	}
	return facts.Span{Start: start, End: end}
}
