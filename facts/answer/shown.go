package answer

import (
	"strings"
	"unicode"

	"summitbot/facts"
	"summitbot/facts/text"
)

// How much stands before a sentence that can't be understood alone.
const (
	maxBefore = 3   // sentences of its block
	maxLeads  = 4   // blocks that introduce its block
	maxFront  = 600 // bytes of all of them; what comes first is left out
)

// Shown returns a fact as people are shown it, and where its own sentence begins, which
// is the end of it: with what introduces a list item, the head of a row's table, the term
// that a definition is of, and the sentences that it begins by pointing back to. A fact
// that people wrote about stands alone: they have seen to it that it can.
func (b *Base) Shown(f facts.Fact) (shown string, own int) {
	if len(f.Points) > 0 {
		return f.Sentence.Text, 0
	}
	d := b.layer.Library.Documents[f.Document]
	before := front(d, f.Sentence)
	return before + f.Sentence.Text, len(before)
}

// front returns what stands before a sentence when it is shown; empty if nothing does.
func front(d *facts.Document, s facts.Sentence) string {
	block, own := &d.Blocks[s.Block], s.Number-1
	first := own // of its block's sentences, the first that is shown
	for isProse(block.Kind) && first > 0 && own-first < maxBefore && pointsBack(d.Sentences[block.First+first].Text) {
		first--
	}
	var parts []string
	if first == 0 || isTerm(d, block.Lead) {
		parts = leads(d, block)
	}
	before := ""
	for _, p := range d.Sentences[block.First+first : block.First+own] {
		before += p.Text + " "
	}
	for i := len(parts) - 1; i >= 0 && len(before)+len(parts[i]) < maxFront; i-- {
		before = parts[i] + "\n" + before
	}
	return before
}

// leads returns the words of what introduces a block, the outermost first.
func leads(d *facts.Document, block *facts.Block) []string {
	var words []string
	for range maxLeads {
		if block.Lead < 0 {
			break
		}
		lead := &d.Blocks[block.Lead]
		words = append([]string{leadWords(d, lead)}, words...)
		if lead.Kind == facts.Head || lead.Kind == facts.Term {
			break
		}
		block = lead
	}
	return words
}

// leadWords returns the words by which a block introduces another: its last sentence if
// that ends in a colon, else its first; its own words if it has no sentences.
func leadWords(d *facts.Document, lead *facts.Block) string {
	if lead.First == lead.Last {
		return lead.Text
	}
	if last := d.Sentences[lead.Last-1].Text; strings.HasSuffix(last, ":") {
		return last
	}
	return d.Sentences[lead.First].Text
}

func isTerm(d *facts.Document, block int) bool {
	return block >= 0 && d.Blocks[block].Kind == facts.Term
}

// isProse reports whether a block's sentences follow from each other.
func isProse(k facts.BlockKind) bool {
	return k == facts.Paragraph || k == facts.Item || k == facts.Quotation
}

// pointsBack reports whether a sentence begins with a word for what was said before it.
func pointsBack(sentence string) bool {
	first, _, _ := strings.Cut(strings.TrimLeftFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) }), " ")
	switch text.Fold(strings.TrimRightFunc(first, func(r rune) bool { return !unicode.IsLetter(r) })) {
	case "it", "its", "it's", "he", "he's", "his", "she", "she's", "her", "they", "they're", "their", "them",
		"this", "these", "that", "that's", "those", "such", "both", "neither", "otherwise", "instead":
		return true
	}
	return false
}
