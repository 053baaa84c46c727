package index

import (
	"strings"

	"summitbot/facts"
)

// Sentences returns the sentences of documents as they are indexed, in reading order.
func Sentences(documents ...*facts.Document) []Sentence {
	var all []Sentence
	section, paragraph := 0, 0
	for _, d := range documents {
		for i := range d.Sentences {
			block := d.Sentences[i].Block
			at := d.Blocks[block].Section
			title, above := headings(d, at)
			all = append(all, Sentence{
				Text: d.Sentences[i].Text, Title: title, Above: above, Lead: lead(d, block),
				Section: section + at, Paragraph: paragraph + opener(d, block),
			})
		}
		section += len(d.Sections)
		paragraph += len(d.Blocks)
	}
	return all
}

// headings returns a section's own heading, and those above it in one line.
func headings(d *facts.Document, section int) (own, above string) {
	var all []string
	for s := d.Sections[section].Parent; s > 0; s = d.Sections[s].Parent {
		all = append(all, d.Sections[s].Heading)
	}
	return d.Sections[section].Heading, strings.Join(all, " ")
}

// maxLeads is how many blocks that introduce each other are looked at, from the innermost.
const maxLeads = 8

// opener returns the block that begins what a block is part of: a list's lead-in, a
// table's head, a term; the block itself if nothing introduces it.
func opener(d *facts.Document, block int) int {
	for range maxLeads {
		if d.Blocks[block].Lead < 0 {
			break
		}
		block = d.Blocks[block].Lead
	}
	return block
}

// lead returns the words that introduce a block, the innermost first.
func lead(d *facts.Document, block int) string {
	var words []string
	for range maxLeads {
		if block = d.Blocks[block].Lead; block < 0 {
			break
		}
		b := &d.Blocks[block]
		if b.Last > b.First {
			words = append(words, d.Sentences[b.Last-1].Text)
		} else {
			words = append(words, b.Text)
		}
	}
	return strings.Join(words, " ")
}
