package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"summitbot/facts/answer"

	"summitbot/facts"
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
			Title: fmt.Sprintf("Paragraph %d", f.Sentence.Paragraph), Color: colorAnswer,
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

func contextFooter(base *answer.Base, f facts.Fact, page, pages int) string {
	footer := fmt.Sprintf("sentence %d is in bold", f.Sentence.Number)
	if pages > 1 {
		footer += fmt.Sprintf(" · page %d of %d", page+1, pages)
	}
	return within(base.Title(), maxFooter-100) + " · " + footer
}

// contextPages returns a fact's paragraph in pages, at least one, and the page on which its
// sentence begins. Nothing of the paragraph is left out.
func contextPages(base *answer.Base, of facts.Fact) (pages []string, first int) {
	page := ""
	for _, f := range base.Facts() {
		if f.Sentence.Paragraph != of.Sentence.Paragraph {
			continue
		}
		for i, piece := range pieces(f.Sentence.Text, maxContextPage-len("****")) {
			if f.ID == of.ID {
				piece = "**" + piece + "**"
			}
			if page != "" && units(page)+1+units(piece) > maxContextPage {
				pages, page = append(pages, page), ""
			}
			if f.ID == of.ID && i == 0 {
				first = len(pages)
			}
			page = strings.TrimLeft(page+" "+piece, " ")
		}
	}
	return append(pages, page), first
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

// where says where a fact stands: "paragraph 6, sentence 4".
func where(f facts.Fact) string {
	return fmt.Sprintf("paragraph %d, sentence %d", f.Sentence.Paragraph, f.Sentence.Number)
}

// spaced is s on one line, with single spaces.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }
