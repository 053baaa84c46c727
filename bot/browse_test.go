package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/bot"
)

// Somebody opens the topics, chooses one, looks at a fact, goes back, and back again: all
// in one message.
func TestTopicsAreBrowsedInOneMessage(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	list := checked(t, run(t, b, "topics", bot.Request{}))
	if !list.Ephemeral || list.Update || !strings.Contains(list.Embeds[0].Description, "**Trade** · ") {
		t.Fatalf("got %+v", list)
	}
	choices := menuOf(t, list).Choices
	if len(choices) != 14 || choices[13].Name != "The next summit" {
		t.Fatalf("choices %+v", choices)
	}
	topic := pick(t, b, list, bot.Request{}, choices[13].Value)
	if !topic.Update || topic.Embeds[0].Title != "The next summit" {
		t.Fatalf("got %+v", topic)
	}
	fact := menuOf(t, topic).Choices[0]
	card := pick(t, b, topic, bot.Request{}, fact.Value)
	if !card.Update || card.Embeds[0].Title != fact.Name || !strings.HasPrefix(card.Embeds[0].Description, "> ") {
		t.Fatalf("got %+v, want the card of %+v", card, fact)
	}
	back := press(t, b, card, "Back", bot.Request{})
	if !back.Update || back.Embeds[0].Title != topic.Embeds[0].Title {
		t.Errorf("back leads to %+v", back)
	}
	if all := press(t, b, back, "All topics", bot.Request{}); !all.Update || all.Embeds[0].Description != list.Embeds[0].Description {
		t.Errorf("back again leads to %+v", all)
	}
}

// Every topic of the article, and every fact in it, is within Discord's limits.
func TestEveryFactIsFoundByItsTopics(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	list := run(t, b, "topics", bot.Request{})
	found := make(map[string]bool)
	for _, topic := range menuOf(t, list).Choices {
		page := pick(t, b, list, bot.Request{}, topic.Value)
		for _, fact := range menuOf(t, page).Choices {
			found[fact.Value] = true
			if card := pick(t, b, page, bot.Request{}, fact.Value); len(card.Embeds) != 1 {
				t.Errorf("%s: %+v", fact.Value, card)
			}
		}
	}
	if len(found) != 54 {
		t.Errorf("%d facts are found, want 54", len(found))
	}
}

// birds is a fact base of n sentences and as many topics as asked for.
func birds(n, topics int) fstest.MapFS {
	var text, yaml strings.Builder
	yaml.WriteString("document: {id: d, title: Birds, file: d.txt}\ntopics:\n")
	for i := range topics {
		fmt.Fprintf(&yaml, "  t%d: Topic %d\n", i, i)
	}
	yaml.WriteString("facts:\n")
	for i := range n {
		fmt.Fprintf(&text, "Bird number %d sings. ", i)
		if topics > 0 {
			fmt.Fprintf(&yaml, "  - {id: P1S%d, topics: [t%d]}\n", i+1, i%topics)
		}
	}
	return fstest.MapFS{"base.yaml": {Data: []byte(yaml.String())}, "d.txt": {Data: []byte(text.String())}}
}

func TestLongListsHavePages(t *testing.T) {
	t.Parallel()
	b := newBot(t, loaded(t, birds(60, 0)), bot.Admins{})
	list := checked(t, run(t, b, "topics", bot.Request{}))
	if got := menuOf(t, list).Choices; len(got) != 1 || got[0].Name != "All sentences" {
		t.Fatalf("facts without topics stand together, not as %+v", got)
	}
	page := pick(t, b, list, bot.Request{}, "0")
	var seen []string
	for _, want := range []int{25, 25, 10} {
		choices := menuOf(t, page).Choices
		if len(choices) != want {
			t.Fatalf("a page has %d facts, want %d", len(choices), want)
		}
		for _, c := range choices {
			seen = append(seen, c.Value)
		}
		if want == 25 {
			page = press(t, b, page, "Next", bot.Request{})
		}
	}
	if seen[0] != "P1S1" || seen[59] != "P1S60" {
		t.Errorf("pages go from %s to %s", seen[0], seen[59])
	}
	card := pick(t, b, page, bot.Request{}, "P1S60")
	if back := press(t, b, card, "Back", bot.Request{}); menuOf(t, back).Choices[0].Value != "P1S51" {
		t.Error("back leads to another page")
	}
	if before := press(t, b, page, "Previous", bot.Request{}); menuOf(t, before).Choices[0].Value != "P1S26" {
		t.Error("previous leads to another page")
	}

	b = newBot(t, loaded(t, birds(60, 30)), bot.Admins{})
	second := press(t, b, run(t, b, "topics", bot.Request{}), "Next", bot.Request{})
	topic := pick(t, b, second, bot.Request{}, menuOf(t, second).Choices[0].Value)
	if topic.Embeds[0].Title != "Topic 25" {
		t.Errorf("the second page of topics begins with %q", topic.Embeds[0].Title)
	}
	if all := press(t, b, topic, "All topics", bot.Request{}); menuOf(t, all).Choices[0].Name != "Topic 25" {
		t.Error("all topics leads to another page")
	}
}

// The bot was loaded anew between the list and the click.
func TestAClickAfterAReloadWorksOrSaysWhyNot(t *testing.T) {
	t.Parallel()
	files := birds(3, 0)
	store := loaded(t, files)
	b := newBot(t, store, bot.Admins{})
	list := run(t, b, "topics", bot.Request{})
	page := pick(t, b, list, bot.Request{}, "0")

	files["d.txt"] = &fstest.MapFile{Data: []byte("Bird number 0 sings. Bird number 1 flies.")}
	if _, err := store.Reload(); err != nil {
		t.Fatal(err)
	}
	if got := pick(t, b, list, bot.Request{}, "0"); !strings.Contains(got.Text, "has changed") || got.Embeds[0].Title != "Topics" {
		t.Errorf("a topic of the old base: %+v", got)
	}
	card := pick(t, b, page, bot.Request{}, "P1S2")
	if !strings.Contains(card.Text, "has changed") || !strings.Contains(card.Embeds[0].Description, "number 1 flies") {
		t.Errorf("a fact that is still there: %+v", card)
	}
	if got := pick(t, b, page, bot.Request{}, "P1S3"); !strings.Contains(got.Text, "no longer in it") || got.Update {
		t.Errorf("a fact that is gone: %+v", got)
	}
}

func TestOddIdsAreSurvived(t *testing.T) {
	t.Parallel()
	b := newStage(t, nil).Bot
	for _, id := range []string{"", "|", "1|", "0|top", "1|nothing", "1|top", "1|top|x|-5", "1|top|x|99999", "1|tpc", "1|tpc|x|y|z", "1|fact", "1|fact|x|P9S99", "1|set", "1|set|thread"} {
		for _, values := range [][]string{nil, {"x"}, {"99"}, {"-1"}} {
			got := checked(t, b.Control(t.Context(), bot.Request{Control: id, Values: values}).Settled(t.Context()))
			if got.IsZero() {
				t.Errorf("Control(%q, %v) says nothing", id, values)
			}
		}
	}
}
