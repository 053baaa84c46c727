package bot

import (
	"fmt"
	"strings"

	"summitbot/facts"
)

// What the bot says where it has no fact to give.
const (
	emptyHelp    = "Ask me what the article says: mention me with a question, or use /ask."
	relatedTitle = "The article may not answer this"
	noneTitle    = "The article doesn't say"
)

// Colors of a card's edge, 0xRRGGBB. They repeat what the title says and tell nothing alone.
const (
	colorAnswer  = 0x2E7D32
	colorRelated = 0xF9A825
	colorNone    = 0x757575
	colorTrouble = 0xC62828
)

// maxPassages is how many passages a card shows where none is an answer.
const maxPassages = 3

// answerCard lays out an answer. It is within Discord's limits whatever the answer.
func answerCard(base *facts.Base, a facts.Answer) Embed {
	var card Embed
	switch a.Status {
	case facts.Answered:
		card = factCard(a)
	case facts.Related:
		card = relatedCard(base, a)
	case facts.None:
		card = noneCard(base, a)
	}
	card.Description = within(correctionLine(a)+card.Description, maxDescription)
	return card
}

// correctionLine says what misspelt words were taken for, empty where there are none.
func correctionLine(a facts.Answer) string {
	words := a.Corrected()
	if len(words) == 0 {
		return ""
	}
	for i, w := range words {
		words[i] = "*" + escape(w) + "*"
	}
	return within("Searching for "+strings.Join(words, ", "), maxQuestionLine) + "\n"
}

func factCard(a facts.Answer) Embed {
	title := a.Headline
	if title == "" {
		title = a.Highlight
	}
	return Embed{
		Title:       within(escape(title), maxTitle),
		Description: blockQuote(a.Quote, a.Marks, maxQuoted),
		Footer:      within(place(a.Source), maxFooter),
		Color:       colorAnswer,
	}
}

// place says where a quote stands: "Title · paragraph 6, sentence 1 · note 5".
func place(s *facts.Source) string {
	p := fmt.Sprintf("%s · paragraph %d, sentence %d", s.Title, s.Paragraph, s.Sentence)
	switch len(s.Notes) {
	case 0:
		return p
	case 1:
		return fmt.Sprintf("%s · note %d", p, s.Notes[0])
	}
	return p + " · notes " + strings.Trim(strings.ReplaceAll(fmt.Sprint(s.Notes), " ", ", "), "[]")
}

func relatedCard(base *facts.Base, a facts.Answer) Embed {
	var b strings.Builder
	if a.Gap != "" {
		b.WriteString(escape(a.Gap) + " It does say:\n")
	} else {
		b.WriteString("The closest passages, none of them sure to be an answer:\n")
	}
	for _, p := range a.Others[:min(len(a.Others), maxPassages)] {
		f, ok := base.Fact(p.Fact)
		if !ok {
			continue
		}
		fmt.Fprintf(&b, "%s\n*paragraph %d, sentence %d*\n", blockQuote(f.Sentence.Text, nil, maxQuoted/maxPassages), f.Sentence.Paragraph, f.Sentence.Number)
	}
	title := relatedTitle
	if a.Gap != "" {
		title = noneTitle
	}
	return Embed{
		Title: title, Description: strings.TrimSpace(b.String()),
		Footer: within(base.Title(), maxFooter), Color: colorRelated,
	}
}

// noneCard says that there is no answer, and what can be asked.
func noneCard(base *facts.Base, a facts.Answer) Embed {
	var b strings.Builder
	if a.Gap != "" {
		b.WriteString(escape(a.Gap))
	} else {
		b.WriteString("Nothing in it comes near your question.")
	}
	if examples := base.Complete("", 3); len(examples) > 0 {
		b.WriteString(" You could ask, for example:")
		for _, e := range examples {
			b.WriteString("\n- " + escape(e))
		}
	}
	return Embed{
		Title: noneTitle, Description: within(b.String(), maxQuoted),
		Footer: within(base.Title(), maxFooter), Color: colorNone,
	}
}

// questionLine repeats the question above an answer to a slash command, which hides it.
func questionLine(question string) string {
	return escape(within(strings.Join(strings.Fields(question), " "), maxQuestionLine)) + "\n\n"
}
