package bot_test

import (
	"reflect"
	"strings"
	"testing"

	"summitbot/bot"
	"summitbot/facts"
	"summitbot/facts/answer"
)

// askAs asks a question in each way that there is, by name.
func askAs(t *testing.T, b *bot.Bot, question string) map[string]bot.Response {
	t.Helper()
	menu := commandNamed(t, b, "Ask the document")
	return map[string]bot.Response{
		"/ask":    checked(t, run(t, b, "ask", ask(question))),
		"mention": checked(t, b.Message(t.Context(), bot.Request{Text: question, Guild: home})),
		"direct":  checked(t, b.Message(t.Context(), bot.Request{Text: question})),
		"menu":    checked(t, menu.Handle(t.Context(), bot.Request{Target: &bot.Target{Text: question}})),
	}
}

// labels returns the labels of the buttons of a response.
func labels(r bot.Response) string {
	var all []string
	for _, row := range r.Rows {
		for _, b := range row.Buttons {
			all = append(all, b.Label)
		}
	}
	return strings.Join(all, " ")
}

func TestEveryWayOfAskingGivesTheSameCard(t *testing.T) {
	t.Parallel()
	b := newBot(t, article(t), bot.Admins{})
	const question = cash
	want := checked(t, b.Message(t.Context(), bot.Request{Text: question}))
	for way, got := range askAs(t, b, question) {
		card := got.Embeds[0]
		card.Description = strings.TrimPrefix(card.Description, question+"\n\n")
		if !reflect.DeepEqual(card, want.Embeds[0]) || !reflect.DeepEqual(got.Rows, want.Rows) || got.Ephemeral != (way == "menu") {
			t.Errorf("%s: got %+v\nwant %+v", way, got, want)
		}
	}
	if got := labels(want); got != "Context Why? Helpful Not helpful" {
		t.Errorf("buttons %q", got)
	}
	if menu := menuOf(t, want); menu.Placeholder != "Related questions" || len(menu.Choices) != 5 {
		t.Errorf("menu %+v", menu)
	}
}

func TestAQuoteHasACardTooButNoWhy(t *testing.T) {
	t.Parallel()
	got := checked(t, run(t, newBot(t, article(t), bot.Admins{}), "quote", quote("P6S4")))
	if labels(got) != "Context Helpful Not helpful" || len(menuOf(t, got).Choices) == 0 {
		t.Errorf("nobody asked, so that there is no why: got %+v", got)
	}
}

func TestAnUnsureAnswerShowsWhatMayBeMeant(t *testing.T) {
	t.Parallel()
	store := article(t)
	b := newBot(t, store, bot.Admins{})
	question := unsure(t, store.Base())
	got := checked(t, b.Message(t.Context(), bot.Request{Text: question}))
	quotes := strings.Count(got.Embeds[0].Description, "> ")
	if got.Embeds[0].Title != "This may be what you mean" || quotes == 0 || quotes > 3 {
		t.Errorf("%q: got %+v, want up to three passages in it", question, got.Embeds[0])
	}
	if opens := menuOf(t, got); labels(got) != "Why?" || len(opens.Choices) != quotes {
		t.Errorf("buttons %q, menu %+v", labels(got), opens)
	}
	why := press(t, b, got, "Why?", bot.Request{}).Embeds[0]
	if why.Title != "Why no answer" || !strings.Contains(why.Description, "only ") || !strings.Contains(why.Description, "**Closest:** ") {
		t.Errorf("got %+v", why)
	}
}

// unsure returns a question that has passages near it, no answer, and asks for no known gap.
func unsure(t *testing.T, base *answer.Base) string {
	t.Helper()
	for _, f := range base.Facts() {
		words := strings.Fields(f.Sentence.Text)
		for i := range words {
			q := "why did the " + strings.Join(words[i:min(len(words), i+2)], " ") + " happen"
			if a := base.Answer(q); a.Status == facts.Related && a.Gap == "" {
				return q
			}
		}
	}
	t.Fatal("the base is sure of everything")
	return ""
}
