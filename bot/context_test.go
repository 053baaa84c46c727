package bot_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"summitbot/bot"
)

// The context of every sentence is its whole paragraph, page by page.
func TestTheContextOfEveryFact(t *testing.T) {
	t.Parallel()
	store := article(t)
	b := newBot(t, store, bot.Admins{})
	paragraphs := make(map[int][]string)
	for _, f := range store.Base().Facts() {
		paragraphs[f.Sentence.Paragraph] = append(paragraphs[f.Sentence.Paragraph], f.Sentence.Text)
	}
	for _, f := range store.Base().Facts() {
		page := press(t, b, run(t, b, "quote", quote(f.ID)), "Context", bot.Request{})
		if !page.Ephemeral || page.Update || !strings.Contains(unescape(page.Embeds[0].Description), "**"+f.Sentence.Text+"**") {
			t.Errorf("%s: got %+v, want the sentence in bold", f.ID, page)
		}
		for strings.Contains(labels(page), "Previous") {
			page = press(t, b, page, "Previous", bot.Request{})
		}
		text := unmarked(page.Embeds[0].Description)
		for strings.Contains(labels(page), "Next") {
			page = press(t, b, page, "Next", bot.Request{})
			if !page.Update {
				t.Errorf("%s: a page does not take the place of the one before", f.ID)
			}
			text += " " + unmarked(page.Embeds[0].Description)
		}
		if want := strings.Join(paragraphs[f.Sentence.Paragraph], " "); text != want {
			t.Errorf("%s: got %q\nwant %q", f.ID, text, want)
		}
	}
}

// A text of long sentences is cut between words, and its marks stay marks.
func TestLongTextsAreCutBetweenWords(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("_elephants_ and *giraffes* went|walking ", 300)
	b := newBot(t, loaded(t, fstest.MapFS{
		"base.yaml": {Data: []byte("document: {id: d, title: Zoo, file: d.txt}\nfacts:\n  - id: P1S1\n    answers:\n      - {headline: H, mark: to the sea, ask: [where did they go]}\n")},
		"d.txt":     {Data: []byte("The " + long + "to the sea " + long + "again.")},
	}), bot.Admins{})
	words := regexp.MustCompile(`^(>|The|_elephants_|and|\*giraffes\*|went\|walking|to|the|sea|again\.|…)*$`)
	answer := checked(t, b.Message(t.Context(), bot.Request{Text: "where did they go"}))
	if !strings.Contains(answer.Embeds[0].Description, "**to the sea**") {
		t.Errorf("the mark is lost in %q", answer.Embeds[0].Description)
	}
	pages := []bot.Response{answer, press(t, b, answer, "Context", bot.Request{})}
	for strings.Contains(labels(pages[len(pages)-1]), "Next") {
		pages = append(pages, press(t, b, pages[len(pages)-1], "Next", bot.Request{}))
	}
	if len(pages) < 10 {
		t.Errorf("%d pages of a long paragraph", len(pages)-1)
	}
	for _, page := range pages {
		checkMarkdown(t, page.Embeds[0].Description)
		for w := range strings.FieldsSeq(page.Embeds[0].Description) {
			if w = unescape(strings.ReplaceAll(w, "**", "")); !words.MatchString(strings.Trim(w, "…")) {
				t.Errorf("the word %q is cut", w)
			}
		}
	}
}
