package bot_test

import (
	"slices"
	"strings"
	"testing"

	"summitbot/bot"
	"summitbot/facts"
	"summitbot/facts/answer"
	"summitbot/facts/base"
	"summitbot/facts/source"
)

// library returns a store over Markdown documents, by their ids, in the order of these.
func library(t *testing.T, documents map[string]string) *answer.Store {
	t.Helper()
	var all []*facts.Document
	var ids []string
	for id := range documents {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		d, err := source.Markdown(id, []byte(documents[id]))
		if err != nil {
			t.Fatal(err)
		}
		d.ID = id
		all = append(all, d)
	}
	store, err := answer.NewStore(func() (*answer.Base, error) { return answer.New(base.Of(all...)) })
	if err != nil {
		t.Fatal(err)
	}
	return store
}

var longName = strings.Repeat("a very long folder/", 12) + "rules.md"

func twoDocuments(t *testing.T) *answer.Store {
	t.Helper()
	return library(t, map[string]string{
		"Hours.md": "# Hours\n\nThe library opens at nine on Mondays.\n",
		longName:   "# Rules\n\n## Posts\n\nMembers may not:\n\n1. post advertisements outside the market;\n2. share phone numbers of strangers.\n\n## Bans\n\nA ban lasts a month. It can be appealed by mail.\n",
	})
}

// A card of one of several documents names it and its headings, and keeps a list item under
// its lead-in; all of its controls work, however long the document's name.
func TestACardOfOneOfSeveralDocuments(t *testing.T) {
	t.Parallel()
	b := newBot(t, twoDocuments(t), bot.Admins{})
	got := checked(t, b.Message(t.Context(), bot.Request{Text: "where may members post advertisements"}))
	card := got.Embeds[0]
	if !strings.Contains(card.Description, "> Members may not:\n> **1. post advertisements outside the market;**") || !strings.HasSuffix(card.Footer, "rules.md › Rules › Posts") {
		t.Errorf("got %+v", card)
	}
	useAll(t, b, got)
	context := press(t, b, got, "Context", bot.Request{User: stranger}).Embeds[0]
	if !strings.Contains(context.Description, "phone numbers") || strings.Contains(context.Description, "ban lasts") {
		t.Errorf("the context is the whole list: %q", context.Description)
	}
	refused := checked(t, b.Message(t.Context(), bot.Request{Text: "how do I bake bread"}))
	if refused.Embeds[0].Title != "The documents don't say" {
		t.Errorf("got %+v", refused.Embeds[0])
	}
}

// What answers is in bold, in the sentence itself and not in its lead-in; nobody wrote a title.
func TestACardMarksWhatAnswers(t *testing.T) {
	t.Parallel()
	b := newBot(t, library(t, map[string]string{"Rules.md": "# Appeals\n\nMembers must wait, even for two weeks:\n\n- wait at least two weeks before they appeal a ban;\n- write to the staff.\n"}), bot.Admins{})
	card := checked(t, b.Message(t.Context(), bot.Request{Text: "how long must members wait before they appeal a ban"})).Embeds[0]
	if card.Title != "" || !strings.Contains(card.Description, "> Members must wait, even for two weeks:\n> wait **at least two weeks** before they appeal a ban;") {
		t.Errorf("got %q, %q", card.Title, card.Description)
	}
}

// Without topics, one browses by headings.
func TestBrowsingSeveralDocuments(t *testing.T) {
	t.Parallel()
	b := newBot(t, twoDocuments(t), bot.Admins{})
	topics := checked(t, run(t, b, "topics", bot.Request{}))
	choices := menuOf(t, topics).Choices
	if len(choices) != 3 || choices[0].Name != "Hours.md › Hours" {
		t.Fatalf("got %+v", choices)
	}
	page := pick(t, b, topics, bot.Request{}, choices[2].Value)
	card := pick(t, b, page, bot.Request{}, menuOf(t, page).Choices[1].Value)
	if !strings.Contains(card.Embeds[0].Description, "A ban lasts a month. **It can be appealed by mail.**") {
		t.Errorf("got %+v", card.Embeds[0])
	}
	source := checked(t, run(t, b, "source", bot.Request{})).Embeds[0]
	if !strings.Contains(source.Fields[0].Value, "Hours.md\n") {
		t.Errorf("got %+v", source.Fields)
	}
}

// A place may be written with its document, and what completion offers can be chosen.
func TestAQuoteOfOneOfSeveralDocuments(t *testing.T) {
	t.Parallel()
	b := newBot(t, twoDocuments(t), bot.Admins{})
	for _, place := range []string{"Hours.md#P1S1", "P1S1", "library opens"} {
		got := checked(t, run(t, b, "quote", quote(place)))
		if len(got.Embeds) != 1 || !strings.Contains(got.Embeds[0].Description, "opens at nine") {
			t.Errorf("%q: got %+v", place, got)
		}
	}
	command := commandNamed(t, b, "quote")
	choices := command.Complete(t.Context(), bot.Request{Text: "ban lasts"})
	checkChoices(t, choices)
	if len(choices) == 0 {
		t.Fatal("nothing is offered")
	}
	if got := checked(t, run(t, b, "quote", quote(choices[0].Value))); !strings.Contains(got.Embeds[0].Description, "ban lasts") {
		t.Errorf("%q: got %+v", choices[0].Value, got)
	}
}
