package facts

import (
	"summitbot/facts/kind"
)

// Fact is one sentence of the document and what is known of it. Every sentence is a
// fact; one that the fact base says nothing about has neither topics nor points.
type Fact struct {
	ID       string // its place, as people write it: "P6S1"; in a library of several documents "rules#P6S1"
	Name     string // what the fact base calls it: "xi-pledge"; may be empty
	Document int    // its place in the library
	Sentence Sentence
	Topics   []string // ids
	Points   []Point
}

// Point is one thing that a fact answers: P1S1 tells both when and where.
type Point struct {
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

// Paraphrase is a further way of asking for something: it is matched as [Point.Ask] is,
// but never offered.
type Paraphrase struct {
	Text string
	Hand int // who wrote it, from 1
}

// texts returns ways of asking and paraphrases, in that order.
func texts(ask []string, paraphrases []Paraphrase) []string {
	all := make([]string, 0, len(ask)+len(paraphrases))
	all = append(all, ask...)
	for _, p := range paraphrases {
		all = append(all, p.Text)
	}
	return all
}

// When says when an event was that an answer tells of. The zero value is no date.
type When struct {
	Shown            string // as people read it: "the 1990s", "2020", "April 2025", "17 June 2025"
	Event            string // what happened, if the answer's headline doesn't say it; may be empty
	Year, Month, Day int    // where it stands in time; what is not known is 0, a decade has its first year
}

// Dated is one event that the document dates.
type Dated struct {
	Fact             string // id of the fact that tells of it
	Point            int    // which of the fact's points, from 0
	When             string // as people read it
	Year, Month, Day int    // what is not known is 0
	Headline         string // what happened
}

// Changes tells two bases apart by the ids of their facts.
type Changes struct{ Added, Removed, Changed []string }
