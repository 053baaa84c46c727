package facts

import (
	"fmt"
	"slices"
	"strings"

	"summitbot/facts/kind"
)

// Status says how sure an answer is.
type Status string

// The statuses.
const (
	Answered Status = "answer"  // confident: one fact
	Related  Status = "related" // not sure: passages that may be what is meant
	None     Status = "none"    // the document doesn't say
)

// Answer is what is said to one question. Fact to Source are set if the status is
// [Answered], and zero otherwise.
type Answer struct {
	Question    string      `json:"question"`
	Status      Status      `json:"status"`
	Fact        string      `json:"fact,omitempty"` // its id
	Headline    string      `json:"headline,omitempty"`
	Quote       string      `json:"quote,omitempty"`     // the sentence, word for word; before it what it needs to be understood
	Highlight   string      `json:"highlight,omitempty"` // the part of the quote that answers, its whole sentence if none surely does; parts are joined with " … "
	Marks       []Mark      `json:"marks,omitempty"`     // where those parts stand in the quote
	Source      *Source     `json:"source,omitempty"`
	Gap         string      `json:"gap,omitempty"` // what the document is known not to say, a sentence
	Score       float64     `json:"score"`         // 0 to 1, to four decimals
	Others      []Passage   `json:"others"`
	Document    string      `json:"document"` // id of the document that the first passage stands in; empty if there is none, but several documents
	Section     []string    `json:"section"`  // the headings above the first passage, the outermost first
	Page        int         `json:"page"`     // of the first passage, from 1; 0 if its document has none
	Passages    []string    `json:"passages"` // the texts that are shown, best first: the quote, then those of Others unless the status is none
	Explanation Explanation `json:"-"`        // for who asks why; not part of the answer's JSON
}

// Mark is a half-open range of bytes of a quote.
type Mark [2]int

// Source is where a quote stands.
type Source struct {
	Document  string   `json:"document"`
	Title     string   `json:"title"`
	Section   []string `json:"section"` // the headings above it, the outermost first
	Page      int      `json:"page"`    // from 1; 0 if the document has none
	Link      string   `json:"link"`    // leads there; empty if nobody has said where people find the document
	Paragraph int      `json:"paragraph"`
	Sentence  int      `json:"sentence"`
	Notes     []int    `json:"notes"`
	Span      Mark     `json:"span"`   // bytes of the document's text
	SHA256    string   `json:"sha256"` // of the document's file
}

// Place says where the quote stands, as far as headings and pages tell: "rules.md ›
// Conduct › Harassment, page 3"; empty if there are neither.
func (s *Source) Place() string {
	if len(s.Section) == 0 && s.Page == 0 {
		return ""
	}
	place := strings.Join(append([]string{s.Document}, s.Section...), " › ")
	if s.Page > 0 {
		place += fmt.Sprintf(", page %d", s.Page)
	}
	return place
}

// Passage is another fact that came near.
type Passage struct {
	Fact  string  `json:"fact"`
	Score float64 `json:"score"`
}

// Explanation says why an answer is what it is.
type Explanation struct {
	Words     []QuestionWord `json:"words"`
	Kinds     []kind.Kind    `json:"kinds"`             // what kinds of answer the question asks for
	Asked     string         `json:"-"`                 // the part of the message that was answered
	Signs     []float64      `json:"-"`                 // what the score was made of
	Reasons   []Reason       `json:"reasons,omitempty"` // what the signs did to the score, the weightiest first
	Threshold float64        `json:"threshold"`         // the score from which a fact is an answer
	Exact     bool           `json:"exact"`             // the question is a way of asking that the base knows
	Gap       string         `json:"gap"`               // the known gap that came first, its id
	Meant     bool           `json:"meant"`             // what the question means had its part in it, not its words alone
}

// QuestionWord says what became of one word or phrase of a question.
type QuestionWord struct {
	Word      string  `json:"word"`                // as typed
	Corrected string  `json:"corrected,omitempty"` // what it was taken for, if it was misspelt
	Known     bool    `json:"known"`               // the documents have it, or a word that means the same
	Matched   bool    `json:"matched"`             // the first fact has it, or a word that means the same
	By        string  `json:"by,omitempty"`        // that word of the fact
	Weight    float64 `json:"weight"`
}

// Reason is one sign and what it did to the confidence.
type Reason struct {
	Sign   string  `json:"sign"`
	Value  float64 `json:"value"`
	Effect float64 `json:"effect"`
}

// Corrected returns the words that others were taken for and that the first fact has, in
// order, each once; nil if nothing was misspelt.
func (a Answer) Corrected() []string {
	var corrected []string
	for _, w := range a.Explanation.Words {
		if w.Corrected != "" && w.Matched && !slices.Contains(corrected, w.Corrected) {
			corrected = append(corrected, w.Corrected)
		}
	}
	return corrected
}
