package bot

import (
	"fmt"
	"strings"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// A card is an embed with rows of controls under it, and not made of Components V2, for
// those who read it:
//
//   - On a phone an embed is one quiet block, in which title, quote and footer differ in
//     size by themselves. Text displays are all of one size, unless each is made a heading.
//   - A screen reader has an embed as one thing with a title, and the controls after it. A
//     container's texts and controls are read part by part, mixed as they are laid out.
//   - A V2 message has neither content nor embeds. So there is no plainer form of it for
//     channels where the bot may not embed, and nothing for notifications, search and
//     clients that show messages by these.
//   - A response that was deferred becomes V2 only by a flag of the later edit, and the
//     library's edit has no flags.
//
// Colour only repeats what the title says, and every control has a label.

// What the bot says where it has no fact to give.
const (
	emptyHelp    = "Ask me what the document says: mention me with a question, or use /ask."
	relatedTitle = "This may be what you mean"
	relatedText  = "No sentence surely answers your question. The closest:"
	noneText     = "No sentence answers your question."
)

// noneTitle is the title of a card without an answer.
func noneTitle(base *answer.Base) string {
	return choose(len(base.Documents()) > 1, "The documents don't say", "The document doesn't say")
}

// Colors of a card's edge, 0xRRGGBB. They repeat what the title says and tell nothing alone.
const (
	colorAnswer  = 0x2E7D32
	colorRelated = 0xF9A825
	colorNone    = 0x757575
	colorTrouble = 0xC62828
)

// answerTo answers a question that stands above the answer.
func (b *Bot) answerTo(base *answer.Base, question string) Response {
	return b.card(base, base.Answer(question))
}

// answerAloud answers a question that nobody sees, and repeats it.
func (b *Bot) answerAloud(base *answer.Base, question string) Response {
	r := b.answerTo(base, question)
	r.Embeds[0].Description = within(questionLine(question)+r.Embeds[0].Description, maxDescription)
	return r
}

// card lays out an answer: one embed, and the controls under it. It is within Discord's
// limits whatever the answer.
func (b *Bot) card(base *answer.Base, a facts.Answer) Response {
	g := b.guideTo(base)
	switch a.Status {
	case facts.Answered:
		return Response{Embeds: []Embed{factCard(a)}, Rows: factRows(g, a)}
	case facts.Related:
		return Response{Embeds: []Embed{relatedCard(base, a)}, Rows: relatedRows(g, a)}
	}
	return Response{Embeds: []Embed{noneCard(g, a)}, Rows: noneRows(g, a)}
}

// factCard shows a fact under its headline. One that nobody wrote about has none: its quote
// stands alone, with what is found in it to answer in bold.
func factCard(a facts.Answer) Embed {
	return Embed{
		Title:       titled(a.Headline),
		Description: correctionLine(a) + blockQuote(a.Quote, a.Marks, maxQuoted),
		Footer:      within(place(a.Source), maxFooter),
		Color:       colorAnswer,
	}
}

// titled is a text as a title: as it is, on one line.
func titled(s string) string { return within(oneLine(s), maxTitle) }

// place says where a quote stands: "rules.md › Conduct, page 3 · note 5", or if there are
// neither headings nor pages, "Title · paragraph 6, sentence 1 · note 5".
func place(s *facts.Source) string {
	p := s.Place()
	if p == "" {
		p = fmt.Sprintf("%s · paragraph %d, sentence %d", s.Title, s.Paragraph, s.Sentence)
	}
	switch len(s.Notes) {
	case 0:
		return p
	case 1:
		return fmt.Sprintf("%s · note %d", p, s.Notes[0])
	}
	return p + " · notes " + strings.Trim(strings.ReplaceAll(fmt.Sprint(s.Notes), " ", ", "), "[]")
}

// relatedCard shows the passages that may be what is asked for; where a known gap was asked
// for, it says just what the document does not say.
func relatedCard(base *answer.Base, a facts.Answer) Embed {
	card := Embed{Title: noneTitle(base), Footer: within(base.Title(), maxFooter), Color: colorRelated}
	says := oneLine(a.Gap)
	if a.Gap == "" {
		card.Title, says = relatedTitle, relatedText+quotations(base, near(base, a))
	}
	card.Description = correctionLine(a) + says
	return card
}

// maxPassages is how many passages are shown where none is an answer.
const maxPassages = 3

// near returns the facts that came nearest to a question, the nearest first.
func near(base *answer.Base, a facts.Answer) []facts.Fact {
	var found []facts.Fact
	for _, p := range a.Others[:min(len(a.Others), maxPassages)] {
		if f, ok := base.Fact(p.Fact); ok {
			found = append(found, f)
		}
	}
	return found
}

// quotations shows facts one below the other, each with its place.
func quotations(base *answer.Base, found []facts.Fact) string {
	text := ""
	for _, f := range found {
		shown, _ := base.Shown(f)
		text += "\n\n" + blockQuote(shown, nil, maxQuoted/maxPassages) + "\n" + "*" + oneLine(within(where(base, f), maxPlace)) + "*"
	}
	return text
}

// noneCard says that there is no answer, and what can be asked.
func noneCard(g *guide, a facts.Answer) Embed {
	says := noneText
	if a.Gap != "" {
		says = oneLine(a.Gap)
	}
	examples := g.examples
	if len(examples) == 0 {
		says += " /topics shows what it says."
	} else {
		says += " You could ask, for example:"
	}
	for _, e := range examples {
		says += "\n- " + oneLine(e)
	}
	return Embed{
		Title: noneTitle(g.base), Description: says,
		Footer: within(g.base.Title(), maxFooter), Color: colorNone,
	}
}

// correctionLine says what misspelt words were taken for, as many as a line has room for;
// empty where there are none.
func correctionLine(a facts.Answer) string {
	line := ""
	for _, w := range a.Corrected() {
		more := ", *" + oneLine(w) + "*"
		if units(line+more) > maxQuestionLine-len("Searching for ") {
			break
		}
		line += more
	}
	if line == "" {
		return ""
	}
	return "Searching for " + strings.TrimPrefix(line, ", ") + "\n"
}

// questionLine repeats the question above an answer to a slash command, which hides it.
func questionLine(question string) string {
	return escape(within(strings.Join(strings.Fields(question), " "), maxQuestionLine)) + "\n\n"
}
