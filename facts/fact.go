package facts

import (
	"slices"
	"strings"

	"summitbot/facts/document"
	"summitbot/facts/kind"
)

// Fact is one sentence of the document and what is known of it. Every sentence is a
// fact; one that the fact base says nothing about has neither topics nor points.
type Fact struct {
	ID       string
	Sentence document.Sentence
	Topics   []string // ids
	Points   []Point
}

// Point is one thing that a fact answers: P1S1 tells both when and where.
type Point struct {
	ID       string      // by which paraphrases name it, once in its fact; may be empty
	Headline string      // answers in a few words
	Kinds    []kind.Kind // what kinds of question it answers
	Marks    []string    // the parts of the sentence that answer, in the sentence's words
	Ask      []string    // ways in which people ask for it, offered as they type
	Equal    []string    // ids of other facts that answer its questions as well
	When     When        // the date of what it tells of

	Paraphrases []Paraphrase
}

// Ways returns all ways of asking for the point: Ask, then the paraphrases.
func (p Point) Ways() []string { return texts(p.Ask, p.Paraphrases) }

// Gap is something that people plausibly ask and the document does not say.
type Gap struct {
	ID    string
	Says  string   // one sentence, for the refusal
	Near  []string // ids of the facts that come nearest, best first
	Kinds []kind.Kind
	Ask   []string

	Paraphrases []Paraphrase
}

// Ways returns all ways of asking for the gap: Ask, then the paraphrases.
func (g Gap) Ways() []string { return texts(g.Ask, g.Paraphrases) }

// Topic is a heading under which facts stand.
type Topic struct{ ID, Title string }

// Headline returns the first point's headline, or the empty string where there is none.
func (f Fact) Headline() string {
	if len(f.Points) == 0 {
		return ""
	}
	return f.Points[0].Headline
}

// Ways returns all ways of asking for the fact, in the fact base's order.
func (f Fact) Ways() []string {
	var ways []string
	for _, p := range f.Points {
		ways = append(ways, p.Ways()...)
	}
	return ways
}

// find returns where the marks stand in the sentence, in reading order and without
// overlaps, and the whole sentence where there are none.
func find(sentence string, marks []string) []document.Span {
	var spans []document.Span
	for _, m := range marks {
		if i := strings.Index(sentence, m); i >= 0 {
			spans = append(spans, document.Span{Start: i, End: i + len(m)})
		}
	}
	if len(spans) == 0 {
		return []document.Span{{Start: 0, End: len(sentence)}}
	}
	slices.SortFunc(spans, func(a, b document.Span) int { return a.Start - b.Start })
	whole := spans[:1]
	for _, s := range spans[1:] {
		if last := &whole[len(whole)-1]; s.Start < last.End {
			last.End = max(last.End, s.End)
			continue
		}
		whole = append(whole, s)
	}
	return whole
}
