package bot

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// maxContextPage is how long a page of a paragraph is: what a phone shows in two screens.
const maxContextPage = 1500

// showContext shows the paragraph around a fact with its sentence in bold: at first the
// page on which the sentence begins, and in its place the one that was turned to.
func (b *Bot) showContext(_ context.Context, _ Request, args []string) Response {
	base := b.o.Store.Base()
	f, ok := follow(base, arg(args, 1))
	if !ok {
		return Response{Text: factGone, Ephemeral: true}
	}
	all, page := contextPages(base, f)
	turned := len(args) > 2
	if turned {
		page = min(number(args[2]), len(all)-1)
	}
	r := Response{
		Text: movedSince(base, arg(args, 0)), Ephemeral: true, Update: turned,
		Embeds: []Embed{{
			Title: titled(contextTitle(base, f)), Color: colorAnswer,
			Description: all[page], Footer: contextFooter(base, f, page, len(all)),
		}},
	}
	turn := turnButtons(page, len(all), func(p int) string {
		return controlID(doContext, arg(args, 0), arg(args, 1), strconv.Itoa(p))
	})
	if len(turn) > 0 {
		r.Rows = []Row{{Buttons: turn}}
	}
	return r
}

// contextTitle names a fact's paragraph: by headings and page, else by its number.
func contextTitle(base *answer.Base, f facts.Fact) string {
	return cmp.Or(base.Source(f).Place(), fmt.Sprintf("Paragraph %d", f.Sentence.Paragraph))
}

func contextFooter(base *answer.Base, f facts.Fact, page, pages int) string {
	footer := fmt.Sprintf("sentence %d is in bold", f.Sentence.Number)
	if pages > 1 {
		footer += fmt.Sprintf(" · page %d of %d", page+1, pages)
	}
	return within(base.Title(), maxFooter-100) + " · " + footer
}

// contextPages returns a fact's paragraph, or all of its list or table, in pages, at least
// one, and the page on which its sentence begins. Nothing is left out.
func contextPages(base *answer.Base, of facts.Fact) (pages []string, first int) {
	page, block := "", 0
	for _, f := range around(base, of) {
		space := choose(f.Sentence.Block == block, " ", "\n")
		block = f.Sentence.Block
		for i, piece := range pieces(f.Sentence.Text, maxContextPage-len("****")) {
			if f.ID == of.ID {
				piece = "**" + piece + "**"
			}
			if page != "" && units(page)+len(space)+units(piece) > maxContextPage {
				pages, page = append(pages, page), ""
			}
			if f.ID == of.ID && i == 0 {
				first = len(pages)
			}
			page = strings.TrimLeft(page+space+piece, " \n")
			space = " "
		}
	}
	return append(pages, page), first
}

// around returns the facts that stand in one paragraph, list or table with a fact.
func around(base *answer.Base, of facts.Fact) []facts.Fact {
	d := base.Documents()[of.Document]
	whole := opening(d, of.Sentence.Block)
	var found []facts.Fact
	for _, f := range base.Facts() {
		if f.Document == of.Document && opening(d, f.Sentence.Block) == whole {
			found = append(found, f)
		}
	}
	return found
}

// opening returns the block that begins what a block is part of.
func opening(d *facts.Document, block int) int {
	for d.Blocks[block].Lead >= 0 {
		block = d.Blocks[block].Lead
	}
	return block
}

// pieces cuts a text between words into escaped pieces of at most limit units. Only a word
// that is longer by itself is cut.
func pieces(text string, limit int) []string {
	var all []string
	piece := ""
	for word := range strings.FieldsSeq(text) {
		word = within(escape(word), limit)
		if piece != "" && units(piece)+1+units(word) > limit {
			all, piece = append(all, piece), ""
		}
		piece = strings.TrimLeft(piece+" "+word, " ")
	}
	if piece != "" {
		all = append(all, piece)
	}
	return all
}

// where says where a fact stands: "rules.md › Conduct, page 3", or if there are neither
// headings nor pages, "paragraph 6, sentence 4".
func where(base *answer.Base, f facts.Fact) string {
	return cmp.Or(base.Source(f).Place(), fmt.Sprintf("paragraph %d, sentence %d", f.Sentence.Paragraph, f.Sentence.Number))
}

// spaced is s on one line, with single spaces.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }
