// Package document makes documents of blocks and finds their sentences, each with the
// bytes of the text that it stands on.
//
//	a format's reader → [Builder] → cleaned blocks → sentences → [facts.Document]
//
// A sentence's text is made of its bytes by two steps, and [Quote] repeats both: the
// changes that the reader gave (markup dropped, an entity put for what it stands for),
// then cleaning, which looks at nothing but the bytes at hand. [Verify] holds every
// sentence to that, and holds the changes to what a quote may change: its letters and
// digits are the text's own.
//
// What a block's words become:
//
//   - paragraphs, items and quotations are cut into sentences; a row is one, its cells
//     parted by " | "; code is one with its line breaks, and is
//     cut at blank lines if it's long;
//   - headings, table heads and terms have no sentences; their words are Block.Text;
//   - the first sentence of an item, or of a paragraph with a label such as a footnote,
//     begins with the label: "1. Anna Roth".
//
// What introduces a block (Block.Lead): of an item the item around it, else the block
// before its list if that is a term or ends in a colon; of a row its head; of a block
// after a term the term; of code, a quotation or a table's head the block before it if
// that ends in a colon. A paragraph, quotation or code opened with a Level above 0
// belongs to the item or the term before it, which then introduces it.
//
// Nothing here knows a particular document. A document isn't changed after it was made
// and is safe for concurrent use; a Builder isn't. All is linear in the text's length.
package document

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"summitbot/facts"
)

// Repair returns the sentence with r made. It fails if r.Was isn't found exactly once: a
// repair that no longer matches its text must not be passed over.
func Repair(s facts.Sentence, r facts.Repair) (facts.Sentence, error) {
	switch n := strings.Count(s.Text, r.Was); {
	case r.Was == "" || n == 0:
		return s, fmt.Errorf("the repair of %q finds nothing in %s: %q", r.Was, s.ID, s.Text)
	case n > 1:
		return s, fmt.Errorf("the repair of %q isn't clear: it stands %d times in %s; quote more of the text", r.Was, n, s.ID)
	}
	s.Text = strings.Replace(s.Text, r.Was, r.Is, 1)
	s.Repairs = append(slices.Clip(s.Repairs), r)
	return s, nil
}

// Quote makes a sentence again from nothing but the text's bytes in its span, the changes
// among them, and its repairs. It is what a quote is verified against.
func Quote(d *facts.Document, s facts.Sentence) (string, error) {
	if s.Span.Start < 0 || s.Span.End > len(d.Text) || s.Span.Len() <= 0 {
		return "", fmt.Errorf("the span %d-%d of %s isn't in the text of %d bytes", s.Span.Start, s.Span.End, s.ID, len(d.Text))
	}
	if s.Block < 0 || s.Block >= len(d.Blocks) {
		return "", fmt.Errorf("the block %d of %s isn't among %d", s.Block, s.ID, len(d.Blocks))
	}
	var c cleaner
	c.clean(d.Text, s.Span, changesIn(d, s.Span), d.Blocks[s.Block].Kind == facts.Code)
	fresh := facts.Sentence{ID: s.ID, Text: string(c.out)}
	for _, r := range s.Repairs {
		var err error
		if fresh, err = Repair(fresh, r); err != nil {
			return "", err
		}
	}
	return fresh.Text, nil
}

// changesIn returns the changes among the bytes of s. What was put in at its end belongs
// to what follows.
func changesIn(d *facts.Document, s facts.Span) []facts.Change {
	from := sort.Search(len(d.Changes), func(i int) bool { return d.Changes[i].Span.Start >= s.Start })
	rest := d.Changes[from:]
	to := sort.Search(len(rest), func(i int) bool { return rest[i].Span.Start >= s.End || rest[i].Span.End > s.End })
	return rest[:to]
}
