package bot

import (
	"context"

	"summitbot/facts"
	"summitbot/facts/answer"
)

// Said above what an older base's control shows.
const baseMoved = "The fact base has changed since that answer. This is what it has now."

// addCardControls adds what stands under a card. Every id but a vote's begins with the base
// that made it, and each works as far as the base that serves knows what it asks for.
func (b *Bot) addCardControls(table map[string]controlHandler) {
	table[doContext] = b.showContext
	table[doWhy] = b.showWhy
	table[doWhyLong] = b.showWhyLong
	table[doVote] = b.vote
	table[doRelated] = b.politelyControlled(b.askRelated)
	table[doPassages] = b.showPassages
}

// askRelated answers the question that was chosen in a menu.
func (b *Bot) askRelated(_ context.Context, r Request, _ []string) Response {
	if len(r.Values) == 0 || isBlank(r.Values[0]) {
		return Response{Text: oldControl, Ephemeral: true}
	}
	answer := b.answerAloud(b.o.Store.Base(), r.Values[0])
	answer.Ephemeral = true
	return answer
}

// showPassages shows the passages that came nearest to a question, of which none was sure
// to be its answer.
func (b *Bot) showPassages(_ context.Context, _ Request, args []string) Response {
	base := b.o.Store.Base()
	var refs []string
	if len(args) > 1 {
		refs = args[1:min(len(args), 1+maxPassages)]
	}
	found := followAll(base, refs)
	if len(found) == 0 {
		return Response{Text: factGone, Ephemeral: true}
	}
	return Response{
		Text: movedSince(base, arg(args, 0)), Ephemeral: true,
		Embeds: []Embed{passagesCard(base, found)}, Rows: []Row{passagesMenu(base, found)},
	}
}

func passagesCard(base *answer.Base, found []facts.Fact) Embed {
	return Embed{
		Title: "The closest passages", Description: "None of these is sure to be an answer." + quotations(base, found),
		Footer: within(base.Title(), maxFooter), Color: colorRelated,
	}
}

// passagesMenu opens one of the passages as a card.
func passagesMenu(base *answer.Base, found []facts.Fact) Row {
	menu := &Menu{ID: controlID(doFact, shortened(base)), Placeholder: "Open a passage"}
	for _, f := range found {
		menu.Choices = append(menu.Choices, Choice{Name: within(f.ID+" · "+spaced(headline(f)), maxChoice), Value: tagOf(f)})
	}
	return Row{Menu: menu}
}

// movedSince says that the base is another one than the one whose hash begins so; empty
// where it is the same.
func movedSince(base *answer.Base, beginning string) string {
	if sameBase(base.Hash(), beginning) {
		return ""
	}
	return baseMoved
}
