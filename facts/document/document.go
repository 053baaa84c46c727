// Package document reads a text that was broken on its way and finds its sentences,
// each with the bytes of the original that it stands on.
//
//	original bytes → [Clean] → [Text] → [Parse] → [Sentence] with its [Span]
//
// Nothing here knows a particular document. Everything is a pure function; a
// [Document] is not changed after it was made and is safe for concurrent use.
package document

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"summitbot/facts"
)

// Document is a text cut into paragraphs and sentences.
type Document struct {
	Original  string
	Sentences []Sentence
}

// Sentence and Repair are the core's.
type (
	Sentence = facts.Sentence
	Repair   = facts.Repair
)

// Parse cleans the original and cuts it into sentences. An empty text has none.
func Parse(original string) *Document {
	t := Clean(original)
	d := &Document{Original: original}
	start := 0
	number := 0
	for paragraph := range strings.SplitSeq(t.String(), "\n\n") {
		if paragraph != "" {
			number++
			d.addParagraph(t, number, start, paragraph)
		}
		start += len(paragraph) + len("\n\n")
	}
	return d
}

func (d *Document) addParagraph(t Text, number, start int, paragraph string) {
	for i, s := range d.standAlone(t, start, sentences(paragraph)) {
		d.Sentences = append(d.Sentences, Sentence{
			ID:        fmt.Sprintf("P%dS%d", number, i+1),
			Paragraph: number,
			Number:    i + 1,
			Text:      t.String()[s.Start:s.End],
			Span:      t.Original(s),
		})
	}
}

// standAlone moves the spans of a paragraph to where it starts in the cleaned text, and
// joins those whose bytes, cleaned by themselves, would not give the same text: a
// swapped run is only known by its length.
func (d *Document) standAlone(t Text, start int, spans []Span) []Span {
	var whole []Span
	for _, s := range spans {
		s = Span{Start: s.Start + start, End: s.End + start}
		for n := len(whole); n > 0 && !(d.stands(t, whole[n-1]) && d.stands(t, s)); n = len(whole) {
			s.Start = whole[n-1].Start
			whole = whole[:n-1]
		}
		whole = append(whole, s)
	}
	return whole
}

func (d *Document) stands(t Text, s Span) bool {
	o := t.Original(s)
	return Clean(d.Original[o.Start:o.End]).String() == t.String()[s.Start:s.End]
}

// SHA256 returns the hash of the original in hexadecimal.
func (d *Document) SHA256() string {
	sum := sha256.Sum256([]byte(d.Original))
	return hex.EncodeToString(sum[:])
}

// Repair returns the sentence with r made. It fails where r.Was is not found exactly
// once: a repair that no longer matches its text must not be passed over.
func Mend(s Sentence, r Repair) (Sentence, error) {
	switch n := strings.Count(s.Text, r.Was); {
	case r.Was == "" || n == 0:
		return s, fmt.Errorf("the repair of %q finds nothing in %s: %q", r.Was, s.ID, s.Text)
	case n > 1:
		return s, fmt.Errorf("the repair of %q is not clear: it stands %d times in %s; quote more of the text", r.Was, n, s.ID)
	}
	s.Text = strings.Replace(s.Text, r.Was, r.Is, 1)
	s.Repairs = append(slices.Clip(s.Repairs), r)
	return s, nil
}

// Quote makes the sentence anew from nothing but the original's bytes in the
// sentence's span and its repairs. It is what a quote is verified against.
func (d *Document) Quote(s Sentence) (string, error) {
	if s.Span.Start < 0 || s.Span.End > len(d.Original) || s.Span.Len() <= 0 {
		return "", fmt.Errorf("the span %d-%d of %s is not in the text of %d bytes", s.Span.Start, s.Span.End, s.ID, len(d.Original))
	}
	fresh := Sentence{ID: s.ID, Text: Clean(d.Original[s.Span.Start:s.Span.End]).String()}
	for _, r := range s.Repairs {
		var err error
		if fresh, err = Mend(fresh, r); err != nil {
			return "", err
		}
	}
	return fresh.Text, nil
}

// Verify checks that every sentence says just what its bytes in the original say.
func (d *Document) Verify() error {
	for _, s := range d.Sentences {
		quote, err := d.Quote(s)
		if err != nil {
			return fmt.Errorf("verify %s: %w", s.ID, err)
		}
		if quote != s.Text {
			return fmt.Errorf("verify %s: bytes %d-%d say %q, not %q", s.ID, s.Span.Start, s.Span.End, quote, s.Text)
		}
	}
	return nil
}
